"""The lines of print as the eye sees them: found on the pixels alone, before the engine reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.preprocess import PreparedImage, Rule

_SCALE = 0.25
"""Lines are looked for at a quarter of the image's size: enough to tell them apart, and sixteen times less to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOptions:
    """What makes a line. Lengths are in heights of a typical letter, unless said otherwise.

    `letter` are the least and the greatest height of a letter, in inches; `core` the share of a letter's height that makes the
    line: heads and feet of neighbouring lines touch; `blank` is the widest blank inside a line, `gutter` the narrowest white that
    parts two columns where it is `gutter_height` high and has print on both sides along `gutter_beside` of it, or `short_gutter`
    high where one that is `long_gutter` high runs above or below; `tall` the least height of a line's tallest letter; `solid` the
    share of its rectangle that a blot fills (a punched hole); `stray` how far beside a line a speck lies that is no part of it,
    and how high it is at most.
    """

    letter: tuple[float, float] = (0.02, 0.45)
    core: float = 0.45
    blank: float = 14.0
    gutter: float = 1.3
    gutter_height: float = 12.0
    gutter_beside: float = 10.0
    short_gutter: float = 3.0
    long_gutter: float = 24.0
    tall: float = 0.75
    solid: float = 0.72
    stray: tuple[float, float] = (3.0, 0.6)


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
    marks = image.pieces[image.pieces[:, 3] < options.letter[0] * image.resolution]
    across, down = levelled(marks[:, 0] + marks[:, 2] / 2, marks[:, 1] + marks[:, 3] / 2, image.skew)
    edges = np.column_stack([across - marks[:, 2] / 2, across + marks[:, 2] / 2])
    return tuple(_reaching(line, edges[(down >= line.top) & (down <= line.bottom + line.letter / 4)]) for line in lines)


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
    gutters = _gutters(cores, whole, letter, options)
    smeared = np.asarray(cv2.morphologyEx(cores, cv2.MORPH_CLOSE, np.ones((1, blank | 1), np.uint8)), dtype=np.uint8)
    smeared[(gutters > 0) & (cores == 0)] = 0
    return smeared


def _gutters(cores: NDArray[np.uint8], whole: NDArray[np.uint8], letter: float, options: LineOptions) -> NDArray[np.uint8]:
    """Return where gutters run: white as tall as several lines and as wide as no blank, between print on both sides.

    Where one runs elsewhere on the page, another of a line or two may run above or below it: between headlines, columns are short.
    """
    pixels = letter * _SCALE
    reach = tuple(max(3, int(lengths * pixels)) for lengths in _PRINT_BESIDE)
    # White below the last line of a page is as tall as a gutter: it has no print on both sides.
    between = np.asarray(cv2.morphologyEx(cores, cv2.MORPH_CLOSE, np.ones(reach, np.uint8)), dtype=np.uint8)
    tall = _opened(1 - whole, options.gutter_height * pixels, 1)
    tall = _opened(_runs_with(_opened(tall & between, options.gutter_beside * pixels, 1), tall), 1, options.gutter * pixels)
    long = _opened(tall, options.long_gutter * pixels, 1)  # not between the columns of a table
    short = _opened((1 - whole) & between & long.any(axis=0), options.short_gutter * pixels, 1)
    return tall | _opened(short, 1, options.gutter * pixels)


def _runs_with(seeds: NDArray[np.uint8], image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return those runs down the columns of `image` in which there is one of `seeds`."""
    down = np.ascontiguousarray(np.vstack([np.zeros_like(image[:1]), image]).T)  # each column begins with a run of its own
    run = np.cumsum(np.diff(down.ravel(), prepend=1) != 0).reshape(down.shape)
    chosen = np.zeros(run[-1, -1] + 1, np.uint8)
    chosen[run[:, 1:][(seeds.T > 0)]] = 1
    return np.ascontiguousarray(chosen[run][:, 1:].T) & image


_PRINT_BESIDE = 3.0, 12.0
"""How far apart, down and across, two pieces of print may lie and have a gutter between them, in heights of a letter."""


def _opened(image: NDArray[np.uint8], height: float, width: float) -> NDArray[np.uint8]:
    kernel = np.ones((max(1, int(height)), max(1, int(width))), np.uint8)
    return np.asarray(cv2.morphologyEx(image, cv2.MORPH_OPEN, kernel), dtype=np.uint8)


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
    size: tuple[int, ...], middles: NDArray[np.float64], widths: Sequence[float] | NDArray[np.generic], heights: NDArray[np.generic]
) -> NDArray[np.uint8]:
    """Return an image of `size` with a rectangle of ones around every middle."""
    image = np.zeros(size, np.uint8)
    halves = np.column_stack([widths, heights]).astype(np.float64) / 2
    first = np.floor((middles - halves) * _SCALE).clip(0).astype(int)
    last = np.ceil((middles + halves) * _SCALE).astype(int) + 1
    for (left, top), (right, bottom) in zip(first.tolist(), last.tolist(), strict=True):
        image[top:bottom, left:right] = 1
    return image
