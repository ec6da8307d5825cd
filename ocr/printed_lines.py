"""The lines of print as the eye sees them: found on the pixels alone, before the engine reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import cos, radians, sin
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.gutters import GutterOptions, find_gutters, find_narrow_gutters
from ocr.preprocess import PreparedImage, Rule

_SCALE = 0.25
"""Lines are looked for at a quarter of the image's size: enough to tell them apart, and sixteen times less to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOptions:
    """What makes a line. Lengths are in heights of a typical letter, unless said otherwise.

    `letter` are the least and the greatest height of a letter, in inches; `core` the share of a letter's height that makes the
    line: heads and feet of neighbouring lines touch; `blank` is the widest blank inside a line, `gutters` what no line runs over;
    `tall` the least height of a line's tallest letter; `solid` the share of its rectangle that a blot fills (a punched hole);
    `stray` how far beside a line a speck lies that is no part of it, and how high it is at most. A `dash` is so many
    times wider than high, and fills such a share of its rectangle; it stands no further than `dash_within` from its line.
    """

    letter: tuple[float, float] = (0.02, 0.45)
    core: float = 0.45
    blank: float = 14.0
    gutters: GutterOptions = field(default_factory=GutterOptions)
    tall: float = 0.75
    solid: float = 0.72
    stray: tuple[float, float] = (3.0, 0.6)
    dash: tuple[float, float] = (3.0, 0.6)
    dash_within: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line of print that no gutter and no upright rule runs through.

    Its edges are those of its ink, in pixels of the page once its skew is undone; `letter` is the height of its typical letter.
    """

    left: float
    top: float
    right: float
    bottom: float
    letter: float

    @property
    def height(self) -> float:
        """From the head of its tallest letter to the foot of its deepest."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """From the left edge to the right one."""
        return self.right - self.left

    def corners(self, skew: float) -> NDArray[np.float64]:
        """Return the corners (4, 2) of the line on the skewed image."""
        across, down = (
            np.array([self.left, self.right, self.right, self.left]),
            np.array([self.top, self.top, self.bottom, self.bottom]),
        )
        return np.column_stack(levelled(across, down, -skew))

    def box(self, skew: float) -> Box:
        """Return the rectangle around the line on the skewed image."""
        corners = self.corners(skew)
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        return Box.of_edges(int(left), int(top), int(right) + 1, int(bottom) + 1)

    def is_amid(self, y: float) -> bool:
        """Tell whether a height of the levelled page is neither at the head nor at the foot of the line."""
        return self.top + self.height / 4 <= y <= self.bottom - self.height / 4

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point of the levelled page lies on the line."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


Coordinate = TypeVar("Coordinate", float, NDArray[np.float64])
"""One coordinate, or those of many points at once."""


def levelled(x: Coordinate, y: Coordinate, skew: float) -> tuple[Coordinate, Coordinate]:
    """Return where points of the page lie once lines that fall to the right by `skew` degrees are level."""
    angle = radians(skew)
    return x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)


def find_printed_lines(image: PreparedImage, options: LineOptions | None = None) -> tuple[PrintedLine, ...]:
    """Return the lines of print on `image`, from the top.

    Run-length smearing (Wong, Casey and Wahl 1982) along the lines, but not over a gutter (white that is tall and wide) nor over
    an upright rule.
    """
    options = options or LineOptions()
    return _with_marks(_lines(trace_lines(image, options)), image, options)


def trace_lines(image: PreparedImage, options: LineOptions) -> Sequence[NDArray[np.float64]]:
    """Return the letters of each line of print from the left, as rows of left, top, right, bottom of the levelled page."""
    letters = _letters(image, options)
    if not len(letters):
        return ()
    letter = float(np.median(letters[:, 3]))
    shift = abs(sin(radians(image.skew))) * max(image.pixels.shape)
    across, down = levelled(letters[:, 0] + letters[:, 2] / 2, letters[:, 1] + letters[:, 3] / 2, image.skew)
    middles = np.column_stack([across, down]) + shift
    size = tuple(int((side + 2 * shift) * _SCALE) + 4 for side in image.pixels.shape)
    smeared = _smeared(middles, letters, size, letter, options)
    _join_by_leaders(smeared, image, shift, letter)
    _part_at_rules(smeared, image.rules, image.skew, shift)
    labels = np.asarray(cv2.connectedComponents(smeared, connectivity=8)[1])
    columns, rows = (middles * _SCALE).astype(int).T
    found = _by_line(labels[rows, columns], middles - shift, letters[:, 2:4])
    kept = (_without_stray(edges, letter, options) for edges in found)
    return [edges for edges in kept if _tallest(edges) >= options.tall * letter]


def _letters(image: PreparedImage, options: LineOptions) -> NDArray[np.int32]:
    """Return the pieces of ink that are as tall as letters, and not blots."""
    least, most = (inches * image.resolution for inches in options.letter)
    width, height, area = image.pieces[:, 2:].T
    letters = (height >= least) & (height <= most) & (width <= 2 * most)
    if not letters.any():
        return np.zeros((0, 5), np.int32)
    blots = (area > options.solid * width * height) & (height > 2 * np.median(height[letters])) & (width > height / 2)
    return np.asarray(image.pieces[letters & ~blots], dtype=np.int32)


def _by_line(line_of: NDArray[np.int32], middles: NDArray[np.float64], sizes: NDArray[np.int32]) -> Iterable[NDArray[np.float64]]:
    """Yield the letters with these `middles` and `sizes` line by line; `line_of` tells for each letter which, 0 for none."""
    order = np.argsort(line_of, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(line_of[order])) + 1):
        if line_of[members[0]] != 0:
            first = middles[members] - sizes[members] / 2
            edges = np.column_stack([first, first + sizes[members]])
            yield edges[np.argsort(edges[:, 0])]


def _tallest(edges: NDArray[np.float64]) -> float:
    return float((edges[:, 3] - edges[:, 1]).max())


def _lines(traced: Iterable[NDArray[np.float64]]) -> Iterable[PrintedLine]:
    """Return the lines that have these letters, from the top."""
    found = []
    for edges in traced:
        (left, top), (right, bottom) = edges[:, :2].min(axis=0).tolist(), edges[:, 2:].max(axis=0).tolist()
        letter = float(np.median(edges[:, 3] - edges[:, 1]))
        found.append(PrintedLine(left=left, top=top, right=right, bottom=bottom, letter=letter))
    return sorted(found, key=lambda line: (line.top, line.left))


def _with_marks(lines: Iterable[PrintedLine], image: PreparedImage, options: LineOptions) -> tuple[PrintedLine, ...]:
    """Return `lines` with the hyphens, dashes, stops and quotation marks at their ends, which are too low for letters."""
    lines = tuple(lines)
    marks = image.pieces[image.pieces[:, 3] < options.letter[0] * image.resolution]
    across, down = levelled(marks[:, 0] + marks[:, 2] / 2, marks[:, 1] + marks[:, 3] / 2, image.skew)
    edges = np.column_stack([across - marks[:, 2] / 2, across + marks[:, 2] / 2])
    ends = np.array([(line.left, line.right, line.top, line.bottom) for line in lines]).reshape(-1, 4)
    with_marks = []
    for line in lines:
        level = ends[abs(ends[:, 2] + ends[:, 3] - line.top - line.bottom) < line.letter]
        own = edges[(down >= line.top) & (down <= line.bottom + line.letter / 4)]
        with_marks.append(_reaching(line, own[_nearest(line, own, level)]))
    flat = (marks[:, 2] >= options.dash[0] * marks[:, 3]) & (marks[:, 4] >= options.dash[1] * marks[:, 2] * marks[:, 3])
    return _with_dashes(with_marks, np.column_stack([edges, down])[flat], options)


def _nearest(line: PrintedLine, marks: NDArray[np.float64], level: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which of `marks` stand no nearer to another line at the height of this one than to this one itself.

    A hyphen at the end of a line is not far from the next column where the gutter is narrow. `level` are the edges of those lines,
    the left and the right one first.
    """
    apart = np.maximum(level[:, :1] - marks[:, 1], marks[:, 0] - level[:, 1:2])
    own = np.maximum(line.left - marks[:, 1], marks[:, 0] - line.right)
    return np.asarray(own <= np.maximum(apart.min(axis=0, initial=np.inf), 0), dtype=np.bool_)


_MARK_WITHIN = 0.9
"""How far from the end of a line, or from one another, marks stand that belong to it, in heights of a letter."""


def _reaching(line: PrintedLine, marks: NDArray[np.float64]) -> PrintedLine:
    """Return `line` as far as `marks` at its height, as rows of left and right, go on from its ends."""
    left, right, reach = line.left, line.right, _MARK_WITHIN * line.letter
    for first, last in marks[np.argsort(marks[:, 0])].tolist():
        right = max(right, last) if right - reach < first <= right + reach else right
    for first, last in marks[np.argsort(-marks[:, 1])].tolist():
        left = min(left, first) if left - reach <= last < left + reach else left
    return replace(line, left=left, right=right)


def _with_dashes(lines: Sequence[PrintedLine], dashes: NDArray[np.float64], options: LineOptions) -> tuple[PrintedLine, ...]:
    """Return `lines` with those `dashes` (rows of left, right and height) that a wide blank of justified print parts from them."""
    found = list(lines)
    for left, right, down in dashes.tolist():
        level = [(max(line.left - right, left - line.right), seat) for seat, line in enumerate(found) if line.is_amid(down)]
        if min(level, default=(0.0, 0))[0] <= 0:
            continue
        near = [seat for white, seat in sorted(level) if white <= options.dash_within * found[seat].letter]
        seat = next((seat for seat in near if _goes_on(found[seat], left, right, found)), None)
        if seat is not None:
            found[seat] = replace(found[seat], left=min(left, found[seat].left), right=max(right, found[seat].right))
    return tuple(found)


def _goes_on(line: PrintedLine, left: float, right: float, lines: Sequence[PrintedLine]) -> bool:
    """Tell whether the column of `line` goes on from `left` to `right`, as a line of its type above or below it does."""
    slack = line.letter / 2
    return any(
        other is not line
        and other.letter <= _SAME_TYPE * line.letter
        and abs(other.top - line.top) <= _NEAR * line.letter
        and min(other.right, line.right) > max(other.left, line.left)
        and other.left - slack <= left
        and right <= other.right + slack
        for other in lines
    )


_NEAR = 5.0
"""How far lines lie apart at most that tell how wide their column is, in heights of a letter: two or three lines."""

_SAME_TYPE = 1.3


def _without_stray(edges: NDArray[np.float64], letter: float, options: LineOptions) -> NDArray[np.float64]:
    """Return the letters of a line, as rows of left, top, right, bottom from the left, without specks far off its ends."""
    distance, height = (share * letter for share in options.stray)
    while len(edges) > 1 and edges[1, 0] - edges[0, 2] > distance and edges[0, 3] - edges[0, 1] < height:
        edges = edges[1:]
    while len(edges) > 1 and edges[-1, 0] - edges[:-1, 2].max() > distance and edges[-1, 3] - edges[-1, 1] < height:
        edges = edges[:-1]
    return edges


def _smeared(
    middles: NDArray[np.float64], letters: NDArray[np.int32], size: tuple[int, ...], letter: float, options: LineOptions
) -> NDArray[np.uint8]:
    """Return an image of `size` in which every line is one piece."""
    cores = _painted(size, middles, letters[:, 2], letters[:, 3] * options.core)
    whole = _painted(size, middles, letters[:, 2], letters[:, 3])
    blank = max(2, int(options.blank * letter * _SCALE))
    smeared = np.asarray(cv2.morphologyEx(cores, cv2.MORPH_CLOSE, np.ones((1, blank | 1), np.uint8)), dtype=np.uint8)
    smeared[(find_gutters(cores, whole, letter * _SCALE, options.gutters) > 0) & (cores == 0)] = 0
    # Rounded outwards, letters on either side would take a third of a narrow gutter; the blanks of a headline are as wide as one.
    room = np.maximum(0, letters[:, 3] - _LARGE * letter)
    cores = _painted(size, middles, letters[:, 2], letters[:, 3] * options.core, tight=True)
    whole = _painted(size, middles, letters[:, 2] + 2 * room, letters[:, 3], tight=True)
    smeared[find_narrow_gutters(cores, whole, letter * _SCALE, options.gutters) > 0] = 0
    return smeared


_LARGE = 1.5
"""Letters so much higher than the typical one are of larger type, whatever letters they are."""


def _join_by_leaders(smeared: NDArray[np.uint8], image: PreparedImage, shift: float, letter: float) -> None:
    """Paint where leaders ran: an entry and the number they lead to are one line."""
    for leader in image.leaders:
        across, down = levelled(*leader.box.centre, image.skew)
        reach = leader.box.width / 2 + 2 * letter
        ends = ((across - reach, down - letter / 3), (across + reach, down - letter / 3))
        one, other = (tuple(int((value + shift) * _SCALE) for value in end) for end in ends)
        cv2.line(smeared, one, other, (1,), max(1, int(letter * _SCALE / 3)))


def _part_at_rules(smeared: NDArray[np.uint8], rules: Sequence[Rule], skew: float, shift: float) -> None:
    """Cut `smeared` where upright rules run."""
    for left, top, right, bottom in rules:
        if bottom - top <= right - left:
            continue
        ends = (levelled((left + right) / 2, float(y), skew) for y in (top, bottom))
        first, last = (tuple(int((value + shift) * _SCALE) for value in end) for end in ends)
        cv2.line(smeared, first, last, (0,), 2)


def _painted(
    size: tuple[int, ...],
    middles: NDArray[np.float64],
    widths: NDArray[np.generic],
    heights: NDArray[np.generic],
    *,
    tight: bool = False,
) -> NDArray[np.uint8]:
    """Return an image of `size` with a rectangle of ones around every middle, no less than it covers, or if `tight` no more."""
    image = np.zeros(size, np.uint8)
    halves = np.column_stack([widths, heights]).astype(np.float64) / 2
    first, last = (middles - halves) * _SCALE, (middles + halves) * _SCALE
    first = (np.round(first) if tight else np.floor(first)).clip(0).astype(int)
    last = np.maximum(first + 1, np.round(last).astype(int)) if tight else np.ceil(last).astype(int) + 1
    for (left, top), (right, bottom) in zip(first.tolist(), last.tolist(), strict=True):
        image[top:bottom, left:right] = 1
    return image
