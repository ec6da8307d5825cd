"""Failures of describing, packaging, verifying and storing a volume."""

from collections.abc import Iterable
from pathlib import Path

from ocr.errors import PermanentError, StatedError


class ArchiveError(StatedError):
    """Base of every failure of making, checking and storing packages."""


class NameTakenError(ArchiveError, PermanentError):
    """Something that is no package of ours bears the name of one. Facts: volume_id, target."""

    template = "The volume '{volume_id}' cannot be archived: what is at {target} is no package that can be read."
    remedy = "Move it away, or give the volume another id; nothing there is ever overwritten."

    def __init__(self, *, volume_id: str, target: Path | str) -> None:
        """State which volume, and what is in its way."""
        super().__init__(volume_id=volume_id, target=str(target))


class OvertakenError(ArchiveError, PermanentError):
    """Another writer archived a version of the volume while this one was made. Facts: volume_id."""

    template = "Another run has archived the volume '{volume_id}' in the meantime; this one changed nothing."
    remedy = "Run again if yours should follow it as a new version."

    def __init__(self, *, volume_id: str) -> None:
        """State which volume."""
        super().__init__(volume_id=volume_id)


class NotWritableError(ArchiveError, PermanentError):
    """A folder that cannot be written to. Facts: path, reason."""

    template = "{path} cannot be written to: {reason}."
    remedy = "Give yourself write access to it, or name another folder."

    def __init__(self, *, path: Path | str, reason: str) -> None:
        """State which folder, and the system's reason."""
        super().__init__(path=str(path), reason=reason)


class DiskFullError(ArchiveError, PermanentError):
    """No room is left. Permanent: only a person frees space. Facts: path."""

    template = "There is no room left on the disk for {path}; nothing was left there half-written."
    remedy = "Free some space or name an archive on another disk, then run again: pages that were read are kept."

    def __init__(self, *, path: Path | str) -> None:
        """State what was being written."""
        super().__init__(path=str(path))


class InvalidError(ArchiveError, PermanentError):
    """Something made that breaks the rules it is made by. Facts: name, findings (one line each)."""

    def __init__(self, *, name: str, findings: Iterable[object] | str) -> None:
        """State what it is of, and every finding that stops it."""
        listed = findings if isinstance(findings, str) else "\n".join(f"  {finding}" for finding in findings)
        super().__init__(name=name, findings=listed)


class InvalidPackageError(InvalidError):
    """A package that breaks its own rules; `name` is the volume's."""

    template = "The package of '{name}' is not valid and was not archived:\n{findings}\n"
    remedy = "Mend what is named above and run again; pages that were read are kept."


class InvalidPdfError(InvalidError):
    """The PDF of a volume breaks PDF/A; `name` is the volume's."""

    template = "The PDF of '{name}' would not be PDF/A-2b:\n{findings}\n"
    remedy = "This is a fault of the program: report it with these lines and, if you may, the scan they concern."


class InvalidExportError(InvalidError):
    """An export that its consumer would refuse; `name` is the consumer's."""

    template = "This cannot be exported for {name}, whose form it breaks:\n{findings}\n"
    remedy = "Look at what is named in the articles and in volume.toml; what is right there is a fault of the program: report it."


class AlteredMasterError(ArchiveError, PermanentError):
    """A scan that changed between its first reading and the copy into the package. Facts: path."""

    template = "The scan {path} has changed since it was read."
    remedy = "Let nothing write to the folder of scans while it is digitised, then run again."

    def __init__(self, *, path: Path | str) -> None:
        """State which scan."""
        super().__init__(path=str(path))


class BrokenAltoError(ArchiveError, PermanentError):
    """An ALTO file that does not say what a page needs. Facts: path, reason."""

    template = "{path} is not an ALTO file of this archive: {reason}."
    remedy = "Undo the last change to the file, or delete it and let the page be read again."

    def __init__(self, *, path: Path | str, reason: str) -> None:
        """State which file, and what is wrong in it."""
        super().__init__(path=str(path), reason=reason)


class NotAPackageError(ArchiveError, PermanentError):
    """A path that is no package, nor, where one may be named, an archive of them. Facts: path, reason."""

    template = "{path} is no package: {reason}."
    remedy = "Name the folder of one package, which holds bagit.txt; 'muragat verify' takes a whole archive too."

    def __init__(self, *, path: Path | str, reason: str) -> None:
        """State which path, and what is missing there."""
        super().__init__(path=str(path), reason=reason)


class NotAnArchiveError(NotAPackageError):
    """A path that is no archive of packages, though it may be a package. Facts: path, reason."""

    template = "{path} is no archive of packages: {reason}."
    remedy = "Name the folder that holds packages; 'muragat verify' checks a single one."


class TargetTakenError(ArchiveError, PermanentError):
    """Something is where an export is to be written. Facts: target."""

    template = "Something is at {target} already, and nothing is ever written over."
    remedy = "Name a new folder or file."

    def __init__(self, *, target: Path | str) -> None:
        """State where."""
        super().__init__(target=str(target))


class SchemaMissingError(ArchiveError, PermanentError):
    """A foreign schema that is not installed. Facts: schema, distribution."""

    template = "{schema} is not installed, so nothing can be validated against it."
    remedy = "Install it with 'pip install {distribution}', or run 'make setup'."

    def __init__(self, *, schema: str, distribution: str) -> None:
        """State which schema, and which Python distribution carries it."""
        super().__init__(schema=schema, distribution=distribution)


class IndexUnavailableError(ArchiveError, PermanentError):
    """An index that cannot be opened. Facts: url (without its password), reason."""

    template = "The index at {url} cannot be used: {reason}."
    remedy = "Name another with --database; it is made from the packages, and nothing is lost with it."

    def __init__(self, *, url: str, reason: str) -> None:
        """State which index, and why."""
        super().__init__(url=url, reason=reason)


class NoSuchArticleError(ArchiveError, PermanentError):
    """An article that is not in a package. Facts: article, package, known."""

    template = "There is no article '{article}' in {package}; there are: {known}."
    remedy = "Name articles as their files are named, such as a001."

    def __init__(self, *, article: str, package: Path | str, known: Iterable[str]) -> None:
        """State which article was asked for, and which there are."""
        super().__init__(article=article, package=str(package), known=known if isinstance(known, str) else ", ".join(known))


class FactsMissingError(ArchiveError, PermanentError):
    """What others require of an export and the volume does not hold. Facts: consumer, missing."""

    template = "This cannot be exported for {consumer}, which asks for what the volume does not hold: {missing}."
    remedy = "Write what you know into volume.toml and digitise again; what is nowhere printed is not invented."

    def __init__(self, *, consumer: str, missing: Iterable[str]) -> None:
        """State who asks for it, and each fact that is missing."""
        super().__init__(consumer=consumer, missing=missing if isinstance(missing, str) else "; ".join(missing))
