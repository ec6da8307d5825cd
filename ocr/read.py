"""From a scan to a page: the whole life of a page on one screen."""

import hashlib
import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import cv2

from ocr import geometry, language, page, preprocess, scan, script, tesseract, typeface
from ocr import layout as layout_room
from ocr.errors import EngineFailedError, EngineTimeoutError
from ocr.geometry import Affine, Box
from ocr.language import Language
from ocr.layout import Layout, lay_out, order, paragraphs, roles, strips, tables
from ocr.layout.strips import without_stray_marks
from ocr.page import BlockRole, GraphicBlock, GraphicKind, Page, ProcessingStep, TextBlock, TextLine, Word
from ocr.preprocess import PreparedImage, prepare, turned
from ocr.scan import load_scan
from ocr.script import in_own_script
from ocr.tesseract import Reading, find_engine, read_lines
from ocr.typeface import measure_typeface


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How pages are read: the languages on them (the most likely first), and how long a page may take, in seconds.

    Below `doubt` (mean word confidence) a page is tried upside down too.
    """

    languages: tuple[Language, ...] = (Language.RUSSIAN, Language.KAZAKH, Language.ENGLISH)
    timeout: float = 300.0
    doubt: float = 0.55


def read_page(file: Path, *, frame: int = 0, options: ReadOptions | None = None) -> Page:
    """Return what is printed on image `frame` of `file`, every box in the pixels of the untouched scan.

    The page says nothing of where in a volume it stands: `image_nr` is 1. Raises UnreadableScanError (permanent),
    EngineFailedError and EngineTimeoutError (transient), EngineMissingError.
    """
    options = options or ReadOptions()
    pixels, resolution = load_scan(file, frame)
    height, width = pixels.shape
    image = prepare(pixels, resolution)
    try:
        image, reading = _read_upright(image, options)
    except EngineFailedError as error:
        raise EngineFailedError(scan=file, reason=str(error.facts["reason"])) from error
    except EngineTimeoutError as error:
        raise EngineTimeoutError(scan=file, seconds=options.timeout) from error
    lines = measure_typeface(_as_printed(reading.lines), image.pixels, image.resolution)
    layout = lay_out(lines, image, reading.pictures)
    way_back = _WayBack(affine=image.to_scan, width=width, height=height)
    return Page(
        image_nr=1,
        scan=file.name,
        width=width,
        height=height,
        resolution=resolution,
        blocks=tuple(way_back.block(block) for block in layout.blocks),
        graphics=tuple(way_back.graphics(image, reading, layout)),
        printed_nr=_printed_number(layout),
        steps=(*image.steps, *_reading_steps(layout, options)),
    )


def _printed_number(layout: Layout) -> str | None:
    """Return the number printed on the page, as its own line at its head or foot."""
    lines = (block.content for block in layout.blocks if block.role is BlockRole.PAGE_NUMBER)
    return next((re.sub(r"\W", "", line) for line in lines), None)


def _read_upright(image: PreparedImage, options: ReadOptions) -> tuple[PreparedImage, Reading]:
    """Read the page; when that makes little sense, turn it upside down and keep what makes more."""
    reading = read_lines(image.pixels, image.resolution, options.languages, options.timeout)
    if not reading.lines or _sense(reading) >= options.doubt:
        return image, reading
    other = turned(image, 2)
    second = read_lines(other.pixels, other.resolution, options.languages, options.timeout)
    return (other, second) if _sense(second) > _sense(reading) else (image, reading)


def _as_printed(lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines without what specks were read as, every word in its own script."""
    return in_own_script([cleaned for line in lines if (cleaned := without_stray_marks(line))])


def _sense(reading: Reading) -> float:
    """Return the mean confidence over the letters read."""
    words = [word for line in reading.lines for word in line.words]
    return sum(word.confidence * len(word.content) for word in words) / max(1, sum(len(word.content) for word in words))


def _reading_steps(layout: Layout, options: ReadOptions) -> Iterable[ProcessingStep]:
    languages = "+".join(each.tesseract for each in options.languages)
    yield ProcessingStep(name="recognise", parameters={"languages": languages})
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


_READING_MODULES = (
    geometry,
    language,
    layout_room,
    order,
    page,
    paragraphs,
    preprocess,
    roles,
    scan,
    script,
    strips,
    tables,
    tesseract,
    typeface,
)


def reading_fingerprint(options: ReadOptions) -> str:
    """Return a digest of everything but the scan that shapes a page: engine, models, libraries, options, our own code.

    A page read under one fingerprint is good as long as the fingerprint stays. Raises EngineMissingError.
    """
    engine = find_engine()
    models = {each.tesseract: engine.models.get(each.tesseract, "") for each in options.languages}
    digest = hashlib.sha256()
    for part in (engine.version, sorted(models.items()), cv2.__version__, options, *map(_source, _READING_MODULES)):
        digest.update(repr(part).encode())
    return digest.hexdigest()


def _source(module: ModuleType) -> str:
    return hashlib.sha256(inspect.getsource(module).encode()).hexdigest()
