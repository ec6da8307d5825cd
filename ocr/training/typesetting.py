"""A line of text set in type: ink on nothing, before paper, press and scanner have had their way."""

import random
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ocr.training.alphabet import DIGITS, SUPERSCRIPTS
from ocr.training.lines import Line
from ocr.training.typefaces import Typeface

SIDE = 28
"""Pixels of empty paper left and right of a line, and above and below its tallest letters."""

_PLAIN = str.maketrans(SUPERSCRIPTS, DIGITS[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """Ink of a line, (height, width) float32 from 0 (none) to 1, `size` pixels an em; the rows where its letters begin and end."""

    ink: NDArray[np.float32]
    size: int
    top: int
    foot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a line is set: pixels an em, pixels between letters beyond what the face gives, figures that stand like small letters.

    Superscripts are figures made `small` and `raised` by so many ems, or the face's own where it has them and `raised` is 0.
    """

    size: int
    spacing: float = 0.0
    old_figures: bool = False
    raised: float = 0.0
    small: float = 0.62

    @property
    def features(self) -> list[str]:
        """Return what is asked of the face, in the words of OpenType."""
        return ["onum"] if self.old_figures else []


def choose_measure(line: Line, lot: random.Random) -> Measure:
    """Return a size of type on a scan of some resolution, in some lines spaced out."""
    points = lot.choice(_HEADING_POINTS if line.heading else _TEXT_POINTS)
    size = max(_SMALLEST, round(points * lot.choice(_RESOLUTIONS) / 72))
    spaced = lot.random() < _SPACED
    return Measure(
        size=min(size, _LARGEST),
        spacing=lot.uniform(0.5, size * 0.12) if spaced else 0.0,
        raised=lot.choice((0.0, lot.uniform(0.3, 0.42))),
        small=lot.uniform(0.56, 0.68),
    )


_TEXT_POINTS = (7.5, 8, 9, 9, 10, 10, 10.5, 11, 11, 12, 12, 13)
_HEADING_POINTS = (9, 10, 11, 12, 12, 13, 14, 14, 16, 18, 22)
_RESOLUTIONS = (150, 200, 240, 300, 300, 300, 300, 400)
_SMALLEST, _LARGEST = 20, 90
_SPACED = 0.06


def set_line(text: str, face: Typeface, measure: Measure) -> SetLine:
    """Return `text` set in `face`."""
    font = _font(str(face.file), measure.size)
    small = _font(str(face.file), round(measure.size * measure.small))
    above = -font.getbbox("dҚбЁ|", anchor="ls")[1]
    below = font.getbbox("pқщр|", anchor="ls")[3]
    pieces = _pieces(text, spaced=measure.spacing > 0, raising=bool(measure.raised) or not face.has_superscripts)
    used = [small if raised else font for _, raised in pieces]
    bare = [type_.getlength(piece, features=measure.features) for type_, (piece, _) in zip(used, pieces, strict=True)]
    widths = [width + measure.spacing for width in bare]
    image = Image.new("L", (int(sum(widths)) + 2 * SIDE, int(above + below) + 2 * SIDE), 0)
    draw, across, baseline = ImageDraw.Draw(image), float(SIDE), SIDE + above
    for (piece, raised), type_, width in zip(pieces, used, widths, strict=True):
        place = (across, baseline - ((measure.raised or _RAISED) * measure.size if raised else 0))
        draw.text(place, piece, font=type_, fill=255, anchor="ls", features=measure.features)
        across += width
    ink = np.asarray(image, np.float32) / np.float32(255)
    top, foot = _box_rows(ink, int(baseline), -font.getbbox("x", anchor="ls")[1])
    return SetLine(ink=ink, size=measure.size, top=top, foot=foot)


def _box_rows(ink: NDArray[np.float32], baseline: int, x_height: float) -> tuple[int, int]:
    """Return the rows where the engine takes a line to begin and end.

    They are those of its ink, but no nearer to the baseline than ascenders and descenders usually reach (LSTMRecognizeWord in
    src/ccmain/linerec.cpp). Lines cut out otherwise than when pages are read teach to mistake small letters for capitals.
    """
    rows = np.flatnonzero(ink.max(axis=1) > _INKED)
    first, last = (int(rows[0]), int(rows[-1]) + 1) if rows.size else (baseline, baseline)
    return min(first, round(baseline - _ASCENT * x_height)), max(last, round(baseline + _DESCENT * x_height))


_RAISED = 0.36
_INKED = 0.3
_ASCENT, _DESCENT = 1.5, 0.5
"""Heights of ascenders and descenders where a line has none, in x-heights."""


def width_of(text: str, face: Typeface, measure: Measure) -> float:
    """Return the width of `text` in pixels."""
    return _font(str(face.file), measure.size).getlength(text, features=measure.features) + measure.spacing * len(text)


@lru_cache(maxsize=256)
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)


def _pieces(text: str, *, spaced: bool, raising: bool) -> list[tuple[str, bool]]:
    """Return runs of text, each with whether it is figures to be raised; single letters when they are spaced out."""
    pieces: list[tuple[str, bool]] = []
    for character in text:
        raised = raising and character in SUPERSCRIPTS
        plain = character.translate(_PLAIN) if raised else character
        if pieces and not spaced and pieces[-1][1] == raised:
            pieces[-1] = (pieces[-1][0] + plain, raised)
        else:
            pieces.append((plain, raised))
    return pieces
