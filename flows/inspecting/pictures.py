"""The stages as pictures: small enough to look at, in colours that say what they show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from flows.inspecting.stages import Inspection, Side
from ocr.geometry import Box
from ocr.page import BlockRole, GraphicKind, Page
from ocr.preprocess import PreparedImage
from ocr.printed_lines import PrintedLine
from ocr.scan import GreyImage
from ocr.segment.upright import upright

Picture = NDArray[np.uint8]
"""A picture as (height, width, 3) uint8: blue, green, red."""

Colour = tuple[int, int, int]
"""Red, green, blue, 0–255."""

LONGEST_SIDE = 1500
"""Pixels of a picture's longer side: the words of an A4 page can still be told."""

ROLE_COLOURS: dict[BlockRole, Colour] = {
    BlockRole.PARAGRAPH: (40, 90, 200),
    BlockRole.HEADING: (200, 30, 30),
    BlockRole.HEADER: (140, 140, 140),
    BlockRole.FOOTER: (140, 140, 140),
    BlockRole.PAGE_NUMBER: (90, 90, 90),
    BlockRole.CAPTION: (190, 110, 0),
    BlockRole.FOOTNOTE: (120, 60, 170),
    BlockRole.TABLE: (0, 130, 110),
}
_OTHER_ROLE: Colour = (0, 0, 0)
_GRAPHIC_COLOURS: dict[GraphicKind, Colour] = {GraphicKind.ILLUSTRATION: (220, 0, 160), GraphicKind.SEPARATOR: (0, 160, 220)}
_LINE: Colour = (40, 90, 200)
_RULE: Colour = (220, 60, 0)
_WAY: Colour = (255, 150, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A picture with its name and what its colours mean."""

    name: str
    meaning: str
    picture: Picture


def draw_stages(seen: Inspection) -> tuple[Stage, ...]:
    """Return a picture of every stage that `seen` reached."""
    return tuple(_draw(seen))


def _draw(seen: Inspection) -> Iterable[Stage]:
    if seen.pixels is not None:
        yield Stage(name="Scan", meaning="As it came, in grey.", picture=_Canvas(seen.pixels).picture)
    for number, side in enumerate(seen.sides, start=1):
        yield from _draw_side(seen, side, f", page {number}" if len(seen.sides) > 1 else "")


def _draw_side(seen: Inspection, side: Side, which: str) -> Iterable[Stage]:
    yield Stage(
        name=f"Prepared page{which}",
        meaning="What lines of print are cut out of for the engine.",
        picture=_Canvas(side.prepared.pixels).picture,
    )
    yield Stage(
        name=f"Printed lines{which}",
        meaning="Blue: lines of print as found on the pixels alone. Orange: ruled lines.",
        picture=draw_lines(side.prepared, side.printed),
    )
    if side.page is not None and seen.pixels is not None:
        page, area = upright(side.page), side.page.area
        part = seen.pixels[area.vpos : area.bottom, area.hpos : area.right]
        pixels = np.ascontiguousarray(np.rot90(part, -side.page.quarter_turns))
        yield Stage(
            name=f"Blocks{which}",
            meaning="Numbered in reading order, which the orange way follows; coloured by role. Pink: pictures. Light blue: rules.",
            picture=draw_blocks(page, pixels),
        )
        yield Stage(
            name=f"Words{which}",
            meaning="Red: hardly believed. Yellow: doubtful. Green: certain.",
            picture=draw_words(page, pixels),
        )


def draw_lines(prepared: PreparedImage, printed: Sequence[PrintedLine]) -> Picture:
    """Return the prepared page with its printed lines and rules outlined."""
    canvas = _Canvas(prepared.pixels, fade=0.5)
    for line in printed:
        canvas.outline(line.corners(prepared.skew), _LINE)
    for rule in prepared.rules:
        canvas.frame(Box.of_edges(*rule), _RULE)
    return canvas.picture


def draw_blocks(page: Page, pixels: GreyImage) -> Picture:
    """Return the upright scan with its blocks in their order."""
    canvas = _Canvas(pixels, fade=0.5)
    for block in page.blocks:
        colour = ROLE_COLOURS.get(block.role, _OTHER_ROLE)
        canvas.fill([block.box], [colour], strength=0.12)
        canvas.frame(block.box, colour)
    for graphic in page.graphics:
        canvas.frame(graphic.box, _GRAPHIC_COLOURS.get(graphic.kind, _OTHER_ROLE))
    canvas.outline(np.array([_entry(block.box) for block in page.blocks]), _WAY, closed=False)
    for number, block in enumerate(page.blocks, start=1):
        canvas.label(f"{number} {block.role}", block.box, ROLE_COLOURS.get(block.role, _OTHER_ROLE))
    return canvas.picture


def _entry(box: Box) -> tuple[float, float]:
    """Return where a reader enters a block: a little inside its left upper corner."""
    return box.hpos + min(box.width / 2, box.height / 2, 40), box.vpos + min(box.height / 2, 40)


def draw_words(page: Page, pixels: GreyImage) -> Picture:
    """Return the upright scan with its words coloured by their certainty."""
    canvas = _Canvas(pixels)
    words = tuple(page.words)
    canvas.fill([word.box for word in words], [certainty_colour(word.confidence) for word in words], strength=0.35)
    return canvas.picture


def certainty_colour(confidence: float) -> Colour:
    """Return red for 0, yellow in the middle, green for 1."""
    red, green = min(1.0, (1 - confidence) / (1 - _DOUBTFUL)), min(1.0, confidence / _DOUBTFUL)
    return int(230 * red), int(190 * green), 0


_DOUBTFUL = 0.75
"""The confidence shown yellow: what matters happens near the upper end."""


class _Canvas:
    """A page made small, on which is drawn in the page's own pixels."""

    def __init__(self, pixels: GreyImage, *, fade: float = 0.0) -> None:
        """Take the page `pixels`, its greys brought towards white by `fade`."""
        self._factor = min(1.0, LONGEST_SIDE / max(pixels.shape))
        small = cv2.resize(pixels, None, fx=self._factor, fy=self._factor, interpolation=cv2.INTER_AREA)
        paler = 255 - (255 - small.astype(np.float32)) * (1 - fade)
        self.picture: Picture = np.asarray(cv2.cvtColor(paler.astype(np.uint8), cv2.COLOR_GRAY2BGR), dtype=np.uint8)

    def outline(self, points: NDArray[np.float64], colour: Colour, *, closed: bool = True) -> None:
        """Draw a line through `points` (n, 2)."""
        if len(points):
            scaled = np.round(points * self._factor).astype(np.int32).reshape(-1, 1, 2)
            cv2.polylines(self.picture, [scaled], closed, colour[::-1], 2 if not closed else 1, cv2.LINE_AA)

    def frame(self, box: Box, colour: Colour) -> None:
        """Draw the edges of `box`."""
        (left, top), (right, bottom) = self._corners(box)
        cv2.rectangle(self.picture, (left, top), (right, bottom), colour[::-1], 2)

    def fill(self, boxes: Sequence[Box], colours: Sequence[Colour], *, strength: float) -> None:
        """Lay each colour over its box, so strong that 1 hides what is below."""
        tint = self.picture.copy()
        for box, colour in zip(boxes, colours, strict=True):
            (left, top), (right, bottom) = self._corners(box)
            cv2.rectangle(tint, (left, top), (right, bottom), colour[::-1], cv2.FILLED)
        self.picture = np.asarray(cv2.addWeighted(tint, strength, self.picture, 1 - strength, 0), dtype=np.uint8)

    def label(self, text: str, box: Box, colour: Colour) -> None:
        """Write `text` at the left upper corner of `box`, white on its colour."""
        (left, top), _ = self._corners(box)
        (width, height), below = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.45, 1)
        top = max(top, height + below)
        cv2.rectangle(self.picture, (left, top - height - below), (left + width + 4, top), colour[::-1], cv2.FILLED)
        cv2.putText(
            self.picture, text, (left + 2, top - below + 1), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (255, 255, 255), 1, cv2.LINE_AA
        )

    def _corners(self, box: Box) -> tuple[tuple[int, int], tuple[int, int]]:
        left, top, right, bottom = (round(edge * self._factor) for edge in (box.hpos, box.vpos, box.right, box.bottom))
        return (left, top), (right, bottom)


def side_by_side(stages: Sequence[Stage]) -> Picture:
    """Return all pictures in one, named, for a sheet that is a single image."""
    height = max(stage.picture.shape[0] for stage in stages)
    return np.hstack([_with_name(stage, height) for stage in stages])


def _with_name(stage: Stage, height: int) -> Picture:
    picture = cv2.copyMakeBorder(
        stage.picture, 40, height - stage.picture.shape[0] + 10, 10, 10, cv2.BORDER_CONSTANT, value=(255, 255, 255)
    )
    cv2.putText(picture, stage.name, (10, 28), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0, 0, 0), 2, cv2.LINE_AA)
    return np.asarray(picture, dtype=np.uint8)
