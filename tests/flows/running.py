"""Running the command line as a process of its own, and watching it."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.flows.scans import SAMPLE

ROOT = Path(__file__).parents[2]
PATIENCE = 300
"""Seconds after which a run is taken to hang, on a machine that has much else to do."""


def a_sample(folder: Path, *names: str) -> Path:
    """Return a volume of some pages of the sample."""
    folder.mkdir()
    for name in names or ("0001.jpg", "0002.jpg"):
        shutil.copy(SAMPLE / name, folder)
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended, and what it said on both streams."""

    code: int
    out: str
    err: str


Start = Callable[..., subprocess.Popen[str]]
"""Starts the command line with arguments, and options of Popen."""


def ended(process: subprocess.Popen[str], patience: float = PATIENCE) -> Ended:
    """Wait for the end of a run; one that hangs is killed, with all that it started, and fails the test."""
    try:
        out, err = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return Ended(code=process.returncode, out=out, err=err)


def packages_in(archive: Path) -> list[str]:
    """Return the names of the packages of an archive, older versions left out."""
    return sorted(path.name for path in archive.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def until_said(process: subprocess.Popen[str], words: str) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            return
    pytest.fail(f"never said: {words}")


def members_of(group: int) -> list[str]:
    """Return the commands of the living processes of a process group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _parent, its_group, *_ = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(its_group) == group and state != "Z":
                found.append((folder / "cmdline").read_text(encoding="utf-8"))
        except OSError:
            continue  # it ended while we looked
    return found


def family_of(pid: int) -> list[int]:
    """Return a process and all that it started, whatever their groups; those whose parent has ended are nobody's family."""
    found = [pid]
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # it ended while we looked
            found += [each for child in listed.read_text(encoding="ascii").split() for each in family_of(int(child))]
    return found


def commands_of(pids: Iterable[int]) -> list[str]:
    """Return the commands of living processes."""
    found = []
    for pid in pids:
        with suppress(OSError):
            found.append(Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace").replace("\0", " "))
    return found


def kill_family(process: subprocess.Popen[Any]) -> None:
    """Kill a process and all that it started at one stroke, as a power cut does."""
    family = family_of(process.pid)
    for signalled in (signal.SIGSTOP, signal.SIGKILL):
        for pid in (*family, *family_of(process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signalled)
    process.wait()


def until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.05)
