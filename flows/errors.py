"""Failures of running the pipeline: what a person gave us that cannot be digitised, and what stood in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ocr.errors import PermanentError, StatedError, TransientError


class FlowsError(StatedError):
    """Base of every failure of running the pipeline."""


class NoSuchVolumeError(FlowsError, PermanentError):
    """Nothing lies where a volume was said to be. Facts: path."""

    template = "There is no volume at {path}: no such file or folder."
    remedy = "Check the spelling of the path."

    def __init__(self, *, path: Path | str) -> None:
        """State where we looked."""
        super().__init__(path=str(path))


class NotAVolumeError(FlowsError, PermanentError):
    """A path that is neither a folder nor a PDF, or cannot be looked into. Facts: path, reason."""

    template = "{path} is not a volume: {reason}."
    remedy = "A volume is a folder of scans (TIFF, JPEG, PNG, JPEG 2000 or PDF) or a PDF of scans."

    def __init__(self, *, path: Path | str, reason: str) -> None:
        """State which path, and what it is instead."""
        super().__init__(path=str(path), reason=reason)


class UntrustedVolumeError(FlowsError, PermanentError):
    """Something in the inbox that may lead out of it. Facts: path, reason."""

    template = "{path} in the inbox is not touched: {reason}."
    remedy = "Put the scans themselves into the inbox, as plain files in one folder, or one PDF."

    def __init__(self, *, path: Path | str, reason: str) -> None:
        """State what is there, and what is wrong with it."""
        super().__init__(path=str(path), reason=reason)


class SameIdError(FlowsError, PermanentError):
    """Two volumes of one inbox that would have one id. Facts: volume_id, path, other."""

    template = "{path} has the id '{volume_id}', which is that of {other}."
    remedy = "Give each volume an id of its own in volume.toml, or take away the one that was put there by mistake."

    def __init__(self, *, volume_id: str, path: Path | str, other: Path | str) -> None:
        """State the id, and both volumes."""
        super().__init__(volume_id=volume_id, path=str(path), other=str(other))


class UnknownVolumeError(FlowsError, PermanentError):
    """A volume that is not on record. Facts: volume_id, archive."""

    template = "No volume '{volume_id}' is on record for the archive {archive}."
    remedy = "'muragat status' lists those that are."

    def __init__(self, *, volume_id: str, archive: Path | str) -> None:
        """State the id, and the archive."""
        super().__init__(volume_id=volume_id, archive=str(archive))


class CutOffError(FlowsError, PermanentError):
    """A volume whose runs ended without a word, again and again. Facts: volume_id, attempts."""

    template = "The volume '{volume_id}' was taken up {attempts} times, and each time its process was gone before it ended."
    remedy = "Look for what ends it (often memory), then 'muragat rerun {volume_id}'; pages that were read are kept."

    def __init__(self, *, volume_id: str, attempts: int) -> None:
        """State which volume, and how often it was tried."""
        super().__init__(volume_id=volume_id, attempts=attempts)


class CancelledRunError(FlowsError, PermanentError):
    """A volume whose run a person cancelled. Facts: volume_id."""

    template = "The run of the volume '{volume_id}' was cancelled in Prefect."
    remedy = "Take it up again with 'muragat rerun {volume_id}'; pages that were read are kept."

    def __init__(self, *, volume_id: str) -> None:
        """State which volume."""
        super().__init__(volume_id=volume_id)


class NoTruthError(FlowsError, PermanentError):
    """Nothing that articles could be held to. Facts: path."""

    template = "There is no truth at {path}: no JATS article, and no file of plain texts (.toml, .json)."
    remedy = "docs/evaluate.md says what a truth looks like."

    def __init__(self, *, path: Path | str) -> None:
        """State where we looked."""
        super().__init__(path=str(path))


class BrokenTruthError(FlowsError, PermanentError):
    """A truth that cannot be read. Facts: path, reason."""

    template = "The truth {path} cannot be read: {reason}."
    remedy = "docs/evaluate.md says what a truth looks like."

    def __init__(self, *, path: Path | str, reason: str) -> None:
        """State which file, and what is wrong with it."""
        super().__init__(path=str(path), reason=reason.rstrip("."))


class EmptyVolumeError(FlowsError, PermanentError):
    """A folder without scans, or a PDF without pages. Facts: path."""

    template = "There are no scans in {path}."
    remedy = "A volume is a folder of scans (TIFF, JPEG, PNG, JPEG 2000 or PDF) or a PDF of scans."

    def __init__(self, *, path: Path | str) -> None:
        """State which folder."""
        super().__init__(path=str(path))


class NoSuchPageError(FlowsError, PermanentError):
    """A number that no page of a volume has. Facts: path, number, pages."""

    template = "{path} has no page {number}: it has {pages}."
    remedy = "Pages count from 1, in the order of the scans."

    def __init__(self, *, path: Path | str, number: int, pages: int) -> None:
        """State which page was asked for, and how many there are."""
        super().__init__(path=str(path), number=number, pages=pages)


class NothingToShowError(FlowsError, PermanentError):
    """A volume none of whose pages has been read. Facts: path."""

    template = "No page of {path} has been read yet."
    remedy = "Run 'muragat digitise' first, or look at one page with --page."

    def __init__(self, *, path: Path | str) -> None:
        """State which volume."""
        super().__init__(path=str(path))


class UnreadablePdfError(FlowsError, PermanentError):
    """A file named .pdf that does not open as one. Facts: path, reason."""

    template = "{path} cannot be read as a PDF: {reason}."
    remedy = "Make the PDF again, or give the folder of scans it was made from."

    def __init__(self, *, path: Path | str, reason: str) -> None:
        """State which file, and why."""
        super().__init__(path=str(path), reason=reason)


class LockedPdfError(FlowsError, PermanentError):
    """A PDF that asks for a password. Facts: path."""

    template = "{path} is protected by a password."
    remedy = "Save a copy without a password and digitise that: an archive cannot keep what it cannot open."

    def __init__(self, *, path: Path | str) -> None:
        """State which file."""
        super().__init__(path=str(path))


class MetadataError(FlowsError, PermanentError):
    """A metadata file that breaks its schema. Facts: path, problems."""

    template = "{path} cannot be used: {problems}."
    remedy = "The keys and their values are described in docs/volume-toml.md."

    def __init__(self, *, path: Path | str, problems: Iterable[str] | str) -> None:
        """State which file, and every problem in it."""
        super().__init__(path=str(path), problems=problems if isinstance(problems, str) else "; ".join(problems))


class CorrectionError(FlowsError, PermanentError):
    """A corrected page that cannot stand for what was read. Facts: path, reason."""

    template = "The corrected page {path} cannot be used: {reason}."
    remedy = "Take the page's ALTO file from the newest package of the volume, correct that, and keep its name."

    def __init__(self, *, path: Path | str, reason: str) -> None:
        """State which file, and what is wrong with it."""
        super().__init__(path=str(path), reason=reason)


class VolumeIdError(FlowsError, PermanentError):
    """A name that cannot be a package's. Facts: volume_id, suggestion."""

    template = "'{volume_id}' cannot name a package: only letters, digits, '.', '_' and '-' can, and a letter or digit comes first."
    remedy = "Give the volume an id with --id or in volume.toml, such as {suggestion}."

    def __init__(self, *, volume_id: str, suggestion: str) -> None:
        """State the name, and a near one that would do."""
        super().__init__(volume_id=volume_id, suggestion=suggestion)


class UsageError(FlowsError, PermanentError):
    """An option that cannot be used, or is missing. Facts: problem."""

    template = "{problem}."
    remedy = "'--help' says what each option means."

    def __init__(self, *, problem: str) -> None:
        """State the problem."""
        super().__init__(problem=problem)


class SettingsError(FlowsError, PermanentError):
    """A setting that cannot be used. Facts: problems."""

    template = "The settings cannot be used: {problems}."
    remedy = "'muragat settings' shows what is in force, and where it comes from."

    def __init__(self, *, problems: str) -> None:
        """State every problem."""
        super().__init__(problems=problems)


class VolumeBusyError(FlowsError, PermanentError):
    """Another run holds this volume. Facts: volume_id."""

    template = "The volume '{volume_id}' is being digitised by another run."
    remedy = "Wait until that run has ended."

    def __init__(self, *, volume_id: str) -> None:
        """State which volume."""
        super().__init__(volume_id=volume_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedPage:
    """A page that could not be read: which one, its file as the user named it, and the sentence that says why.

    `of_engine`: it was the engine that failed, whatever the scan.
    """

    image_nr: int
    scan: str
    reason: str
    of_engine: bool = False


class PagesFailedError(FlowsError, PermanentError):
    """Pages could not be read, so the volume was not archived. Facts: volume_id, failed, total, kept, pages."""

    template = "{failed} of {total} pages of '{volume_id}' could not be read, so it was not archived: {pages}."
    remedy = "Pages that were read are kept ({kept}): mend what is named above and run again, and only what is missing is read."

    def __init__(self, *, volume_id: str, failed: tuple[FailedPage, ...], total: int) -> None:
        """State which pages, and why each."""
        listed = "; ".join(f"page {page.image_nr}, {page.scan}: {page.reason}" for page in failed)
        super().__init__(volume_id=volume_id, failed=len(failed), total=total, kept=total - len(failed), pages=listed)
        self.failed_pages = failed
        self._made_of = {"volume_id": volume_id, "failed": failed, "total": total}

    @property
    def all_of_engine(self) -> bool:
        """True when no page of the volume could be read, and each time it was the engine that failed."""
        return len(self.failed_pages) == self.facts["total"] and all(page.of_engine for page in self.failed_pages)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by what it was made of, from which the facts are made again."""
        return _again, (type(self), self._made_of)


def _again(kind: type[StatedError], given: dict[str, object]) -> StatedError:
    return kind(**given)


class TooManyBadPagesError(PagesFailedError):
    """So many pages could not be read that the rest was not tried. Facts: volume_id, failed, total, kept, pages."""

    template = "'{volume_id}' was given up after {failed} of its {total} pages could not be read: {pages}."
    remedy = "Look at the scans first: when this many fail, something is wrong with all. What was read is kept for the next run."


class EngineBrokenError(FlowsError, TransientError):
    """Every page fails in the engine, so it is the engine and not the pages. Facts: failed, reason."""

    template = "Nothing can be read: the engine failed on each of the {failed} pages that were tried ({reason})."
    remedy = "Run 'muragat doctor', and look whether memory and disk suffice; then run again."

    def __init__(self, *, failed: int, reason: str) -> None:
        """State on how many pages it failed, and how on the last."""
        super().__init__(failed=failed, reason=reason)


class NotBegunError(FlowsError, TransientError):
    """Volumes that were not begun, since what stopped the one before would stop them too. Facts: left."""

    template = "What stopped that volume would stop every other: {left} not begun."
    remedy = "Mend what is named above and run again."

    def __init__(self, *, left: int) -> None:
        """State how many volumes were left."""
        super().__init__(left=left)


class OrchestratorError(FlowsError, TransientError):
    """Prefect did not start, or does not answer. Facts: reason."""

    template = "Prefect, which runs the job, cannot be used: {reason}."
    remedy = "Run 'muragat doctor'; if PREFECT_API_URL is set, check that the server it names is up."

    def __init__(self, *, reason: str) -> None:
        """State what happened."""
        super().__init__(reason=reason)
