"""The print of a page pasted on a sheet, column below column, each a zone of its own: so nothing is read across a gutter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import floor, radians, sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Box
from ocr.page import TextLine, Word
from ocr.preprocess import PreparedImage
from ocr.printed_lines import PrintedLine, levelled
from ocr.scan import GreyImage

_SPACE = 30
"""Pixels between pieces, and around them all."""

_AROUND = 0.5
"""White around the ink of a line, in heights of its letters, that is cut out with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the page on the sheet: where it lies there, and where its corner lies on the page once its skew is undone."""

    zone: Box
    left: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Pieces of a page: `pixels` (height, width) uint8. `skew` is that of the page, in degrees."""

    pixels: GreyImage
    pieces: tuple[Piece, ...]
    skew: float

    @property
    def zones(self) -> tuple[Box, ...]:
        """Where the pieces lie."""
        return tuple(piece.zone for piece in self.pieces)

    def line_on_page(self, line: TextLine) -> TextLine | None:
        """Return a line read on the sheet, where it stands on the page; None when it is in no piece."""
        piece = next((piece for piece in self.pieces if piece.zone.contains_centre_of(line.box)), None)
        if piece is None:
            return None
        words = tuple(self._word_on_page(word, piece) for word in line.words)
        return replace(line, box=Box.enclosing(word.box for word in words), words=words)

    def _word_on_page(self, word: Word, piece: Piece) -> Word:
        across, down = word.box.centre
        x, y = levelled(piece.left + across - piece.zone.hpos, piece.top + down - piece.zone.vpos, -self.skew)
        left, top = round(x - word.box.width / 2), round(y - word.box.height / 2)
        return replace(word, box=Box.of_edges(left, top, left + word.box.width, top + word.box.height))


def paste(image: PreparedImage, columns: Iterable[Sequence[PrintedLine]]) -> Sheet:
    """Return the lines of each of `columns`, cut out of `image` without what stands beside them, set level, on one sheet.

    Pieces stand one below the other, in as many stacks as make the sheet about as wide as it is high.
    """
    columns = list(columns)
    lines = [line for column in columns for line in column]
    edges = np.array([(line.left, line.top, line.right, line.bottom) for line in lines]).reshape(-1, 4)
    cuts = [_cut(image, column, [lines[near] for near in _within(column, edges)]) for column in columns]
    places, size = _stacked([cut.shape for cut, _ in cuts])
    sheet = np.full(size, 255, np.uint8)
    pieces = []
    for (cut, (left, top)), zone in zip(cuts, places, strict=True):
        sheet[zone.vpos : zone.bottom, zone.hpos : zone.right] = cut
        pieces.append(Piece(zone=zone, left=left, top=top))
    return Sheet(pixels=sheet, pieces=tuple(pieces), skew=image.skew)


def _stacked(shapes: Sequence[tuple[int, ...]]) -> tuple[list[Box], tuple[int, int]]:
    """Return where pieces of these `shapes` (height, width) lie on a sheet, and the sheet's own shape.

    The widest come first: in a stack of pieces of about one width little of the sheet stays white.
    """
    area = sum((height + _SPACE) * (width + _SPACE) for height, width in shapes)
    highest = max(int(sqrt(area)), *(height for height, _ in shapes), 1) if shapes else 1
    places: dict[int, Box] = {}
    left, top, right, bottom = _SPACE, _SPACE, _SPACE, _SPACE
    for number, (height, width) in sorted(enumerate(shapes), key=lambda numbered: -numbered[1][1]):
        if top > _SPACE and top + height > highest + _SPACE:
            left, top = right + _SPACE, _SPACE
        places[number] = Box(hpos=left, vpos=top, width=width, height=height)
        top += height + _SPACE
        right, bottom = max(right, left + width), max(bottom, top)
    return [places[number] for number in range(len(shapes))], (bottom + _SPACE, right + _SPACE)


def _cut(
    image: PreparedImage, lines: Sequence[PrintedLine], others: Sequence[PrintedLine]
) -> tuple[GreyImage, tuple[float, float]]:
    """Return the pixels of `lines`, level, on white; and where their corner lies on the levelled page.

    Around each line there is white, even where one of `others` is near: its heads would be read as a line of their own.
    """
    # Whole pixels: on a page that lies straight, letters are then cut out as they are.
    around = _around(lines)
    left, top = floor(around[0]), floor(around[1])
    shape = int(around[3] - top) + 1, int(around[2] - left) + 1
    shown = np.zeros(shape, np.uint8)
    for line in lines:
        shown[_place(line, (left, top), _AROUND * line.letter)] = 1
    for line in others:
        shown[_place(line, (left, top), 0)] = 0
    for line in lines:
        shown[_place(line, (left, top), 0)] = 1
    return np.where(shown > 0, _levelled_pixels(image, (left, top), shape), np.uint8(255)), (left, top)


def _around(lines: Sequence[PrintedLine]) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom edge of what is cut out with `lines`."""
    return (
        min(line.left - _AROUND * line.letter for line in lines),
        min(line.top - _AROUND * line.letter for line in lines),
        max(line.right + _AROUND * line.letter for line in lines),
        max(line.bottom + _AROUND * line.letter for line in lines),
    )


def _within(lines: Sequence[PrintedLine], edges: NDArray[np.float64]) -> Sequence[int]:
    """Return the indexes of those rows of `edges` (left, top, right, bottom) that lie within what is cut out with `lines`."""
    left, top, right, bottom = _around(lines)
    inside = (edges[:, 0] < right) & (edges[:, 1] < bottom) & (edges[:, 2] > left) & (edges[:, 3] > top)
    return np.flatnonzero(inside).tolist()


def _place(line: PrintedLine, corner: tuple[float, float], white: float) -> tuple[slice, slice]:
    """Return the rows and columns of `line` with so much `white` around it, counted from `corner`; none where it lies outside."""
    left, top = corner
    return (
        slice(max(0, round(line.top - white - top)), max(0, round(line.bottom + white - top) + 1)),
        slice(max(0, round(line.left - white - left)), max(0, round(line.right + white - left) + 1)),
    )


def _levelled_pixels(image: PreparedImage, corner: tuple[float, float], shape: tuple[int, int]) -> GreyImage:
    """Return a part of the page with its skew undone: `shape` pixels from `corner` of the levelled page."""
    x, y = levelled(*corner, -image.skew)
    angle = radians(image.skew)
    back = np.array([[np.cos(angle), -np.sin(angle), x], [np.sin(angle), np.cos(angle), y]])
    part = cv2.warpAffine(
        image.pixels,
        back,
        (shape[1], shape[0]),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255,),
    )
    return np.asarray(part, dtype=np.uint8)
