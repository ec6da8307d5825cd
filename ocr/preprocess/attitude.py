"""How a page lies on the scan: turned, askew."""

from dataclasses import dataclass, replace
from typing import Self

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ink:
    """The columns and rows of a page in which there is ink."""

    across: NDArray[np.float32]
    down: NDArray[np.float32]

    @classmethod
    def of(cls, image: PreparedImage, per_inch: int) -> Self:
        """Return the ink of `image` at `per_inch` pixels an inch."""
        down, across = np.nonzero(small_ink(image, per_inch))
        return cls(across=across.astype(np.float32), down=down.astype(np.float32))

    @property
    def lying(self) -> "_Ink":
        """The same page with its columns for rows."""
        return _Ink(across=self.down, down=self.across)

    def sharpness(self, angle: float) -> float:
        """Return how sharply rows of ink and of paper alternate once lines that fall to the right by `angle` degrees are level.

        It is large when rows run along the lines of print. A shear does for small angles what a turn does, in less time.
        """
        if not self.down.size:
            return 0.0
        rows = self.down - np.float32(np.tan(np.radians(angle))) * self.across
        profile = np.bincount((rows - rows.min()).astype(np.intp))
        return float(np.square(np.diff(profile, prepend=0, append=0)).sum() / self.down.size)


def _coarse_angles(image: PreparedImage) -> list[float]:
    """Return the angles tried first, the level one before all: on a page without print all are as good."""
    limit = image.options.skew_limit
    return sorted(np.arange(-limit, limit + 0.5, 1.0).tolist(), key=abs)


def stand_upright(image: PreparedImage) -> PreparedImage:
    """Turn a page whose lines run from top to bottom. Whether it then stands on its head, only reading tells.

    Each attitude is judged at its best skew: rows of a page that lies askew by three degrees are no sharper than its columns.
    """
    ink = _Ink.of(image, 75)
    upright, lying = (max(map(each.sharpness, _coarse_angles(image))) for each in (ink, ink.lying))
    return turned(image, 1) if lying > 2.0 * upright else image


def skew_angle(image: PreparedImage) -> float:
    """Return the angle in degrees by which the lines fall to the right (projection profiles, coarse then fine).

    Postl's criterion (1986): the angle at which the profile of rows alternates most sharply.
    """
    ink = _Ink.of(image, 100)
    best = max(_coarse_angles(image), key=ink.sharpness)
    for step in (0.5, 0.25, 0.1):
        best = max((best, best - step, best + step), key=ink.sharpness)
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
