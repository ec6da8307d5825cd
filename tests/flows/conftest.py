"""The command line as tests call it: in this process when no flow runs, as a process of its own when one does."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.cli import main
from flows.orchestrator import embedded_server
from tests.flows.running import ROOT, Ended, Start

Muragat = Callable[..., Ended]


@pytest.fixture
def muragat(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Muragat]:
    """Run the console script's own entry point with the given arguments."""
    monkeypatch.setenv("MURAGAT_WORK", str(tmp_path / "work"))
    monkeypatch.setenv("MURAGAT_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.delenv("MURAGAT_ARCHIVE", raising=False)
    before = signal.getsignal(signal.SIGTERM)

    def run(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["muragat", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ended(code=int(ended.value.code or 0), out=said.out, err=said.err)

    yield run
    signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the tests' Prefect server keeps its record."""
    return tmp_path_factory.mktemp("prefect") / "prefect.db"


@pytest.fixture(scope="session")
def environment(database: Path) -> Iterator[dict[str, str]]:
    """Run a Prefect server; give the environment in which the command line uses it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (name for name in os.environ if name.startswith(("PREFECT_", "MURAGAT_"))):
            patch.delenv(name)
        patch.setenv("PREFECT_HOME", str(database.parent))
        patch.setenv("MURAGAT_SETTINGS", str(database.parent / "settings.toml"))
        with patch.context() as own:
            own.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", f"sqlite+aiosqlite:///{database}")
            with embedded_server(database.parent / "work") as url:
                yield {**os.environ, "PREFECT_API_URL": url}


@pytest.fixture(scope="session")
def start(environment: dict[str, str]) -> Start:
    """Start the command line as a process of its own, at the head of its own process group."""

    def run(*arguments: object, **options: object) -> subprocess.Popen[str]:
        given = {"env": environment, "cwd": ROOT, "start_new_session": True, **options}
        command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **given)  # type: ignore[call-overload, no-any-return]  # options of Popen

    return run
