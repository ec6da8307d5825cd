"""Files that are there whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from archive.errors import DiskFullError, NotWritableError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn the system's refusals to write at `path` into DiskFullError and NotWritableError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(path=path) from error
        raise NotWritableError(path=path, reason=error.strerror or str(error)) from error


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give a path to write to; when the block ends well the file is flushed to disk and renamed to `target`, else removed.

    Raises DiskFullError or NotWritableError: the block must do nothing but write.
    """
    with writing_to(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.stem}-", suffix=target.suffix, delete=False) as stream:
            unfinished = Path(stream.name)
        try:
            yield unfinished
            with unfinished.open("rb") as written:
                os.fsync(written.fileno())
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
