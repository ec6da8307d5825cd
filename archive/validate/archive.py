"""Checks of an archive: which packages are in it, and whether they are the ones its registers know."""

from collections.abc import Iterator
from pathlib import Path

from archive.bag import is_bag
from archive.errors import NotAPackageError
from archive.finding import Finding, Severity
from archive.validate.bag import RESTORE, error
from archive.validate.package import check_package
from archive.versions import VERSIONS, archived_volumes, parked_path, read_register, register_path, volume_versions

_AGAIN = "Digitise the volume again: nothing new is made, and the register is completed."
_RESTORE_OR_MOVE = "Restore the package from another copy; or move the folder away, if there never was one in it."


def check_archive(path: Path) -> dict[str, tuple[Finding, ...]]:
    """Return the findings of every package in an archive by its path there; a path that is itself a package is the only one.

    Raises NotAPackageError when there is neither.
    """
    return {name: check_member(package, path) for name, package in packages_of(path).items()}


def packages_of(path: Path) -> dict[str, Path]:
    """Return the packages of an archive, superseded versions among them, by their paths in it.

    A folder that ought to hold one but does not is among them. A path that is itself a package is the only one. Raises
    NotAPackageError when there is neither.
    """
    if is_bag(path):
        return {path.resolve().name: path}
    if not path.is_dir():
        raise NotAPackageError(path=path, reason="it is not a folder" if path.exists() else "there is no such folder")
    newest = tuple(archived_volumes(path))
    if not any(is_bag(folder) or register_path(folder).is_file() for folder in newest):
        raise NotAPackageError(path=path, reason="no folder in it holds a bagit.txt")
    superseded = sorted(found for found in path.glob(f"{VERSIONS}/*/v*") if found.is_dir())
    return {found.relative_to(path).as_posix(): found for found in (*newest, *superseded)}


def check_member(package: Path, archive: Path, *, jobs: int = 1) -> tuple[Finding, ...]:
    """Return all that is wrong with a package of `archive`, and where it is not what the volume's register says.

    `archive` may be the package itself: no register is known then.
    """
    if package == archive:
        return check_package(package, jobs=jobs)
    registered = tuple(check_register(package)) if package.parent == archive else ()
    if not is_bag(package):
        missing = error("missing", "bagit.txt", f"There is no package at {package.relative_to(archive)}.", _RESTORE_OR_MOVE)
        return registered or (missing,)
    return (*registered, *check_package(package, jobs=jobs))


def check_register(target: Path) -> Iterator[Finding]:
    """Yield where the versions of the volume whose newest package is at `target` are not those its register knows."""
    register = register_path(target).name
    recorded, found = read_register(target), {version.number: version for version in volume_versions(target)}
    for number, digest in enumerate(recorded, start=1):
        place = (target if number == len(recorded) else parked_path(target, number)).relative_to(target.parent).as_posix()
        if number not in found:
            yield error("missing", place, f"Version {number} of the volume is missing.", RESTORE)
        elif found[number].digest != digest:
            yield error("altered", place, f"Version {number} is not the one {register} knows: its digest is another.", RESTORE)
    for number in sorted(set(found) - set(range(1, len(recorded) + 1))):
        message = f"Version {number} of the volume is in no register: the run that made it was stopped at its very end."
        yield Finding(severity=Severity.WARNING, rule="unregistered", where=register, message=message, remedy=_AGAIN)
