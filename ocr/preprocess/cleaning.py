"""Scanner edges and specks painted over; what is left are the pieces of ink that print is made of."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.preprocess.image import Mask, Pieces, PreparedImage, changed, noted, step_of
from ocr.preprocess.rules import ink_without_rules

_SCALE = 4
"""Scanner edges are looked for at a quarter of the size."""


def clear_edges(image: PreparedImage) -> PreparedImage:
    """Paint over the black of the scanner bed: pieces that touch the scan's edge and are long."""
    small = cv2.resize(image.pixels, None, fx=1 / _SCALE, fy=1 / _SCALE, interpolation=cv2.INTER_AREA)
    black = np.asarray(cv2.threshold(small, image.ink, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(black, connectivity=8, ltype=cv2.CV_32S)
    left, top, width, height, _ = np.asarray(stats).reshape(-1, 5).T
    page_height, page_width = black.shape
    touches = (left == 0) | (top == 0) | (left + width == page_width) | (top + height == page_height)
    edges: Mask = touches & ((width > page_width // 12) | (height > page_height // 12))
    edges[0] = False
    if not edges.any():
        return image
    doomed = cv2.dilate(edges[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    full = cv2.resize(doomed, image.pixels.shape[::-1], interpolation=cv2.INTER_NEAREST)
    pixels = image.pixels.copy()
    pixels[full > 0] = 255
    return changed(image, pixels, step_of("clear-edges", edges=int(edges.sum())))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Components:
    """Connected pieces of ink: `labels` (height, width) int32, and per label left, top, width, height, area; 0 is paper."""

    labels: NDArray[np.int32]
    left: NDArray[np.int32]
    top: NDArray[np.int32]
    width: NDArray[np.int32]
    height: NDArray[np.int32]
    area: NDArray[np.int32]

    @property
    def all(self) -> Mask:
        """All pieces: what is not paper."""
        return np.arange(self.area.size) > 0

    def within(self, side: float) -> Mask:
        """Tell which pieces are no larger than `side` pixels either way."""
        small: Mask = (self.width <= side) & (self.height <= side)
        small[0] = False
        return small

    def mask(self, chosen: Mask) -> NDArray[np.uint8]:
        """Return an image with ones where the `chosen` pieces are. They are few and small, or it takes long."""
        drawn = np.zeros(self.labels.shape, np.uint8)
        bottom, right = self.top + self.height, self.left + self.width
        for label in np.flatnonzero(chosen).tolist():
            place = slice(self.top[label], bottom[label]), slice(self.left[label], right[label])
            drawn[place] |= self.labels[place] == label
        return drawn

    def pieces(self, chosen: Mask) -> Pieces:
        """Return the `chosen` pieces."""
        return np.column_stack([self.left, self.top, self.width, self.height, self.area])[chosen]


def clear_specks(image: PreparedImage) -> PreparedImage:
    """Paint over specks; return the image with the pieces of ink that are left.

    Specks of the size of a dot lie away from every letter: dots and commas lie near one. Those too small for a dot lie anywhere.
    """
    ink = ink_without_rules(image)
    found = _components(ink)
    specks = _lone_specks(found, ink, image) | found.within(image.options.tiny_speck * _stroke_width(ink))
    share = float(found.area[specks].sum() / max(1, found.area[1:].sum()))
    if share > image.options.lost_ink:
        return replace(noted(image, "keep-specks", share_of_ink=round(share, 3)), pieces=found.pieces(found.all))
    kept = found.all & ~specks
    image = replace(image, pieces=found.pieces(kept))
    if not specks.any():
        return image
    rows, columns = np.nonzero(cv2.dilate(found.mask(specks), np.ones((5, 5), np.uint8)))
    doomed = ~kept[found.labels[rows, columns]]
    pixels = image.pixels.copy()
    pixels[rows[doomed], columns[doomed]] = 255
    return changed(image, pixels, step_of("clear-specks", specks=int(specks.sum()), share_of_ink=round(share, 4)))


def _components(ink: NDArray[np.uint8]) -> _Components:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    left, top, width, height, area = np.asarray(stats, dtype=np.int32).reshape(-1, 5).T
    return _Components(labels=np.asarray(labels, dtype=np.int32), left=left, top=top, width=width, height=height, area=area)


def _stroke_width(ink: NDArray[np.uint8]) -> float:
    """Return the mean width of a stroke in pixels: one of length l and width w has area l·w and outline 2·l."""
    inner = cv2.erode(ink, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))
    area = cv2.countNonZero(ink)
    return 2 * area / max(1, area - cv2.countNonZero(inner))


def _lone_specks(found: _Components, ink: NDArray[np.uint8], image: PreparedImage) -> Mask:
    """Tell which pieces are small, away from every piece that is not, and not one of several dots in line."""
    small = found.within(max(2, round(image.options.speck * image.resolution)))
    reach = 2 * max(1, round(image.options.speck_distance * image.resolution)) + 1
    near = cv2.dilate(ink - found.mask(small), np.ones((reach, reach), np.uint8))
    lone = np.flatnonzero(small)
    middles = found.top[lone] + found.height[lone] // 2, found.left[lone] + found.width[lone] // 2
    lone = lone[near[middles] == 0]
    if lone.size <= _MOST_DOTS:
        lone = lone[~_in_line(found, lone, image.resolution)]
    specks: Mask = np.zeros(small.shape, np.bool_)
    specks[lone] = True
    return specks


_MOST_DOTS = 4000
"""On a page with more lone specks than this it is the page that is dirty: comparing each with each would take seconds."""


def _in_line(found: _Components, dots: NDArray[np.intp], resolution: int) -> Mask:
    """Tell which of `dots` have a like one close beside or above them: colons, dots of an ellipsis, leaders of a contents page."""
    across, down, area = (values[dots].astype(np.float64) for values in (found.left, found.top, found.area))
    apart_across, apart_down = abs(across[:, None] - across), abs(down[:, None] - down)
    alike = (area[:, None] <= 2 * area) & (area <= 2 * area[:, None])
    slack, near = 0.01 * resolution, 0.08 * resolution
    beside = (apart_down <= slack) & (apart_across > slack) & (apart_across <= near)
    above = (apart_across <= slack) & (apart_down > slack) & (apart_down <= near)
    return np.asarray((alike & (beside | above)).any(axis=1), dtype=np.bool_)
