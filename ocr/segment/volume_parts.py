"""The parts of a volume that are no articles: cover, imprint, editorial board, and what opens each of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ocr.article import DropReason
from ocr.segment import patterns
from ocr.segment.blocks import HEADLINE, PlacedBlock
from ocr.segment.persons import parse_names

_OUTER = 4
"""Boards and imprints are so near to the first page of a volume, or to the last."""

_MOST_IMPRINT_WORDS = 400
_COVER_WITHIN = 3
"""Covers and title pages are among the first pages of a volume, and the last."""

_MOST_COVER_WORDS = 90
_TEXT_LINES = 4
_FEWEST_IMPRINT_SIGNS = 2
_WORDS_TO_A_SIGN = 12
_FOOT = 0.75

IMPRINT_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bISSN\b",
        r"\bISBN\b",
        r"подписано\s+(?:в|к)\s+печат|басуға\s+(?:қол|ұсын)|signed\s+(?:for|to)\s+(?:the\s+)?print",
        r"\bтираж|таралым|даналым|\bprint\s+run\b|\bcirculation\b",
        r"формат\s*\d|пішімі|\bусл\.?\s*п|шартты\s+б|\bпеч\.\s*л",
        r"учредител|құрылтайшы|собственник|меншік\s+иесі|\bfounder\b",
        r"свидетельств\w*|куәлі[гк]",
        r"\bББК\b|\bКБЖ\b|©",
        r"адрес\s+(?:редакции|издател)|редакция\w*\s+мекен|editorial\s+office",
        r"отпечатан|басыл(?:ған|ды)\b|баспахана|типограф|printed\s+(?:by|at|in)",
        r"главный\s+редактор|бас\s+редактор|editor-in-chief",
    )
)
"""What an imprint says; two of them within a few lines, and it is one."""

_BOARD = re.compile(
    r"^\W*(?:реда[кқ]ци(?:онн\w+|ялық|я)\s+(?:колле?гия|алқа|кеңес|совет|ал[қк]асы)\w*|редколлегия|(?:ғылыми\s+)?редакция\s+алқасы|"
    r"editorial\s+(?:board|council|team)|организационный\s+комитет|ұйымдастыру\s+комитеті|(?:программный|organi[sz]ing)\s+committee|"
    r"бағдарламалық\s+комитет)",
    re.IGNORECASE,
)
ADVERTISEMENTS = re.compile(
    r"^\W*(?:реклама|жарнама\w*|хабарландыру\w*|объявлени[яе]|advertise?ments?|notices?)\W*$", re.IGNORECASE
)
"""The heading of what somebody paid for."""


def find_parts(blocks: Sequence[PlacedBlock]) -> dict[PlacedBlock, DropReason]:
    """Return the blocks that belong to a cover, a masthead, an imprint or an editorial board, each with which of them.

    A page is one as a whole when it has no running text; on others an imprint is a block at the foot.
    """
    found = dict.fromkeys(_masthead(blocks), DropReason.MASTHEAD)
    pages = [list(group) for _, group in groupby(blocks, key=lambda block: block.page.image_nr)]
    for place, page in enumerate(pages):
        outer = place < _OUTER or place >= len(pages) - _OUTER
        reason = _whole_page(page) if outer else None
        if reason is None and len(pages) > 1 and _is_cover(page, place, len(pages)):
            reason = DropReason.COVER
        found |= dict.fromkeys(page, reason) if reason else dict(_within(page))
    return found


def _whole_page(page: Sequence[PlacedBlock]) -> DropReason | None:
    """Return what part of the volume a page is as a whole, if its words say so; a list of references may sound like an imprint."""
    listed = sum(bool(patterns.ENTRY.match(line.content)) for block in page for line in block.lines)
    long = sum(len(block.text.split()) for block in page) > _MOST_IMPRINT_WORDS
    if long or listed > 1 or any(_is_running_text(block) or patterns.REFERENCES.match(block.text) for block in page):
        return None
    if any(_BOARD.match(block.text) for block in page):
        return DropReason.EDITORIAL_BOARD
    return DropReason.IMPRINT if _imprint_signs(" ".join(block.text for block in page)) >= _FEWEST_IMPRINT_SIGNS else None


def _is_cover(page: Sequence[PlacedBlock], place: int, pages: int) -> bool:
    """Tell whether a page is a cover or title page: a few short lines, among the first pages or the last, some of them large."""
    outer = place < _COVER_WITHIN or place == pages - 1
    few = sum(len(block.text.split()) for block in page) < _MOST_COVER_WORDS
    text = any(
        patterns.is_opening(block.text)
        or patterns.REFERENCES.match(block.text)
        or patterns.ENTRY.match(block.text)
        or _is_prose(block)
        for block in page
    )
    return outer and few and not text and any(block.is_heading_like for block in page)


def _is_prose(block: PlacedBlock) -> bool:
    """Tell whether a block has two lines or more of small letters, the first of which fills its column."""
    first = block.lines[0]
    return block.is_text and len(block.lines) > 1 and not block.centred and first.box.right > block.right - 0.1 * block.width


def _is_running_text(block: PlacedBlock) -> bool:
    """Tell whether a block is prose: lines that fill their column, without the marks of an imprint or a list of names."""
    full = sum(line.box.right > block.right - 0.1 * block.width for line in block.lines)
    names = sum(bool(parse_names(line.content)) for line in block.lines)
    return (
        block.is_text
        and len(block.lines) >= _TEXT_LINES
        and 2 * full > len(block.lines)
        and not names
        and _imprint_signs(block.text) < _FEWEST_IMPRINT_SIGNS
    )


def _imprint_signs(text: str) -> int:
    return sum(bool(sign.search(text)) for sign in IMPRINT_SIGNS)


def _within(page: Sequence[PlacedBlock]) -> Iterator[tuple[PlacedBlock, DropReason]]:
    """Yield the blocks of an imprint at the foot of a page that has running text too."""
    lowest = max((block.block.box.bottom for block in page), default=0)
    for block in page:
        low = block.block.box.bottom > min(_FOOT * block.page.height, lowest - 2 * block.block.box.height)
        signs = 0 if patterns.ENTRY.match(block.text) else _imprint_signs(block.text)
        if low and signs >= _FEWEST_IMPRINT_SIGNS and signs * _WORDS_TO_A_SIGN >= len(block.text.split()):
            yield block, DropReason.IMPRINT
            yield from (
                (above, DropReason.IMPRINT) for above in page if _EDITOR.match(above.text) and _is_right_above(above, block)
            )


_EDITOR = re.compile(r"^\W*(?:бас\s+|главный\s+|жауапты\s+|ответственный\s+)?редактор\w*\s*[:–—-]?\s+[^\W\d_]", re.IGNORECASE)


def _is_right_above(upper: PlacedBlock, lower: PlacedBlock) -> bool:
    gap = lower.block.box.vpos - upper.block.box.bottom
    return len(upper.lines) == 1 and abs(gap) < 2 * upper.lines[0].box.height


_DATELINE = re.compile(
    r"№\s*\d|\b(?:18|19|20)\d\d\b|\bvol\.|\bno\.\s*\d|цена|бағасы|газет|жыл\w*\s+шы[ғг]а|издается|выходит\s+с", re.IGNORECASE
)
_HEAD = 0.25
_LARGEST_BY = 1.5
_DATELINE_WITHIN = 1.5


def _masthead(blocks: Sequence[PlacedBlock]) -> list[PlacedBlock]:
    """Return the masthead of a newspaper: what is set by far the largest at the head of its first page, and the issue's data."""
    head = [block for block in blocks if block.page is blocks[0].page and block.block.box.vpos < _HEAD * block.page.height]
    if not head or not head[0].in_newspaper:
        return []
    name = max(head, key=lambda block: block.size)
    others = [block.size for block in head if block is not name]
    data = [
        block
        for block in head
        if len(block.lines) == 1 and _DATELINE.search(block.text) and block.size < HEADLINE and _is_right_below(name, block)
    ]
    if not data or name.size < _LARGEST_BY * max(others, default=0):
        return []
    foot = max(name.block.box.bottom, min(block.block.box.bottom for block in data))
    return [block for block in head if block.block.box.centre[1] < foot + block.lines[0].box.height / 2]


def _is_right_below(name: PlacedBlock, block: PlacedBlock) -> bool:
    box = name.block.box
    return box.vpos < block.block.box.vpos < box.bottom + _DATELINE_WITHIN * box.height
