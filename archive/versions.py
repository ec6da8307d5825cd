"""Where the versions of a volume are in an archive, which is the newest, and what the register says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.bag import bag_digest, bag_info, is_bag

INCOMING = ".incoming-"
"""A hidden folder of this name beside the target is a package being written, or what a killed run left of one."""

VERSIONS = "_versions"
"""Folder of the superseded versions. No volume id begins with an underscore."""

REGISTER = ".sha512"
"""Ending of a volume's register, beside its package."""

NUMBER, SUPERSEDES, STARTED = "Package-Version", "Package-Supersedes", "Digitisation-Started"
"""Labels in bag-info: the version's number, the digest of the one before it, and the start of the run that made it."""

_PARKED = re.compile(r"v([1-9][0-9]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a volume's package. `digest` stands for the whole of it, `supersedes` for the one before it.

    `started` is the start of the run that made it, None for a bag that does not say.
    """

    number: int
    path: Path
    digest: str
    supersedes: str | None
    started: datetime | None


def register_path(target: Path) -> Path:
    """Return where the register of the volume whose package is at `target` is, or would be."""
    return target.with_name(target.name + REGISTER)


def parked_path(target: Path, number: int) -> Path:
    """Return where version `number` of the volume at `target` is once it is superseded."""
    return target.parent / VERSIONS / target.name / f"v{number}"


def newest_version(target: Path) -> Version | None:
    """Return the newest version of the volume whose package is at `target`; None when there is no bag that can be read."""
    return _version(target) if is_bag(target) else None


def volume_versions(target: Path) -> tuple[Version, ...]:
    """Return every version of the volume whose package is at `target`, oldest first."""
    folder = target.parent / VERSIONS / target.name
    parked = [found for found in folder.iterdir() if _PARKED.fullmatch(found.name)] if folder.is_dir() else []
    found = (newest_version(path) for path in (*parked, target))
    return tuple(sorted(filter(None, found), key=lambda version: version.number))


def read_register(target: Path) -> tuple[str, ...]:
    """Return the recorded digest of each version of the volume at `target`, oldest first; nothing when none is recorded.

    The register has one line per version, the digest of its tag manifest and where that is, as sha512sum writes it. A package
    verifies by itself; the register tells when a whole one was taken away, or put in the place of another.
    """
    path = register_path(target)
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else ()
    return tuple(line.split()[0] for line in lines if line.strip())


def archived_volumes(archive: Path) -> Iterator[Path]:
    """Yield where the newest package of each volume of an archive is, or ought to be: folders, and names in registers."""
    folders = {found for found in archive.iterdir() if found.is_dir() and found.name[:1] not in {".", "_"}}
    registered = {found.with_name(found.name.removesuffix(REGISTER)) for found in archive.glob(f"[!.]*{REGISTER}")}
    yield from sorted(folders | registered)


def _version(path: Path) -> Version | None:
    try:
        info, digest = bag_info(path), bag_digest(path)
        started = datetime.fromisoformat(info[STARTED]) if STARTED in info else None
        number = int(info.get(NUMBER, "1"))
    except (OSError, ValueError):
        return None
    return Version(number=number, path=path, digest=digest, supersedes=info.get(SUPERSEDES), started=started)
