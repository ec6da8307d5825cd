"""The lines of print as the eye sees them: found on the pixels alone, before and beside what the engine makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.preprocess import PreparedImage

_SCALE = 0.25
"""Lines are looked for at a quarter of the image's size: enough to tell them apart, and sixteen times less to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOptions:
    """What makes a line. Lengths are in heights of a typical letter, unless said otherwise.

    `letter` are the least and the greatest height of a letter, in inches; `core` the share of a letter's height that makes the
    line: heads and feet of neighbouring lines touch; `blank` is the widest blank inside a line, `gutter` the narrowest white that
    parts two columns where it is `gutter_lines` high; `tall` the least height of a line's tallest letter.
    """

    letter: tuple[float, float] = (0.02, 0.45)
    core: float = 0.45
    blank: float = 4.0
    gutter: float = 1.3
    gutter_lines: float = 12.0
    tall: float = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line of print that no gutter runs through.

    Its edges are in pixels of the page once its skew is undone, and hold the middles of its letters; `letter` is the height of a
    typical letter of the page.
    """

    left: float
    top: float
    right: float
    bottom: float
    letter: float

    def corners(self, skew: float) -> NDArray[np.float64]:
        """Return the corners (4, 2) of the line on the skewed image, heads and feet of its letters included."""
        left, right = self.left - self.letter / 2, self.right + self.letter / 2
        top, bottom = self.top - self.letter / 2, self.bottom + self.letter / 2
        xs, ys = levelled(np.array([left, right, right, left]), np.array([top, top, bottom, bottom]), -skew)
        return np.column_stack([xs, ys])

    def box(self, skew: float) -> Box:
        """Return the rectangle around the line on the skewed image."""
        corners = self.corners(skew)
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        return Box.of_edges(int(left), int(top), int(right) + 1, int(bottom) + 1)

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point of the levelled page lies on the line."""
        reach = self.letter / 2
        return self.left - reach <= x <= self.right + reach and self.top - reach <= y <= self.bottom + reach


Coordinate = TypeVar("Coordinate", float, NDArray[np.float64])
"""One coordinate, or those of many points at once."""


def levelled(x: Coordinate, y: Coordinate, skew: float) -> tuple[Coordinate, Coordinate]:
    """Return where points of the page lie once lines that fall to the right by `skew` degrees are level."""
    angle = radians(skew)
    return x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)


def find_printed_lines(image: PreparedImage, options: LineOptions | None = None) -> tuple[PrintedLine, ...]:
    """Return the lines of print on `image`, from the top.

    Run-length smearing (Wong, Casey and Wahl 1982) along the lines, but not over a gutter: white that is tall and wide.
    """
    options = options or LineOptions()
    letters = _letters(image, options)
    if not len(letters):
        return ()
    letter = float(np.median(letters[:, 3]))
    shift = abs(sin(radians(image.skew))) * max(image.pixels.shape)
    across, down = levelled(letters[:, 0] + letters[:, 2] / 2, letters[:, 1] + letters[:, 3] / 2, image.skew)
    middles = np.column_stack([across, down]) + shift
    size = tuple(int((side + 2 * shift) * _SCALE) + 4 for side in image.pixels.shape)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(_smeared(middles, letters, size, letter, options), connectivity=8)
    tallest = np.zeros(len(stats))
    columns, rows = (middles * _SCALE).astype(int).T
    np.maximum.at(tallest, labels[rows, columns], letters[:, 3])
    found = np.asarray(stats, dtype=np.float64)[1:, :4][tallest[1:] >= options.tall * letter] / _SCALE
    return tuple(
        PrintedLine(left=left - shift, top=top - shift, right=left + width - shift, bottom=top + height - shift, letter=letter)
        for left, top, width, height in found.tolist()
    )


def _letters(image: PreparedImage, options: LineOptions) -> NDArray[np.int32]:
    """Return the connected pieces of ink that are as tall as letters, as rows of left, top, width, height."""
    pieces = np.asarray(cv2.connectedComponentsWithStats(_ink_without_rules(image), connectivity=8)[2], dtype=np.int32)[1:, :4]
    least, most = (inches * image.resolution for inches in options.letter)
    return pieces[(pieces[:, 3] >= least) & (pieces[:, 3] <= most) & (pieces[:, 2] <= 2 * most)]


def _ink_without_rules(image: PreparedImage) -> NDArray[np.uint8]:
    """Return the ink of a page as ones, without runs longer than any stroke: a rule would join the letters that touch it."""
    ink = np.asarray(cv2.threshold(image.pixels, image.ink + 20, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    longest = round(0.25 * image.resolution)
    for kernel in ((1, longest), (longest, 1)):
        runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        ink[cv2.dilate(runs, np.ones((3, 3), np.uint8)) > 0] = 0
    return ink


def _smeared(
    middles: NDArray[np.float64], letters: NDArray[np.int32], size: tuple[int, ...], letter: float, options: LineOptions
) -> NDArray[np.uint8]:
    """Return an image of `size` in which every line is one piece."""
    cores = _painted(size, middles, letters[:, 2], letters[:, 3] * options.core)
    whole = _painted(size, middles, letters[:, 2], letters[:, 3])
    tall, wide, blank = (
        max(2, int(lengths * letter * _SCALE)) for lengths in (options.gutter_lines, options.gutter, options.blank)
    )
    gutters = cv2.morphologyEx(1 - whole, cv2.MORPH_OPEN, np.ones((tall, 1), np.uint8))
    gutters = cv2.morphologyEx(gutters, cv2.MORPH_OPEN, np.ones((1, wide), np.uint8))
    smeared = np.asarray(cv2.morphologyEx(cores, cv2.MORPH_CLOSE, np.ones((1, blank | 1), np.uint8)), dtype=np.uint8)
    smeared[(gutters > 0) & (cores == 0)] = 0
    return smeared


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
