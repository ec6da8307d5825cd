"""Writing that lasts: every file and folder is flushed, names change in one step, and a refusal of the system is stated."""

import ctypes
import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO

from archive.errors import AlteredMasterError, DiskFullError, NotWritableError
from archive.fixity import CHUNK, Digests, digests_of

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
_UNABLE = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def stating_refusals(target: Path) -> Iterator[None]:
    """Turn the system's refusals to write at `target` into DiskFullError and NotWritableError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(path=target) from error
        if error.errno in _REFUSED:
            raise NotWritableError(path=target.parent, reason=error.strerror or type(error).__name__) from error
        raise


def write_bytes(content: bytes, path: Path) -> None:
    """Write a new file that outlasts a power cut. FileExistsError when it is there."""
    with path.open("xb") as stream:
        stream.write(content)
        _flush(stream)


def replace_bytes(content: bytes, path: Path) -> None:
    """Write a file in the place of whatever it was: a reader finds the old or the new, never half of one."""
    unfinished = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        write_bytes(content, unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)


def append_bytes(content: bytes, path: Path) -> None:
    """Add to a file that is never rewritten, in one write."""
    with path.open("ab", buffering=0) as stream:
        stream.write(content)
        os.fsync(stream.fileno())


def write_pieces(pieces: Iterable[bytes], path: Path) -> Digests:
    """Write a new file that outlasts a power cut, piece by piece; return the digests of what was written."""
    with path.open("xb") as stream:

        def written() -> Iterator[bytes]:
            for piece in pieces:
                stream.write(piece)
                yield piece

        digests = digests_of(written())
        _flush(stream)
    return digests


def copy(source: Path, path: Path) -> Digests:
    """Copy `source` byte for byte into a new file; return the digests of what was copied. AlteredMasterError when it is gone."""
    with _opened(source) as original:
        return write_pieces(iter(partial(original.read, CHUNK), b""), path)


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise AlteredMasterError(path=source) from error


def _flush(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step, so that neither is ever missing; False where system or file system cannot.

    renameat2(2) with RENAME_EXCHANGE: Linux, on ext4, xfs, btrfs, tmpfs and others, not on NFS. OSError when it is refused.
    """
    renameat2 = getattr(_c_library(), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@cache
def _c_library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
