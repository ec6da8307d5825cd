"""From a scan to its pages: the whole life of a page on one screen."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2

from ocr.attitude import Attempt, most_sensible
from ocr.confidence import likelihood
from ocr.curl import flattened
from ocr.errors import EngineFailedError, EngineTimeoutError, LanguageMissingError
from ocr.geometry import Affine, Box
from ocr.language import Language
from ocr.layout import Layout, lay_out
from ocr.layout.chains import chain
from ocr.layout.pictures import find_pictures
from ocr.layout.strips import without_stray_marks
from ocr.layout.tables import find_tables
from ocr.letter_case import in_own_case
from ocr.model import STOCK, Model, default_model
from ocr.page import (
    ILLEGIBLE,
    REPAIRED,
    BlockRole,
    GraphicBlock,
    GraphicKind,
    Page,
    ProcessingStep,
    TextBlock,
    TextLine,
    Word,
    quarter_turns,
)
from ocr.preprocess import SPLIT, PreparedImage, prepare
from ocr.preprocess.bend import Bend
from ocr.preprocess.rules import lift_rules
from ocr.printed_lines import PrintedLine, find_printed_lines
from ocr.scan import Scan, load_scan
from ocr.script import in_own_script
from ocr.seats import on_printed_lines, with_leaders
from ocr.second_reading import likely, read_again
from ocr.sheet import Sheet, paste
from ocr.tesseract import read_lines
from ocr.time_limit import TimeLimit
from ocr.typeface import measure_typeface

# Pages are read side by side, one a core: threads inside a page would only wait for one another.
cv2.setNumThreads(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How pages are read: the languages on them (the most likely first), with which model, and how long one may take.

    What `model` reads with doubt, `second` reads again. `timeout` is in seconds, for a page of up to A4; a larger one may take
    longer as its area is (ocr.time_limit). Below `doubt` (mean certainty of the engine) a page is tried in other attitudes too;
    below `guesswork` nothing of it is believed. `expected_turns` is by how many quarter turns, clockwise, the pages of its volume
    are set upright, which counts where the page itself says little of how it lies (ocr.attitude).
    """

    languages: tuple[Language, ...] = (Language.RUSSIAN, Language.KAZAKH, Language.ENGLISH)
    model: Model = field(default_factory=default_model)
    second: Model = STOCK
    timeout: float = 300.0
    doubt: float = 0.55
    guesswork: float = 0.4
    expected_turns: int | None = None

    @property
    def models(self) -> tuple[Model, ...]:
        """The models that pages are read with, each once."""
        return tuple(dict.fromkeys((self.model, self.second)))

    @property
    def codes(self) -> tuple[str, ...]:
        """All of them in the engine's own codes, in the order in which they are asked."""
        return tuple(code for model in self.models for code in model.codes(self.languages))

    def digests(self, installed: Mapping[str, str]) -> Mapping[str, str]:
        """Return the sha-256 of each model file by its code, as far as it is there; `installed` are those of the engine's own."""
        known = {code: digest for model in self.models for code, digest in model.digests(installed).items()}
        return {code: known[code] for code in self.codes if code in known}


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadImage:
    """A prepared image, the lines of print seen on it, and what the engine read of them, in its pixels.

    `sense` is how certain the engine was of its letters, 0–1; words say how likely they are right.
    """

    image: PreparedImage
    printed: tuple[PrintedLine, ...] = ()
    lines: tuple[TextLine, ...] = ()
    sense: float = 0.0

    def is_print(self, options: ReadOptions) -> bool:
        """Tell whether what is on the page, if anything, is print that can be read."""
        return self.sense >= options.guesswork if self.lines else _ink_share(self.image) <= MOST_INK


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSide:
    """A page with what it was read from: the prepared image, and the lines of print seen on it."""

    image: PreparedImage
    printed: tuple[PrintedLine, ...]
    page: Page


def _resolution(image: PreparedImage, scan: Scan) -> int:
    """Return the pixels per inch of the scan: what it says, unless its letters say otherwise."""
    measured = image.resolution * (abs(image.to_scan.a) + abs(image.to_scan.d))
    return scan.resolution if abs(measured / scan.resolution - 1) < _ROUNDING else max(1, round(measured))


_ROUNDING = 0.05

MOST_INK = 0.25
"""The darkest print leaves more of the paper white; what is darker is a picture or noise, on which the engine would spend hours."""


def _ink_share(image: PreparedImage) -> float:
    return float((image.pixels < image.ink).mean())


def read_pages(file: Path, *, frame: int = 0, options: ReadOptions | None = None) -> tuple[Page, ...]:
    """Return what is printed on image `frame` of `file`: one page, or the two of an open book.

    Every box is in the pixels of the untouched scan. Pages say nothing of where in a volume they stand: `image_nr` counts from 1
    on the scan. Raises UnreadableScanError (permanent), EngineFailedError (transient: a crash, a kill, a garbled answer, a passed
    time limit), EngineMissingError, LanguageMissingError.
    """
    return tuple(side.page for side in read_sides(file, frame=frame, options=options))


def read_sides(file: Path, *, frame: int = 0, options: ReadOptions | None = None) -> tuple[ReadSide, ...]:
    """Return what read_pages returns, and how it came about."""
    options = options or ReadOptions()
    scan = load_scan(file, frame)
    images = prepare(scan.pixels, scan.resolution)
    limit = TimeLimit.of_page(sum(image.pixels.size for image in images), options.timeout)

    def attempt(turns: int | None) -> Attempt[Sequence[_ReadImage]]:
        lying = images if turns is None else prepare(scan.pixels, scan.resolution, quarter_turns=turns)
        return _attempt([_read_image(image, options, limit) for image in lying])

    try:
        read, weighed = most_sensible(attempt, options.doubt, options.expected_turns)
    except EngineTimeoutError as error:
        raise EngineTimeoutError(scan=file, seconds=limit.seconds) from error
    except EngineFailedError as error:
        raise error.about(file) from error
    before = (*scan.steps, *([weighed] if weighed else []))
    return tuple(
        ReadSide(
            image=each.image,
            printed=each.printed,
            page=replace(_page(each, scan, before, options), image_nr=number, scan=file.name),
        )
        for number, each in enumerate(read, start=1)
    )


def _attempt(sides: Sequence[_ReadImage]) -> Attempt[Sequence[_ReadImage]]:
    letters = [sum(len(word.content) for line in side.lines for word in line.words) for side in sides]
    sense = sum(side.sense * count for side, count in zip(sides, letters, strict=True)) / max(1, sum(letters))
    return Attempt(turns=quarter_turns(sides[0].image.steps), letters=sum(letters), sense=sense, read=sides)


def _read_image(image: PreparedImage, options: ReadOptions, limit: TimeLimit) -> _ReadImage:
    """Find the lines of print, read them column by column, and put them back where they stand."""
    printed = find_printed_lines(image) if _ink_share(image) <= MOST_INK else ()
    if not printed:
        return _ReadImage(image=image)
    image, printed = flattened(image, printed)
    image = lift_rules(image)
    sheet = paste(image, chain(printed))
    found = read_lines(sheet.pixels, sheet.zones, options.languages, limit.left, options.model)
    sense = likely([word for line in found for word in line.words])
    placed = [line for line in map(sheet.line_on_page, _weighed(found, options.model)) if line]
    lines = on_printed_lines(placed, printed, image.skew)
    if len(options.models) > 1 and sense >= options.doubt:
        lines = _read_again(lines, image, printed, options, limit)
    return _ReadImage(image=image, printed=printed, lines=with_leaders(lines, image.leaders, printed, image.skew), sense=sense)


def _read_again(
    lines: Sequence[TextLine], image: PreparedImage, printed: Sequence[PrintedLine], options: ReadOptions, limit: TimeLimit
) -> tuple[TextLine, ...]:
    """Return `lines`, those in doubt read with the second model as well; as they are where the engine does not have it."""

    def read(sheet: Sheet, languages: tuple[Language, ...]) -> Sequence[TextLine]:
        return _weighed(read_lines(sheet.pixels, sheet.zones, languages, limit.left, options.second), options.second)

    try:
        return read_again(lines, image, printed, read, options.languages)
    except LanguageMissingError:
        return tuple(lines)


def _weighed(lines: Iterable[TextLine], model: Model) -> tuple[TextLine, ...]:
    """Return `lines` with words that say how likely they are right instead of how certain `model` is of them."""
    return tuple(
        replace(line, words=tuple(replace(word, confidence=likelihood(model, word.confidence)) for word in line.words))
        for line in lines
    )


def _page(read: _ReadImage, scan: Scan, before: Sequence[ProcessingStep], options: ReadOptions) -> Page:
    """Return what was read as a page, boxes in the pixels of the scan; `before` is what was done before it was prepared."""
    image, (height, width) = read.image, scan.pixels.shape
    lines, repairs = _as_printed(read.lines, image.skew)
    lines = measure_typeface(lines, image.pixels, image.resolution)
    pictures = find_pictures(image, read.printed, find_tables(image.rules))
    if not read.is_print(options):
        pictures, lines = (Box(hpos=0, vpos=0, width=image.pixels.shape[1], height=image.pixels.shape[0]),), ()
    layout = lay_out(lines, image, pictures)
    way_back = _WayBack(bend=image.bend, affine=image.to_scan, width=width, height=height)
    frame = way_back.box(Box(hpos=0, vpos=0, width=image.pixels.shape[1], height=image.pixels.shape[0]))
    return Page(
        image_nr=1,
        scan="",
        width=width,
        height=height,
        resolution=_resolution(image, scan),
        part=frame if any(step.name == SPLIT for step in image.steps) else None,
        blocks=tuple(way_back.block(block) for block in layout.blocks),
        graphics=tuple(way_back.graphics(image, pictures, layout)),
        printed_nr=_printed_number(layout),
        steps=(*before, *image.steps, *_reading_steps(read, layout, repairs, options)),
    )


def _printed_number(layout: Layout) -> str | None:
    """Return the number printed on the page, as its own line at its head or foot."""
    lines = (block.content for block in layout.blocks if block.role is BlockRole.PAGE_NUMBER)
    return next((re.sub(r"\W", "", line) for line in lines), None)


def _as_printed(lines: Iterable[TextLine], skew: float) -> tuple[tuple[TextLine, ...], Mapping[str, str]]:
    """Return the lines without what specks were read as, every word in its own script and case; and the words changed for it."""
    read = [cleaned for line in lines if (cleaned := without_stray_marks(line))]
    printed = in_own_case(in_own_script(read), skew)
    pairs = (
        (one.content, other.content)
        for before, after in zip(read, printed, strict=True)
        for one, other in zip(before.words, after.words, strict=True)
    )
    return printed, {one: other for one, other in pairs if one != other}


def _reading_steps(read: _ReadImage, layout: Layout, repairs: Mapping[str, str], options: ReadOptions) -> Iterable[ProcessingStep]:
    yield ProcessingStep(name="recognise", parameters={"models": "+".join(options.codes)})
    if not read.is_print(options):
        yield ProcessingStep(name=ILLEGIBLE, parameters={"lines": str(len(read.lines)), "certainty": f"{read.sense:.2f}"})
    elif repairs:
        yield ProcessingStep(name=REPAIRED, parameters=repairs)
    if layout.noise:
        yield ProcessingStep(name="drop-noise", parameters={"lines": str(layout.noise)})


@dataclass(frozen=True, slots=True, kw_only=True)
class _WayBack:
    """From the prepared image to the untouched scan."""

    bend: Bend | None
    affine: Affine
    width: int
    height: int

    def box(self, box: Box) -> Box:
        return self.affine.box(self.bend.box(box) if self.bend else box, width=self.width, height=self.height)

    def word(self, word: Word) -> Word:
        return replace(word, box=self.box(word.box))

    def line(self, line: TextLine) -> TextLine:
        words = tuple(self.word(word) for word in line.words)
        return replace(line, box=Box.enclosing(word.box for word in words), words=words)

    def block(self, block: TextBlock) -> TextBlock:
        lines = tuple(self.line(line) for line in block.lines)
        return replace(block, box=Box.enclosing(line.box for line in lines), lines=lines)

    def graphics(self, image: PreparedImage, pictures: Sequence[Box], layout: Layout) -> Iterable[GraphicBlock]:
        found = [(GraphicKind.ILLUSTRATION, picture) for picture in pictures]
        found += [
            (GraphicKind.SEPARATOR, rule) for edges in image.rules if not _inside(rule := Box.of_edges(*edges), layout.tables)
        ]
        for number, (kind, box) in enumerate(found, start=1):
            yield GraphicBlock(block_id=f"g{number:04d}", kind=kind, box=self.box(box))


def _inside(box: Box, tables: Iterable[Box]) -> bool:
    return any(table.contains_centre_of(box) for table in tables)
