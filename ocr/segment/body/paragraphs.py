"""Blocks of text joined to paragraphs over columns and pages, and what each paragraph is: text, list, quotation, verse."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ocr.article import ParagraphRole
from ocr.page import TextBlock, TextLine
from ocr.segment.blocks import PlacedBlock
from ocr.segment.body.headings import ENDED

_HYPHEN_END = re.compile(r"\w[-‐\u00ad¬]$")
_FULL = 0.93
_MOSTLY = 0.6
_BULLET = re.compile(r"^(?:[•●▪■◦◆►✓·*]|[–—-])$")
_DASH = re.compile(r"^[–—-]$")
_NUMBERED = re.compile(r"^\(?(?P<number>\d{1,2})[.)]$")
_LETTERED = re.compile(r"^\(?(?P<letter>[a-zа-яәіңғүұқөһ])\)$")
_SMALL = 0.95
_QUOTE_INDENT = 1.2
_STANZA_GAP = 0.9


@dataclass(kw_only=True)
class Group:
    """The blocks of one paragraph, what it is, and the label of a list's item."""

    blocks: list[PlacedBlock]
    role: ParagraphRole = ParagraphRole.TEXT
    label: str = ""

    @property
    def text(self) -> str:
        """Its words, lines as printed."""
        return " ".join(block.text for block in self.blocks)


@dataclass(kw_only=True)
class Run:
    """A heading (None before the first), and the paragraphs under it."""

    heading: PlacedBlock | None
    groups: list[Group] = field(default_factory=list)


def add_block(run: Run, block: PlacedBlock, verses: Collection[PlacedBlock], *, indented: bool) -> None:
    """Add a block to the paragraph it goes on with, or as a new one. `indented`: paragraphs begin with an indent here."""
    last = run.groups[-1] if run.groups else None
    if block in verses:
        if last and last.role is ParagraphRole.VERSE and _same_stanza(last.blocks[-1], block):
            last.blocks.append(block)
        else:
            run.groups.append(Group(blocks=[block], role=ParagraphRole.VERSE))
    elif last and last.role is not ParagraphRole.VERSE and _runs_on(last.blocks[-1], block, indented=indented):
        last.blocks.append(block)
    else:
        run.groups.append(Group(blocks=[block]))


def split_items(block: PlacedBlock) -> list[PlacedBlock]:
    """Return a block as it is, or the items of the list that the layout took for one paragraph.

    A line that begins with the label of the next item opens it, and so does one after a semicolon.
    """
    labels = [_label_of(line) for line in block.lines]
    if not labels[0] or sum(_may_follow(labels[0], label) for label in labels[1:]) == 0:
        return [block]
    items: list[list[TextLine]] = []
    for line, label in zip(block.lines, labels, strict=True):
        before = items[-1][-1].content if items else ";"
        if before.endswith(";") or (before.endswith((".", ",", ":")) and _may_follow(_label_of(items[-1][0]), label)):
            items.append([])
        items[-1].append(line)
    return [replace(block, block=replace(block.block, lines=tuple(lines))) for lines in items]


def _label_of(line: TextLine) -> str:
    word = line.words[0].content
    return word if len(line.words) > 1 and (_BULLET.match(word) or _order(word)) else ""


def _may_follow(before: str, label: str) -> bool:
    """Tell whether a label is the next of a list: the same bullet, or the next number or letter."""
    if not before or not label:
        return False
    order = _order(label)
    return order == (_order(before) or 0) + 1 if order else before == label


def begin_indented(blocks: Sequence[PlacedBlock]) -> bool:
    """Tell whether most paragraphs among `blocks` begin with an indent."""
    telling = [block for block in blocks if block.is_text and len(block.lines) > 2]  # noqa: PLR2004  # a first line and its others
    return bool(telling) and sum(block.starts_indented for block in telling) > _MOSTLY * len(telling)


def _runs_on(before: PlacedBlock, block: PlacedBlock, *, indented: bool) -> bool:
    """Tell whether a paragraph goes on in `block`: it was not ended, or goes on in lower case, or without the usual indent."""
    text = before.text.rstrip()
    if _HYPHEN_END.search(text):
        return True
    over_break = before.page is not block.page or block.block.box.vpos < before.block.box.vpos
    starts_low = block.text[:1].islower()
    if not ENDED.search(text):
        begins = block.starts_indented and (indented or not over_break)
        return starts_low or not begins
    if not over_break or len(before.lines) == 1:
        return False
    filled = before.lines[-1].box.right > before.left + _FULL * before.width
    return starts_low or (indented and filled and len(block.lines) > 1 and not block.starts_indented)


def _same_stanza(before: PlacedBlock, block: PlacedBlock) -> bool:
    gap = block.block.box.vpos - before.block.box.bottom
    return before.page is block.page and gap < _STANZA_GAP * block.lines[0].box.height


# --- what a paragraph is ----------------------------------------------------------------------------------------------


def mark_roles(groups: Sequence[Group]) -> None:
    """Tell lists and quotations among the paragraphs of a section from its text."""
    for group in groups:
        if group.role is ParagraphRole.TEXT and _is_quote(group):
            group.role = ParagraphRole.QUOTE
    start = 0
    while start < len(groups):
        stop = start
        while stop < len(groups) and _goes_on(groups[start:stop], groups[stop]):
            stop += 1
        if stop - start > 1 and _is_list(groups[start:stop], groups[start - 1] if start else None):
            for group in groups[start:stop]:
                group.role, group.label = ParagraphRole.LIST_ITEM, _first_word(group)
        start = max(stop, start + 1)


def _first_word(group: Group) -> str:
    words = group.blocks[0].lines[0].words
    return words[0].content if len(words) > 1 else ""


def _goes_on(items: Sequence[Group], group: Group) -> bool:
    """Tell whether a paragraph is the next item of a list: its number or letter is the next, or its bullet the same."""
    word = _first_word(group)
    if group.role is not ParagraphRole.TEXT:
        return False
    if not items:
        return bool(_BULLET.match(word) or _order(word) == 1)
    before = _first_word(items[-1])
    order = _order(word)
    return order == (_order(before) or 0) + 1 if order else bool(_BULLET.match(word)) and word == before


def _order(word: str) -> int | None:
    """Return which item of its list a label says it is: 3 for "3.", "3)" and "в)"."""
    if number := _NUMBERED.match(word):
        return int(number["number"])
    if letter := _LETTERED.match(word):
        alphabet = "abcdefghijklmnopqrstuvwxyz" if letter["letter"].isascii() else "абвгдежзиклмнопрстуфхцчшщэюя"
        return alphabet.find(letter["letter"]) + 1 or None
    return None


def _is_list(items: Sequence[Group], before: Group | None) -> bool:
    """Tell whether paragraphs with labels are a list: after a dash they may as well be what people say to each other."""
    if not _DASH.match(_first_word(items[0])):
        return True
    announced = before is not None and before.text.rstrip().endswith(":")
    like_items = sum(item.text.rstrip().endswith((";", ",")) or item.text[2:3].islower() for item in items)
    return announced or 2 * like_items >= len(items)


def _is_quote(group: Group) -> bool:
    """Tell whether a paragraph is set apart as a quotation: in from both edges of its column, and smaller or slanted."""
    [block, *others] = group.blocks
    if others or len(block.lines) < 2 or not (block.italic or block.size < _SMALL):  # noqa: PLR2004  # one line shows no edge
        return False
    edges = _edges_around(block)
    inset = _QUOTE_INDENT * median(line.box.height for line in block.lines)
    box = block.block.box
    return edges is not None and box.hpos - edges[0] > inset and edges[1] - box.right > inset


def _edges_around(block: PlacedBlock) -> tuple[int, int] | None:
    """Return the edges of the text above and below in the same column."""
    near = [other.box for other in block.page.blocks if _is_beside(other, block)]
    return (min(box.hpos for box in near), max(box.right for box in near)) if near else None


def _is_beside(other: TextBlock, block: PlacedBlock) -> bool:
    box = block.block.box
    return other is not block.block and len(other.lines) > 2 and other.box.overlap_across(box) > 0.8 * box.width  # noqa: PLR2004
