"""How it went: with one volume that is in the archive now, or with one that is not."""

from dataclasses import dataclass
from pathlib import Path

from archive.store import Check
from archive.validate import Finding
from flows.exit_codes import ExitCode, exit_code_of
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
    """How it went with one volume: archived, or a failure. `remarks` name what was left aside, a sentence each."""

    source: Path
    result: Archived | StatedError
    remarks: tuple[str, ...] = ()

    @property
    def code(self) -> ExitCode:
        """The exit code of this volume alone."""
        return exit_code_of(self.result) if isinstance(self.result, StatedError) else ExitCode.OK


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What one run of the audit checked in an archive."""

    archive: Path
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """True when every package that was checked holds."""
        return all(check.holds for check in self.checks)
