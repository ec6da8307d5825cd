"""Keeping a volume: a new version when anything but its time would be new, else what is there."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.bag import bag_info, payload_digests
from archive.content import PackageContent, PackagePlan
from archive.finding import Finding
from archive.layout import ACCESS_PATH
from archive.package import plan_package
from archive.pdf import draw_access_pdf
from archive.store.disk import stating_refusals
from archive.store.write import write_package
from archive.versions import Version, newest_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The newest version of a volume, whether it was made just now, and what was found in its articles."""

    version: Version
    is_new: bool
    findings: tuple[Finding, ...]


def store_volume(content: PackageContent, target: Path, scratch: Path) -> Stored:
    """Write the package of `content` to `target`, as a new version if there is one; nothing when it would be that one again.

    The volume's PDF is drawn in a folder of its own, for which `scratch` has the room. Raises what `draw_access_pdf` and
    `write_package` raise.
    """
    newest = newest_version(target)
    if newest and (again := _plan_again(content, newest)) and _is_of(again, newest):
        return Stored(version=newest, is_new=False, findings=again.findings)
    with stating_refusals(scratch), TemporaryDirectory(dir=scratch, prefix="pdf-") as folder:
        pdf = Path(folder, ACCESS_PATH.name)
        draw_access_pdf(content, pdf)
        plan = plan_package(replace(content, access_pdf=pdf))
        return _written(plan, target)


def _plan_again(content: PackageContent, version: Version) -> PackagePlan | None:
    """Return the plan of `content` as of the time of `version`, with its PDF: that follows from the rest, and takes long."""
    pdf = version.path / "data" / ACCESS_PATH
    if version.started is None or not pdf.is_file():
        return None
    return plan_package(replace(content, started=version.started, access_pdf=pdf))


def _written(plan: PackagePlan, target: Path) -> Stored:
    return Stored(version=write_package(plan, target), is_new=True, findings=plan.findings)


def _is_of(plan: PackagePlan, version: Version) -> bool:
    """Tell whether `version` is what `plan` would make: the same files with the same bytes, and the same bag-info."""
    try:
        info, payload = bag_info(version.path), payload_digests(version.path)
    except (OSError, ValueError):
        return False
    planned = {f"data/{file.path}": file.fixity.digest for file in plan.files}
    return planned == payload and info.items() >= plan.bag_info.items()
