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
_HELD, _FAILED = "success", "failure"


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
        "outcome": _HELD if check.holds else _FAILED,
        "seconds": round(check.seconds, 3),
        "bytes": check.size,
        "findings": [str(finding) for finding in check.findings],
    }
    path = _path(archive, check.package)
    with stating_refusals(path):
        path.parent.mkdir(exist_ok=True)
        append_bytes(f"{json.dumps(line, ensure_ascii=False)}\n".encode(), path)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCheck:
    """When a package was checked last, whether it held then, and whether it ever did."""

    when: datetime
    held: bool
    ever_held: bool


def last_checks(archive: Path) -> dict[str, LastCheck]:
    """Return the last check of each package of an archive, by its path there."""
    found: dict[str, LastCheck] = {}
    for path in sorted((archive / AUDITS).glob("*.jsonl")):
        for line in sorted(kept_checks(path), key=lambda line: line["when"]):
            package, held, before = line["package"], line["outcome"] == _HELD, found.get(line["package"])
            ever_held = held or (before is not None and before.ever_held)
            found[package] = LastCheck(when=line["when"], held=held, ever_held=ever_held)
    return found


def kept_checks(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the checks in one file, oldest first, their time as a datetime; a line that was cut short is passed over."""
    for line in path.read_bytes().splitlines():
        try:
            check = json.loads(line)
            check["when"] = datetime.fromisoformat(check["when"])
            check["package"], check["outcome"]  # a line without them is no check
        except (ValueError, KeyError, TypeError):
            continue
        yield check


def _path(archive: Path, package: str) -> Path:
    """Return the file of a volume, all of whose versions are checked into it."""
    parts = PurePosixPath(package).parts
    return archive / AUDITS / f"{parts[1] if len(parts) > 1 else parts[0]}.jsonl"
