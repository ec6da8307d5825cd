"""Furniture: running headers and footers, page numbers, jump lines. Found by repetition and position, in any wording."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from ocr.article import DropReason
from ocr.page import BlockRole
from ocr.segment import patterns
from ocr.segment.blocks import HEADLINE, PlacedBlock
from ocr.segment.wording import fold, share_found

_TOP = 0.13
_BOTTOM = 0.87
_ALIKE = 0.75
_APART = 0.6
_FEWEST_WITNESSES = 3
_MOST_LINES = 2
_OTHER_SIZE = 1.3
_NAMED_WITHIN = 0.5


def find_furniture(blocks: Sequence[PlacedBlock]) -> dict[PlacedBlock, DropReason]:
    """Return the blocks that are no text of the volume, each with the reason."""
    found: dict[PlacedBlock, DropReason] = {}
    contents = {block.page.image_nr for block in blocks if patterns.CONTENTS.match(block.text) and len(block.lines) <= _MOST_LINES}
    for block in blocks:
        if patterns.JUMP.match(block.text) and len(block.lines) <= _MOST_LINES:
            found[block] = DropReason.JUMP_LINE
        elif _is_page_number(block):
            found[block] = DropReason.PAGE_NUMBER
        elif _is_noise(block) and not (block.page.image_nr in contents and _NUMBER.fullmatch(block.text)):
            found[block] = DropReason.NOISE
    found |= dict.fromkeys(_headings_of_jumps(blocks, found), DropReason.JUMP_LINE)
    found |= _repeated(blocks, found, DropReason.RUNNING_HEADER)
    found |= _repeated(blocks, found, DropReason.RUNNING_FOOTER)
    return found | dict.fromkeys(_named_after_the_volume(blocks, found), DropReason.RUNNING_HEADER)


def _headings_of_jumps(blocks: Sequence[PlacedBlock], found: Mapping[PlacedBlock, DropReason]) -> Iterator[PlacedBlock]:
    """Yield the headings that are printed anew right above a line "continued from": they open nothing."""
    for before, block in pairwise(blocks):
        jump = found.get(block) is DropReason.JUMP_LINE and patterns.CONTINUED_FROM.search(block.text)
        if jump and before.page is block.page and before.is_heading_like and before.block.box.overlap_across(block.block.box):
            yield before


def _named_after_the_volume(blocks: Sequence[PlacedBlock], found: Collection[PlacedBlock]) -> Iterator[PlacedBlock]:
    """Yield the lines at the heads of later pages that hold what is set largest on the first: once is enough for a header."""
    first = [block for block in blocks if block.page is blocks[0].page and _depth(block) < _NAMED_WITHIN]
    name = max(first, key=lambda block: block.size, default=None)
    if name is None or name.size < HEADLINE:
        return
    for block in blocks:
        header = block.page is not name.page and len(block.lines) == 1 and _zone(block) is DropReason.RUNNING_HEADER
        if header and block not in found and block.size < HEADLINE and share_found(fold(name.text), fold(block.text)) > _ALIKE:
            yield block


def find_lone_headers(unused: Iterable[PlacedBlock], used: Collection[PlacedBlock]) -> dict[PlacedBlock, DropReason]:
    """Return the headers that are printed on one page only, as on the first of a volume.

    Blocks of no article, at the head of a page on which an article stands: a cover or contents page has none.
    """
    pages = {block.page.image_nr for block in used}
    return {
        block: DropReason.RUNNING_HEADER
        for block in unused
        if block.page.image_nr in pages
        and _zone(block) is DropReason.RUNNING_HEADER
        and len(block.lines) <= _MOST_LINES
        and block.size < HEADLINE
    }


def printed_number(block: PlacedBlock) -> str | None:
    """Return the page number that a block of furniture prints."""
    match = patterns.NUMBER_LINE.match(block.text)
    return match["number"] if match else None


def _is_page_number(block: PlacedBlock) -> bool:
    """Tell whether a block prints the number of its page: the layout says so, or nothing else on the page can be it."""
    if block.block.role is BlockRole.PAGE_NUMBER:
        return True
    lone = len(block.lines) == 1 and patterns.NUMBER_LINE.match(block.text) and _zone(block) is not None
    return bool(lone) and not any(other.role is BlockRole.PAGE_NUMBER for other in block.page.blocks)


_NUMBER = re.compile(r"\d{1,4}")
"""In a table of contents, a number that stands alone is the page of the entry beside it."""

_NOISE = re.compile(r"[\W\d_]{1,8}")
_FEW_LETTERS = 3


def _is_noise(block: PlacedBlock) -> bool:
    """Tell whether a block has nothing to say: a few digits and signs that stand alone, as what a drawing is read as.

    A letter or two at the very head or foot of a page are its number, misread.
    """
    if block.block.role is BlockRole.TABLE:
        return False
    misread = len(block.text) <= _FEW_LETTERS and _zone(block) is not None and _room_below(block) > block.lines[0].box.height
    return misread or bool(_NOISE.fullmatch(block.text))


def _zone(block: PlacedBlock) -> DropReason | None:
    """Return which margin of the page a block lies in."""
    box, height = block.block.box, block.page.height
    if box.bottom < _TOP * height:
        return DropReason.RUNNING_HEADER
    return DropReason.RUNNING_FOOTER if box.vpos > _BOTTOM * height else None


def _repeated(blocks: Sequence[PlacedBlock], known: Iterable[PlacedBlock], zone: DropReason) -> dict[PlacedBlock, DropReason]:
    """Return the short blocks in one margin whose wording comes back on another page (digits may change)."""
    seen = set(known)
    short = (block for block in blocks if block not in seen and len(block.lines) <= _MOST_LINES and _zone(block) is zone)
    lone = [block for block in short if not patterns.is_opening(block.text)]
    words = {block: _words(block.text) for block in lone}
    repeated = [
        block
        for block in lone
        if any(other.page is not block.page and _alike(words[block], words[other]) and _one_size(block, other) for other in lone)
    ]
    beside = [block for block in lone if block not in repeated and _in_band(block, repeated)]
    return dict.fromkeys([*repeated, *beside], zone)


def _words(text: str) -> str:
    """Return the letters of a line, as they are compared: numbers change from page to page."""
    return re.sub(r"\d+", "", fold(text)).strip()


def _alike(one: str, other: str) -> bool:
    """Tell whether two wordings are mostly the same: scans of one header differ by a misread word or two."""
    return bool(one) and fuzz.ratio(one, other) >= _ALIKE * 100


def _one_size(one: PlacedBlock, other: PlacedBlock) -> bool:
    """Tell whether two lines are set in one size: a headline that comes back in small type over what goes on is no header."""
    return max(one.size, other.size) < _OTHER_SIZE * min(one.size, other.size)


def _in_band(block: PlacedBlock, headers: Sequence[PlacedBlock]) -> bool:
    """Tell whether a line lies where the running headers of other pages do, and away from its text: they change their words."""
    height = block.lines[0].box.height
    level = [header for header in headers if abs(_depth(header) - _depth(block)) * block.page.height < height / 2]
    alone = len(block.lines) == 1 and _room_below(block) > _APART * height
    return len({header.page.image_nr for header in level}) >= _FEWEST_WITNESSES and alone and block.size < HEADLINE


def _depth(block: PlacedBlock) -> float:
    return block.block.box.centre[1] / block.page.height


def _room_below(block: PlacedBlock) -> float:
    """Return how far the nearest print is from a line, in pixels: below a header, above a footer."""
    box = block.block.box
    others = [other.box for other in block.page.blocks if other is not block.block and not other.box.overlap_down(box)]
    return min((max(other.vpos - box.bottom, box.vpos - other.bottom) for other in others), default=0)
