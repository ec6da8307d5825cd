"""From the files of a volume to scanned pages: a digest of each file, and one image per page."""

from dataclasses import dataclass, replace
from pathlib import Path

from archive.fixity import Fixity, fixity_of
from flows.errors import EmptyVolumeError, LockedPdfError, UnreadablePdfError
from flows.listing import Listing, check_pdf, is_pdf
from flows.messages import say_counted
from flows.multipage import page_frames, write_frame
from flows.pdf import page_count, write_page_image
from ocr.errors import UnreadableScanError
from ocr.scan import inspect_scan

_MEDIA_TYPES = {"TIFF": "image/tiff", "JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "JPEG2000": "image/jp2"}
_UNKNOWN = "application/octet-stream"
_TIFF = "TIFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterScan:
    """A file as it came: what the package keeps byte for byte, under `name`."""

    path: Path
    name: str
    fixity: Fixity
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedPage:
    """One page to be read: `image` holds nothing but it. `origin` says where it came from, in words the user knows.

    `name` is the image's in the package ("master/0001.jpg", "image/0003.tif"). `taken_out` tells an image that was taken out
    of a PDF or a multi-page TIFF, its `master`, from a scan that is its own. `digest` is the sha-512 of `image`. `failure` is set
    when there is no image to read.
    """

    image_nr: int
    image: Path
    name: str
    origin: str
    digest: str
    master: str = ""
    taken_out: bool = False
    failure: UnreadableScanError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedVolume:
    """The masters of a volume and its pages, both in order."""

    masters: tuple[MasterScan, ...]
    pages: tuple[ScannedPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Image:
    """A page's image before it has its number."""

    image: Path
    master: str
    origin: str
    digest: str = ""
    taken_out: bool = False
    failure: UnreadableScanError | None = None


def ingest(listing: Listing, images: Path) -> ScannedVolume:
    """Return the masters and pages of `listing`; images taken out of a PDF or a multi-page TIFF are kept in the folder `images`.

    They are kept under the digest of the file they came from, so that a second run finds them. A file that does not open is
    a page with a failure, and the others go on.
    """
    masters, found = [], list[_Image]()
    for number, path in enumerate(listing.files, start=1):
        master, pages = _open(path, number, images)
        masters.extend(master)
        found.extend(pages)
    return ScannedVolume(
        masters=tuple(masters), pages=tuple(_numbered(page, image_nr) for image_nr, page in enumerate(found, start=1))
    )


def count_pages(listing: Listing) -> int:
    """Return how many pages `listing` has, without reading one; a file that does not open counts as one."""
    return sum(map(_count, listing.files))


def run_name(volume_id: str, listing: Listing) -> str:
    """Return how the run of a volume is named for people: "seed – 6 pages"."""
    return say_counted("{volume_id} – {count} page", "{volume_id} – {count} pages", count_pages(listing), volume_id=volume_id)


def _count(path: Path) -> int:
    try:
        if is_pdf(path):
            return _count_in_pdf(path)
        return len(page_frames(path)) if path.suffix.casefold() in {".tif", ".tiff"} else 1
    except UnreadableScanError:
        return 1


def _count_in_pdf(path: Path) -> int:
    """Return how many pages a PDF has. Raises UnreadableScanError: among others it is one bad page, and no more."""
    try:
        check_pdf(path)
    except LockedPdfError as error:
        raise UnreadableScanError(scan=path, reason="it is protected by a password") from error
    except EmptyVolumeError as error:
        raise UnreadableScanError(scan=path, reason="it has no pages") from error
    except UnreadablePdfError as error:
        raise UnreadableScanError(scan=path, reason=str(error.facts["reason"])) from error
    return page_count(path)


def _numbered(page: _Image, image_nr: int) -> ScannedPage:
    return ScannedPage(
        image_nr=image_nr,
        image=page.image,
        name=f"image/{image_nr:04d}{page.image.suffix.lower()}" if page.taken_out else f"master/{page.master}",
        origin=page.origin,
        digest=page.digest,
        master=page.master,
        taken_out=page.taken_out,
        failure=page.failure,
    )


def _open(path: Path, number: int, images: Path) -> tuple[list[MasterScan], list[_Image]]:
    """Return the master at `path` (none when it cannot even be copied) and its pages."""
    name = f"{number:04d}{path.suffix.lower()}"
    try:
        fixity = fixity_of(path)
    except OSError as error:
        failure = UnreadableScanError(scan=path, reason=error.strerror or "it cannot be opened")
        return [], [_Image(image=path, master=name, origin=path.name, failure=failure)]
    media_type, pages = _pages(_Image(image=path, master=name, origin=path.name, digest=fixity.digest), images)
    return [MasterScan(path=path, name=name, fixity=fixity, media_type=media_type)], pages


def _pages(whole: _Image, images: Path) -> tuple[str, list[_Image]]:
    """Return the media type of a file and its pages: itself, or those taken out of it into a folder in `images`."""
    path, folder = whole.image, images / whole.digest[:32]
    try:
        if is_pdf(path):
            return "application/pdf", [_from_pdf(whole, index, folder) for index in range(_count_in_pdf(path))]
        info = inspect_scan(path)
        frames = page_frames(path) if info.format == _TIFF and info.frames > 1 else (0,)
    except UnreadableScanError as failure:
        return _UNKNOWN, [replace(whole, failure=failure)]
    if frames == (0,):
        return _MEDIA_TYPES.get(info.format, _UNKNOWN), [whole]
    return "image/tiff", [_from_tiff(whole, frame, count, folder) for count, frame in enumerate(frames, start=1)]


def _from_tiff(whole: _Image, frame: int, count: int, folder: Path) -> _Image:
    page = replace(whole, origin=f"{whole.origin}, page {count}", taken_out=True)
    target = folder / f"{count:04d}.tif"
    try:
        return _kept(page, target if target.exists() else write_frame(whole.image, frame, target))
    except UnreadableScanError as failure:
        return replace(page, digest="", failure=failure)


def _from_pdf(whole: _Image, index: int, folder: Path) -> _Image:
    page = replace(whole, origin=f"{whole.origin}, page {index + 1}", taken_out=True)
    stem = folder / f"{index + 1:04d}"
    try:
        return _kept(page, next(folder.glob(f"{stem.name}.*"), None) or write_page_image(whole.image, index, stem))
    except UnreadableScanError as failure:
        return replace(page, digest="", failure=failure)


def _kept(page: _Image, image: Path) -> _Image:
    return replace(page, image=image, digest=fixity_of(image).digest)
