"""How it went: with one volume that is in the archive now, or with one that is not."""

from dataclasses import dataclass
from pathlib import Path

from archive.store import Check
from archive.validate import Finding
from flows.exit_codes import ExitCode
from flows.failures import failure_of
from flows.ledger import Failure
from ocr.article import Article
from ocr.errors import StatedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A volume that is in the archive: where, what was found in it, what a person should look at, how much was read anew.

    `version` counts from 1; `is_new` is False when digitising gave what was there already, and nothing was written. `confidence`
    is the mean over its words, from 0 to 1; 0 when there are none.
    """

    volume_id: str
    package: Path
    version: int
    is_new: bool
    articles: tuple[Article, ...]
    findings: tuple[Finding, ...]
    pages: int
    read: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it went with one volume: archived, or a failure, just met or on record. `remarks` name what was left aside."""

    source: Path
    result: Archived | StatedError | Failure
    remarks: tuple[str, ...] = ()

    @property
    def failure(self) -> Failure | None:
        """Why the volume is not in the archive; None when it is."""
        if isinstance(self.result, Archived):
            return None
        return self.result if isinstance(self.result, Failure) else failure_of(self.result)

    @property
    def code(self) -> ExitCode:
        """The exit code of this volume alone."""
        return ExitCode(self.failure.exit_code) if self.failure else ExitCode.OK


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What one run of the audit checked in an archive."""

    archive: Path
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """True when every package that was checked holds."""
        return all(check.holds for check in self.checks)
