"""Which packages an audit checks: those that were not checked for long, the longest first, and those that did not hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.bag import is_bag
from archive.errors import NotAnArchiveError
from archive.store import LastCheck, last_checks
from archive.validate import packages_of
from archive.versions import archived_volumes

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSlice:
    """What one run of the audit checks: packages last checked `older` days ago or longer, at most `packages` of them.

    Those that did not hold when they were checked last come in addition: a fault is told until it is mended.
    """

    older: float = 30.0
    packages: int | None = None


def due_packages(archive: Path, which: AuditSlice, now: datetime) -> dict[str, Path]:
    """Return the packages of `archive` that are due at `now`, by their paths in it: what did not hold, then the longest unchecked.

    Among them are packages that held once and are gone. None in an archive that is still empty. Raises NotAnArchiveError for a
    folder that is a package itself.
    """
    if is_bag(archive):
        raise NotAnArchiveError(path=archive, reason="it is a package itself")
    last = last_checks(archive)
    members = packages_of(archive) if any(archived_volumes(archive)) else {}
    broken = {name: package for name, package in members.items() if name in last and not last[name].held}
    order = sorted((last[name].when if name in last else _NEVER, name) for name in members.keys() - broken.keys())
    longest = now - timedelta(days=which.older)
    due = [name for when, name in order if when <= longest]
    return _gone(archive, last) | broken | {name: members[name] for name in due[: which.packages]}


def _gone(archive: Path, last: Mapping[str, LastCheck]) -> dict[str, Path]:
    """Return the packages that held when they were checked, and of which nothing is left, not even an entry in a register."""
    return {name: archive / name for name, check in last.items() if check.ever_held and not (archive / name).exists()}
