"""What checks of packages found, kept beside the packages: one line of JSON per check, in one file per volume, never rewritten.

<archive>/.audits/<volume-id>.jsonl
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from archive.finding import Finding, has_errors
from archive.store.disk import append_bytes, stating_refusals

AUDITS = ".audits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One package checked: its path in the archive, when, how long it took (seconds), its size (bytes), and what was found."""

    package: str
    when: datetime
    seconds: float
    size: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """True when nothing found is an error."""
        return not has_errors(self.findings)


def keep_check(archive: Path, check: Check) -> None:
    """Add `check` to what is kept, for good. Raises DiskFullError or NotWritableError."""
    line = {
        "package": check.package,
        "when": check.when.isoformat(timespec="seconds"),
        "outcome": "success" if check.holds else "failure",
        "seconds": round(check.seconds, 3),
        "bytes": check.size,
        "findings": [str(finding) for finding in check.findings],
    }
    path = _path(archive, check.package)
    with stating_refusals(path):
        path.parent.mkdir(exist_ok=True)
        append_bytes(f"{json.dumps(line, ensure_ascii=False)}\n".encode(), path)


def last_checks(archive: Path) -> dict[str, datetime]:
    """Return when each package of an archive was checked last, by its path there."""
    kept = (line for path in sorted((archive / AUDITS).glob("*.jsonl")) for line in kept_checks(path))
    found: dict[str, datetime] = {}
    for line in kept:
        found[line["package"]] = max(line["when"], found.get(line["package"], line["when"]))
    return found


def kept_checks(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the checks in one file, oldest first, their time as a datetime; a line that was cut short is passed over."""
    for line in path.read_bytes().splitlines():
        try:
            check = json.loads(line)
            check["when"] = datetime.fromisoformat(check["when"])
        except (ValueError, KeyError, TypeError):
            continue
        yield check


def _path(archive: Path, package: str) -> Path:
    """Return the file of a volume, all of whose versions are checked into it."""
    parts = PurePosixPath(package).parts
    return archive / AUDITS / f"{parts[1] if len(parts) > 1 else parts[0]}.jsonl"
