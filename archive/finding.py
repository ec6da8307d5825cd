"""A validator's remark."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the package; a warning asks a person to look."""

    ERROR = "E"
    WARNING = "W"


class Kind(StrEnum):
    """What is wrong with a file: it is not there, not the one it was, not one of the package, or not what such a file has to be."""

    MISSING = "missing"
    ALTERED = "altered"
    UNEXPECTED = "unexpected"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong (`message`), by which rule, `where` (file and place), and what to do about it."""

    severity: Severity
    rule: str
    where: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        """Return the finding on one line."""
        return " ".join(filter(None, (f"{self.where}: {self.message} ({self.rule})", self.remedy)))

    @property
    def kind(self) -> Kind:
        """Which kind of fault it is: every rule but those on the files themselves finds what is invalid."""
        return Kind(self.rule) if self.rule in set(Kind) else Kind.INVALID

    def within(self, path: str) -> "Finding":
        """Return the same finding, its place inside the file at `path`."""
        return replace(self, where=f"{path} {self.where}".strip())


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether one finding at least is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
