"""The pages of the volume's PDF, one for each page of the volume: those that could not be read have their place too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.content import Gap, PackageContent
from archive.layout import alto_path
from ocr.errors import UnreadableScanError
from ocr.page import Page
from ocr.scan import load_scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page of the PDF: what was read on it (nothing in a `gap`), and its image; None when there is none that opens."""

    page: Page
    scan: Path | None
    gap: Gap | None = None


def sheets_of(content: PackageContent) -> Iterator[Sheet]:
    """Yield the pages of the volume in order, gaps among them."""
    gaps = {gap.image_nr: gap for gap in content.gaps}
    pages = {page.image_nr: page for page in content.pages}
    scans, like = content.scan_files, content.pages[0]
    for number in sorted(pages | gaps):
        if number in gaps:
            yield _sheet_of_gap(gaps[number], scans, like)
        else:
            like = pages[number]
            yield Sheet(page=like, scan=scans[like.scan])


def sources_of(content: PackageContent) -> tuple[str, ...]:
    """Return the files of the package that its PDF is made of: scans, and the ALTO of what was read on them."""
    return tuple(name for sheet in sheets_of(content) for name in _sources(sheet))


def _sources(sheet: Sheet) -> Iterator[str]:
    if sheet.scan:
        yield sheet.page.scan
    if not sheet.gap:
        yield str(alto_path(sheet.page.image_nr))


def _sheet_of_gap(gap: Gap, scans: Mapping[str, Path], like: Page) -> Sheet:
    """Return a page that could not be read: its scan where that opens, else a sheet of the size of the page before it."""
    name = gap.scan or ""
    try:
        found = load_scan(scans[name]) if name else None
    except UnreadableScanError:
        found = None
    if found is None:
        page = Page(image_nr=gap.image_nr, scan=name, width=like.width, height=like.height, resolution=like.resolution)
        return Sheet(page=page, scan=None, gap=gap)
    height, width = found.pixels.shape
    page = Page(image_nr=gap.image_nr, scan=name, width=width, height=height, resolution=found.resolution)
    return Sheet(page=page, scan=scans[name], gap=gap)
