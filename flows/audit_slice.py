"""Which packages an audit checks: those that were not checked for long, the longest first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.bag import is_bag
from archive.errors import NotAPackageError
from archive.store import last_checks
from archive.validate import packages_of
from archive.versions import archived_volumes

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSlice:
    """What one run of the audit checks: packages last checked `older` days ago or longer, at most `packages` of them."""

    older: float = 30.0
    packages: int | None = None


def due_packages(archive: Path, which: AuditSlice, now: datetime) -> dict[str, Path]:
    """Return the packages of `archive` that are due at `now`, by their paths in it: never checked first, then the oldest check.

    None in an archive that is still empty. Raises NotAPackageError for a folder that is a package itself.
    """
    if is_bag(archive):
        raise NotAPackageError(path=archive, reason="it is a package itself, no archive; 'muragat verify' checks it")
    members = packages_of(archive) if any(archived_volumes(archive)) else {}
    last = last_checks(archive)
    longest = now - timedelta(days=which.older)
    order = sorted((last.get(name, _NEVER), name) for name in members)
    due = [name for when, name in order if when <= longest]
    return {name: members[name] for name in due[: which.packages]}
