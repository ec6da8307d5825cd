"""Headings of sections, and how deep each lies."""

import re
from collections.abc import Sequence

from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock, follows_closely

ENDED = re.compile(r"(?:[.!?…:;]|[.!?…]\s*[»”\"')\]])\s*(?:\[[\d,;\s–-]+\]\.?)?[\d¹²³*'’?”\"]{0,2}$")
"""How a paragraph ends that is over: a stop, perhaps a citation and the mark of a note."""

_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[^\W\d_«\"“])")
_MOST_WORDS = 20
_MOST_LINES = 3
_LARGE = 1.35
_ENDS_EARLY = 0.25
_DEEPEST = 3

_Style = tuple[bool, bool, bool, bool]


def is_section_heading(block: PlacedBlock, before: PlacedBlock | None = None, after: PlacedBlock | None = None) -> bool:
    """Tell whether a block stands over a section: it looks like a heading, and neither goes on a sentence nor is gone on with.

    `before` and `after` are the blocks of text around it.
    """
    words = len(re.findall(r"[^\W\d_]{2,}", block.text))
    looks = (
        (block.is_heading_like or _is_italic_line(block, after))
        and 1 <= words <= _MOST_WORDS
        and len(block.lines) <= _MOST_LINES
        and not block.text.rstrip().endswith((",", ";"))
        and not patterns.is_opening(block.text)
    )
    return looks and (bool(patterns.SECTION.match(block.text)) or not _within_sentence(block, before, after))


def _is_italic_line(block: PlacedBlock, after: PlacedBlock | None) -> bool:
    """Tell whether a block is a line in italics that ends early, in no stop, over text that is not: so lesser headings are set."""
    early = block.indents[1] > _ENDS_EARLY * block.width
    return block.italic and len(block.lines) == 1 and early and not ENDED.search(block.text) and bool(after and not after.italic)


def _within_sentence(block: PlacedBlock, before: PlacedBlock | None, after: PlacedBlock | None) -> bool:
    """Tell whether words in capitals are part of a sentence: it was not ended before them, or goes on after them."""
    solid = before is not None and after is not None and follows_closely(before, block) and follows_closely(block, after)
    if block.centred or (block.bold and block.space_above > 1) or (block.size >= _LARGE and not solid):
        return False
    unended = before is not None and before.page is block.page and not ENDED.search(before.text) and not before.is_heading_like
    quoted = block.text.count("«") != block.text.count("»")
    return unended or quoted or (after is not None and after.page is block.page and after.text[:1].islower() and not block.bold)


def levels_of(headings: Sequence[PlacedBlock]) -> list[int]:
    """Return the level of each heading of an article, from 1: by its number ("2.1"), else by how it is set.

    The first heading is of level 1, and whatever is set like it; those set otherwise lie below, in the order they come.
    """
    styles: list[_Style] = []
    levels = []
    for heading in headings:
        number = _NUMBER.match(heading.text)
        style = _style(heading, numbered=number is not None)
        if style not in styles:
            styles.append(style)
        if number:
            levels.append(number["number"].count(".") + 1)
        elif patterns.SECTION.match(heading.text):
            levels.append(1)
        else:
            levels.append(styles.index(style) + 1)
    return [min(level, _DEEPEST) for level in levels]


def _style(heading: PlacedBlock, *, numbered: bool) -> _Style:
    return heading.capitals, heading.italic, heading.size >= _LARGE, numbered
