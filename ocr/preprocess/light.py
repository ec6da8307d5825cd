"""Even light, and ink told from paper."""

from dataclasses import replace

import cv2
import numpy as np

from ocr.preprocess.image import PreparedImage, changed, noted, step_of
from ocr.scan import GreyImage


def is_bitonal(pixels: GreyImage) -> bool:
    """Tell whether an image holds black and white only."""
    sample = pixels[::4, ::4]
    return bool(np.isin(sample, (0, 255)).all())


def paper_grey(pixels: GreyImage, resolution: int) -> GreyImage:
    """Return the grey of the paper behind every pixel, in quarter size.

    The lightest grey nearby (a grey dilation wider than a stroke takes the print away), then the median over more than a line,
    which takes away what the dilation left of large type and pictures.
    """
    small = cv2.resize(pixels, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    stroke = max(3, resolution // 43) | 1
    lightest = cv2.dilate(small, np.ones((stroke, stroke), np.uint8))
    window = min(255, max(9, resolution // 7)) | 1
    return np.asarray(cv2.medianBlur(lightest, window), dtype=np.uint8)


def even_light(image: PreparedImage) -> PreparedImage:
    """Divide the page by its own paper where light is uneven, or paper is not white."""
    if is_bitonal(image.pixels):
        return noted(image, "keep-bitonal")
    paper = paper_grey(image.pixels, image.resolution)
    darkest, lightest = np.percentile(paper, (5, 95))
    if lightest - darkest < image.options.uneven and lightest > image.options.paper:
        return image
    height, width = image.pixels.shape
    behind = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    even = np.asarray(cv2.divide(image.pixels, behind, scale=image.options.paper), dtype=np.uint8)
    return changed(image, even, step_of("even-light", paper_from=int(darkest), paper_to=int(lightest)))


def weigh_ink(image: PreparedImage) -> PreparedImage:
    """Set where ink ends and paper begins.

    A little below Otsu's threshold (1979), which takes the soft edges of letters for ink.
    """
    otsu = cv2.threshold(image.pixels[::2, ::2], 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    darkest, lightest = image.options.ink
    return replace(image, ink=int(min(max(otsu - _SOFT_EDGE, darkest), lightest)))


_SOFT_EDGE = 15


def whiten(image: PreparedImage) -> PreparedImage:
    """Make white what is lighter than the edge of any letter: paper grain, and print that shows through from the other side.

    The engine reads greys. Letters keep their soft edges: black and white alone reads worse.
    """
    if is_bitonal(image.pixels):
        return image
    black, white = image.options.black, image.ink + image.options.white
    tones = np.clip((np.arange(256) - black) * (255 / (white - black)), 0, 255).astype(np.uint8)
    pixels = np.asarray(cv2.LUT(image.pixels, tones), dtype=np.uint8)
    return replace(changed(image, pixels, step_of("whiten", from_grey=white)), ink=int(tones[image.ink]))
