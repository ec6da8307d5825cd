"""Verify a package or a whole archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.validate import Finding, check_archive, check_package, has_errors
from flows.errors import NoSuchVolumeError

_BAG = "bagit.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The findings of each package at `path`, by the package's name."""

    path: Path
    packages: Mapping[str, tuple[Finding, ...]]

    @property
    def holds(self) -> bool:
        """True when no package has an error."""
        return not any(map(has_errors, self.packages.values()))


def verify_path(path: Path) -> Verified:
    """Return what was found in the package at `path`, or in every package of the archive there.

    Raises NoSuchVolumeError when nothing is there, NotAPackageError when it is neither.
    """
    if not path.exists():
        raise NoSuchVolumeError(path=path)
    if (path / _BAG).exists():
        return Verified(path=path, packages={path.resolve().name: check_package(path)})
    return Verified(path=path, packages=check_archive(path))
