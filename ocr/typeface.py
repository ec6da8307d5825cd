"""How the print looks: size in points, bold, italic, measured on the pixels, since the engine says nothing of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.page import TextLine, Word
from ocr.scan import GreyImage

_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class TypefaceOptions:
    """What tunes the measures.

    `bold` is how much thicker than the page's usual stroke a bold one is, once strokes have grown with the type
    (`stroke_growth` is the exponent); `enough_letters` how many letters measure a line; `slants` the shears tried, as columns
    per row; `upright_gain` how much sharper a sheared line must be to count as italic; `body_share` the share of a letter's
    full height (from the foot of p to the head of d) in the size of its type.
    """

    bold: float = 1.15
    stroke_growth: float = 0.7
    enough_letters: int = 10
    slants: tuple[float, ...] = (0.12, 0.2, 0.28)
    upright_gain: float = 1.12
    body_share: float = 0.9


def measure_typeface(
    lines: Sequence[TextLine], pixels: GreyImage, resolution: int, options: TypefaceOptions | None = None
) -> tuple[TextLine, ...]:
    """Return `lines` with font sizes (points) and bold and italic words. Boxes are in `pixels` ((height, width) uint8)."""
    options = options or TypefaceOptions()
    if not lines:
        return ()
    ink = np.asarray(pixels < _threshold(pixels), dtype=np.uint8)
    heights = [_full_height(line, ink) for line in lines]
    usual_height = median([height for height in heights if height] or [1.0])
    strokes = _Strokes.of(ink)
    usual_stroke = median(strokes.width(line.box) for line in lines) or 1.0
    measured = []
    for line, height in zip(lines, heights, strict=True):
        # A few letters are a poor measure of a line's height: the page's own is nearer.
        letters = sum(map(str.isalpha, line.content))
        growth = height / usual_height if height and letters >= options.enough_letters else 1.0
        bold = options.bold * usual_stroke * max(1.0, growth) ** options.stroke_growth
        italic = _is_italic(ink, line, options)
        words = tuple(replace(word, bold=_is_bold(word, strokes.width(word.box), bold), italic=italic) for word in line.words)
        size = round(2 * height / options.body_share * _POINTS_PER_INCH / resolution) / 2
        measured.append(replace(line, words=words, font_size=size))
    return tuple(measured)


def _threshold(pixels: GreyImage) -> float:
    return float(cv2.threshold(pixels[::2, ::2], 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]) + 1


def _full_height(line: TextLine, ink: NDArray[np.uint8]) -> float:
    """Return the height in pixels from the foot of p to the head of d, whichever letters the line has; 0 when it has none.

    Words of a skewed line lie at different heights, so each is measured by itself. Letters that reach nowhere (а, е, о) are
    brought to what their fellows with ascender and descender would measure. Digits and the signs of addresses do not count.
    """
    heights = [_rows_of_ink(word, ink) / _share_of_height(word.content) for word in line.words if _LETTERS.match(word.content)]
    return median(heights) if heights else 0.0


_LETTERS = re.compile(r"^[«\"(]?[^\W\d_]{2,}[»\",.;)]*$")


def _rows_of_ink(word: Word, ink: NDArray[np.uint8]) -> int:
    box = word.box
    rows = np.flatnonzero(ink[box.vpos : box.bottom, box.hpos : box.right].any(axis=1))
    return int(rows[-1] - rows[0] + 1) if rows.size else box.height


_ASCENDING = frozenset("bdfhklti'\"«»()[]/|!?бёйіїһ0123456789%№&")
_DESCENDING = frozenset("gjpqyруфцщдқңғөү,;()[]/|")


def _share_of_height(text: str) -> float:
    """Return which share of the full height these letters take: x-height 0.5, head and foot a quarter each."""
    ascends = any(letter.isupper() or letter in _ASCENDING for letter in text)
    descends = any(letter in _DESCENDING for letter in text) and not text.isupper()
    return 0.5 + 0.25 * ascends + 0.25 * descends


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strokes:
    """The ink of a page, and of it what is not outline, as ones."""

    ink: NDArray[np.uint8]
    inner: NDArray[np.uint8]

    @classmethod
    def of(cls, ink: NDArray[np.uint8]) -> "_Strokes":
        return cls(ink=ink, inner=np.asarray(cv2.erode(ink, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))), dtype=np.uint8))

    def width(self, box: Box) -> float:
        """Return the mean stroke width in pixels: a stroke of length l and width w has area l·w and outline 2·l."""
        place = slice(box.vpos, box.bottom), slice(box.hpos, box.right)
        area, inner = (cv2.countNonZero(each[place]) if each[place].size else 0 for each in (self.ink, self.inner))
        return 2 * area / max(1, area - inner)


def _is_bold(word: Word, stroke: float, bold: float) -> bool:
    return stroke >= bold and any(letter.isalpha() for letter in word.content)


def _is_italic(ink: NDArray[np.uint8], line: TextLine, options: TypefaceOptions) -> bool:
    """Tell whether the line stands straighter after a shear: upright strokes pile up in few columns."""
    box = line.box
    crop = ink[box.vpos : box.bottom, box.hpos : box.right].astype(np.float32)
    upright = _column_sharpness(crop)
    return max(_column_sharpness(_sheared(crop, slant)) for slant in options.slants) > options.upright_gain * upright


def _column_sharpness(crop: NDArray[np.float32]) -> float:
    return float(np.square(np.diff(crop.sum(axis=0))).sum())


def _sheared(crop: NDArray[np.float32], slant: float) -> NDArray[np.float32]:
    height, width = crop.shape
    shear = np.array([[1, slant, -slant * height / 2], [0, 1, 0]], dtype=np.float32)
    return np.asarray(cv2.warpAffine(crop, shear, (width, height), flags=cv2.INTER_LINEAR), dtype=np.float32)
