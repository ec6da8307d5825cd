"""Verify a package, a version, or a whole archive: several packages at once, each in a process of its own."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from archive.validate import Finding, check_member, has_errors, packages_of
from flows.errors import NoSuchVolumeError
from flows.messages import say, say_counted
from flows.progress import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The findings of each package at `path`, by the package's path there."""

    path: Path
    packages: Mapping[str, tuple[Finding, ...]]

    @property
    def holds(self) -> bool:
        """True when no package has an error."""
        return not any(map(has_errors, self.packages.values()))


def verify_path(path: Path, jobs: int = 1) -> Verified:
    """Return what was found in the package at `path`, or in every package of the archive there, `jobs` at once.

    Raises NoSuchVolumeError when nothing is there, NotAPackageError when it is neither.
    """
    if not path.exists():
        raise NoSuchVolumeError(path=path)
    members = packages_of(path)
    if len(members) > 1:
        tell(None, say_counted("verifying {count} package", "verifying {count} packages", len(members)), total=len(members))
    found = {}
    for name, findings in check_members(members, path, jobs):
        found[name] = findings
        if len(members) > 1:
            tell(None, f"{verdict(name, findings)} – {len(found)}/{len(members)}", done=1)
    return Verified(path=path, packages={name: found[name] for name in members})


def verdict(name: str, findings: tuple[Finding, ...]) -> str:
    """Return in a sentence whether a package holds."""
    return say("{name}: not valid", name=name) if has_errors(findings) else say("{name}: all holds", name=name)


def check_members(members: Mapping[str, Path], archive: Path, jobs: int) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield the findings of each of `members`, packages of `archive`, as they are done; `jobs` of them, or their files, at once."""
    if jobs == 1 or len(members) == 1:
        yield from ((name, check_member(package, archive, jobs=jobs)) for name, package in members.items())
        return
    with ProcessPoolExecutor(min(jobs, len(members)), mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(check_member, package, archive): name for name, package in members.items()}
        yield from ((futures[future], future.result()) for future in as_completed(futures))
