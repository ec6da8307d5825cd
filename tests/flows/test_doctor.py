"""The doctor says what is missing, and what mends it."""

import json
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from ocr.model import default_model
from tests.flows.conftest import Muragat
from tests.flows.scans import a_text_file


@pytest.mark.engine
def test_all_is_well_here(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("doctor", "--archive", tmp_path / "archive", "--json")
    document = json.loads(ended.out)
    assert ended.code == ExitCode.OK
    assert document["well"]
    subjects = [each["subject"] for each in document["diagnoses"]]
    assert subjects[:2] == ["Tesseract", f"model {default_model().name}"]
    assert "Prefect" in subjects


def test_a_missing_tesseract_is_named_with_the_command_that_mends_it(
    muragat: Muragat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = muragat("doctor")
    assert ended.code == ExitCode.MISSING_SOFTWARE
    assert "MISSING  Tesseract: Tesseract is not installed" in ended.out
    assert "apt-get install tesseract-ocr" in ended.out


@pytest.mark.engine
def test_a_folder_without_write_access_is_named(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("doctor", "--archive", a_text_file(tmp_path / "archive"))
    assert ended.code == ExitCode.NOT_WRITABLE
    assert "MISSING  write access, archive" in ended.out


def test_the_version_is_shown(muragat: Muragat) -> None:
    ended = muragat("--version")
    assert ended.code == ExitCode.OK
    assert ended.out.startswith("muragat ")
