"""Two pages on one scan: an open book told from one wide page, and cut where its pages meet."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Affine
from ocr.preprocess.attitude import small_ink
from ocr.preprocess.image import PreparedImage, changed, step_of

SPLIT = "split-spread"
"""The step that cuts one page out of an open book; its parameters are the edges of the page, in pixels of the upright scan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadOptions:
    """What makes a spread.

    It is wider than high by `aspect` at least; its pages meet in the `middle` part of its width, in a strip without print that is
    at least `margins` of the width: two inner margins, wider than a gutter between columns; beside it, print takes up `print_width`
    of the width on either side at least.
    """

    aspect: float = 1.15
    middle: tuple[float, float] = (0.4, 0.6)
    margins: float = 0.035
    print_width: float = 0.25
    blank: float = 0.004


def split_spread(image: PreparedImage, options: SpreadOptions | None = None) -> tuple[PreparedImage, ...]:
    """Return the left and the right page of an open book, or `image` itself when it is one page. The image stands upright."""
    options = options or SpreadOptions()
    height, width = image.pixels.shape
    fold = _fold(image, options) if width >= options.aspect * height else None
    return (image,) if fold is None else tuple(_cut(image, left, right) for left, right in pairwise((0, fold, width)))


def _cut(image: PreparedImage, left: int, right: int) -> PreparedImage:
    pixels = np.ascontiguousarray(image.pixels[:, left:right])
    return changed(image, pixels, step_of(SPLIT, left=left, right=right), back=Affine(c=left))


def _fold(image: PreparedImage, options: SpreadOptions) -> int | None:
    """Return the column in which two pages meet; None when they do not."""
    inked = small_ink(image, _PER_INCH)
    columns = inked.mean(axis=0)
    # The shadow of the fold runs from head to foot: no print does.
    columns[(inked.mean(axis=0) > _SHADOW)] = 0.0
    width = columns.size
    clear = _widest_blank(columns <= options.blank, *(int(share * width) for share in options.middle))
    if clear is None or clear[1] - clear[0] < options.margins * width:
        return None
    beside = (columns[: clear[0]], columns[clear[1] :])
    if any(np.count_nonzero(side > options.blank) < options.print_width * width for side in beside):
        return None
    margin = (image.pixels.shape[1] - width * image.resolution / _PER_INCH) / 2
    return int(margin + sum(clear) / 2 * image.resolution / _PER_INCH)


_PER_INCH = 50
_SHADOW = 0.6


def _widest_blank(blank: NDArray[np.bool_], start: int, stop: int) -> tuple[int, int] | None:
    """Return the widest run of `blank` columns whose middle lies between `start` and `stop`."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], blank, [False]]).astype(np.int8)))
    runs = [(int(first), int(last)) for first, last in edges.reshape(-1, 2) if start <= (first + last) / 2 < stop]
    return max(runs, key=lambda run: run[1] - run[0], default=None)
