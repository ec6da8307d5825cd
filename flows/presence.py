"""Who is alive: a file per run that its process holds locked. The system lets go of a lock when its holder is gone."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flows.atomic import writing_to

_RUNS = "runs"


def _folder(work: Path) -> Path:
    return work / _RUNS


@contextmanager
def present(work: Path, flow_run_id: str | None) -> Iterator[None]:
    """Be seen to be alive inside the block, under the id of the flow run; a plain call of the function has none.

    A kill leaves the file behind, unlocked: that is how others know. Raises DiskFullError or NotWritableError.
    """
    if not flow_run_id:
        yield
        return
    path = _folder(work) / socket.gethostname() / flow_run_id
    with writing_to(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path, is_singleton=False):
        yield
        path.unlink(missing_ok=True)


def is_present(work: Path, flow_run_id: str) -> bool:
    """Tell whether a process of any machine that shares `work` is alive with this run."""
    return any(not is_free(path) for path in _folder(work).glob(f"*/{flow_run_id}"))


def suspect(work: Path, flow_run_id: str) -> None:
    """Have a run of which nothing is seen taken for one whose process is gone, unless it is seen by then, at the next look.

    Raises DiskFullError or NotWritableError.
    """
    path = _folder(work) / socket.gethostname() / flow_run_id
    with writing_to(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def departed(work: Path) -> Iterator[Path]:
    """Yield the files of runs whose process is gone; a file's name is the run's id. Who has seen to a run removes its file."""
    yield from (path for path in sorted(_folder(work).glob("*/*")) if is_free(path))


def is_free(path: Path) -> bool:
    """Tell whether nobody holds the lock file at `path`; one that is not there is free."""
    if not path.exists():
        return True
    lock = FileLock(path, is_singleton=False)
    try:
        lock.acquire(blocking=False)
    except (Timeout, OSError):
        return False
    lock.release()
    return True
