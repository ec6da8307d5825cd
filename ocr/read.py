"""From a scan to a page: the whole life of a page on one screen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ocr.errors import EngineFailedError, EngineTimeoutError
from ocr.geometry import Affine, Box
from ocr.hocr import Reading
from ocr.language import Language
from ocr.layout import Layout, lay_out
from ocr.layout.strips import without_stray_marks
from ocr.layout.tables import find_tables
from ocr.model import Model, default_model
from ocr.overlooked import Sheet, cut_out, find_overlooked, on_printed_lines
from ocr.page import BlockRole, GraphicBlock, GraphicKind, Page, ProcessingStep, TextBlock, TextLine, Word
from ocr.preprocess import PreparedImage, prepare, turned
from ocr.printed_lines import PrintedLine, find_printed_lines
from ocr.scan import load_scan
from ocr.script import in_own_script
from ocr.tesseract import PageLayout, read_lines
from ocr.time_limit import TimeLimit
from ocr.typeface import measure_typeface


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How pages are read: the languages on them (the most likely first), with which model, and how long one may take.

    `timeout` is in seconds, for a page of up to A4; a larger one may take longer as its area is (ocr.time_limit). Below
    `doubt` (mean word confidence) a page is tried upside down too; from `sure` on, a line that was overlooked at first is believed.
    """

    languages: tuple[Language, ...] = (Language.RUSSIAN, Language.KAZAKH, Language.ENGLISH)
    model: Model = field(default_factory=default_model)
    timeout: float = 300.0
    doubt: float = 0.55
    sure: float = 0.6


def read_page(file: Path, *, frame: int = 0, options: ReadOptions | None = None) -> Page:
    """Return what is printed on image `frame` of `file`, every box in the pixels of the untouched scan.

    The page says nothing of where in a volume it stands: `image_nr` is 1. Raises UnreadableScanError (permanent),
    EngineFailedError (transient: a crash, a kill, a garbled answer, a passed time limit), EngineMissingError, LanguageMissingError.
    """
    options = options or ReadOptions()
    scan = load_scan(file, frame)
    height, width = scan.pixels.shape
    image = prepare(scan.pixels, scan.resolution)
    limit = TimeLimit.of_page(image.pixels.size, options.timeout)
    try:
        image, reading = _read_upright(image, options, limit)
        printed = find_printed_lines(image)
        overlooked = _read_overlooked(image, reading, printed, options, limit)
    except EngineTimeoutError as error:
        raise EngineTimeoutError(scan=file, seconds=limit.seconds) from error
    except EngineFailedError as error:
        raise error.about(file) from error
    whole = on_printed_lines((*reading.lines, *overlooked), printed, image.skew)
    lines = measure_typeface(_as_printed(whole), image.pixels, image.resolution)
    layout = lay_out(lines, image, reading.pictures)
    way_back = _WayBack(affine=image.to_scan, width=width, height=height)
    return Page(
        image_nr=1,
        scan=file.name,
        width=width,
        height=height,
        resolution=scan.resolution,
        blocks=tuple(way_back.block(block) for block in layout.blocks),
        graphics=tuple(way_back.graphics(image, reading, layout)),
        printed_nr=_printed_number(layout),
        steps=(*scan.steps, *image.steps, *_reading_steps(layout, len(overlooked), options)),
    )


def _printed_number(layout: Layout) -> str | None:
    """Return the number printed on the page, as its own line at its head or foot."""
    lines = (block.content for block in layout.blocks if block.role is BlockRole.PAGE_NUMBER)
    return next((re.sub(r"\W", "", line) for line in lines), None)


def _read_upright(image: PreparedImage, options: ReadOptions, limit: TimeLimit) -> tuple[PreparedImage, Reading]:
    """Read the page; when that makes little sense, turn it upside down and keep what makes more."""
    reading = read_lines(image.pixels, image.resolution, options.languages, limit.left, model=options.model)
    if not reading.lines or _sense(reading) >= options.doubt:
        return image, reading
    other = turned(image, 2)
    second = read_lines(other.pixels, other.resolution, options.languages, limit.left, model=options.model)
    return (other, second) if _sense(second) > _sense(reading) else (image, reading)


def _read_overlooked(
    image: PreparedImage, reading: Reading, printed: Sequence[PrintedLine], options: ReadOptions, limit: TimeLimit
) -> tuple[TextLine, ...]:
    """Return the lines that stand on the page in plain sight and were not read the first time: page numbers, parts of columns."""
    apart = (*reading.pictures, *find_tables(image.rules))
    missed = find_overlooked(printed, reading.lines, (image.pixels.shape[0], image.skew), apart)
    sheets = [
        cut_out(image.pixels, missed[start : start + MOST_ON_A_SHEET], image.skew)
        for start in range(0, len(missed), MOST_ON_A_SHEET)
    ]
    return tuple(line for sheet in sheets for line in _read_sheet(sheet, image.resolution, options, limit))


MOST_ON_A_SHEET = 150
"""An image taller than 32,767 pixels is more than the engine takes; so many lines of the largest type stay below."""


def _read_sheet(sheet: Sheet, resolution: int, options: ReadOptions, limit: TimeLimit) -> Iterable[TextLine]:
    """Return the lines of a sheet, where they stand on the page, that were read with certainty."""
    reading = read_lines(sheet.pixels, resolution, options.languages, limit.left, PageLayout.LINES, model=options.model)
    for line in map(sheet.line_on_page, reading.lines):
        if line and _certainty(line.words) >= options.sure and _SAYS_SOMETHING.search(line.content):
            yield line


_SAYS_SOMETHING = re.compile(r"\d|[^\W_]{2}")


def _as_printed(lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines without what specks were read as, every word in its own script."""
    return in_own_script([cleaned for line in lines if (cleaned := without_stray_marks(line))])


def _sense(reading: Reading) -> float:
    """Return the mean confidence over the letters read."""
    return _certainty([word for line in reading.lines for word in line.words])


def _certainty(words: Sequence[Word]) -> float:
    return sum(word.confidence * len(word.content) for word in words) / max(1, sum(len(word.content) for word in words))


def _reading_steps(layout: Layout, overlooked: int, options: ReadOptions) -> Iterable[ProcessingStep]:
    yield ProcessingStep(name="recognise", parameters={"models": "+".join(options.model.codes(options.languages))})
    if overlooked:
        yield ProcessingStep(name="read-overlooked", parameters={"lines": str(overlooked)})
    if layout.noise:
        yield ProcessingStep(name="drop-noise", parameters={"lines": str(layout.noise)})


@dataclass(frozen=True, slots=True, kw_only=True)
class _WayBack:
    """From the prepared image to the untouched scan."""

    affine: Affine
    width: int
    height: int

    def box(self, box: Box) -> Box:
        return self.affine.box(box, width=self.width, height=self.height)

    def word(self, word: Word) -> Word:
        return replace(word, box=self.box(word.box))

    def line(self, line: TextLine) -> TextLine:
        words = tuple(self.word(word) for word in line.words)
        return replace(line, box=Box.enclosing(word.box for word in words), words=words)

    def block(self, block: TextBlock) -> TextBlock:
        lines = tuple(self.line(line) for line in block.lines)
        return replace(block, box=Box.enclosing(line.box for line in lines), lines=lines)

    def graphics(self, image: PreparedImage, reading: Reading, layout: Layout) -> Iterable[GraphicBlock]:
        found = [(GraphicKind.ILLUSTRATION, picture) for picture in reading.pictures]
        found += [
            (GraphicKind.SEPARATOR, rule) for edges in image.rules if not _inside(rule := Box.of_edges(*edges), layout.tables)
        ]
        for number, (kind, box) in enumerate(found, start=1):
            yield GraphicBlock(block_id=f"g{number:04d}", kind=kind, box=self.box(box))


def _inside(box: Box, tables: Iterable[Box]) -> bool:
    return any(table.contains_centre_of(box) for table in tables)
