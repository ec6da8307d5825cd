"""What follows the text of an article: lists of references, and front matter that journals print at the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ocr.language import detect_language
from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock
from ocr.segment.history import opens_history
from ocr.segment.parts import Part, PartKind, open_part
from ocr.segment.persons import parse_names
from ocr.segment.starts import is_front_matter

_ABOUT_AUTHORS = re.compile(
    r"^\W*(?:Сведения\s+об\s+автор\w+|(?:Коротко\s+)?об\s+автор(?:е|ах)|Автор(?:лар)?(?:ы)?\s+туралы(?:\s+\w+){0,2}|"
    r"Information\s+about\s+(?:the\s+)?authors?|About\s+the\s+authors?)\W*$",
    re.IGNORECASE,
)
_LABEL_AHEAD = 4
_MOST_HEADING_LINES = 3
_ENTRIES_AHEAD = 12
_NUMBERED = re.compile(r"^\W*\d{1,2}\.?\s")
"""A section of the text may have a number and be about sources; a list with a number has entries with theirs."""

_LIKE_AN_ENTRY = re.compile(r"^\W{0,2}\d{1,3}[.)\]]|\b(?:1[5-9]|20)\d\d\b|https?:|//")

_GOES_ON = re.compile(r"\bdoi\b|\b10\.\d{4,}/|[–—-]\s*(?:[СБCPТT]|pp|Vol|№|No)\.?\s?\d|\b\d{1,3},\s(?:No|№)", re.IGNORECASE)
"""Pages, numbers and addresses: the rest of an entry, over the end of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOfReferences:
    """The blocks below a heading such as "Әдебиеттер"."""

    title: str
    heading: PlacedBlock
    blocks: tuple[PlacedBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackMatter:
    """The blocks of an article after its front matter: its text, its lists of references, and what else closes it."""

    body: tuple[PlacedBlock, ...]
    lists: tuple[ListOfReferences, ...] = ()
    closing: tuple[PlacedBlock, ...] = ()


def split_back(blocks: Sequence[PlacedBlock]) -> BackMatter:
    """Return the blocks below an article's front matter, parted."""
    headings = [index for index, block in enumerate(blocks) if _is_heading_of_list(blocks, index, block)]
    end = _end_of_body(blocks[: headings[0] if headings else len(blocks)])
    closing = list(blocks[end : headings[0] if headings else len(blocks)])
    lists = []
    for heading, stop in pairwise([*headings, len(blocks)]):
        last = next((index for index in range(heading + 1, stop) if _opens_closing(blocks, index, stop)), stop)
        title = blocks[heading].text.strip(" .:|_")
        lists.append(ListOfReferences(title=title, heading=blocks[heading], blocks=tuple(blocks[heading + 1 : last])))
        closing += blocks[last:stop]
    return BackMatter(body=tuple(blocks[:end]), lists=tuple(lists), closing=tuple(closing))


def _is_heading_of_list(blocks: Sequence[PlacedBlock], index: int, block: PlacedBlock) -> bool:
    """Tell whether a block stands over references: its words say so, and entries follow, not a chapter about literature."""
    if len(block.lines) > _MOST_HEADING_LINES or not patterns.REFERENCES.match(block.text):
        return False
    lines = [line.content for after in blocks[index + 1 :] for line in after.lines][:_ENTRIES_AHEAD]
    if _NUMBERED.match(block.text) and lines and not patterns.ENTRY.match(lines[0]):
        return False
    return not lines or any(_LIKE_AN_ENTRY.search(line) or parse_names(line.split(",")[0]) for line in lines)


def _opens_closing(blocks: Sequence[PlacedBlock], index: int, stop: int) -> bool:
    """Tell whether a block after a list of references is none of its entries: an abstract, a date, or a title above them."""
    block = blocks[index]
    first = block.lines[0].content
    if open_part(block.lines[0]) or _ABOUT_AUTHORS.match(block.text):
        return True
    if len(block.lines) <= _MOST_HEADING_LINES and opens_history(block.text) and not patterns.ENTRY.match(first):
        return True
    if patterns.ENTRY.match(first) or _GOES_ON.search(block.text) or not (block.is_heading_like or parse_names(block.text)):
        return False
    ahead = blocks[index + 1 : min(stop, index + 1 + _LABEL_AHEAD)]
    return any(open_part(after.lines[0]) for after in ahead)


def _end_of_body(blocks: Sequence[PlacedBlock]) -> int:
    """Return the index after the text: abstracts in other languages may stand between it and the references.

    "Summary" over the last section of an English text is none: it is in the language of the text, and no keywords follow.
    """
    parts = [(index, part) for index, block in enumerate(blocks) if (part := open_part(block.lines[0]))]
    sections = [index for index, block in enumerate(blocks) if patterns.SECTION.match(block.text) and block.is_heading_like]
    late = [(index, part) for index, part in parts if index > max([0, *sections])]
    if not late or not _is_translated(blocks, late):
        return len(blocks)
    end = late[0][0]
    while end > 0 and (blocks[end - 1].is_heading_like or is_front_matter(blocks[end - 1])) and not _is_section(blocks[end - 1]):
        end -= 1
    return end


def _is_section(block: PlacedBlock) -> bool:
    return bool(patterns.SECTION.match(block.text))


def _is_translated(blocks: Sequence[PlacedBlock], parts: Sequence[tuple[int, Part]]) -> bool:
    """Tell whether labelled parts at the end of a text are abstracts: keywords are among them, or another language."""
    if any(part.kind is PartKind.KEYWORDS for _, part in parts):
        return True
    first, part = parts[0]
    own = detect_language(" ".join(block.text for block in blocks[:first]))
    return part.language(" ".join(block.text for block in blocks[first:])) is not own


def with_title_apart(block: PlacedBlock) -> tuple[PlacedBlock, ...]:
    """Return a block as it is, or its first line and the rest where the layout took a heading and its list for one."""
    first, *rest = block.lines
    if (
        not rest
        or not patterns.REFERENCES.match(first.content)
        or not _LIKE_AN_ENTRY.search(" ".join(line.content for line in rest))
    ):
        return (block,)
    return tuple(replace(block, block=replace(block.block, lines=tuple(lines))) for lines in ([first], rest))
