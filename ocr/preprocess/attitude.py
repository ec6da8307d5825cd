"""How a page lies on the scan: turned, askew."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Affine
from ocr.page import TURN
from ocr.preprocess.image import PreparedImage, changed, step_of


def turned(image: PreparedImage, quarter_turns: int) -> PreparedImage:
    """Return `image` turned clockwise by `quarter_turns` × 90°; as it is when it need not be."""
    if quarter_turns % 4 == 0:
        return image
    height, width = image.pixels.shape
    back = (
        Affine(),
        Affine(a=0, b=1, c=0, d=-1, e=0, f=height),
        Affine(a=-1, b=0, c=width, d=0, e=-1, f=height),
        Affine(a=0, b=-1, c=width, d=1, e=0, f=0),
    )[quarter_turns % 4]
    pixels = np.ascontiguousarray(np.rot90(image.pixels, -quarter_turns))
    return changed(image, pixels, step_of(TURN, clockwise_degrees=90 * (quarter_turns % 4)), back=back)


def small_ink(image: PreparedImage, per_inch: int) -> NDArray[np.float32]:
    """Return the ink of the page as 0 or 1, at `per_inch` pixels an inch, without the outer twentieth of each side."""
    factor = min(1.0, per_inch / image.resolution)
    small = cv2.resize(image.pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    middle = small[height // 20 : height - height // 20, width // 20 : width - width // 20]
    return (middle < (image.ink + image.options.paper) // 2).astype(np.float32)


def _sharpness(ink: NDArray[np.float32]) -> float:
    """Return how sharply rows of ink and rows of paper alternate: large when rows run along the lines of print."""
    rows = ink.sum(axis=1)
    return float(np.square(np.diff(rows)).sum() / max(1.0, float(ink.sum())))


def _sharpness_at(ink: NDArray[np.float32], angle: float) -> float:
    """Return the sharpness of the rows once lines that fall to the right by `angle` degrees are level."""
    height, width = ink.shape
    # A shear does for small angles what a turn does, at a fraction of the time.
    slope = np.tan(np.radians(angle))
    shear = np.array([[1, 0, 0], [-slope, 1, slope * width / 2]], dtype=np.float32)
    return _sharpness(np.asarray(cv2.warpAffine(ink, shear, (width, height), flags=cv2.INTER_NEAREST), dtype=np.float32))


def _coarse_angles(image: PreparedImage) -> list[float]:
    """Return the angles tried first, the level one before all: on a page without print all are as good."""
    limit = image.options.skew_limit
    return sorted(np.arange(-limit, limit + 0.5, 1.0).tolist(), key=abs)


def stand_upright(image: PreparedImage) -> PreparedImage:
    """Turn a page whose lines run from top to bottom. Whether it then stands on its head, only reading tells.

    Each attitude is judged at its best skew: rows of a page that lies askew by three degrees are no sharper than its columns.
    """
    ink = small_ink(image, 75)
    upright, lying = (
        max(_sharpness_at(each, angle) for angle in _coarse_angles(image)) for each in (ink, np.ascontiguousarray(ink.T))
    )
    return turned(image, 1) if lying > 2.0 * upright else image


def skew_angle(image: PreparedImage) -> float:
    """Return the angle in degrees by which the lines fall to the right (projection profiles, coarse then fine).

    Postl's criterion (1986): the angle at which the profile of rows alternates most sharply.
    """
    ink = small_ink(image, 100)

    def sharpness(angle: float) -> float:
        return _sharpness_at(ink, angle)

    best = max(_coarse_angles(image), key=sharpness)
    for step in (0.5, 0.25, 0.1):
        best = max((best, best - step, best + step), key=sharpness)
    return best


def straighten(image: PreparedImage) -> PreparedImage:
    """Measure the skew; turn the page only when it is large: smaller skew is undone when its lines are cut out."""
    angle = skew_angle(image)
    if abs(angle) < image.options.turn_from:
        return replace(image, skew=angle)
    height, width = image.pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    pixels = cv2.warpAffine(
        image.pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,)
    )
    (a, b, c), (d, e, f) = cv2.invertAffineTransform(turn).tolist()
    step = step_of("straighten", degrees=round(angle, 2))
    return changed(image, np.asarray(pixels, dtype=np.uint8), step, back=Affine(a=a, b=b, c=c, d=d, e=e, f=f))
