"""Footnotes: notes at the foot of a column, and the marks in the text that point to them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ocr.article import Footnote, NoteMark
from ocr.geometry import Box
from ocr.page import GraphicKind, Page, TextLine, Word
from ocr.segment.blocks import PlacedBlock
from ocr.segment.text import Vocabulary, join_lines

_FOOT = 0.5
"""Notes stand in the lower half of their page."""

_SMALL = 0.93
_MOST_LINES = 12
_SHORT_RULE = (0.08, 0.6)
"""A rule over notes is so wide, at least and at most, as shares of the page."""

_SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_LABEL = re.compile(
    rf"^(?P<label>[{_SUPERSCRIPTS}]{{1,2}}|\d{{1,2}}|[*†‡]{{1,3}}|[\"'’`”](?=[^\W\d_][^\"”]*$))[.)]?\s*(?=[^\W\d_«\"“])"
)
_SURE_MARK = re.compile(rf"(?:[^\W\d_]|[.,;:!?»”)])(?P<mark>[{_SUPERSCRIPTS}]{{1,2}}|[*†‡]{{1,3}})[.,;:!?]?$")
_GLUED_DIGIT = re.compile(r"(?:[^\W\d_]{3}|[^\W\d_][.,;:!?»”)])(?P<mark>\d)[.,;:!?]?$")
_MISREAD_MARK = re.compile(r"[.!?»](?P<mark>[\"”’'?`])$")
_MARKS = (_SURE_MARK, _GLUED_DIGIT, _MISREAD_MARK)
"""How a mark reads, the surest first: superscripts are often read as quotes and question marks, or as plain digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The footnotes of an article, the blocks they are printed in, and the words that carry their marks, by page."""

    footnotes: tuple[Footnote, ...]
    blocks: frozenset[PlacedBlock]
    marks: Mapping[int, Mapping[Word, NoteMark]]


def find_notes(blocks: Sequence[PlacedBlock], vocabulary: Vocabulary) -> Notes:
    """Return the footnotes among `blocks`, each tied to its mark where the page leaves no doubt which it is."""
    found = [block for block in blocks if is_footnote(block)]
    notes: list[tuple[Page, Footnote]] = []
    for block in found:
        for lines in _parted(block):
            text = join_lines(lines, vocabulary)
            label = _LABEL.match(text)
            read = Footnote(label=label["label"] if label else "", content=text[label.end() :] if label else text)
            notes.append((block.page, read))
    others = [block for block in blocks if block not in found]
    return Notes(
        footnotes=tuple(note for _, note in notes),
        blocks=frozenset(found),
        marks={page.image_nr: dict(_tied(page, notes, others)) for page, _ in notes},
    )


def is_footnote(block: PlacedBlock) -> bool:
    """Tell whether a block is a note at the foot of its column: below a short rule, or in small type with a mark."""
    if block.block.box.vpos < _FOOT * block.page.height or len(block.lines) > _MOST_LINES:
        return False
    labelled, small = bool(_LABEL.match(block.text)), block.size < _SMALL
    if small and labelled and not re.match(r"^\d+[.)]", block.text) and _nothing_below(block):
        return True
    # Newspapers part their items by such rules.
    ruled = not block.in_newspaper and any(_is_over_notes(rule, block) for rule in _rules(block.page))
    return ruled and (small or labelled or block.size <= 1)


def _rules(page: Page) -> Iterator[Box]:
    """Yield the short level rules of a page."""
    least, most = _SHORT_RULE
    for graphic in page.graphics:
        box = graphic.box
        if graphic.kind is GraphicKind.SEPARATOR and box.width > 8 * box.height and least < box.width / page.width < most:
            yield box


def _is_over_notes(rule: Box, block: PlacedBlock) -> bool:
    """Tell whether a rule parts notes from the text: at the left of their column, with nothing but a few lines below.

    The frame of a picture does not: it does not begin where the column does.
    """
    box, height = block.block.box, block.lines[0].box.height
    below = [
        other for other in block.page.blocks if other.box.overlap_across(rule) and other.box.vpos > rule.centre[1] - height / 2
    ]
    at_left = abs(rule.hpos - block.left) < 2.5 * height
    return (
        at_left
        and rule.centre[1] < box.vpos + height / 2
        and rule.bottom > _FOOT * block.page.height
        and block.block in below
        and sum(len(other.lines) for other in below) <= _MOST_LINES
        and all(other.box.vpos - box.bottom < 6 * height for other in below)
        and not _frames_picture(rule, block.page)
    )


def _frames_picture(rule: Box, page: Page) -> bool:
    upright = [other.box for other in page.graphics if other.box.height > 8 * other.box.width]
    return any(abs(side.hpos - rule.hpos) < 2 * rule.height and side.overlap_down(rule) for side in upright)


def _nothing_below(block: PlacedBlock) -> bool:
    """Tell whether only other notes and the page number stand below a block in its column."""
    return all(
        other.box.vpos <= block.block.box.vpos or not other.box.overlap_across(block.block.box) or len(other.lines) == 1
        for other in block.page.blocks
        if _LABEL.match(" ".join(other.content.split())) is None
    )


def _parted(block: PlacedBlock) -> Iterator[list[str]]:
    """Yield the lines of each note of a block: a line that carries the next number opens one."""
    lines: list[str] = []
    number = 0
    for line in (line.content for line in block.lines):
        label = re.match(r"^(?P<number>\d{1,2})\s*(?=[^\W\d_«\"“])", line)
        if lines and label and number and int(label["number"]) == number + 1:
            yield lines
            lines = []
        number = int(label["number"]) if label else number
        lines.append(line)
    yield lines


# --- the marks --------------------------------------------------------------------------------------------------------


def _tied(page: Page, notes: Sequence[tuple[Page, Footnote]], text: Iterable[PlacedBlock]) -> Iterator[tuple[Word, NoteMark]]:
    """Yield the words of a page that carry marks, when there are as many as the page has notes."""
    here = [number for number, (other, _) in enumerate(notes) if other is page]
    lines = [line for block in text if block.page is page and not block.is_heading_like for line in block.lines]
    for pattern in _MARKS:
        carrying = [(word, match) for line in lines for word in line.words if (match := pattern.search(word.content))]
        if pattern is _MISREAD_MARK:
            carrying = [(word, match) for word, match in carrying if not _closes_a_quotation(match["mark"], lines)]
        if len(carrying) == len(here):
            for number, (word, match) in zip(here, carrying, strict=True):
                yield word, NoteMark(content=match["mark"], note=number)
            return


def _closes_a_quotation(sign: str, lines: Sequence[TextLine]) -> bool:
    """Tell whether a sign belongs to the text: as many are opened on the page as are closed."""
    page = " ".join(line.content for line in lines)
    if sign == "”":
        return page.count("“") + page.count("„") >= page.count("”")
    return sign in "\"'’" and page.count(sign) % 2 == 0
