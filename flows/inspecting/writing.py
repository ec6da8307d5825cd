"""A sheet on disk: the page's or the volume's, as HTML, or a page's pictures as one PNG."""

from dataclasses import dataclass
from pathlib import Path

import cv2

from flows.atomic import written_whole
from flows.checkpoints import Checkpoints
from flows.errors import NothingToShowError
from flows.ingest import ingest
from flows.inspecting.page_sheet import page_sheet
from flows.inspecting.pictures import draw_stages, side_by_side
from flows.inspecting.stages import find_page, inspect_page
from flows.inspecting.volume_sheet import volume_sheet
from flows.listing import list_scans
from flows.settings import Settings
from flows.steps import load_pages
from ocr.errors import StatedError
from ocr.fingerprint import reading_fingerprint
from ocr.segment import segment_articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where a sheet was written, and what kept it from being whole."""

    sheet: Path
    failure: StatedError | None = None


def write_page_sheet(source: Path, number: int, out: Path | None, settings: Settings) -> Written:
    """Write the sheet of page `number` of `source` to `out`, a PNG when it is so named; by default in the current folder.

    Raises NoSuchPageError, or what list_scans raises; what is wrong with the page itself is on the sheet.
    """
    seen = inspect_page(find_page(source, number, settings.work / "images"), settings.manner.reading)
    stages = draw_stages(seen)
    target = out or Path(f"{source.stem}-{number}.html")
    if target.suffix.casefold() != ".png":
        return Written(sheet=_write(page_sheet(seen, stages), target), failure=seen.failure)
    if not stages and seen.failure:
        raise seen.failure
    return Written(sheet=_write(cv2.imencode(".png", side_by_side(stages))[1].tobytes(), target), failure=seen.failure)


def write_volume_sheet(source: Path, out: Path | None, settings: Settings) -> Written:
    """Write the sheet of the volume at `source` to `out`, of the pages that are kept. Raises NothingToShowError when none is."""
    scanned = ingest(list_scans(source), settings.work / "images")
    kept = Checkpoints(folder=settings.work / "pages", fingerprint=reading_fingerprint(settings.manner.reading))
    pages = load_pages(scanned.pages, kept)
    if not pages:
        raise NothingToShowError(path=source)
    sheet = volume_sheet(source.name, pages, len(scanned.pages) - len(pages), segment_articles(pages))
    return Written(sheet=_write(sheet, out or Path(f"{source.stem}.html")))


def _write(content: bytes, target: Path) -> Path:
    with written_whole(target) as unfinished:
        unfinished.write_bytes(content)
    return target
