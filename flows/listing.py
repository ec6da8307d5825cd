"""What lies in a volume: its scans in order, and what is left aside. Opens no image."""

from dataclasses import dataclass
from pathlib import Path

import pikepdf
from natsort import natsorted, ns

from flows.catalogue import METADATA_NAME
from flows.errors import EmptyVolumeError, LockedPdfError, NoSuchVolumeError, NotAVolumeError, UnreadablePdfError

SCAN_SUFFIXES = frozenset({".tif", ".tiff", ".jpg", ".jpeg", ".jpe", ".png", ".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx"})
"""Endings of scans, in lower case."""

CORRECTED = "corrected"
"""A folder of this name among the scans holds pages that people corrected."""

_SILENTLY_IGNORED = frozenset({METADATA_NAME, CORRECTED, "thumbs.db", "desktop.ini"})


def corrections_folder(source: Path) -> Path:
    """Return where corrected pages of the volume at `source` are: beside a PDF it is a folder named after it."""
    return source / CORRECTED if source.is_dir() else source.with_suffix(f".{CORRECTED}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The files of a volume, in the order of its pages; `remarks` name what was left aside, a sentence each."""

    source: Path
    files: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


def is_scan(path: Path) -> bool:
    """Tell whether `path` is named as a scan, and is no folder."""
    return path.suffix.casefold() in SCAN_SUFFIXES and not path.is_dir()


def is_pdf(path: Path) -> bool:
    """Tell whether `path` is named as a PDF, and is no folder."""
    return path.suffix.casefold() == ".pdf" and not path.is_dir()


def list_scans(source: Path) -> Listing:
    """Return the scans of the folder at `source`, in natural order (2 before 10), or the PDF at `source` itself.

    The scans of a folder are its images; where it has none, its PDFs, each of one page or of several. A PDF beside images is
    taken for what was made from them: counting it too would have every page twice.

    Raises NoSuchVolumeError, NotAVolumeError, EmptyVolumeError, LockedPdfError or UnreadablePdfError.
    """
    if source.is_dir():
        return _list_folder(source)
    if not source.exists():
        raise NoSuchVolumeError(path=source)
    if not is_pdf(source):
        raise NotAVolumeError(path=source, reason="it is neither a folder of scans nor a PDF")
    check_pdf(source)
    return Listing(source=source, files=(source,))


def _list_folder(folder: Path) -> Listing:
    try:
        entries = natsorted(folder.iterdir(), key=lambda entry: entry.name, alg=ns.IGNORECASE)
    except OSError as error:
        raise NotAVolumeError(path=folder, reason=error.strerror or "it cannot be looked into") from error
    seen = [entry for entry in entries if not entry.name.startswith(".") and entry.name.casefold() not in _SILENTLY_IGNORED]
    scans = tuple(filter(is_scan, seen)) or tuple(filter(is_pdf, seen))
    if not scans:
        raise EmptyVolumeError(path=folder)
    if len(scans) == 1 and is_pdf(scans[0]):
        check_pdf(scans[0])
    return Listing(source=folder, files=scans, remarks=tuple(_remark(entry) for entry in seen if entry not in set(scans)))


def _remark(entry: Path) -> str:
    if entry.is_dir():
        return f"The folder {entry.name} was left aside: a volume's scans lie side by side in one folder."
    if is_pdf(entry):
        return f"{entry.name} was left aside: beside images, a PDF is taken for a copy of them. Move it to a folder of its own."
    return f"{entry.name} was left aside: it is not a scan (TIFF, JPEG, PNG, JPEG 2000 or PDF)."


def check_pdf(path: Path) -> None:
    """Raise LockedPdfError, UnreadablePdfError or EmptyVolumeError unless `path` is a PDF with pages that opens."""
    try:
        with pikepdf.open(path) as pdf:
            if not len(pdf.pages):
                raise EmptyVolumeError(path=path)
    except pikepdf.PasswordError as error:
        raise LockedPdfError(path=path) from error
    except pikepdf.PdfError as error:
        reason = "the file is empty" if path.stat().st_size == 0 else "it is damaged or something else"
        raise UnreadablePdfError(path=path, reason=reason) from error
    except OSError as error:
        raise UnreadablePdfError(path=path, reason=error.strerror or "it cannot be opened") from error
