"""An image on its way to the engine: its pixels, the way back to the scan, and what was done to it."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Affine, Box
from ocr.page import ProcessingStep
from ocr.preprocess.bend import Bend
from ocr.scan import GreyImage

Mask = NDArray[np.bool_]

Rule = tuple[int, int, int, int]
"""A ruled line as (left, top, right, bottom) in pixels of the prepared image."""

Pieces = NDArray[np.int32]
"""Connected pieces of ink, as rows of left, top, width, height and area, in pixels of the prepared image."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """A row of dots that leads from an entry to its page number: where it was on the image, and of how many dots."""

    box: Box
    dots: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareOptions:
    """What tunes the preparation of a page. Lengths are in inches, so that they hold at any resolution.

    `paper` is the grey the paper is brought to; `ink` the bounds of the grey below which a pixel of even paper is ink; `fine` the
    resolution from which grain is left alone, `grain` how strong it may be elsewhere, as a share of the contrast of print and
    paper; `uneven` the spread of paper grey (95th less 5th percentile) from which light counts as uneven; `black` the grey that
    becomes black, and `white` how much lighter than ink the grey is that becomes white; `speck` the side of the largest speck,
    `speck_distance` how far from any letter its middle must lie, `tiny_speck` the side, in widths of a stroke, up to which it may
    lie anywhere; `rule` the shortest rule; `rule_thickness` how thick one may be; `skew_limit` the largest skew looked for, in
    degrees; `turn_from` the skew from which the pixels are turned; `lost_ink` the share of ink that cleaning may take away;
    `letter` the heights of a typical letter, in pixels, that the engine reads well, and `best_letter` the height that others are
    brought to; `largest_change` how far type is scaled up or down at most.
    """

    paper: int = 245
    ink: tuple[int, int] = (140, 200)
    fine: int = 220
    grain: float = 0.03
    uneven: int = 6
    black: int = 0
    white: int = 50
    speck: float = 0.02
    speck_distance: float = 0.055
    tiny_speck: float = 0.8
    rule: float = 0.6
    rule_thickness: float = 0.03
    skew_limit: float = 8.0
    turn_from: float = 2.0
    lost_ink: float = 0.12
    letter: tuple[float, float] = (16.0, 34.0)
    best_letter: float = 25.0
    largest_change: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedImage:
    """An upright, even, clean image and the map from its pixels back to those of the scan.

    A point leads to the scan by `bend`, if the page was flattened, and then by `to_scan`.
    `pixels` is (height, width) uint8; `resolution` its pixels per inch; `ink` the grey below which a pixel is ink, higher where
    print is faint; `skew` the angle in degrees by which its lines still fall to the right; `rules` are its ruled lines, `pieces`
    its other ink, `leaders` the rows of dots that were lifted from it.
    """

    pixels: GreyImage
    to_scan: Affine
    resolution: int
    bend: Bend | None = None
    ink: int = 140
    skew: float = 0.0
    rules: tuple[Rule, ...] = ()
    pieces: Pieces = field(default_factory=lambda: np.zeros((0, 5), np.int32))
    leaders: tuple[Leader, ...] = ()
    steps: tuple[ProcessingStep, ...] = ()
    options: PrepareOptions = field(default_factory=PrepareOptions)


def step_of(name: str, **parameters: float) -> ProcessingStep:
    """Return a step for the record, its parameters as plain text."""
    return ProcessingStep(name=name, parameters={key: f"{value:g}" for key, value in parameters.items()})


def noted(image: PreparedImage, name: str, **parameters: float) -> PreparedImage:
    """Return the image as it is, with a remark on record."""
    return changed(image, image.pixels, step_of(name, **parameters))


def changed(
    image: PreparedImage, pixels: GreyImage, step: ProcessingStep, *, back: Affine | None = None, resolution: int | None = None
) -> PreparedImage:
    """Return the image after a step, with the step on record and the way back prolonged by it."""
    return replace(
        image,
        pixels=pixels,
        to_scan=image.to_scan.after(back) if back else image.to_scan,
        resolution=resolution or image.resolution,
        steps=(*image.steps, step),
    )
