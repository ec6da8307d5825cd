"""What cannot be digitised is told before anything is read: one clear sentence, an exit code of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from flows.exit_codes import ExitCode
from tests.flows.conftest import Muragat
from tests.flows.scans import a_locked_pdf, a_scan, a_text_file, a_volume


def only_sentence(err: str) -> str:
    """Return the one line that was said."""
    (line,) = err.splitlines()
    return line


def test_no_such_folder(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("digitise", tmp_path / "nowhere", "--archive", tmp_path / "archive")
    assert ended.code == ExitCode.NO_VOLUME
    assert only_sentence(ended.err).startswith(f"muragat: There is no volume at {tmp_path / 'nowhere'}: no such file or folder.")


def test_no_scans_in_the_folder(muragat: Muragat, tmp_path: Path) -> None:
    (tmp_path / "volume").mkdir()
    ended = muragat("digitise", tmp_path / "volume", "--archive", tmp_path / "archive")
    assert ended.code == ExitCode.NO_VOLUME
    assert only_sentence(ended.err).startswith(f"muragat: There are no scans in {tmp_path / 'volume'}.")


def test_a_pdf_with_a_password(muragat: Muragat, tmp_path: Path) -> None:
    path = a_locked_pdf(tmp_path / "locked.pdf")
    ended = muragat("digitise", path, "--archive", tmp_path / "archive")
    assert ended.code == ExitCode.LOCKED_PDF
    assert only_sentence(ended.err).startswith(f"muragat: {path} is protected by a password.")


def test_a_pdf_that_is_none(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("digitise", a_text_file(tmp_path / "book.pdf"), "--archive", tmp_path / "archive")
    assert ended.code == ExitCode.UNREADABLE
    assert "book.pdf cannot be read as a PDF" in only_sentence(ended.err)


def test_tesseract_is_missing(muragat: Muragat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = muragat("digitise", a_volume(tmp_path / "volume"), "--archive", tmp_path / "archive")
    assert ended.code == ExitCode.MISSING_SOFTWARE
    assert "Tesseract is not installed" in only_sentence(ended.err)
    assert "apt-get install tesseract-ocr" in ended.err


@pytest.mark.engine
def test_a_language_is_missing(muragat: Muragat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models = tmp_path / "models"
    models.mkdir()
    for code in ("rus", "eng"):
        (models / f"{code}.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(models))
    ended = muragat("digitise", a_volume(tmp_path / "volume"), "--archive", tmp_path / "archive", "--model", "stock")
    assert ended.code == ExitCode.MISSING_SOFTWARE
    assert only_sentence(ended.err).startswith("muragat: Tesseract has no model for: kaz.")
    assert "apt-get install tesseract-ocr-kaz" in ended.err


def test_a_metadata_file_with_a_typo(muragat: Muragat, tmp_path: Path) -> None:
    volume = a_volume(tmp_path / "volume")
    (volume / "volume.toml").write_text('tilte = "Жинақ"\n', encoding="utf-8")
    ended = muragat("digitise", volume, "--archive", tmp_path / "archive")
    assert ended.code == ExitCode.METADATA
    assert f"{volume / 'volume.toml'} cannot be used: unknown key 'tilte' (did you mean 'title'?)" in only_sentence(ended.err)


@pytest.mark.engine
def test_an_archive_that_cannot_be_written_to(muragat: Muragat, tmp_path: Path) -> None:
    in_the_way = a_text_file(tmp_path / "archive")
    ended = muragat("digitise", a_volume(tmp_path / "volume"), "--archive", in_the_way)
    assert ended.code == ExitCode.NOT_WRITABLE
    assert f"{in_the_way} cannot be written to" in only_sentence(ended.err)


@pytest.mark.engine
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_archive_without_write_access(muragat: Muragat, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir(mode=0o500)
    ended = muragat("digitise", a_volume(tmp_path / "volume"), "--archive", archive)
    assert ended.code == ExitCode.NOT_WRITABLE


@pytest.mark.engine
def test_a_name_taken_by_what_is_no_package(muragat: Muragat, tmp_path: Path) -> None:
    package = tmp_path / "archive" / "konf-2024"
    package.mkdir(parents=True)
    ended = muragat("digitise", a_volume(tmp_path / "volume"), "--archive", tmp_path / "archive", "--id", "konf-2024")
    assert ended.code == ExitCode.NAME_TAKEN
    assert f"The volume 'konf-2024' cannot be archived: what is at {package} is no package" in only_sentence(ended.err)


@pytest.mark.engine
def test_two_runs_on_one_volume(muragat: Muragat, tmp_path: Path) -> None:
    locks = tmp_path / "archive" / ".locks"
    locks.mkdir(parents=True)
    with FileLock(locks / "volume.lock", is_singleton=False):
        ended = muragat("digitise", a_volume(tmp_path / "volume"), "--archive", tmp_path / "archive")
    assert ended.code == ExitCode.VOLUME_BUSY
    assert "The volume 'volume' is being digitised by another run." in only_sentence(ended.err)


def test_a_folder_whose_name_cannot_be_a_package(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("digitise", a_volume(tmp_path / "Жинақ (2)"), "--archive", tmp_path / "archive")
    assert ended.code == ExitCode.USAGE
    assert "--id or in volume.toml, such as Жинақ-2" in only_sentence(ended.err)


def test_one_id_for_two_volumes(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("digitise", tmp_path, tmp_path, "--archive", tmp_path, "--id", "a")
    assert ended.code == ExitCode.USAGE
    assert "one id cannot name several volumes" in ended.err


def test_a_number_of_jobs_that_is_none(muragat: Muragat, tmp_path: Path) -> None:
    assert muragat("digitise", tmp_path, "--archive", tmp_path, "--jobs", "0").code == ExitCode.USAGE


def test_every_volume_is_told_of_and_the_first_failure_counts(muragat: Muragat, tmp_path: Path) -> None:
    locked = a_locked_pdf(tmp_path / "locked.pdf")
    ended = muragat("digitise", locked, tmp_path / "nowhere", "--archive", tmp_path / "archive")
    assert ended.code == ExitCode.LOCKED_PDF
    *_, summary = lines = ended.err.splitlines()
    assert len(lines) == 3
    assert summary == "muragat: 2 volumes: 0 in the archive, 2 failed, 0 not begun"


def test_a_failure_is_one_json_document_for_machines(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("digitise", tmp_path / "nowhere", "--archive", tmp_path / "archive", "--json")
    document = json.loads(ended.out)
    assert document["exit_code"] == ExitCode.NO_VOLUME
    (volume,) = document["volumes"]
    assert volume["error"] == "NoSuchVolumeError"
    assert volume["source"] == str(tmp_path / "nowhere")
    assert volume["message"].startswith("There is no volume at")


def test_nothing_to_verify(muragat: Muragat, tmp_path: Path) -> None:
    assert muragat("verify", tmp_path / "nowhere").code == ExitCode.NO_VOLUME


def test_verifying_what_is_no_package(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("verify", a_scan(tmp_path / "1.png"))
    assert ended.code == ExitCode.NO_VOLUME
    assert "is no package" in only_sentence(ended.err)


def test_help_does_not_wait_for_prefect() -> None:
    loaded = "import sys, flows.cli; print(*(name for name in ('prefect', 'cv2', 'lxml') if name in sys.modules))"
    ended = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == ""
