"""Dot leaders, as tables of contents have them: counted and lifted, since the engine reads long rows of dots as anything."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.preprocess.image import Leader, PreparedImage, changed, step_of

_DOT = 0.028
"""Inches across the largest dot."""

_PITCH = 0.09
"""Inches from dot to dot at most."""

_LEVEL = 0.012
"""Inches by which one dot lies above the next at most."""

_FEWEST = 6

_MOST_DOTS = 8000
"""Forty lines of two hundred dots; what has more is a raster."""


def lift_leaders(image: PreparedImage) -> PreparedImage:
    """Return the image without its dot leaders, which are on its list and no longer among its pieces of ink."""
    dots = np.flatnonzero((image.pieces[:, 2:4] <= _DOT * image.resolution).all(axis=1))
    rows = _rows_of_dots(image.pieces[dots], image.resolution) if len(dots) <= _MOST_DOTS else ()
    if not rows:
        return image
    pixels = image.pixels.copy()
    leaders = []
    for row in rows:
        found = image.pieces[dots[row]].tolist()
        for left, top, width, height, _ in found:
            cv2.rectangle(pixels, (left - 2, top - 2), (left + width + 2, top + height + 2), (255,), -1)
        box = Box.enclosing(Box.of_edges(left, top, left + width, top + height) for left, top, width, height, _ in found)
        leaders.append(Leader(box=box, dots=len(row)))
    lifted = changed(image, pixels, step_of("lift-leaders", leaders=len(leaders)))
    return replace(lifted, leaders=tuple(leaders), pieces=np.delete(image.pieces, dots[np.concatenate(rows)], axis=0))


def _rows_of_dots(dots: NDArray[np.int32], resolution: int) -> Sequence[NDArray[np.intp]]:
    """Return which of `dots` stand in rows, row by row from the left: each with the next one close beside it."""
    order = np.argsort(dots[:, 0], kind="stable")
    middles = (dots[:, :2] + dots[:, 2:4] / 2)[order]
    row_of = np.full(len(dots), -1)
    rows: list[list[int]] = []
    for index, (x, y) in enumerate(middles):
        first = np.searchsorted(middles[:, 0], x - _PITCH * resolution)
        near = [
            other
            for other in range(index - 1, int(first) - 1, -1)
            if abs(middles[other, 1] - y) <= _LEVEL * resolution and rows[row_of[other]][-1] == other
        ]
        row_of[index] = row_of[near[0]] if near else len(rows)
        if not near:
            rows.append([])
        rows[row_of[index]].append(index)
    return [order[row] for row in rows if len(row) >= _FEWEST]
