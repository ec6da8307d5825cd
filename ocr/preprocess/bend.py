"""How far print was bent up or down where its page curled, and the way from the flattened page back to the bent one."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Affine, Box
from ocr.scan import GreyImage

Values = NDArray[np.float64]

_ROWS = 512
"""Rows flattened at once: where each pixel comes from takes eight times the memory of the pixel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """A point (x, y) of the flattened page lies at (x, y + moved + stretched · (y − middle)) of the bent one.

    `moved` (pixels) and `stretched` (shares) are given at the places `across`, and run straight between them.
    """

    across: tuple[float, ...]
    moved: tuple[float, ...]
    stretched: tuple[float, ...]
    middle: float

    def down(self, x: Values, y: Values) -> Values:
        """Return how many pixels further down points of the flattened page lie on the bent one."""
        moved, stretched = (np.interp(x, self.across, values) for values in (self.moved, self.stretched))
        return np.asarray(moved + stretched * (y - self.middle), dtype=np.float64)

    def up(self, x: Values, y: Values) -> Values:
        """Return how many pixels further up points of the bent page lie on the flattened one."""
        moved, stretched = (np.interp(x, self.across, values) for values in (self.moved, self.stretched))
        return np.asarray(y - (y - moved + stretched * self.middle) / (1 + stretched), dtype=np.float64)

    def box(self, box: Box) -> Box:
        """Return the rectangle on the bent page around what `box` holds of the flattened one."""
        x, y = np.meshgrid(np.linspace(box.hpos, box.right, _ALONG), np.array([box.vpos, box.bottom], dtype=np.float64))
        rows = y + self.down(x, y)
        return Box.of_edges(box.hpos, int(np.floor(rows.min())), box.right, int(np.ceil(rows.max())))


_ALONG = 9
"""Places along a rectangle at which it is asked how far the page bends: words are short."""


def flattened_pixels(pixels: GreyImage, bend: Bend, back: Affine) -> GreyImage:
    """Return the page flat: every pixel from where `bend` and then `back` lead it on `pixels` ((height, width) uint8)."""
    height, width = pixels.shape
    flat = np.empty_like(pixels)
    for top in range(0, height, _ROWS):
        x, y = np.meshgrid(np.arange(width, dtype=np.float64), np.arange(top, min(height, top + _ROWS), dtype=np.float64))
        y += bend.down(x, y)
        from_x, from_y = (np.asarray(values, dtype=np.float32) for values in _mapped(back, x, y))
        flat[top : top + _ROWS] = cv2.remap(
            pixels, from_x, from_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,)
        )
    return flat


def _mapped(affine: Affine, x: Values, y: Values) -> tuple[Values, Values]:
    return affine.a * x + affine.b * y + affine.c, affine.d * x + affine.e * y + affine.f
