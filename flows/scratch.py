"""Temporary files: all of a process's in one folder that goes with it, and what killed processes left is swept."""

import os
import secrets
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from flows.atomic import writing_to
from flows.presence import is_free

_FOLDER = "tmp"
_LOCK = ".lock"
_OLD = 86_400
"""Seconds after which an unfinished file is nobody's: no page and no image takes a day."""

_one_at_a_time = threading.Lock()
_held: list[FileLock] = []
"""The lock on this process's folder, once for each block that is inside."""


@contextmanager
def scratch(work: Path) -> Iterator[None]:
    """Let every temporary file of this process lie in a folder of `work` inside the block; it is removed at the end.

    Blocks of several threads share the folder of the first. Raises DiskFullError or NotWritableError.
    """
    with _one_at_a_time:
        _held.append(_held[0] if _held else _begin(work))
    try:
        yield
    finally:
        with _one_at_a_time:
            lock = _held.pop()
            if not _held:
                _end(lock)


def _begin(work: Path) -> FileLock:
    folder = work / _FOLDER / f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    with writing_to(folder):
        folder.mkdir(parents=True)
        lock = FileLock(folder.with_name(folder.name + _LOCK), is_singleton=False)
        lock.acquire()
    tempfile.tempdir = str(folder)
    return lock


def _end(lock: FileLock) -> None:
    tempfile.tempdir = None
    shutil.rmtree(lock.lock_file.removesuffix(_LOCK), ignore_errors=True)
    lock.release()
    Path(lock.lock_file).unlink(missing_ok=True)


def sweep(work: Path, now: float) -> int:
    """Remove what killed processes left in `work`: their folders, and files never finished; return how many.

    `now` is in seconds since 1970. Folders whose process lives, on whichever machine that shares `work`, are left alone.
    """
    swept = 0
    for lock in (work / _FOLDER).glob(f"*{_LOCK}"):
        if is_free(lock):
            shutil.rmtree(lock.with_name(lock.name.removesuffix(_LOCK)), ignore_errors=True)
            lock.unlink(missing_ok=True)
            swept += 1
    for name in ("pages", "images"):
        for unfinished in (work / name).glob("*/.*"):
            swept += _remove_old(unfinished, now)
    return swept


def _remove_old(file: Path, now: float) -> int:
    try:
        if now - file.stat().st_mtime < _OLD:
            return 0
        file.unlink()
    except OSError:
        return 0  # another sweeper was first
    return 1
