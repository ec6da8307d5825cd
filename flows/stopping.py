"""Stopping in the middle: no page is begun any more, and no child process is left behind."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

from ocr.errors import PermanentError

_stopping = threading.Event()


class StoppedError(PermanentError):
    """The run was stopped before this page was read."""

    template = "The run was stopped."


def stop() -> None:
    """Let no page begin, and end the engines that are reading one."""
    _stopping.set()
    for child in _children():
        try:
            os.kill(child, signal.SIGTERM)
        except ProcessLookupError:
            continue


def start_again() -> None:
    """Let pages begin: another volume is taken up after one that was stopped."""
    _stopping.clear()


def is_stopping() -> bool:
    """Tell whether the run is being stopped."""
    return _stopping.is_set()


def refuse_when_stopping() -> None:
    """Raise StoppedError when the run is being stopped."""
    if _stopping.is_set():
        raise StoppedError


def _children() -> Iterator[int]:
    """Yield the processes we started, Prefect's server left out: it has a session of its own, and the last state to record."""
    for listed in Path("/proc/self/task").glob("*/children"):
        try:
            found = [int(pid) for pid in listed.read_text(encoding="ascii").split()]
        except OSError:
            continue
        yield from (pid for pid in found if _in_our_session(pid))


def _in_our_session(pid: int) -> bool:
    try:
        return os.getsid(pid) == os.getsid(0)
    except ProcessLookupError:
        return False
