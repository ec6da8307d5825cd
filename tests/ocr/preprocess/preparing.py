"""Scans and what preparation makes of them, for the tests of its steps."""

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.geometry import Affine, Box
from ocr.page import ProcessingStep
from ocr.preprocess import PreparedImage, prepare
from ocr.scan import GreyImage
from tests.ocr.drawing import ENGLISH, KAZAKH, RUSSIAN

PRINT = (*KAZAKH, *RUSSIAN, *ENGLISH)


def as_it_came(pixels: GreyImage, resolution: int = 300, ink: int = 140) -> PreparedImage:
    """Return a scan to which nothing has been done yet."""
    return PreparedImage(pixels=pixels, to_scan=Affine(), resolution=resolution, ink=ink)


def prepared(pixels: GreyImage, resolution: int = 300, quarter_turns: int | None = None) -> PreparedImage:
    """Return the only page of a scan."""
    (image,) = prepare(pixels, resolution, quarter_turns=quarter_turns)
    return image


def names(image: PreparedImage) -> list[str]:
    """Return what was done to the image."""
    return [step.name for step in image.steps]


def step(image: PreparedImage, name: str) -> ProcessingStep:
    """Return the first step of this name."""
    return next(step for step in image.steps if step.name == name)


def resized(pixels: GreyImage, factor: float) -> GreyImage:
    """Return the page scanned at `factor` times the resolution."""
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)


def bitonal(pixels: GreyImage) -> GreyImage:
    """Return the page in black and white."""
    return np.where(pixels < 128, 0, 255).astype(np.uint8)


def specked(
    pixels: GreyImage, *, side: int = 4, spots: Sequence[tuple[int, int]] = ((60, 60), (1600, 1100), (900, 1180))
) -> GreyImage:
    """Return the page with a black square at each of `spots` (across, down)."""
    spotted = pixels.copy()
    for across, down in spots:
        spotted[down : down + side, across : across + side] = 0
    return spotted


def close(one: Box, other: Box, within: float = 3) -> bool:
    """Tell whether the edges of two rectangles are at most so many pixels apart."""
    pairs = zip((one.hpos, one.vpos, one.right, one.bottom), (other.hpos, other.vpos, other.right, other.bottom), strict=True)
    return all(abs(a - b) <= within for a, b in pairs)
