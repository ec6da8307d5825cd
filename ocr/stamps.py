"""Coloured ink over black print – stamps, signatures, highlighter – taken off while the page still has its colours.

In the brightest of its three channels, coloured ink is pale and black print is black (the idea of a colour filter before the lens).
That is done only where the two touch: a red headline, a blue picture or a coloured rule stay as they are.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

GreyImage = NDArray[np.uint8]
ColourImage = NDArray[np.uint8]
"""An image as (height, width, 3) uint8: red, green, blue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StampOptions:
    """What makes a stamp. Greys and differences of channels run from 0 to 255, lengths are in inches, the rest are shares.

    `coloured` is the difference of channels from which ink is coloured; `pale` how bright its brightest channel must be to be
    told from print; `black` the brightest channel of print; `touching` the least black beside its ink, per coloured pixel;
    `side` the least width or height; `joined` the widest white inside one stamp; `worth_looking` the share of coloured pixels from
    which a page is looked at.
    """

    coloured: int = 50
    pale: int = 112
    black: int = 100
    touching: float = 0.02
    side: float = 0.25
    joined: float = 0.08
    worth_looking: float = 0.0005


def has_colour(small: ColourImage, options: StampOptions) -> bool:
    """Tell whether a page, `small` as it may be, has coloured ink worth a look."""
    _, difference = _channels(_balanced(small))
    return float((difference > options.coloured * 0.7).mean()) > options.worth_looking


def take_off_stamps(grey: GreyImage, colour: ColourImage, resolution: int, options: StampOptions) -> tuple[GreyImage, int]:
    """Return `grey` without the coloured ink that lies over print in `colour`, and how many pieces of it there were."""
    brightest, difference = _channels(_balanced(colour))
    coloured = difference > options.coloured
    labels, stamps, paleness = _find_stamps(brightest, coloured, resolution, options)
    if not stamps.any():
        return grey, 0
    ink = cv2.dilate((coloured & stamps[labels]).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    paper = np.percentile(grey[::8, ::8], _PAPER)
    lifted = np.minimum(brightest[ink] / (0.9 * paleness[labels[ink]]), 1.0) * paper
    cleared = grey.copy()
    cleared[ink] = np.maximum(grey[ink], lifted.astype(np.uint8))
    return cleared, int(stamps.sum())


_PAPER = 80
"""Percentile of a page's greys that is paper: most of a page is, and light patches are few."""


def _balanced(colour: ColourImage) -> ColourImage:
    """Return the page with its paper made white: yellowed paper is no coloured ink."""
    sample = colour[::8, ::8].reshape(-1, 3)
    paper = np.maximum(np.percentile(sample, _PAPER, axis=0), 1)
    curves = np.minimum(np.arange(256)[:, None] * 255 / paper, 255).astype(np.uint8).reshape(1, 256, 3)
    return np.asarray(cv2.LUT(np.ascontiguousarray(colour), curves), dtype=np.uint8)


def _channels(colour: ColourImage) -> tuple[GreyImage, GreyImage]:
    """Return the brightest channel of every pixel, and how far it is from the darkest."""
    red, green, blue = cv2.split(colour)
    brightest = np.asarray(cv2.max(cv2.max(red, green), blue), dtype=np.uint8)
    return brightest, brightest - np.asarray(cv2.min(cv2.min(red, green), blue), dtype=np.uint8)


def _find_stamps(
    brightest: GreyImage, coloured: NDArray[np.bool_], resolution: int, options: StampOptions
) -> tuple[NDArray[np.int32], NDArray[np.bool_], NDArray[np.float64]]:
    """Return the pieces of coloured ink as labels, which of them are stamps, and the mean of their brightest channel."""
    reach = max(3, round(options.joined * resolution)) | 1
    joined = cv2.dilate(coloured.astype(np.uint8), np.ones((reach, reach), np.uint8))
    count, found, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8, ltype=cv2.CV_32S)
    labels = np.asarray(found, dtype=np.int32)
    beside = cv2.dilate(coloured.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    black = (brightest < options.black) & ~coloured & beside
    area = np.bincount(labels[coloured], minlength=count)
    touching = np.bincount(labels[black], minlength=count)
    paleness = np.bincount(labels[coloured], weights=brightest[coloured], minlength=count) / np.maximum(area, 1)
    large = np.asarray(stats).reshape(-1, 5)[:, 2:4].max(axis=1) - reach >= options.side * resolution
    stamps = large & (area > 0) & (touching >= options.touching * area) & (paleness >= options.pale)
    stamps[0] = False
    return labels, stamps, paleness
