"""Failures that say what happened, to which file, and what to do about it.

A failure is *transient* (trying again may help) or *permanent* (it will not): different types, so that whoever
schedules the work can tell them apart without reading the text.
"""

from pathlib import Path
from typing import ClassVar, Self


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


class EngineUnusableError(OcrError, PermanentError):
    """What stands where Tesseract should does not answer as it does. Facts: command, reason."""

    template = "'{command}' does not work as Tesseract: {reason}."
    remedy = "Install it anew with 'apt-get install --reinstall tesseract-ocr'; 'tesseract --version' must print its version."

    def __init__(self, *, command: str, reason: str) -> None:
        """State which command, and what it does instead."""
        super().__init__(command=command, reason=reason)


class EngineTooOldError(OcrError, PermanentError):
    """A Tesseract of before our time. Facts: version, needed."""

    template = "Tesseract {version} is too old: {needed} or newer is needed."
    remedy = "Install a newer one, such as that of Debian 12 or Ubuntu 24.04."

    def __init__(self, *, version: str, needed: str) -> None:
        """State which is here, and which would do."""
        super().__init__(version=version, needed=needed)


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


class ModelMissingError(OcrError, PermanentError):
    """There is no such model to read with. Facts: model."""

    template = "There is no model '{model}'."
    remedy = "Name 'kazruseng', 'stock', or a file that ends in .traineddata."

    def __init__(self, *, model: str) -> None:
        """State which was asked for."""
        super().__init__(model=model)


class EngineFailedError(OcrError, TransientError):
    """Tesseract ended with an error. Facts: scan, reason."""

    template = "Tesseract failed on {scan}: {reason}."
    remedy = "The page will be tried again; if it keeps failing, scan it again."

    def __init__(self, *, scan: Path | str, reason: str) -> None:
        """State on which scan it failed, and its own words."""
        super().__init__(scan=str(scan), reason=reason)

    def about(self, scan: Path | str) -> Self:
        """Return the same failure, said of `scan`: the engine itself sees pixels without a name."""
        return type(self)(**{**self.facts, "scan": scan})  # type: ignore[arg-type]  # each kind is made of its own facts


class EngineCrashedError(EngineFailedError):
    """A signal ended Tesseract. Facts: scan, reason."""

    template = "Tesseract crashed on {scan}: {reason}."


class EngineKilledError(EngineFailedError):
    """Somebody ended Tesseract without a word, as the system does when memory runs out. Facts: scan, reason."""

    template = "Tesseract was killed while it read {scan}: {reason}."
    remedy = "The page will be tried again; if it keeps failing, read fewer pages at once with --jobs."

    def __init__(self, *, scan: Path | str, reason: str = "most likely memory ran out") -> None:
        """State which scan it was reading."""
        super().__init__(scan=scan, reason=reason)


class EngineGarbledError(EngineFailedError):
    """What Tesseract gave is no reading of a page. Facts: scan, reason."""

    template = "What Tesseract gave for {scan} cannot be used: {reason}."


class EngineTimeoutError(EngineFailedError):
    """Tesseract took too long. Facts: scan, seconds."""

    template = "Tesseract did not finish {scan} within {seconds:.3g} seconds."
    remedy = "The page will be tried again; if it keeps failing, raise the time limit or scan it again."

    def __init__(self, *, scan: Path | str, seconds: float) -> None:
        """State which scan, and the limit that passed."""
        OcrError.__init__(self, scan=str(scan), seconds=seconds)
