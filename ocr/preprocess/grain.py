"""Grain: the noise of a sensor that had too little light, or of fast film."""

import cv2
import numpy as np

from ocr.preprocess.image import PreparedImage, changed, step_of
from ocr.scan import GreyImage

_SECOND_DIFFERENCES = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_OF_DIFFERENCES = 6.0
"""Standard deviation of what that filter makes of noise, in those of the noise."""

_MEDIAN_DEVIATION = 0.6745
_PATCH, _NEIGHBOURHOOD = 5, 9
_STRENGTH = 2.0


def grain_of(pixels: GreyImage) -> float:
    """Return the standard deviation of the grain, in greys.

    Second differences cancel what is even or slopes (J. Immerkær, "Fast Noise Variance Estimation", 1996); their median, not their
    mean, so that the edges of letters do not count.
    """
    rough = np.abs(cv2.filter2D(pixels, cv2.CV_32F, _SECOND_DIFFERENCES))
    return float(np.median(rough)) / _MEDIAN_DEVIATION / _OF_DIFFERENCES


def quieten_grain(image: PreparedImage) -> PreparedImage:
    """Take off grain that is strong beside the print, from coarse scans: enlarged with the letters it would become specks.

    Each pixel becomes a mean of those nearby with surroundings like its own (non-local means: Buades, Coll and Morel, 2005): flat
    paper becomes flat, strokes stay as sharp as they were, which blurring would not leave them. Larger letters bear grain.
    """
    if image.resolution >= image.options.fine:
        return image
    darkest, paper = np.percentile(image.pixels[::2, ::2], (1, 50))
    grain = grain_of(image.pixels)
    if grain <= image.options.grain * (paper - darkest):
        return image
    filtered = cv2.fastNlMeansDenoising(
        image.pixels, h=_STRENGTH * grain, templateWindowSize=_PATCH, searchWindowSize=_NEIGHBOURHOOD
    )
    pixels = np.asarray(filtered, dtype=np.uint8)
    return changed(image, pixels, step_of("quieten-grain", grain=round(grain, 1), contrast=paper - darkest))
