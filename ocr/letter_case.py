"""Small words that were read as capitals: of letters that differ in size alone, only their height tells which they are."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ocr.page import TextLine, Word
from ocr.printed_lines import levelled

_ALIKE = frozenset("вгджзиклмнопстхцчшщъыьэюяқңғө")
"""Small Cyrillic letters that look like their capitals and reach from the foot of the line to the height of x, and no higher."""

_LOW = _ALIKE | frozenset("аеруүұacegmnopqrsuvwxyz") | frozenset(".,")
"""What rises no higher than x."""

_RISE = 0.2
"""How far above x, in its heights, a letter may rise that is still a small one; a capital rises by 0.4 or so."""


def in_own_case(lines: Sequence[TextLine], skew: float) -> tuple[TextLine, ...]:
    """Return `lines` with words in capitals that stand no higher than the small letters of their line in small letters."""
    return tuple(_mended(line, skew) for line in lines)


def _mended(line: TextLine, skew: float) -> TextLine:
    low = [word for word in line.words if len(word.content) > 1 and _LOW.issuperset(word.content)]
    if not low:
        return line
    highest = median(_top(word, skew) for word in low) - _RISE * min(word.box.height for word in low)
    words = tuple(
        replace(word, content=word.content.lower()) if _may_be_small(word) and _top(word, skew) > highest else word
        for word in line.words
    )
    return line if words == line.words else replace(line, words=words)


def _top(word: Word, skew: float) -> float:
    return levelled(word.box.centre[0], float(word.box.vpos), skew)[1]


def _may_be_small(word: Word) -> bool:
    letters = word.content.rstrip(".,-")
    return len(letters) >= _FEWEST and letters.isupper() and _ALIKE.issuperset(letters.lower())


_FEWEST = 3
"""Letters in a word whose height is to be trusted: a lone capital is mostly an initial, or begins a sentence."""
