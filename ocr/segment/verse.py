"""Verse: short lines one below the other, each begun with a capital and ended before the edge."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ocr.page import TextLine
from ocr.segment.blocks import PlacedBlock
from ocr.segment.persons import parse_names

_FEWEST_LINES = 4
_CAPITALS_AHEAD = 0.75
_SHORT_SHARE = 0.6
_SHORT = 0.95
_LARGEST = 1.2


def find_verses(blocks: Sequence[PlacedBlock]) -> frozenset[PlacedBlock]:
    """Return the blocks that are lines or stanzas of a poem: four such lines at least, one below the other."""
    found: list[PlacedBlock] = []
    for may_be, run in groupby(blocks, key=_may_be_verse):
        for stanza in _columns(list(run)) if may_be else ():
            lines = [(block, line) for block in stanza for line in block.lines if _says_something(line)]
            short = sum(line.box.right < block.left + _SHORT * block.width for block, line in lines)
            if len(lines) >= _FEWEST_LINES and _capitals_ahead(lines) and short >= _SHORT_SHARE * len(lines):
                found.extend(stanza)
    return frozenset(found)


def _may_be_verse(block: PlacedBlock) -> bool:
    """Tell whether each line of a block begins like a verse, and the block is neither names nor a heading nor an entry."""
    lines = [(block, line) for line in block.lines]
    return (
        not block.capitals
        and block.size < _LARGEST
        and not block.set_right
        and (_capitals_ahead(lines) or not any(map(_says_something, block.lines)))
        and not any(parse_names(line.content) or "@" in line.content or line.content[:1].isdigit() for line in block.lines)
    )


def _says_something(line: TextLine) -> bool:
    return len(line.words) > 1


def _capitals_ahead(lines: Sequence[tuple[PlacedBlock, TextLine]]) -> bool:
    ahead = sum(line.content.lstrip("«\"“„'’—– ")[:1].isupper() for _, line in lines)
    return ahead >= _CAPITALS_AHEAD * len(lines)


def _columns(run: Sequence[PlacedBlock]) -> Iterator[list[PlacedBlock]]:
    """Yield the blocks of a run, those of one column and page together."""
    stanza: list[PlacedBlock] = []
    for block in run:
        if stanza and (stanza[-1].page is not block.page or block.block.box.vpos < stanza[-1].block.box.vpos):
            yield stanza
            stanza = []
        stanza.append(block)
    yield stanza
