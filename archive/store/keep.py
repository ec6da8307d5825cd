"""Keeping a volume: a new version when anything but its time would be new, else what is there."""

from dataclasses import dataclass, replace
from pathlib import Path

from archive.bag import bag_info, payload_digests
from archive.content import PackageContent, PackagePlan
from archive.finding import Finding
from archive.package import plan_package
from archive.store.write import write_package
from archive.versions import Version, newest_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The newest version of a volume, whether it was made just now, and what was found in its articles."""

    version: Version
    is_new: bool
    findings: tuple[Finding, ...]


def store_volume(content: PackageContent, target: Path) -> Stored:
    """Write the package of `content` to `target`, as a new version if there is one; nothing when it would be that one again.

    Raises what `write_package` raises.
    """
    newest = newest_version(target)
    if newest and newest.started:
        again = plan_package(replace(content, started=newest.started))
        if _is_of(again, newest):
            return Stored(version=newest, is_new=False, findings=again.findings)
    plan = plan_package(content)
    return Stored(version=write_package(plan, target), is_new=True, findings=plan.findings)


def _is_of(plan: PackagePlan, version: Version) -> bool:
    """Tell whether `version` is what `plan` would make: the same files with the same bytes, and the same bag-info."""
    try:
        info, payload = bag_info(version.path), payload_digests(version.path)
    except (OSError, ValueError):
        return False
    planned = {f"data/{file.path}": file.fixity.digest for file in plan.files}
    return planned == payload and info.items() >= plan.bag_info.items()
