"""Writing a package: whole or not at all. The only place of this room that writes."""

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from archive.content import PackageFile, PackagePlan
from archive.errors import AlreadyArchivedError, AlteredMasterError, DiskFullError, InvalidPackageError, NotWritableError
from archive.finding import Finding, Severity
from archive.fixity import ALGORITHM, CHUNK, Fixity, fixity_of_bytes
from archive.validate import check_package

INCOMING = ".incoming-"
"""A hidden folder of this name beside the target is a package being written, or what a killed run left of one."""

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY})


def write_package(plan: PackagePlan, target: Path) -> None:
    """Write the bag of `plan` beside `target`, verify it, and rename it into place; nothing is left when that fails.

    Raises InvalidPackageError, AlreadyArchivedError, AlteredMasterError, DiskFullError or NotWritableError.
    """
    _refuse_errors(plan, [finding for finding in plan.findings if finding.severity is Severity.ERROR])
    with _stating_failures(plan, target):
        if os.path.lexists(target):
            raise AlreadyArchivedError(volume_id=plan.volume_id, target=target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _incoming(plan, target) as bag:
            _write_bag(plan, bag)
            _refuse_errors(plan, [finding for finding in check_package(bag) if finding.severity is Severity.ERROR])
            bag.rename(target)
            _sync_folder(target.parent)


def _refuse_errors(plan: PackagePlan, errors: Sequence[Finding]) -> None:
    if errors:
        raise InvalidPackageError(volume_id=plan.volume_id, findings=errors)


@contextmanager
def _incoming(plan: PackagePlan, target: Path) -> Iterator[Path]:
    """Give a new hidden folder on the target's file system; whatever is there afterwards is removed."""
    bag = target.parent / f"{INCOMING}{plan.volume_id}-{secrets.token_hex(4)}"
    try:
        bag.mkdir()
        yield bag
    finally:
        if bag.exists():
            shutil.rmtree(bag, ignore_errors=True)


@contextmanager
def _stating_failures(plan: PackagePlan, target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(path=target) from error
        if error.errno in _TAKEN:
            raise AlreadyArchivedError(volume_id=plan.volume_id, target=target) from error
        if error.errno in _REFUSED:
            raise NotWritableError(path=target.parent, reason=error.strerror or type(error).__name__) from error
        raise


# ------------------------------------------------------------------------------------------------------------------ the bag


def _write_bag(plan: PackagePlan, bag: Path) -> None:
    payload = {}
    for file in plan.files:
        path = bag / "data" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        payload[f"data/{file.path}"] = _write_file(file, path)
    tags = {
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in plan.bag_info.items()).encode(),
        "bagit.txt": BAGIT,
        f"manifest-{ALGORITHM}.txt": _manifest(payload),
    }
    tags[f"tagmanifest-{ALGORITHM}.txt"] = _manifest({name: fixity_of_bytes(content) for name, content in tags.items()})
    for name, content in tags.items():
        _write_bytes(content, bag / name)
    for folder in (*(found for found in bag.rglob("*") if found.is_dir()), bag):
        _sync_folder(folder)


def _manifest(fixities: Mapping[str, Fixity]) -> bytes:
    return "".join(f"{fixity.digest}  {path}\n" for path, fixity in sorted(fixities.items())).encode()


def _write_file(file: PackageFile, path: Path) -> Fixity:
    """Write a file of the package; what is copied must still be what it was when it was first read."""
    if isinstance(file.source, bytes):
        _write_bytes(file.source, path)
        return file.fixity
    if _copy(file.source, path) != file.fixity:
        raise AlteredMasterError(path=file.source)
    return file.fixity


def _write_bytes(content: bytes, path: Path) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _copy(source: Path, path: Path) -> Fixity:
    """Copy `source` byte for byte, and return the fixity of what was copied."""
    digest, size = hashlib.new(ALGORITHM), 0
    with _opened(source) as original, path.open("xb") as copy:
        while chunk := original.read(CHUNK):
            digest.update(chunk)
            size += copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    return Fixity(digest=digest.hexdigest(), size=size)


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise AlteredMasterError(path=source) from error


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
