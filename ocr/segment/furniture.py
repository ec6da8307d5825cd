"""Furniture: running headers and footers, page numbers, jump lines. Found by repetition and position, in any wording."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from ocr.article import DropReason
from ocr.page import BlockRole
from ocr.segment import patterns
from ocr.segment.blocks import HEADLINE, PlacedBlock

_TOP = 0.13
_BOTTOM = 0.87
_ALIKE = 0.75
_MOST_LINES = 2


def find_furniture(blocks: Sequence[PlacedBlock]) -> dict[PlacedBlock, DropReason]:
    """Return the blocks that are no text of the volume, each with the reason."""
    found: dict[PlacedBlock, DropReason] = {}
    for block in blocks:
        if patterns.JUMP.match(block.text) and len(block.lines) <= _MOST_LINES:
            found[block] = DropReason.JUMP_LINE
        elif _is_page_number(block):
            found[block] = DropReason.PAGE_NUMBER
        elif _is_noise(block):
            found[block] = DropReason.NOISE
    found |= _repeated(blocks, found, DropReason.RUNNING_HEADER)
    found |= _repeated(blocks, found, DropReason.RUNNING_FOOTER)
    return found


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


_NOISE = re.compile(r"[\W\d_]{1,8}")


def _is_noise(block: PlacedBlock) -> bool:
    """Tell whether a block has nothing to say: a few digits and signs that stand alone, as what a drawing is read as."""
    return block.block.role is not BlockRole.TABLE and bool(_NOISE.fullmatch(block.text))


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
    return {
        block: zone for block in lone if any(other.page is not block.page and _alike(words[block], words[other]) for other in lone)
    }


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]{2,}", text.casefold()))


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    """Tell whether two wordings share most of their words: scans of one header differ by a misread word or two."""
    return bool(one) and 2 * (one & other).total() >= _ALIKE * (one.total() + other.total())
