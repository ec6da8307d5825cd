"""Figures and tables: captions with their labels, the picture each belongs to, and what is printed inside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median, mode

from ocr.article import Crop, Figure, Table
from ocr.geometry import Box
from ocr.page import BlockRole, GraphicKind, Page, TextLine, Word
from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock
from ocr.segment.text import Vocabulary, join_lines
from ocr.segment.upright import on_scan

_NEAR = 0.12
"""How far from its caption a picture may be, as a share of the page's height."""

_SMALLEST = 2.0
_MOST_CAPTION_LINES = 8
_MOST_ADDED_LINES = 3
_CLOSE = 0.9
_ENDED = re.compile(r"[.!?…]\s*$")
_CELL_GAP = 0.9
_FEWEST_CELLS = 2


@dataclass(kw_only=True)
class Floats:
    """The figures and tables of an article, and the blocks that belong to them: captions, cells, words in pictures."""

    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    blocks: set[PlacedBlock] = field(default_factory=set)


def find_floats(blocks: Sequence[PlacedBlock], vocabulary: Vocabulary) -> Floats:
    """Return the figures and tables printed among `blocks`; every block of a ruled table belongs to one."""
    floats = Floats()
    for index, block in enumerate(blocks):
        if block in floats.blocks or not is_caption(block):
            continue
        caption = [block, *_rest_of_caption(block, blocks[index + 1 :])]
        floats.blocks.update(caption)
        text = join_lines((line.content for each in caption for line in each.lines), vocabulary)
        label, rest = split_caption(text)
        if patterns.TABLE_LABEL.search(label):
            floats.tables.append(_table(label, rest, caption, blocks, floats))
        else:
            floats.figures.append(_figure(label, rest, caption, blocks, floats))
    for block in blocks:
        if block.block.role is BlockRole.TABLE and block not in floats.blocks:
            floats.blocks.add(block)
            floats.tables.append(
                Table(label="", caption="", rows=read_rows(block.lines), picture=_crop(block.page, block.block.box))
            )
    return floats


def is_caption(block: PlacedBlock) -> bool:
    """Tell whether a block is a caption: a label, then a sign, a capital or nothing; "Table 3 shows" begins a sentence."""
    match = patterns.FLOAT_LABEL.match(block.text)
    if match is None or len(block.lines) > _MOST_CAPTION_LINES:
        return False
    parted = bool(re.search(r"[.:–—-]\s*$", match.group().removeprefix(match["label"])))
    return parted or not block.text[match.end() : match.end() + 1].islower()


def split_caption(text: str) -> tuple[str, str]:
    """Return the label of a caption ("Сурет 1") and what follows it; no label when it has none."""
    match = patterns.FLOAT_LABEL.match(text)
    return (match["label"].strip(" ."), text[match.end() :].strip()) if match else ("", text)


def _rest_of_caption(caption: PlacedBlock, following: Sequence[PlacedBlock]) -> Iterator[PlacedBlock]:
    """Yield the blocks right below a caption that go on with it."""
    before = caption
    for block in following:
        gap = block.block.box.vpos - before.block.box.bottom
        close = block.page is before.page and -before.lines[-1].box.height < gap < _CLOSE * before.lines[-1].box.height
        below = block.block.box.overlap_across(caption.block.box) > 0 and block.block.box.vpos > caption.block.box.vpos
        if (
            not (close and below)
            or len(block.lines) > _MOST_ADDED_LINES
            or is_caption(block)
            or block.block.role is BlockRole.TABLE
        ):
            return
        label_alone = not split_caption(before.text)[1]
        cut = before.text.rstrip().endswith(("-", "\u00ad", "¬"))
        goes_on = block.text[:1].islower() and not _ENDED.search(before.text)
        if not (label_alone or cut or (goes_on and not block.starts_indented) or (goes_on and block.centred)):
            return
        yield block
        before = block


# --- the picture ------------------------------------------------------------------------------------------------------


def _figure(label: str, rest: str, caption: Sequence[PlacedBlock], blocks: Sequence[PlacedBlock], floats: Floats) -> Figure:
    page, around = caption[0].page, _place(caption)
    height = caption[0].lines[0].box.height
    pictures = [
        graphic.box
        for graphic in page.graphics
        if graphic.kind is GraphicKind.ILLUSTRATION and min(graphic.box.width, graphic.box.height) > _SMALLEST * height
    ]
    box = _nearest(around, pictures, page)
    if box is None:
        return Figure(label=label, caption=rest)
    floats.blocks.update(block for block in blocks if block.page is page and box.contains_centre_of(block.block.box))
    return Figure(label=label, caption=rest, picture=_crop(page, box))


def _table(label: str, rest: str, caption: Sequence[PlacedBlock], blocks: Sequence[PlacedBlock], floats: Floats) -> Table:
    page, around = caption[0].page, _place(caption)
    tables = [
        block for block in blocks if block.page is page and block.block.role is BlockRole.TABLE and block not in floats.blocks
    ]
    box = _nearest(around, [block.block.box for block in tables], page)
    found = next((block for block in tables if block.block.box == box), None)
    if found is None:
        return Table(label=label, caption=rest)
    floats.blocks.add(found)
    return Table(label=label, caption=rest, rows=read_rows(found.lines), picture=_crop(page, found.block.box))


def _place(caption: Sequence[PlacedBlock]) -> Box:
    """Return the rows of a caption, across the whole of its column."""
    rows = Box.enclosing(block.block.box for block in caption)
    return Box.of_edges(min(rows.hpos, caption[0].left), rows.vpos, max(rows.right, caption[0].right), rows.bottom)


def _nearest(caption: Box, boxes: Sequence[Box], page: Page) -> Box | None:
    """Return the rectangle nearest above or below a caption, in its columns."""
    near = [
        (distance, box)
        for box in boxes
        if 3 * box.overlap_across(caption) > min(box.width, caption.width)
        for distance in [max(caption.vpos - box.bottom, box.vpos - caption.bottom)]
        if distance < _NEAR * page.height
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _crop(page: Page, box: Box) -> Crop:
    return Crop(image_nr=page.image_nr, box=on_scan(box, page))


# --- the cells --------------------------------------------------------------------------------------------------------


def read_rows(lines: Sequence[TextLine]) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a table by rows, when every printed line has as many; else none: they could not be told apart."""
    rows = [_cells(line) for line in lines]
    counts = [len(row) for row in rows if row]
    if not counts or mode(counts) < _FEWEST_CELLS or any(count != mode(counts) for count in counts):
        return ()
    return tuple(tuple(row) for row in rows if row)


def _cells(line: TextLine) -> list[str]:
    """Return the cells of a line: parted by rules that were read as signs, or by wide gaps."""
    height = median(word.box.height for word in line.words)
    cells: list[list[Word]] = [[]]
    for before, word in pairwise([None, *line.words]):
        if word is None or re.fullmatch(r"[|\[\]]+", word.content):
            cells.append([])
            continue
        if before is not None and word.box.hpos - before.box.right > _CELL_GAP * height:
            cells.append([])
        cells[-1].append(word)
    return [" ".join(word.content.strip("|") for word in cell) for cell in cells if cell]
