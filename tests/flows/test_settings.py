"""Settings: what is given, what is taken when nothing is, what is refused."""

from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.exit_codes import ExitCode
from flows.settings import available_cores, settings_from, settings_in_force
from tests.flows.conftest import Muragat
from tests.flows.running import Start, ended
from tests.flows.scans import a_volume


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


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text('archive = "мұрағат"\njobs = 3\nsettle = 30\ntimeout = 60\n', encoding="utf-8")
    monkeypatch.setenv("MURAGAT_SETTINGS", str(path))
    return path


def test_a_flag_goes_before_the_environment_and_that_before_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MURAGAT_JOBS", "5")
    monkeypatch.setenv("MURAGAT_SETTLE", "40")
    found = {each.name: (each.value, each.whence) for each in settings_in_force(jobs=7)}
    assert found["jobs"] == (7, "flag")
    assert found["settle"] == (40.0, "MURAGAT_SETTLE")
    assert found["timeout"] == (60.0, str(file))
    assert found["volumes"] == (1, "default")


def test_a_folder_named_in_the_file_lies_beside_it(file: Path) -> None:
    assert settings_from().archive == file.parent / "мұрағат"


def test_an_unknown_key_in_the_file_is_refused(file: Path) -> None:
    file.write_text("jbos = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="jbos"):
        settings_from()


def test_a_settings_file_that_is_not_toml_is_named(file: Path) -> None:
    file.write_text("jobs: 3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=str(file)):
        settings_from()


def test_a_time_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="Asia/Almaty"):
        settings_from(timezone="Asia/Atlantis")


def test_secrets_are_named_and_not_shown(muragat: Muragat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "мұрағатшы:құпия")
    ended = muragat("settings")
    assert ended.code == ExitCode.OK
    assert "PREFECT_API_AUTH_STRING" in ended.out
    assert "құпия" not in ended.out


@pytest.mark.flow
@pytest.mark.engine
def test_a_variable_of_prefects_that_cannot_be_used_is_told(start: Start, environment: dict[str, str], tmp_path: Path) -> None:
    given = {**environment, "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "often"}
    run = ended(start("digitise", a_volume(tmp_path / "v"), "--archive", tmp_path / "archive", "--work", tmp_path / "w", env=given))
    assert run.code == ExitCode.USAGE
    assert "heartbeat_frequency: Input should be a valid integer" in run.err
    assert "Traceback" not in run.err


@pytest.mark.engine
@pytest.mark.parametrize(("inbox", "archive", "work"), [("a", "a", "w"), ("a", "a/b", "w"), ("a/b", "a", "w"), ("a", "b", "a/w")])
def test_an_inbox_that_holds_what_comes_out_is_refused(
    muragat: Muragat, tmp_path: Path, inbox: str, archive: str, work: str
) -> None:
    (tmp_path / inbox).mkdir(parents=True)
    folders = ("--inbox", tmp_path / inbox, "--archive", tmp_path / archive, "--work", tmp_path / work)
    run = muragat("serve", "--once", *folders)
    assert run.code == ExitCode.USAGE
    assert "lie in one another" in run.err


@pytest.mark.flow
@pytest.mark.engine
@pytest.mark.parametrize("name", ["cron", "audit_cron"])
def test_a_cron_line_that_is_none_is_told_before_anything_starts(
    start: Start, environment: dict[str, str], tmp_path: Path, name: str
) -> None:
    (tmp_path / "inbox").mkdir()
    given = {**environment, f"MURAGAT_{name.upper()}": "every evening"}
    folders = ("--inbox", tmp_path / "inbox", "--archive", tmp_path / "archive", "--work", tmp_path / "work")
    run = ended(start("serve", *folders, env=given))
    assert run.code == ExitCode.USAGE
    assert f"{name}: 'every evening' is not what cron understands" in run.err.splitlines()[0]
