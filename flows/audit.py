"""The audit: fixity and validity of the whole archive over time, a slice at a time, the package longest unchecked first.

Each run checks what is due and keeps what it found beside the packages (`archive.store.checks`), whatever becomes of Prefect's
own record. Every package checked is an event, by which an automation can call a person.
"""

import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event

from archive.store import Check, keep_check
from archive.validate import check_member
from flows.artifacts import show_table
from flows.audit_slice import AuditSlice, due_packages
from flows.messages import say_counted
from flows.outcome import Audited
from flows.progress import tell
from flows.verifying import verdict


def check_one(name: str, package: Path, archive: Path, jobs: int) -> Check:
    """Check one package of `archive`, `jobs` files at once, and keep what was found."""
    began = monotonic()
    findings = check_member(package, archive, jobs=jobs)
    size = sum(path.stat().st_size for path in package.rglob("*") if path.is_file())
    check = Check(package=name, when=datetime.now(UTC), seconds=monotonic() - began, size=size, findings=findings)
    keep_check(archive, check)
    return check


_check_one = task(name="check-package", task_run_name="{name}", persist_result=False, cache_policy=NO_CACHE)(check_one)


@flow(name="audit-archive", persist_result=False)
def audit_archive(archive: Path, which: AuditSlice, jobs: int = 1) -> Audited:
    """Check the packages of `archive` that are due; `jobs` files are read at once.

    Raises NotAnArchiveError when it is a package itself, DiskFullError or NotWritableError when what was found cannot be kept.
    """
    due = due_packages(archive, which, datetime.now(UTC))
    told = say_counted("{archive}: {count} package is due", "{archive}: {count} packages are due", len(due), archive=archive)
    tell(get_run_logger(), told, total=len(due))
    checks = tuple(_checked(due, archive, jobs))
    show_table(
        "audit", f"{archive}: {len(checks)} packages checked", ("package", "outcome", "checked", "findings"), map(_row, checks)
    )
    return Audited(archive=archive, checks=checks)


def _checked(due: Mapping[str, Path], archive: Path, jobs: int) -> Iterator[Check]:
    for done, (name, package) in enumerate(due.items(), start=1):
        check = _check_one(name, package, archive, jobs)
        level = logging.INFO if check.holds else logging.ERROR
        tell(get_run_logger(), f"{verdict(name, check.findings)} – {done}/{len(due)}", done=1, level=level)
        _announce(check, archive)
        yield check


def _announce(check: Check, archive: Path) -> None:
    """Tell Prefect's automations that a package was checked: `muragat.package.verified` or `muragat.package.damaged`."""
    emit_event(
        event="muragat.package.verified" if check.holds else "muragat.package.damaged",
        resource={"prefect.resource.id": f"muragat.package.{check.package}", "prefect.resource.name": check.package},
        related=[{"prefect.resource.id": f"muragat.archive.{archive.name}", "prefect.resource.role": "archive"}],
        payload={"findings": [str(finding) for finding in check.findings], "bytes": check.size, "seconds": check.seconds},
    )


def _row(check: Check) -> tuple[object, ...]:
    outcome = "holds" if check.holds else "DAMAGED"
    return check.package, outcome, check.when.isoformat(timespec="seconds"), "; ".join(map(str, check.findings))
