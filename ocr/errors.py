"""Failures that say what happened, to which file, and what to do about it.

A failure is *transient* (trying again may help) or *permanent* (it will not): different types, so that whoever
schedules the work can tell them apart without reading the text.
"""

from pathlib import Path
from typing import ClassVar


class StatedError(Exception):
    """A failure stated in one sentence, built from a template (which can be translated) and its facts."""

    template: ClassVar[str] = "{problem}"
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        """Keep the facts; they fill the template and the remedy."""
        super().__init__()
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by facts: a failure may cross a process or be stored by an orchestrator."""
        return _rebuild, (type(self), self.facts)

    def __str__(self) -> str:
        """Return the sentence and what to do, in English."""
        return " ".join(part.format(**self.facts) for part in (self.template, self.remedy) if part)


def _rebuild(kind: type[StatedError], facts: dict[str, object]) -> StatedError:
    return kind(**facts)


class TransientError(StatedError):
    """Trying again may help: the engine crashed, a time limit passed, the disk was busy."""


class PermanentError(StatedError):
    """Trying again will not help until a person changes something."""


class OcrError(StatedError):
    """Base of every failure of reading scans and finding articles."""


class UnreadableScanError(OcrError, PermanentError):
    """A scan that does not decode. Facts: scan, reason."""

    template = "{scan} cannot be read as a scan: {reason}."
    remedy = "Scan that page again, or take the file out of the volume."

    def __init__(self, *, scan: Path | str, reason: str) -> None:
        """State which scan, and why."""
        super().__init__(scan=str(scan), reason=reason)


class EngineMissingError(OcrError, PermanentError):
    """Tesseract is not installed. Facts: command."""

    template = "Tesseract is not installed: the command '{command}' was not found."
    remedy = "Install it with 'apt-get install tesseract-ocr', or run 'make setup'."

    def __init__(self, *, command: str = "tesseract") -> None:
        """State which command was looked for."""
        super().__init__(command=command)


class LanguageMissingError(OcrError, PermanentError):
    """A language model is not installed. Facts: languages (Tesseract codes), packages."""

    template = "Tesseract has no model for: {languages}."
    remedy = "Install it with 'apt-get install {packages}', or run 'make setup'."

    def __init__(self, *, codes: tuple[str, ...]) -> None:
        """State which Tesseract codes lack a model."""
        super().__init__(languages=", ".join(codes), packages=" ".join(f"tesseract-ocr-{code}" for code in codes))
        self.codes = codes

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by codes, from which the facts are made again."""
        return _rebuild, (type(self), {"codes": self.codes})


class EngineFailedError(OcrError, TransientError):
    """Tesseract ended with an error. Facts: scan, reason."""

    template = "Tesseract failed on {scan}: {reason}."
    remedy = "The page will be tried again; if it keeps failing, scan it again."

    def __init__(self, *, scan: Path | str, reason: str) -> None:
        """State on which scan it failed, and its own words."""
        super().__init__(scan=str(scan), reason=reason)


class EngineTimeoutError(OcrError, TransientError):
    """Tesseract took too long. Facts: scan, seconds."""

    template = "Tesseract did not finish {scan} within {seconds} seconds."
    remedy = "The page will be tried again; if it keeps failing, raise the time limit or scan it again."

    def __init__(self, *, scan: Path | str, seconds: float) -> None:
        """State which scan, and the limit that passed."""
        super().__init__(scan=str(scan), seconds=f"{seconds:g}")
        self.scan, self.seconds = str(scan), seconds

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by scan and seconds, from which the facts are made again."""
        return _rebuild, (type(self), {"scan": self.scan, "seconds": self.seconds})
