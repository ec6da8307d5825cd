"""From the files of a volume to scanned pages: a digest of each file, and one image per page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.fixity import Fixity, fixity_of
from flows.listing import Listing
from flows.multipage import page_frames, write_frame
from flows.pdf import page_count, write_page_image
from ocr.errors import UnreadableScanError
from ocr.scan import inspect_scan

_MEDIA_TYPES = {"TIFF": "image/tiff", "JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "JPEG2000": "image/jp2"}
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

    `name` is the image's in the package. `taken_out` tells an image that was taken out of a PDF or a multi-page TIFF from a
    scan that is its own master. `digest` is the sha-512 of `image`. `failure` is set when there is no image to read.
    """

    image_nr: int
    image: Path
    name: str
    origin: str
    digest: str
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
    origin: str
    digest: str
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


def _count(path: Path) -> int:
    if path.suffix.casefold() == ".pdf":
        return page_count(path)
    if path.suffix.casefold() not in {".tif", ".tiff"}:
        return 1
    try:
        return len(page_frames(path))
    except UnreadableScanError:
        return 1


def _numbered(page: _Image, image_nr: int) -> ScannedPage:
    return ScannedPage(
        image_nr=image_nr,
        image=page.image,
        name=f"{image_nr:04d}{page.image.suffix.lower()}",
        origin=page.origin,
        digest=page.digest,
        taken_out=page.taken_out,
        failure=page.failure,
    )


def _open(path: Path, number: int, images: Path) -> tuple[list[MasterScan], list[_Image]]:
    """Return the master at `path` (none when it cannot even be copied) and its pages."""
    try:
        fixity = fixity_of(path)
    except OSError as error:
        failure = UnreadableScanError(scan=path, reason=error.strerror or "it cannot be opened")
        return [], [_Image(image=path, origin=path.name, digest="", failure=failure)]
    folder = images / fixity.digest[:32]
    name = f"{number:04d}{path.suffix.lower()}"
    if path.suffix.casefold() == ".pdf":
        master = MasterScan(path=path, name=name, fixity=fixity, media_type="application/pdf")
        return [master], list(_pdf_pages(path, folder))
    media_type, pages = _scan_pages(path, fixity, folder)
    return [MasterScan(path=path, name=name, fixity=fixity, media_type=media_type)], pages


def _scan_pages(path: Path, fixity: Fixity, folder: Path) -> tuple[str, list[_Image]]:
    """Return the media type of a scan and its pages: itself, or the pages of a TIFF that holds several."""
    single = _Image(image=path, origin=path.name, digest=fixity.digest)
    try:
        info = inspect_scan(path)
        frames = page_frames(path) if info.format == _TIFF and info.frames > 1 else (0,)
    except UnreadableScanError as failure:
        return "application/octet-stream", [_Image(image=path, origin=path.name, digest=fixity.digest, failure=failure)]
    media_type = _MEDIA_TYPES.get(info.format, "application/octet-stream")
    return media_type, [single] if frames == (0,) else list(_tiff_pages(path, frames, folder))


def _tiff_pages(path: Path, frames: tuple[int, ...], folder: Path) -> Iterator[_Image]:
    for count, frame in enumerate(frames, start=1):
        origin, target = f"{path.name}, page {count}", folder / f"{count:04d}.tif"
        try:
            yield _kept(target if target.exists() else write_frame(path, frame, target), origin)
        except UnreadableScanError as failure:
            yield _Image(image=path, origin=origin, digest="", taken_out=True, failure=failure)


def _pdf_pages(path: Path, folder: Path) -> Iterator[_Image]:
    for index in range(page_count(path)):
        origin, stem = f"{path.name}, page {index + 1}", folder / f"{index + 1:04d}"
        try:
            kept = next(folder.glob(f"{stem.name}.*"), None)
            yield _kept(kept or write_page_image(path, index, stem), origin)
        except UnreadableScanError as failure:
            yield _Image(image=path, origin=origin, digest="", taken_out=True, failure=failure)


def _kept(image: Path, origin: str) -> _Image:
    return _Image(image=image, origin=origin, digest=fixity_of(image).digest, taken_out=True)
