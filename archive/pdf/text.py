"""A page's content: the scan, and over it the words of its ALTO where they stand, in the text mode that draws nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from statistics import median
from typing import Self

from archive.pdf.font import ADVANCE, DESCENT, UNITS, Alphabet
from ocr.geometry import Box
from ocr.page import Page, TextLine

POINTS_PER_INCH = 72
IMAGE_NAME, FONT_NAME = "/Scan", "/Text"

_SHORTEST, _LONGEST = 3, 14_400
"""Least and most of a page's sides, in points (ISO 19005-2, 6.1.13): some scans claim a resolution that they do not have."""

_INVISIBLE = 3
"""Text rendering mode (ISO 32000-1, table 106)."""

_GAP = 0.2
"""Least white between two words, as a share of their height: what is closer, readers of PDF take for one word."""

_LEAST = 0.2
"""Least width of a word, as a share of its height, where its neighbours leave it none."""

_LEVEL = 0.5
"""Words whose feet differ by less than this share of their height stand on one baseline."""


def points_per_pixel(page: Page) -> float:
    """Return how large a pixel of the scan is shown: as it was, as far as a page of a PDF can be so small or so large."""
    shortest, longest = sorted((page.width, page.height))
    return max(min(POINTS_PER_INCH / page.resolution, _LONGEST / longest), _SHORTEST / shortest)


def page_size(page: Page) -> tuple[float, float]:
    """Return width and height of the scan in points."""
    return page.width * points_per_pixel(page), page.height * points_per_pixel(page)


def page_content(page: Page, alphabet: Alphabet) -> bytes:
    """Return the content stream of `page`; its letters go into `alphabet`."""
    width, height = page_size(page)
    image = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm {IMAGE_NAME} Do Q\n"
    placed = [_Placed.of(word, box, size, foot) for line in _lines(page) for word, box, size, foot in _words(line, page)]
    words = "".join(_shown(word, page, alphabet) for word in _parted(placed))
    text = f"q {_upright(page)} cm BT {_INVISIBLE} Tr\n{words}ET Q\n" if words else ""
    return f"{image}{text}".encode("ascii")


def _upright(page: Page) -> str:
    """Return the matrix from the page as it is read to the scan as it lies."""
    width, height = page_size(page)
    return (
        "1 0 0 1 0 0",
        f"0 1 -1 0 {width:.3f} 0",
        f"-1 0 0 -1 {width:.3f} {height:.3f}",
        f"0 -1 1 0 0 {height:.3f}",
    )[page.quarter_turns]


def _lines(page: Page) -> Iterator[TextLine]:
    return (line for block in page.blocks for line in block.lines)


def _words(line: TextLine, page: Page) -> Iterator[tuple[str, Box, float, float]]:
    """Yield each word of a line with its box as it is read, the size of the line's letters, and where its feet are, in pixels.

    Words of a level line stand on one baseline.
    """
    boxes = [word.box.turned(page.quarter_turns, page.width, page.height) for word in line.words]
    size = median(box.height for box in boxes)
    feet = [box.bottom for box in boxes]
    level = max(feet) - min(feet) < _LEVEL * size
    for word, box in zip(line.words, boxes, strict=True):
        yield word.content, box, size, median(feet) if level else box.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A word where it will be drawn: from `left` to `right`, its feet at `foot`, its letters of `size`; all in pixels."""

    content: str
    left: float
    right: float
    foot: float
    size: float

    @classmethod
    def of(cls, content: str, box: Box, size: float, foot: float) -> Self:
        """Return a word as it is printed."""
        return cls(content=content, left=box.hpos, right=box.right, foot=foot, size=size)

    def goes_on_with(self, after: Self) -> bool:
        """Tell whether `after` stands beside this word, further on: readers may take the two for one."""
        return abs(after.foot - self.foot) < self.size and after.left >= self.left


def _parted(words: Sequence[_Placed]) -> Iterator[_Placed]:
    """Yield words as they are printed, but with a gap between neighbours, by which readers tell words.

    What the engine says of where a word ends may lie behind the beginning of the next, and the next may be in a block of its own.
    """
    before: _Placed | None = None
    for word, after in zip_longest(words, words[1:]):
        gap, left, right = _GAP * word.size, word.left, word.right
        if before and before.goes_on_with(word):
            left = max(left, before.right + gap)
        if after and word.goes_on_with(after):
            right = min(right, after.left - gap)
        before = replace(word, left=left, right=max(right, left + _LEAST * word.size))
        yield before


def _shown(word: _Placed, page: Page, alphabet: Alphabet) -> str:
    """Return a word, as wide as its place, and a blank after it; without one, readers built on PDFium lose a single letter."""
    scale = points_per_pixel(page)
    sheet_height = (page.width if page.quarter_turns % 2 else page.height) * scale
    baseline = word.foot + DESCENT / UNITS * word.size
    stretch = 100 * (word.right - word.left) / (len(word.content) * word.size * ADVANCE / UNITS)
    place = f"{word.left * scale:.2f} {sheet_height - baseline * scale:.2f}"
    content = alphabet.encode(f"{word.content} ").hex()
    return f"{FONT_NAME} {word.size * scale:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {place} Tm <{content}> Tj\n"
