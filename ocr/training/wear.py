"""What press, years and scanner do to a line of type: from ink to the grey picture that is read.

Every step takes ink ((height, width) float32, 0 none to 1 full) or a picture (float32, 0 black to 255 white) and a random
generator, and returns the same.
"""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.scan import GreyImage
from ocr.training.typesetting import SetLine

Ink = NDArray[np.float32]
Picture = NDArray[np.float32]
Chance = np.random.Generator

BADNESS = (0.0, 0.0, 0.35, 0.7, 1.0, 1.0, 1.4)
"""How bad scans are, from a clean render to worse than is usually kept; each as often as another."""


def worn(line: SetLine, neighbour: Ink, chance: Chance, badness: float) -> GreyImage:
    """Return the picture of a line on a scan so bad, cut out of its page as the engine cuts lines out."""
    ink = line.ink
    if chance.random() < _BESIDE:
        ink = _between_lines(ink, neighbour, line.size, chance)
    if badness > 0:
        ink = _bent(ink, line.size, chance)
    ink = _printed(ink, line.size, chance, badness)
    ink, shrunk = _photographed_small(ink, line.size, chance, badness)
    return _cut_out(_photographed(ink, neighbour, chance, badness), line, shrunk, chance)


def weathered(ink: Ink, size: int, behind: Ink, chance: Chance, badness: float) -> GreyImage:
    """Return the picture of a whole page, lying straight, on a scan so bad; `behind` is what is printed on its other side."""
    return _photographed(_printed(ink, size, chance, badness), behind, chance, badness)


def _printed(ink: Ink, size: int, chance: Chance, badness: float) -> Ink:
    if badness > 0:
        ink = _pressed(ink, size, chance, badness)
    return _blurred(ink, size, chance, badness)


def _photographed(ink: Ink, behind: Ink, chance: Chance, badness: float) -> GreyImage:
    picture = _on_paper(ink, behind, chance, badness)
    return _compressed(_scanned(picture, chance, badness), chance, badness)


_BESIDE = 0.35


# --- Type and press ---------------------------------------------------------------------------------------------------


def _between_lines(ink: Ink, neighbour: Ink, size: int, chance: Chance) -> Ink:
    """Return the line with what reaches into its box of the lines above and below."""
    ink, lead = ink.copy(), int(size * chance.uniform(1.05, 1.4))
    height, width = ink.shape[0], min(ink.shape[1], neighbour.shape[1])
    for shift in (-lead, lead):
        if chance.random() < _EACH_SIDE:
            moved = np.zeros((height, width), np.float32)
            first, last = max(0, shift), min(height, neighbour.shape[0] + shift)
            if last > first:
                moved[first:last] = neighbour[first - shift : last - shift, :width]
                ink[:, :width] = np.maximum(ink[:, :width], moved)
    return ink


_EACH_SIDE = 0.6


def _bent(ink: Ink, size: int, chance: Chance) -> Ink:
    """Return the line with what is left of skew, page curl and a leaning press, and narrower or wider type."""
    height, width = ink.shape
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    angle = np.radians(chance.normal(0, 0.3)) if chance.random() < _SKEWED else 0.0
    wave = (
        chance.uniform(0, 1.5)
        * size
        / 45
        * np.sin(2 * np.pi * across / (chance.uniform(0.4, 1.6) * width) + chance.uniform(0, 6.3))
    )
    lean = chance.normal(0, 0.02) * (down - height / 2)
    rows = down + np.tan(angle) * np.clip(across - width / 2, -500, 500) + wave
    bent = cv2.remap(ink, (across + lean).astype(np.float32), rows.astype(np.float32), cv2.INTER_LINEAR, borderValue=0)
    stretch = chance.uniform(0.92, 1.08)
    return cv2.resize(bent, (max(8, round(width * stretch)), height), interpolation=cv2.INTER_LINEAR).astype(np.float32)


_SKEWED = 0.7


def _pressed(ink: Ink, size: int, chance: Chance, badness: float) -> Ink:
    """Return the line as a worn or overinked letterpress prints it: fatter, thinner, patchy, with broken strokes."""
    kind = chance.random()
    if size >= _FINE and kind < _FAT:
        ink = cv2.dilate(ink, np.ones((2, 2), np.uint8)).astype(np.float32)
    elif size >= _FINE and kind < _FAT + _THIN:
        ink = cv2.erode(ink, np.ones((1, 2) if chance.random() < 0.5 else (2, 1), np.uint8)).astype(np.float32)  # noqa: PLR2004  # either
    if chance.random() < _PATCHY * badness:
        patches = _clouds(ink.shape, int(chance.choice((3, 6, 14))), chance)
        ink = ink * np.clip(1.05 - chance.uniform(0, 0.5) * np.abs(patches), 0, 1)
    if chance.random() < _ROUGH * badness:
        edge = cv2.GaussianBlur(ink, (0, 0), 0.05 * size / 2 + 0.4) + 0.22 * _clouds(ink.shape, 2, chance)
        ink = np.clip((edge - 0.5) * 3 + 0.5, 0, 1)
    return ink.astype(np.float32)


_FINE = 30
_FAT, _THIN, _PATCHY, _ROUGH = 0.16, 0.16, 0.35, 0.15


def _clouds(shape: tuple[int, int], grain: int, chance: Chance) -> Picture:
    """Return noise of mean 0 and deviation 1 that changes over `grain` pixels."""
    height, width = shape
    coarse = chance.normal(0, 1, (max(2, height // grain), max(2, width // grain))).astype(np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)


# --- Optics and paper -------------------------------------------------------------------------------------------------


def _blurred(ink: Ink, size: int, chance: Chance, badness: float) -> Ink:
    radius = chance.uniform(0.3, 1.25) * badness * size / 45 + 0.15
    return cv2.GaussianBlur(ink, (0, 0), radius).astype(np.float32)


def _photographed_small(ink: Ink, size: int, chance: Chance, badness: float) -> tuple[Ink, float]:
    """Return the line at a lower resolution, in some lines blown up again; and how its size changed."""
    if not badness or chance.random() > _LOW_RESOLUTION or size < _FINE:
        return ink, 1.0
    share = chance.uniform(16, 26) / size
    height, width = ink.shape
    small = cv2.resize(ink, (max(8, int(width * share)), max(8, int(height * share))), interpolation=cv2.INTER_AREA)
    if chance.random() < 0.5:  # noqa: PLR2004  # either
        return small.astype(np.float32), small.shape[0] / height
    return np.clip(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1).astype(np.float32), 1.0


_LOW_RESOLUTION = 0.15


def _on_paper(ink: Ink, neighbour: Ink, chance: Chance, badness: float) -> Picture:
    """Return ink of some black on paper of some white, the other side showing through, shaded towards the gutter."""
    height, width = ink.shape
    if chance.random() < _SHOWS_THROUGH * min(1.0, badness + 0.2):
        other = cv2.GaussianBlur(neighbour[:, ::-1], (0, 0), chance.uniform(1.5, 4))
        other = np.roll(cv2.resize(other, (max(width, 8), height)), int(chance.integers(-height // 2, height // 2)), axis=0)
        ink = np.maximum(ink, other * chance.uniform(0.05, 0.3))
    paper = chance.uniform(170, 255) if badness else 255.0
    black = chance.uniform(0, 100) if chance.random() < _FAINT and badness else chance.uniform(0, 20)
    picture = paper - ink * (paper - black)
    if chance.random() < _SHADED and badness:
        picture = picture * np.linspace(chance.uniform(0.6, 1), chance.uniform(0.75, 1), width, dtype=np.float32)
    return picture.astype(np.float32)


_SHOWS_THROUGH, _FAINT, _SHADED = 0.3, 0.6, 0.35


def _scanned(picture: Picture, chance: Chance, badness: float) -> Picture:
    """Return the picture with the grain of sensor and paper, and specks."""
    if not badness:
        return picture
    height, width = picture.shape
    picture = picture + chance.normal(0, chance.uniform(1, 14) * badness, picture.shape).astype(np.float32)
    if chance.random() < _GRAINY:
        picture = picture + chance.uniform(1, 8) * badness * _clouds(picture.shape, 4, chance)
    for _ in range(int(chance.choice((0, 0, 0, 1, 2, 4, 8)))):
        place = (int(chance.integers(width)), int(chance.integers(height)))
        cv2.circle(picture, place, int(chance.choice((1, 1, 2, 3))), chance.uniform(0, 170), -1)
    return np.clip(picture, 0, 255).astype(np.float32)


_GRAINY = 0.5


# --- The file ---------------------------------------------------------------------------------------------------------


def _compressed(picture: Picture, chance: Chance, badness: float) -> GreyImage:
    """Return the picture as some file keeps it: JPEG, black and white, evenly lit, or as it is."""
    grey = picture.astype(np.uint8)
    if badness and chance.random() < _JPEG:
        _, coded = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(35, 92))])
        grey = np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE), np.uint8)
    kind = chance.random()
    for share, keep in _KEPT_AS:
        if kind < share:
            return keep(grey, chance)
        kind -= share
    return grey


_JPEG = 0.45


def _black_and_white(grey: GreyImage, chance: Chance) -> GreyImage:
    smooth = cv2.GaussianBlur(grey, (0, 0), 0.6)
    level, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_OTSU)
    return np.asarray(cv2.threshold(smooth, level + chance.uniform(-25, 20), 255, cv2.THRESH_BINARY)[1], np.uint8)


def _evenly_lit(grey: GreyImage, _: Chance) -> GreyImage:
    """Return the picture as the pipeline hands pages to the engine: paper white all over, ink as black as it comes."""
    paper = cv2.GaussianBlur(cv2.dilate(grey, np.ones((25, 25), np.uint8)), (0, 0), 12).astype(np.float32)
    lit = np.clip(grey.astype(np.float32) / np.maximum(paper, 1) * 255, 0, 255)
    dark = np.percentile(lit, 2)
    return np.clip((lit - dark) / max(1.0, 245 - dark) * 255, 0, 255).astype(np.uint8)


_KEPT_AS: tuple[tuple[float, Callable[[GreyImage, Chance], GreyImage]], ...] = ((0.25, _black_and_white), (0.35, _evenly_lit))


def _cut_out(grey: GreyImage, line: SetLine, shrunk: float, chance: Chance) -> GreyImage:
    """Return the rows from the top to the foot of the letters and a little more, as the engine cuts, not always exactly."""
    loose = _LOOSE if chance.random() < _LOOSELY else 0
    above, below = (int(chance.integers(1, 9)) + int(chance.integers(0, loose + 1)) for _ in range(2))
    top, foot = max(0, int((line.top - above) * shrunk)), int((line.foot + below) * shrunk)
    left, right = (max(0, int((18 - int(chance.integers(0, 10))) * shrunk)) for _ in range(2))
    return np.ascontiguousarray(grey[top:foot, left : grey.shape[1] - right])


_LOOSE, _LOOSELY = 8, 0.12
