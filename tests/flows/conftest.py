"""The command line as tests call it: in this process when no flow runs, as a process of its own when one does."""

import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.cli import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended, and what it said on both streams."""

    code: int
    out: str
    err: str


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
