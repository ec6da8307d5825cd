"""Strips: what of a printed line lies in one column, in coordinates in which lines run level."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.page import TextLine, Word
from ocr.printed_lines import levelled

GUTTER_WIDTH = 0.7
"""A gutter is at least this wide, in heights of its line: blanks of justified lines may be as wide, but are not tall."""

GUTTER_ROWS = 4
"""A gutter stays white over at least this many rows that have print on both sides of it."""

GUTTER_SIDE = 4.0
"""How near to a gutter that print lies, in heights of a line."""

LEADING = 1.2
"""Strips of one column are at most this far apart, in heights of a line."""

EDGE_SHIFT = 0.3
"""A column's edge moves by less than this share of its width; where it moves by more, another column begins."""

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
    spans: tuple[tuple[float, float], ...]

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
    spans = tuple((x - word.box.width / 2, x + word.box.width / 2) for (x, _), word in zip(centres, line.words, strict=True))
    half = median(word.box.height for word in line.words) / 2
    middle = median(y for _, y in centres)
    return Strip(
        line=line,
        left=min(span[0] for span in spans),
        right=max(span[1] for span in spans),
        top=middle - half,
        bottom=middle + half,
        spans=spans,
    )


def without_stray_marks(line: TextLine) -> TextLine | None:
    """Return `line` without the dots, bars and dashes that specks at its ends were read as; None when nothing is left.

    A dash that was read with certainty may be print, a quotation mark or bracket always.
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


def _is_stray(word: Word) -> bool:
    return bool(_STRAY.match(word.content)) or bool(_DASH.match(word.content) and word.confidence < _SURE_OF_MARK)


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


# --- gutters ----------------------------------------------------------------------------------------------------------


def split_at_gutters(strips: Sequence[Strip]) -> list[Strip]:
    """Return `strips`, each cut where a tall white gutter runs through it."""
    if not strips:
        return []
    words = np.array([(*span, strip.top, strip.bottom) for strip in strips for span in strip.spans])
    return [piece for strip in strips for piece in _split(strip, words)]


_LABEL = re.compile(r"^[\[(]?\d{1,3}[.)\]]{1,2}$")
"""The number of an entry: the white between numbers and entries is no gutter."""


def _split(strip: Strip, words: NDArray[np.float64]) -> list[Strip]:
    labelled = bool(_LABEL.match(strip.line.words[0].content))
    cuts = [
        index
        for index, ((_, left), (right, _)) in enumerate(pairwise(strip.spans), start=1)
        if not (labelled and index == 1)
        and right - left >= GUTTER_WIDTH * strip.height
        and _holds_gutter(strip, left, right, words)
    ]
    if not cuts:
        return [strip]
    return [_part(strip, start, stop) for start, stop in pairwise([0, *cuts, len(strip.spans)])]


def _holds_gutter(strip: Strip, left: float, right: float, words: NDArray[np.float64]) -> bool:
    """Tell whether the white between `left` and `right` is a gutter, or has one at its end.

    Beside a line that ends early or begins late the white is wider than the gutter. There, the gutter must be the taller:
    so narrow a strip of white comes about in rivers too.
    """
    narrow = GUTTER_WIDTH * strip.height
    return _rows_beside(strip, left, right, words) >= GUTTER_ROWS or (
        right - left > 2 * narrow
        and max(_rows_beside(strip, right - narrow, right, words), _rows_beside(strip, left, left + narrow, words))
        >= 2 * GUTTER_ROWS
    )


def _rows_beside(strip: Strip, left: float, right: float, words: NDArray[np.float64]) -> int:
    """Return along how many rows the white between `left` and `right` goes on above and below, close between print on both sides.

    A river in justified lines is as wide, but is white in a row or two only.
    """
    margin, near = (right - left) / 5, GUTTER_SIDE * strip.height
    crossing = words[(words[:, 0] < right - margin) & (words[:, 1] > left + margin)]
    ceiling = crossing[crossing[:, 3] <= strip.top + strip.height / 2, 3].max(initial=-np.inf)
    floor = crossing[crossing[:, 2] >= strip.bottom - strip.height / 2, 2].min(initial=np.inf)
    beside = words[(words[:, 2] >= ceiling) & (words[:, 3] <= floor)]
    ends = beside[(beside[:, 1] <= left + margin) & (beside[:, 1] >= left - near)]
    starts = beside[(beside[:, 0] >= right - margin) & (beside[:, 0] <= right + near)]
    return len(_rows(ends, strip.height) & _rows(starts, strip.height))


def _rows(words: NDArray[np.float64], height: float) -> set[int]:
    """Return which rows of the page, counted in heights of a line, hold one of `words`."""
    return {int(row) for row in (words[:, 2] + words[:, 3]) / 2 // (1.3 * height)}


def _part(strip: Strip, start: int, stop: int) -> Strip:
    words, spans = strip.line.words[start:stop], strip.spans[start:stop]
    line = TextLine(box=Box.enclosing(word.box for word in words), words=words, font_size=strip.line.font_size)
    return Strip(line=line, left=spans[0][0], right=max(span[1] for span in spans), top=strip.top, bottom=strip.bottom, spans=spans)


# --- chains -----------------------------------------------------------------------------------------------------------


def chain(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Return `strips` as runs of one column each: every strip with the only one below it that has it as the only one above."""
    ordered = sorted(strips, key=lambda strip: (_middle(strip), strip.left))
    below = {id(strip): _neighbours(strip, ordered) for strip in ordered}
    above: dict[int, list[Strip]] = {}
    for strip in ordered:
        for follower in below[id(strip)]:
            above.setdefault(id(follower), []).append(strip)
    runs: list[list[Strip]] = []
    run_of: dict[int, list[Strip]] = {}
    for strip in ordered:
        over = above.get(id(strip), [])
        if len(over) == 1 and len(below[id(over[0])]) == 1:
            run = run_of[id(over[0])]
        else:
            runs.append(run := [])
        run.append(strip)
        run_of[id(strip)] = run
    return [piece for run in runs for piece in _split_where_edges_move(run)]


def _neighbours(strip: Strip, ordered: Sequence[Strip]) -> list[Strip]:
    """Return the strips directly below: they share columns with it, and nothing lies between."""
    reach = strip.bottom + LEADING * strip.height
    under = [
        other
        for other in ordered
        if other is not strip and _middle(strip) < _middle(other) and other.top <= reach and _share(strip, other)
    ]
    return [
        other
        for other in under
        if not any(_middle(between) < _middle(other) - other.height / 2 and _share(between, other) for between in under)
    ]


def _middle(strip: Strip) -> float:
    return (strip.top + strip.bottom) / 2


def _share(one: Strip, other: Strip) -> bool:
    if abs(_middle(one) - _middle(other)) < min(one.height, other.height) / 2:
        return False
    return min(one.right, other.right) - max(one.left, other.left) > min(one.height, other.height) / 2


def _split_where_edges_move(run: list[Strip]) -> list[list[Strip]]:
    """Return the run in parts: where full-width print ends and a column begins, the edge of the lines moves for good."""
    look = 3
    cuts = [0]
    for index in range(1, len(run)):
        before, after = run[max(cuts[-1], index - look) : index], run[index : index + look]
        width = max(strip.right for strip in run) - min(strip.left for strip in run)
        right = max(strip.right for strip in before) - max(strip.right for strip in after)
        left = min(strip.left for strip in before) - min(strip.left for strip in after)
        settled = len(after) == look or len(before) == look
        # One line that ends early is the last of its paragraph, not another column.
        right_moves = abs(right) > EDGE_SHIFT * width and (len(after) > 1 or right < 0)
        # Lines that all begin far from where the one above does stand in another column, however few they are.
        left_moves = abs(left) > EDGE_SHIFT * width
        if left_moves or (settled and right_moves):
            cuts.append(index)
    return [run[start:stop] for start, stop in pairwise([*cuts, len(run)])]
