"""Settings: what is given, what is taken when nothing is, what is refused."""

from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.exit_codes import ExitCode
from flows.settings import available_cores, settings_from
from tests.flows.conftest import Muragat


def test_what_is_not_given_is_chosen(tmp_path: Path) -> None:
    settings = settings_from(archive=tmp_path, work=None, jobs=None)
    assert settings.jobs == available_cores()
    assert settings.work.name == "muragat"


def test_what_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="timeout: Input should be greater than 0"):
        settings_from(archive=tmp_path, timeout=-1)


def test_the_archive_may_be_named_by_the_environment(muragat: Muragat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MURAGAT_ARCHIVE", str(tmp_path / "archive"))
    assert muragat("digitise", tmp_path / "nowhere").code == ExitCode.NO_VOLUME


def test_without_an_archive_nothing_is_digitised(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("digitise", tmp_path)
    assert ended.code == ExitCode.USAGE
    assert "--archive" in ended.err
