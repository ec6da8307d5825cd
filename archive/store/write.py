"""Writing a package: beside its target, verified, then in its place in one step. The version it supersedes stays as it was."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from archive.bag import TAG_MANIFEST_NAME, bag_digest
from archive.content import PackagePlan
from archive.errors import InvalidPackageError, NameTakenError, OvertakenError
from archive.finding import Finding, Severity
from archive.store.bag import write_bag
from archive.store.disk import exchange, stating_refusals, sync_folder
from archive.store.register import staged_register, write_register
from archive.validate import check_package
from archive.versions import INCOMING, NUMBER, SUPERSEDES, Version, newest_version, parked_path, register_path, volume_versions

LOCKS = ".locks"
"""Folder of the locks that runs hold while they write into an archive. Empty files: nothing is lost with them."""


def write_package(plan: PackagePlan, target: Path) -> Version:
    """Write the bag of `plan` beside `target`, verify it, and put it in its place; when that fails, all is as it was before.

    A package already at `target` becomes the version before it. Raises InvalidPackageError, NameTakenError, OvertakenError,
    AlteredMasterError, DiskFullError or NotWritableError.
    """
    _refuse_errors(plan, [finding for finding in plan.findings if finding.severity is Severity.ERROR])
    with stating_refusals(target):
        before = superseded_at(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with _incoming(target) as bag:
            write_bag(plan, bag, _lineage(before))
            _refuse_errors(plan, [finding for finding in check_package(bag) if finding.severity is Severity.ERROR])
            with _committing(target), staged_register(target, bag_digest(bag)) as register:
                if superseded_at(target) != before:
                    raise OvertakenError(volume_id=plan.volume_id)
                _put_in_place(bag, target, before)
                register.replace(register_path(target))
                sync_folder(target.parent)
    return _written(target)


def superseded_at(target: Path) -> Version | None:
    """Return the version that one written to `target` would supersede, if any. NameTakenError when something else is there."""
    if not os.path.lexists(target):
        return None
    found = newest_version(target)
    if found is None:
        raise NameTakenError(volume_id=target.name, target=target)
    return found


def _written(target: Path) -> Version:
    version = newest_version(target)
    if version is None:
        raise NameTakenError(volume_id=target.name, target=target)
    return version


def _lineage(before: Version | None) -> dict[str, str]:
    if before is None:
        return {NUMBER: "1"}
    return {NUMBER: str(before.number + 1), SUPERSEDES: before.digest}


def _refuse_errors(plan: PackagePlan, errors: Sequence[Finding]) -> None:
    if errors:
        raise InvalidPackageError(name=plan.volume_id, findings=errors)


@contextmanager
def _incoming(target: Path) -> Iterator[Path]:
    """Give a new hidden folder on the target's file system; what is there afterwards is put away or removed."""
    bag = target.parent / f"{INCOMING}{target.name}-{secrets.token_hex(4)}"
    try:
        bag.mkdir()
        yield bag
    finally:
        _settle(bag, target)


@contextmanager
def _committing(target: Path) -> Iterator[None]:
    """Let one writer at a time put a version of this volume in its place: a matter of milliseconds."""
    locks = target.parent / LOCKS
    locks.mkdir(exist_ok=True)
    with FileLock(locks / f".commit-{target.name}", is_singleton=False):
        yield


def _put_in_place(bag: Path, target: Path, before: Version | None) -> None:
    """Give the bag its name. Where names cannot be exchanged it takes two steps, and `recover` undoes the first alone."""
    if before is None:
        bag.rename(target)
    else:
        parked = parked_path(target, before.number)
        if os.path.lexists(parked):
            raise NameTakenError(volume_id=target.name, target=parked)
        parked.parent.mkdir(parents=True, exist_ok=True)
        if exchange(bag, target):
            bag.rename(parked)
        else:
            target.rename(parked)
            bag.rename(target)
        sync_folder(parked.parent)
    sync_folder(target.parent)


# ------------------------------------------------------------------------------------------------- after a run that was killed


def recover(target: Path) -> None:
    """Finish or undo what a killed run left of the volume at `target`. Only for who holds the volume: it writes for no other.

    Raises DiskFullError or NotWritableError.
    """
    leftover = re.compile(re.escape(f"{INCOMING}{target.name}-") + "[0-9a-f]{8}")
    with stating_refusals(target):
        if not os.path.lexists(target) and (versions := volume_versions(target)):
            versions[-1].path.rename(target)
        for folder in [found for found in target.parent.iterdir() if leftover.fullmatch(found.name)]:
            _settle(folder, target)
        if newest_version(target):
            write_register(target)


def _settle(bag: Path, target: Path) -> None:
    """Put a superseded version that is still at `bag` into its place; remove what was never finished."""
    if _is_superseded(bag, target):
        with _committing(target):
            _park(bag, target)
    if bag.exists():
        shutil.rmtree(bag, ignore_errors=True)


def _is_superseded(bag: Path, target: Path) -> bool:
    newest = newest_version(target)
    complete = (bag / TAG_MANIFEST_NAME).is_file()
    return newest is not None and newest.supersedes is not None and complete and bag_digest(bag) == newest.supersedes


def _park(bag: Path, target: Path) -> None:
    """Move the version before the newest to its place, unless it is there: a writer who was overtaken may have made the same."""
    newest = newest_version(target)
    if newest and newest.supersedes == bag_digest(bag) and not (parked := parked_path(target, newest.number - 1)).exists():
        parked.parent.mkdir(parents=True, exist_ok=True)
        bag.rename(parked)
        sync_folder(parked.parent)
