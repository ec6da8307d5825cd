"""Pages drawn for tests of what works on pixels, with the font that OpenCV carries: it has every letter of our languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.page import TextLine, Word
from ocr.scan import GreyImage

RESOLUTION = 300
SIZE = 46
"""Pixels of 11 point type at 300 pixels per inch."""

PITCH = 70
MARGIN = 200

KAZAKH = (
    "Ғылыми кітапхананың қорында көне қолжазбалар",
    "сақталып келеді, олардың ішінде өлең жинақтары,",
    "шежірелер мен хаттар бар. Әрбір қолжазба жеке",
    "сипатталып, үлгісі цифрлық мұрағатқа енгізілді.",
    "Жұмысты үш жыл бойы өңірлік орталықтың он",
    "қызметкері жүргізді, оларға ұстаздар көмектесті.",
)
RUSSIAN = (
    "Ещё в начале двадцатого века учёные собирали",
    "рукописи, письма и народные песни, объезжая сёла",
    "и города. Объём собранного поразил современников:",
    "в отчёте за 1912 год упомянуто более тысячи листов.",
)
ENGLISH = (
    "The library keeps manuscripts, letters and printed",
    "books, which its readers have asked for since 1958.",
    "Every item was described, photographed and entered",
    "into the digital archive of the region.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """What print is set in: `size` in pixels, `weight` from 400 (regular) to 800."""

    size: int = SIZE
    weight: int = 400
    face: Literal["sans", "italic"] = "sans"


REGULAR = Type()
BOLD = Type(weight=700)
ITALIC = Type(face="italic")


def blank_paper(width: int = 1748, height: int = 1240, grey: int = 255) -> GreyImage:
    """Return paper without print."""
    return np.full((height, width), grey, dtype=np.uint8)


def draw_line(pixels: GreyImage, text: str, at: tuple[int, int], look: Type = REGULAR) -> TextLine:
    """Print `text` on `pixels`, its baseline starting at `at` (across, down); return the line as an engine would find it."""
    font, across, words = cv2.FontFace(look.face), at[0], []
    for content in text.split():
        place = (across, at[1])
        left, top, width, height = cv2.getTextSize((0, 0), content, place, font, look.size, look.weight)
        box = Box(hpos=left, vpos=top, width=width, height=height)
        colour = cv2.cvtColor(pixels[top - 9 : box.bottom + 9], cv2.COLOR_GRAY2BGR)
        cv2.putText(colour, content, (across, at[1] - top + 9), (0, 0, 0), font, look.size, look.weight)
        pixels[top - 9 : box.bottom + 9] = colour[:, :, 0]
        words.append(Word(content=content, box=box, confidence=0.95))
        across = box.right + look.size // 3
    return TextLine(box=Box.enclosing(word.box for word in words), words=tuple(words))


def draw_lines(
    pixels: GreyImage, texts: Sequence[str], at: tuple[int, int] = (MARGIN, MARGIN), look: Type = REGULAR
) -> list[TextLine]:
    """Print lines one below the other, the first baseline at `at`."""
    return [draw_line(pixels, text, (at[0], at[1] + number * PITCH), look) for number, text in enumerate(texts)]


def a_printed_page(texts: Sequence[str] = KAZAKH * 2, **paper: int) -> GreyImage:
    """Return a page of printed lines."""
    pixels = blank_paper(**paper)
    draw_lines(pixels, texts)
    return pixels


def leaning(pixels: GreyImage, degrees: float) -> GreyImage:
    """Return the page scanned askew: its lines fall to the right by `degrees`."""
    height, width = pixels.shape
    turn = _turn(pixels, degrees)
    return np.asarray(cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,)), dtype=np.uint8)


def place_on_leaning(pixels: GreyImage, degrees: float, place: tuple[int, int]) -> tuple[float, float]:
    """Return where a place of the page (across, down) lies on its leaning scan."""
    across, down = (_turn(pixels, degrees) @ np.array([*place, 1.0])).tolist()
    return across, down


def _turn(pixels: GreyImage, degrees: float) -> NDArray[np.float64]:
    height, width = pixels.shape
    return np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0), dtype=np.float64)


def ink_box(pixels: GreyImage, below: int = 128) -> Box:
    """Return the rectangle around everything dark."""
    down, across = np.nonzero(pixels < below)
    return Box.of_edges(int(across.min()), int(down.min()), int(across.max()) + 1, int(down.max()) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curl:
    """A page that rises towards the gutter at its left, as a cylinder, under a camera above its `centre` (share of its height).

    At the gutter it has risen by `rise` of its distance to the camera, which is as far away as the page is high; `reach` is how far
    from there, as a share of its width, it has sunk to about a third of that.
    """

    rise: float = 0.1
    reach: float = 0.16
    centre: float = 0.3


def curled(pixels: GreyImage, curl: Curl | None = None) -> GreyImage:
    """Return the page as scanned when it curls."""
    height, width = pixels.shape
    from_x, from_y = (np.asarray(values, dtype=np.float32) for values in _seen_at(curl or Curl(), height, width))
    paper = (int(np.median(pixels)),)
    bent = cv2.remap(pixels, from_x, from_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=paper)
    return np.asarray(bent, dtype=np.uint8)


def _seen_at(curl: Curl, height: int, width: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each pixel of the scan which place of the paper (across, down) is seen there."""
    on_paper = np.arange(width, dtype=np.float64)
    risen = curl.rise * height * np.exp(-on_paper / (curl.reach * width))
    above_table = np.concatenate([[0.0], np.cumsum(np.sqrt(1 - np.diff(risen) ** 2))])
    larger = height / (height - risen)
    seen = np.maximum.accumulate(above_table[-1] / 2 + (above_table - above_table[-1] / 2) * larger)
    across = np.interp(np.arange(width), seen - seen[0], on_paper)
    middle = curl.centre * height
    down = middle + (np.arange(height)[:, None] - middle) / np.interp(across, on_paper, larger)
    return np.broadcast_to(across, down.shape), down
