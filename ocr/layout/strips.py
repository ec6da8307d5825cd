"""Strips: what of a printed line lies in one column, in coordinates in which lines run level."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ocr.geometry import Box
from ocr.page import TextLine, Word
from ocr.printed_lines import levelled

_LEAST_CERTAINTY = 0.3
_HAS_LETTER_OR_DIGIT = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Strip:
    """Words side by side in one column. Edges are in pixels after the page's skew is undone."""

    line: TextLine
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of a typical word: skew and curl do not add to it."""
        return median(word.box.height for word in self.line.words)

    @property
    def width(self) -> float:
        """From the left edge to the right one."""
        return self.right - self.left


def strip_of(line: TextLine, skew: float) -> Strip:
    """Return `line` as one strip."""
    centres = [levelled(*word.box.centre, skew) for word in line.words]
    halves = [word.box.width / 2 for word in line.words]
    half = median(word.box.height for word in line.words) / 2
    middle = median(y for _, y in centres)
    return Strip(
        line=line,
        left=min(x - half_width for (x, _), half_width in zip(centres, halves, strict=True)),
        right=max(x + half_width for (x, _), half_width in zip(centres, halves, strict=True)),
        top=middle - half,
        bottom=middle + half,
    )


def without_stray_marks(line: TextLine) -> TextLine | None:
    """Return `line` without the dots, bars and dashes that specks at its ends were read as; None when nothing is left.

    A dash that is as flat as one or was read with certainty may be print, a quotation mark or bracket always.
    """
    words = list(line.words)
    while words and _is_stray(words[0]):
        words.pop(0)
    while words and _is_stray(words[-1]):
        words.pop()
    if len(words) == len(line.words):
        return line
    return TextLine(box=Box.enclosing(word.box for word in words), words=tuple(words), font_size=line.font_size) if words else None


_STRAY = re.compile(r"^[.,:;'`‘’^*~_|¦\\/=<>°•·]+$")
_DASH = re.compile(r"^[-–—]+$")
_SURE_OF_MARK = 0.8
_FLAT = 3
"""So many times wider than high is a dash; a speck is not."""


def _is_stray(word: Word) -> bool:
    if _STRAY.match(word.content):
        return True
    return bool(_DASH.match(word.content)) and word.confidence < _SURE_OF_MARK and word.box.width < _FLAT * word.box.height


def drop_noise(strips: Sequence[Strip], pictures: Sequence[Box]) -> list[Strip]:
    """Return the strips that are print: with a letter or digit, read with some certainty, outside every picture."""
    return [
        strip
        for strip in strips
        if _HAS_LETTER_OR_DIGIT.search(strip.line.content)
        and _certainty(strip.line.words) >= _LEAST_CERTAINTY
        and not any(
            picture.contains_centre_of(strip.line.box) and _certainty(strip.line.words) < 2 * _LEAST_CERTAINTY
            for picture in pictures
        )
    ]


_ADDRESS = re.compile(r"https?\W|\bwww\.|\bdoi\.org|\w@\w", re.IGNORECASE)


def _certainty(words: Sequence[Word]) -> float:
    """Return the mean certainty over the letters; 1 with an address, which the engine never trusts: it is in no dictionary."""
    if any(_ADDRESS.search(word.content) for word in words):
        return 1.0
    return sum(word.confidence * len(word.content) for word in words) / sum(len(word.content) for word in words)
