"""Gutters: the white between columns, told from where letters stand. Lengths are in pixels of one image of the letters."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class GutterOptions:
    """What parts two columns. Lengths are in heights of a typical letter.

    White `width` wide parts them where it is `height` high and has print on both sides along `beside` of it, or `short` high
    where one that is `long` high runs above or below. White that is only `narrow` wide may be the blanks of lines that happen to
    stand one below the other, or lie beside raised figures and the numbers of a list: it has to be `tall`, straight, and beside
    running text, which within `column` of it on either side covers a share `dense` of the paper with the cores of its letters.
    """

    width: float = 1.3
    height: float = 12.0
    beside: float = 10.0
    short: float = 3.0
    long: float = 24.0
    narrow: float = 0.5
    tall: float = 30.0
    column: float = 8.0
    dense: float = 0.1


_PRINT_BESIDE = 3.0, 12.0
"""How far apart, down and across, two pieces of print may lie and have a gutter between them, in heights of a letter."""


def find_gutters(cores: NDArray[np.uint8], whole: NDArray[np.uint8], letter: float, options: GutterOptions) -> NDArray[np.uint8]:
    """Return where gutters run: white as tall as several lines and as wide as no blank, between print on both sides.

    Letters, `letter` high, are ones in `whole`, what makes lines of them in `cores`. Where a gutter runs elsewhere on the page,
    another of a line or two may run above or below it: between headlines, columns are short.
    """
    reach = tuple(max(3, int(lengths * letter)) for lengths in _PRINT_BESIDE)
    # White below the last line of a page is as tall as a gutter: it has no print on both sides.
    between = np.asarray(cv2.morphologyEx(cores, cv2.MORPH_CLOSE, np.ones(reach, np.uint8)), dtype=np.uint8)
    tall = _opened(1 - whole, options.height * letter, 1)
    tall = _opened(_runs_with(_opened(tall & between, options.beside * letter, 1), tall), 1, options.width * letter)
    long = _opened(tall, options.long * letter, 1)  # not between the columns of a table
    short = _opened((1 - whole) & between & long.any(axis=0), options.short * letter, 1)
    return tall | _opened(short, 1, options.width * letter)


def find_narrow_gutters(
    cores: NDArray[np.uint8], whole: NDArray[np.uint8], letter: float, options: GutterOptions
) -> NDArray[np.uint8]:
    """Return where gutters run that are hardly wider than a blank, between columns of running text.

    What is painted is as in find_gutters.
    """
    tall = _opened(1 - whole, options.tall * letter, 1)
    across, down = max(1, round(options.column * letter)), max(2, round(options.tall * letter))
    left, right = (_density(cores, (across, down), end) for end in (across - 1, 0))
    beside = _opened(tall & (np.minimum(left, right) >= options.dense), options.tall / 2 * letter, 1)
    return _opened(_extended(beside, tall, down // 2, letter), 1, options.narrow * letter)


def _extended(gutters: NDArray[np.uint8], white: NDArray[np.uint8], reach: int, letter: float) -> NDArray[np.uint8]:
    """Return `gutters` with the `white` that goes on above and below each, at most `reach`: where a column begins or ends.

    Where white is narrower by a letter's height than it mostly is, or at its ends by less, it is a blank of a line that runs
    over both columns.
    """
    extended = np.zeros_like(gutters)
    for left, top, width, height, _ in cv2.connectedComponentsWithStats(gutters, connectivity=8)[2][_FIRST_PIECE:].tolist():
        across = slice(left, left + width)
        wide = white[:, across].sum(axis=1)
        usual = np.median(wide[top : top + height])
        narrow = wide < usual - letter
        ends = np.flatnonzero(wide <= max(usual - _NECK * letter, 0))
        first = max(top - reach, 0, *(ends[ends < top][-1:] + 1))
        last = min(top + height + reach, len(white), *ends[ends >= top + height][:1])
        extended[first:last, across] |= white[first:last, across] & ~narrow[first:last, None]
    return extended


_NECK = 0.75
"""How much narrower white may be at its ends, in heights of a letter."""


_FIRST_PIECE = 1
"""The pieces of ones in an image are labelled from here; what comes before is the rest."""


def _density(image: NDArray[np.uint8], window: tuple[int, int], anchor: int) -> NDArray[np.float32]:
    """Return the share of ones in a window of (width, height) around each pixel, which is the `anchor`-th of its middle row."""
    place = anchor, window[1] // 2
    found = cv2.boxFilter(image, cv2.CV_32F, window, anchor=place, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(found, dtype=np.float32)


def _runs_with(seeds: NDArray[np.uint8], image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return those runs down the columns of `image` in which there is one of `seeds`."""
    down = np.ascontiguousarray(np.vstack([np.zeros_like(image[:1]), image]).T)  # each column begins with a run of its own
    run = np.cumsum(np.diff(down.ravel(), prepend=1) != 0).reshape(down.shape)
    chosen = np.zeros(run[-1, -1] + 1, np.uint8)
    chosen[run[:, 1:][(seeds.T > 0)]] = 1
    return np.ascontiguousarray(chosen[run][:, 1:].T) & image


def _opened(image: NDArray[np.uint8], height: float, width: float) -> NDArray[np.uint8]:
    kernel = np.ones((max(1, int(height)), max(1, int(width))), np.uint8)
    return np.asarray(cv2.morphologyEx(image, cv2.MORPH_OPEN, kernel), dtype=np.uint8)
