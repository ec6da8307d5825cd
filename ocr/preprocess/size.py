"""The size of the type: what the engine reads well, judged by the letters themselves, not by what the file says."""

from dataclasses import replace

import cv2
import numpy as np

from ocr.geometry import Affine
from ocr.preprocess.image import PreparedImage, changed, step_of

_LETTER = 22 / 300
"""Inches of a typical letter of 10 point type: between the heights of x and of H."""

_FEWEST_LETTERS = 40
_LEAST_HEIGHT = 4
_SMALLEST_TYPE, _LARGEST_TYPE = 0.4, 2.5
"""Of a typical letter. A page set in type outside these says something wrong of its resolution."""

_READABLE = range(200, 451)
_USUAL = 300


def letter_height(image: PreparedImage) -> float | None:
    """Return the height of a typical letter in pixels; None when the page has too few to tell.

    The median, each counted by its height: many specks do not count much, nor the few blots of a photograph. Measured at half size,
    where a letter is still one piece.
    """
    small = cv2.resize(image.pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ink = np.asarray(cv2.threshold(small, image.ink, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    _, _, width, height, _ = np.asarray(cv2.connectedComponentsWithStats(ink, connectivity=8)[2]).reshape(-1, 5)[1:].T
    # Longer than a letter is wide: rules, frames, words that run together.
    letters = (height >= _LEAST_HEIGHT) & (width <= 4 * height) & (height <= 4 * width) & (height < small.shape[0] // 8)
    if letters.sum() < _FEWEST_LETTERS:
        return None
    order = np.argsort(height[letters])
    heights, weights = height[letters][order], np.cumsum(height[letters][order])
    return 2.0 * float(heights[np.searchsorted(weights, weights[-1] / 2)])


def bring_to_size(image: PreparedImage) -> PreparedImage:
    """Bring type that is too small or too large for the engine to the size it reads best.

    What a scan says of its resolution is believed unless its letters would then be of a size that nobody prints.
    """
    letter = letter_height(image)
    if letter is None:
        return image if image.resolution in _READABLE else _scaled(image, _USUAL / image.resolution)
    if not _SMALLEST_TYPE < letter / image.resolution / _LETTER < _LARGEST_TYPE:
        image = replace(image, resolution=max(1, round(letter / _LETTER)))
    least, most = image.options.letter
    return image if least <= letter <= most else _scaled(image, image.options.best_letter / letter)


def _scaled(image: PreparedImage, factor: float) -> PreparedImage:
    limit = image.options.largest_change
    factor = min(max(factor, 1 / limit), limit)
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    pixels = np.asarray(cv2.resize(image.pixels, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)
    resolution = max(1, round(image.resolution * factor))
    step = step_of("bring-to-size", pixels_per_inch_from=image.resolution, pixels_per_inch_to=resolution)
    back = Affine(a=image.pixels.shape[1] / pixels.shape[1], e=image.pixels.shape[0] / pixels.shape[0])
    return changed(image, pixels, step, back=back, resolution=resolution)
