"""A first guess at what a block is, from its own page alone. The whole volume knows better: see `ocr.segment`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ocr.geometry import Box
from ocr.page import BlockRole, TextBlock, TextLine

_PAGE_NUMBER = re.compile(r"^[-–—•·.\s]*(?:\d{1,4}|[ivxlc]{1,6})[-–—•·.\s]*$", re.IGNORECASE)
CAPTION = re.compile(
    r"^(?:(?:Сурет|Рис(?:унок|\.)?|Fig(?:ure|\.)?|Кесте|Табл(?:ица|\.)?|Table|Схема|Диаграмма)\s*\.?\s*\d+|\d+\s*-?\s*(?:сурет|кесте))\b",
    re.IGNORECASE,
)
_MARGIN = 0.12
_HEADING_LINES = 6
_HEADING_CAPITALS = 0.8
_FEWEST_CAPITALS = 4


def guess_role(lines: Sequence[TextLine], frame: Box) -> BlockRole:
    """Return the likely role of a block of `lines` on a page whose rectangle is `frame`."""
    text = " ".join(line.content for line in lines)
    if len(lines) == 1 and _PAGE_NUMBER.match(text) and _in_margin(lines[0].box, frame):
        return BlockRole.PAGE_NUMBER
    if CAPTION.match(text):
        return BlockRole.CAPTION
    if len(lines) <= _HEADING_LINES and (is_bold(lines) or is_capitals(text)) and not text.endswith((",", ";")):
        return BlockRole.HEADING
    return BlockRole.PARAGRAPH


_AS_DIGITS = str.maketrans("бЗзОоOo", "6330000")


def with_digits(lines: tuple[TextLine, ...], frame: Box) -> tuple[TextLine, ...]:
    """Return `lines`, or when they are one lone sign in the margin of the page that looks like a number, that number."""
    if len(lines) != 1 or not _in_margin(lines[0].box, frame):
        return lines
    number = lines[0].content.translate(_AS_DIGITS)
    if not number.isdecimal() or number == lines[0].content:
        return lines
    word = replace(lines[0].words[0], content=number, box=lines[0].box)
    return (replace(lines[0], words=(word,)),)


def _in_margin(box: Box, frame: Box) -> bool:
    return box.bottom < frame.vpos + _MARGIN * frame.height or box.vpos > frame.bottom - _MARGIN * frame.height


def is_bold(lines: Sequence[TextLine]) -> bool:
    """Tell whether most letters of `lines` are bold."""
    words = [word for line in lines for word in line.words]
    return 2 * sum(len(word.content) for word in words if word.bold) > sum(len(word.content) for word in words)


def is_capitals(text: str) -> bool:
    """Tell whether `text` is set in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= _FEWEST_CAPITALS and sum(letter.isupper() for letter in letters) >= _HEADING_CAPITALS * len(letters)


def without_inner_numbers(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """Return `blocks` with those page numbers made text that have other print between them and the edge of the page."""
    return tuple(
        replace(block, role=BlockRole.PARAGRAPH)
        if block.role is BlockRole.PAGE_NUMBER and not _is_outermost(block, blocks)
        else block
        for block in blocks
    )


def _is_outermost(block: TextBlock, blocks: Sequence[TextBlock]) -> bool:
    others = [other.box for other in blocks if other is not block]
    return all(box.bottom > block.box.vpos for box in others) or all(box.vpos < block.box.bottom for box in others)
