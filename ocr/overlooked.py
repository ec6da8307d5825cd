"""What the engine overlooked: printed lines that are plain to see on the page and are in none of the lines it read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.page import TextLine
from ocr.preprocess import PreparedImage
from ocr.scan import GreyImage

_SCALE = 0.25
"""Lines are looked for at a quarter of the image's size: enough to tell them apart, and sixteen times less to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlookedOptions:
    """What counts as an overlooked line. Lengths are in heights of a typical letter.

    `letter` are the least and the greatest height of a letter, in inches; `blank` is the widest blank inside a line, `gutter`
    the narrowest white that parts two columns where it is `gutter_lines` high; `shortest` the shortest line, unless it stands
    alone in the outer `margin` of the page as page numbers do; `tall` the least height of its tallest letter; `covered` the
    share of a line that must have been read.
    """

    letter: tuple[float, float] = (0.02, 0.45)
    blank: float = 4.0
    gutter: float = 1.3
    gutter_lines: float = 12.0
    shortest: float = 1.6
    margin: float = 0.1
    tall: float = 0.75
    covered: float = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlookedLine:
    """A line of print that was not read: the rectangle around it, and its four corners, which follow the skew of the page."""

    box: Box
    corners: tuple[tuple[float, float], ...]


def find_overlooked(
    image: PreparedImage, lines: Sequence[TextLine], apart: Sequence[Box] = (), options: OverlookedOptions | None = None
) -> tuple[OverlookedLine, ...]:
    """Return the print on `image` that is in none of `lines` nor inside the areas set `apart` (pictures, tables)."""
    options = options or OverlookedOptions()
    letters = _letters(image, options)
    if not len(letters):
        return ()
    height = float(np.median(letters[:, 3]))
    words = [word.box for line in lines for word in line.words]
    found = (_on_page(line, image.skew, height) for line in _printed_lines(letters, image, height, options))
    return tuple(
        line
        for line in found
        if _is_line(line.box, image.pixels.shape, height, options)
        and _share_read(line.box, words) < options.covered
        and not any(area.contains_centre_of(line.box) for area in apart)
    )


def _letters(image: PreparedImage, options: OverlookedOptions) -> NDArray[np.int32]:
    """Return the connected pieces of ink that are as tall as letters, as rows of left, top, width, height."""
    ink = _ink_without_rules(image)
    pieces = np.asarray(cv2.connectedComponentsWithStats(ink, connectivity=8)[2], dtype=np.int32).reshape(-1, 5)[1:, :4]
    least, most = (inches * image.resolution for inches in options.letter)
    return pieces[(pieces[:, 3] >= least) & (pieces[:, 3] <= most) & (pieces[:, 2] <= 2 * most)]


def _ink_without_rules(image: PreparedImage) -> NDArray[np.uint8]:
    """Return the ink of a page as ones, without runs longer than any stroke: a rule would join the letters that touch it."""
    ink = np.asarray(cv2.threshold(image.pixels, image.options.ink + 20, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    longest = round(0.25 * image.resolution)
    for kernel in ((1, longest), (longest, 1)):
        runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        ink[cv2.dilate(runs, np.ones((3, 3), np.uint8)) > 0] = 0
    return ink


def _printed_lines(
    letters: NDArray[np.int32], image: PreparedImage, height: float, options: OverlookedOptions
) -> NDArray[np.float64]:
    """Return the lines that the letters make up, as rows of left, top, right, bottom of the levelled page.

    Run-length smearing (Wong, Casey and Wahl 1982) along the lines, but not over a gutter: white that is tall and wide.
    """
    shift = abs(sin(radians(image.skew))) * max(image.pixels.shape)
    across, down = _levelled(letters[:, 0] + letters[:, 2] / 2, letters[:, 1] + letters[:, 3] / 2, image.skew)
    size = tuple(int((side + 2 * shift) * _SCALE) + 4 for side in image.pixels.shape)
    # The middle of a letter alone: heads and feet of neighbouring lines touch.
    cores = _painted(size, across + shift, down + shift, letters[:, 2], (letters[:, 3] * 45) // 100)
    whole = _painted(size, across + shift, down + shift, letters[:, 2], letters[:, 3])
    tall, wide, blank = (
        max(2, int(heights * height * _SCALE)) for heights in (options.gutter_lines, options.gutter, options.blank)
    )
    gutters = cv2.morphologyEx(1 - whole, cv2.MORPH_OPEN, np.ones((tall, 1), np.uint8))
    gutters = cv2.morphologyEx(gutters, cv2.MORPH_OPEN, np.ones((1, wide), np.uint8))
    smeared = cv2.morphologyEx(cores, cv2.MORPH_CLOSE, np.ones((1, blank | 1), np.uint8))
    smeared[(gutters > 0) & (cores == 0)] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(smeared, connectivity=8)
    tallest = np.zeros(len(stats))
    middles = ((np.array([down, across]) + shift) * _SCALE).astype(int)
    np.maximum.at(tallest, labels[middles[0], middles[1]], letters[:, 3])
    lines = np.asarray(stats, dtype=np.float64).reshape(-1, 5)[1:, :4][tallest[1:] >= options.tall * height]
    lines[:, 2:] += lines[:, :2]
    return np.asarray(lines / _SCALE - shift, dtype=np.float64)


def _levelled(x: NDArray[np.float64], y: NDArray[np.float64], skew: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    angle = radians(skew)
    return x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)


def _painted(
    size: tuple[int, ...],
    across: NDArray[np.float64],
    down: NDArray[np.float64],
    widths: NDArray[np.int32],
    heights: NDArray[np.int32],
) -> NDArray[np.uint8]:
    """Return an image of `size` with a rectangle of ones around every centre."""
    image = np.zeros(size, np.uint8)
    lefts, rights = ((across + sign * widths / 2) * _SCALE for sign in (-1, 1))
    tops, bottoms = ((down + sign * heights / 2) * _SCALE for sign in (-1, 1))
    for left, right, top, bottom in (
        np.column_stack([lefts, np.ceil(rights) + 1, tops, np.ceil(bottoms) + 1]).clip(0).astype(int).tolist()
    ):
        image[top:bottom, left:right] = 1
    return image


def _on_page(line: NDArray[np.float64], skew: float, height: float) -> OverlookedLine:
    """Return a line of the levelled page where it stands on the image, heads and feet of its letters included."""
    left, top, right, bottom = line + np.array([-0.5, -0.5, 0.5, 0.5]) * height
    xs, ys = _levelled(np.array([left, right, right, left]), np.array([top, top, bottom, bottom]), -skew)
    box = Box.of_edges(int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
    return OverlookedLine(box=box, corners=tuple(zip(xs.tolist(), ys.tolist(), strict=True)))


def _is_line(box: Box, shape: tuple[int, ...], height: float, options: OverlookedOptions) -> bool:
    """Tell whether a box is as long as a line, or lies where page numbers do."""
    page_height = shape[0]
    in_margin = box.bottom < options.margin * page_height or box.vpos > (1 - options.margin) * page_height
    return box.width >= (options.shortest + 1) * height or (in_margin and box.height >= 1.6 * height)


def _share_read(box: Box, words: Sequence[Box]) -> float:
    """Return which share of a line's length lies under words."""
    middle = (box.vpos + box.bottom) / 2
    shared = (
        word.overlap_across(box)
        for word in words
        if word.vpos <= middle <= word.bottom or word.overlap_down(box) > 0.6 * word.height
    )
    return sum(shared) / box.width


# --- read again -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Pieces of a page pasted one below the other: `pixels`, and for each piece where it lies on the sheet and on the page."""

    pixels: GreyImage
    pieces: tuple[tuple[Box, Box], ...]

    def on_page(self, box: Box) -> Box | None:
        """Return where on the page a box of the sheet lies; None when it is in no piece."""
        for on_sheet, on_page in self.pieces:
            if on_sheet.contains_centre_of(box):
                left, top = on_page.hpos - on_sheet.hpos, on_page.vpos - on_sheet.vpos
                return Box.of_edges(box.hpos + left, box.vpos + top, box.right + left, box.bottom + top)
        return None

    def line_on_page(self, line: TextLine) -> TextLine | None:
        """Return a line that was read on the sheet, where it stands on the page."""
        placed = [(word, self.on_page(word.box)) for word in line.words]
        words = tuple(replace(word, box=box) for word, box in placed if box)
        return TextLine(box=Box.enclosing(word.box for word in words), words=words) if words else None


def cut_out(pixels: GreyImage, lines: Sequence[OverlookedLine]) -> Sheet:
    """Return `lines` of `pixels` on a white sheet, one below the other, without what stands beside them."""
    space = max(line.box.height for line in lines) // 2 + 10
    cuts = [_cut(pixels, line) for line in lines]
    size = sum(cut.shape[0] + space for cut in cuts) + space, max(cut.shape[1] for cut in cuts) + 2 * space
    sheet = np.full(size, 255, np.uint8)
    pieces, top = [], space
    for line, cut in zip(lines, cuts, strict=True):
        height, width = cut.shape
        sheet[top : top + height, space : space + width] = cut
        on_page = Box(hpos=line.box.hpos, vpos=line.box.vpos, width=width, height=height)
        pieces.append((Box(hpos=space, vpos=top, width=width, height=height), on_page))
        top += height + space
    return Sheet(pixels=sheet, pieces=tuple(pieces))


def _cut(pixels: GreyImage, line: OverlookedLine) -> GreyImage:
    """Return the pixels between the corners of a line, on white."""
    box = line.box
    part = pixels[box.vpos : box.bottom, box.hpos : box.right]
    inside = np.zeros(part.shape, np.uint8)
    corners = np.array(line.corners) - (box.hpos, box.vpos)
    cv2.fillConvexPoly(inside, np.round(corners).astype(np.int32), 1)
    return np.where(inside > 0, part, np.uint8(255))
