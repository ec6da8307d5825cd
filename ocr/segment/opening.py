"""Where the front matter of an article begins and ends."""

import re
from collections.abc import Sequence

from ocr.segment import patterns
from ocr.segment.affiliations import INSTITUTION, split_label
from ocr.segment.blocks import HEADLINE, SMALL_TYPE, PlacedBlock
from ocr.segment.countries import country_code
from ocr.segment.history import opens_history
from ocr.segment.orcid import ORCID
from ocr.segment.parts import PartKind, open_part
from ocr.segment.persons import parse_names
from ocr.segment.signatures import is_post, is_signature
from ocr.segment.starts import Start, is_front_matter

_KEYWORDS_AHEAD = 6
_TITLE_AHEAD = 4
_MOST_AFFILIATION_WORDS = 30
_MOST_AFFILIATION_LINES = 4
_ENDED = re.compile(r"[.!?…][»”\"')\]]?\s*$")


def first_of_front(blocks: Sequence[PlacedBlock], start: Start, floor: int) -> int:
    """Return the index of the first block of the front matter: names and codes above the title belong to it.

    `floor` is the first index that does not belong to the article before.
    """
    first = start.first
    while first > floor and blocks[first - 1].page is blocks[start.first].page and is_front_matter(blocks[first - 1]):
        first -= 1
    if floor:
        first = next((index + 1 for index in reversed(range(first, start.first)) if _closes(blocks[index])), first)
    above, title = blocks[first : start.first], blocks[start.first]
    headline = title.size >= HEADLINE or title.in_newspaper
    return start.first if above and headline and all(is_signature(block) or is_post(block) for block in above) else first


def _closes(block: PlacedBlock) -> bool:
    """Tell whether a block holds an abstract or keywords: above a title, they close the article before."""
    return any(open_part(line) for line in block.lines)


def end_of_front(blocks: Sequence[PlacedBlock], start: Start, stop: int) -> int:
    """Return the index after the last block of the front matter, at most `stop`."""
    index = start.last + 1
    part: PartKind | None = None
    while index < stop:
        block = blocks[index]
        if patterns.SECTION.match(block.text) and block.is_heading_like:
            break
        opened = [found.kind for line in block.lines if (found := open_part(line))]
        if not (
            opened
            or _reads_like_front(block)
            or _loose_names(block, start, index)
            or _is_title_in_other_language(blocks, index, stop, part)
            or (part is None and _is_affiliation(block))
            or (part is not None and _goes_on(blocks, index, stop, part))
        ):
            break
        part = opened[-1] if opened else None if patterns.EMAIL.search(block.text) else part
        index += 1
    return index


def _reads_like_front(block: PlacedBlock) -> bool:
    text = block.text
    return (
        patterns.is_opening(text)
        or is_front_matter(block)
        or bool(ORCID.search(text) and len(block.lines) <= _MOST_AFFILIATION_LINES)
        or (opens_history(text) and len(block.lines) <= _MOST_AFFILIATION_LINES)
    )


def _loose_names(block: PlacedBlock, start: Start, index: int) -> bool:
    """Tell whether the line right below the title is one of names written in full."""
    return index == start.last + 1 and len(block.lines) == 1 and bool(parse_names(block.text, loosely=True))


def _is_affiliation(block: PlacedBlock) -> bool:
    """Tell whether a block between names and text is an affiliation, however it is set: it ends in a country, or in no stop."""
    text = block.text
    if len(block.lines) > _MOST_AFFILIATION_LINES or len(text.split()) > _MOST_AFFILIATION_WORDS or block.is_heading_like:
        return False
    last = re.split(r"[,;]\s*", text.strip(" .;,"))[-1]
    if country_code(last):
        return True
    return bool(INSTITUTION.search(text)) and (bool(split_label(text)[0]) or not _ENDED.search(text))


def _is_title_in_other_language(blocks: Sequence[PlacedBlock], index: int, stop: int, part: PartKind | None) -> bool:
    """Tell whether a heading is a title in the next language: an abstract or names of that language stand below it."""
    if not blocks[index].is_heading_like or part is None:
        return False
    for block in blocks[index + 1 : min(stop, index + 1 + _TITLE_AHEAD)]:
        if any(open_part(line) for line in block.lines):
            return True
        if block.is_text and not is_front_matter(block):
            return False
    return False


def _goes_on(blocks: Sequence[PlacedBlock], index: int, stop: int, part: PartKind) -> bool:
    """Tell whether a part of the front matter that has no label of its own goes on with the one above."""
    block, before = blocks[index], blocks[index - 1]
    unfinished = not _ENDED.search(before.text)
    if part is PartKind.KEYWORDS:
        return unfinished and block.text[:1].islower() and len(block.lines) <= _MOST_AFFILIATION_LINES
    if block.is_heading_like:
        return False
    opened = open_part(before.lines[-1])
    label_alone = opened is not None and not opened.is_begun
    return (
        label_alone or block.size < SMALL_TYPE or (unfinished and block.text[:1].islower()) or _keywords_ahead(blocks, index, stop)
    )


def _keywords_ahead(blocks: Sequence[PlacedBlock], index: int, stop: int) -> bool:
    """Tell whether the keywords that close an abstract stand further down, before any section."""
    for block in blocks[index + 1 : min(stop, index + _KEYWORDS_AHEAD)]:
        opened = next((found for line in block.lines if (found := open_part(line))), None)
        if opened:
            return opened.kind is PartKind.KEYWORDS
        if block.is_heading_like or patterns.REFERENCES.match(block.text):
            return False
    return False
