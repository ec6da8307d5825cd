"""One page, stage by stage: scan, prepared image, printed lines, what was read. Stops where the page fails, and says why."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from flows.errors import NoSuchPageError
from flows.ingest import ScannedPage, count_pages, ingest
from flows.listing import Listing, is_scan, list_scans
from ocr.errors import StatedError
from ocr.page import Page
from ocr.preprocess import PreparedImage, prepare
from ocr.printed_lines import PrintedLine, find_printed_lines
from ocr.read import ReadOptions, read_sides
from ocr.scan import GreyImage, ScanInfo, inspect_scan, load_scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A page on the scan: as prepared, with the lines seen on it, and as read; None before it was."""

    prepared: PreparedImage
    printed: tuple[PrintedLine, ...]
    page: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What is known of a scan, and of its page or, of an open book, pages.

    A stage that was not reached is None, or empty; `failure` says why the next one was not.
    """

    source: ScannedPage
    info: ScanInfo | None = None
    pixels: GreyImage | None = None
    sides: tuple[Side, ...] = ()
    failure: StatedError | None = None


def find_page(source: Path, number: int, images: Path) -> ScannedPage:
    """Return page `number` (from 1) of a scan, a PDF or a folder; what has to be taken out of a file is kept in `images`.

    Raises NoSuchPageError, or what list_scans raises.
    """
    listing = _listing(source)
    left = number
    for path in listing.files:
        alone = Listing(source=source, files=(path,))
        pages = count_pages(alone)
        if 0 < left <= pages:
            return replace(ingest(alone, images).pages[left - 1], image_nr=number)
        left -= pages
    raise NoSuchPageError(path=source, number=number, pages=number - left)


def _listing(source: Path) -> Listing:
    if source.exists() and is_scan(source):
        return Listing(source=source, files=(source,))
    return list_scans(source)


def inspect_page(source: ScannedPage, options: ReadOptions) -> Inspection:
    """Return what becomes of `source`, as far as it comes."""
    seen = Inspection(source=source, failure=source.failure)
    for look in () if source.failure else _STAGES:
        try:
            seen = look(seen, options)
        except StatedError as error:
            return replace(seen, failure=error)
    return seen


def _open(seen: Inspection, _options: ReadOptions) -> Inspection:
    info = inspect_scan(seen.source.image)
    return replace(seen, info=info, pixels=load_scan(seen.source.image).pixels)


def _prepare(seen: Inspection, _options: ReadOptions) -> Inspection:
    scan = load_scan(seen.source.image)
    images = prepare(scan.pixels, scan.resolution)
    return replace(seen, sides=tuple(Side(prepared=image, printed=find_printed_lines(image)) for image in images))


def _read(seen: Inspection, options: ReadOptions) -> Inspection:
    sides = read_sides(seen.source.image, options=options)
    return replace(seen, sides=tuple(Side(prepared=side.image, printed=side.printed, page=side.page) for side in sides))


_STAGES: tuple[Callable[[Inspection, ReadOptions], Inspection], ...] = (_open, _prepare, _read)
