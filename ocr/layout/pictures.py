"""Pictures: what is printed and is no text."""

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from ocr.geometry import Box
from ocr.layout.tables import rule_groups
from ocr.preprocess import PreparedImage
from ocr.printed_lines import PrintedLine

_LEAST_SIDE = 0.5
"""Inches: what is smaller is an initial, an ornament, a formula."""

_SOLID = 0.15
"""Inches of unbroken ink: no letter but the largest has so much."""

_PER_INCH = 50
_DARK = 0.45
_TEXT_SHARE = 0.4
"""Share of an area that lines of print cover when it is text in a frame, not a drawing with labels."""


def find_pictures(image: PreparedImage, printed: Sequence[PrintedLine], tables: Sequence[Box]) -> tuple[Box, ...]:
    """Return the rectangles of photographs and drawings on `image`, in its pixels: solid ink, large pieces, axes and frames."""
    found = [*_solid(image), *_large_pieces(image), *_framed(image)]
    areas = [area for area in _merged(found) if min(area.width, area.height) >= _LEAST_SIDE * image.resolution]
    lines = [line.box(image.skew) for line in printed]
    return tuple(
        area
        for area in areas
        if not any(table.contains_centre_of(area) or area.contains_centre_of(table) for table in tables)
        and _covered(area, lines) < _TEXT_SHARE
    )


def _solid(image: PreparedImage) -> Iterable[Box]:
    """Return where ink is so thick that it is no stroke: photographs."""
    factor = _PER_INCH / image.resolution
    small = cv2.resize(image.pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    dark = (np.asarray(small) < 255 * (1 - _DARK)).astype(np.uint8)
    side = max(3, round(_SOLID * _PER_INCH))
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    # What lies around the thickest parts belongs to them.
    whole = cv2.bitwise_and(cv2.dilate(thick, np.ones((2 * side + 1, 2 * side + 1), np.uint8)), dark)
    joined = cv2.dilate(whole, np.ones((side, side), np.uint8))
    stats = np.asarray(cv2.connectedComponentsWithStats(joined, connectivity=8)[2]).reshape(-1, 5)[1:]
    for left, top, width, height, _ in (stats / factor).astype(int).tolist():
        yield Box.of_edges(left, top, left + width, top + height)


def _large_pieces(image: PreparedImage) -> Iterable[Box]:
    """Return pieces of ink too large for a letter: drawings."""
    least = _LEAST_SIDE * image.resolution
    for left, top, width, height, _ in image.pieces[(image.pieces[:, 2] >= least) & (image.pieces[:, 3] >= least)].tolist():
        yield Box.of_edges(left, top, left + width, top + height)


def _framed(image: PreparedImage) -> Iterable[Box]:
    """Return what level and upright rules that touch enclose: axes of charts, frames of drawings."""
    for group in rule_groups(image.rules):
        level = sum(right - left > bottom - top for left, top, right, bottom in group)
        if 0 < level < len(group):
            yield Box.enclosing(Box.of_edges(*rule) for rule in group)


def _merged(boxes: Iterable[Box]) -> list[Box]:
    """Return `boxes` with those that overlap joined into one."""
    apart: list[Box] = []
    for box in boxes:
        touching = [other for other in apart if box.overlap_across(other) and box.overlap_down(other)]
        while touching:
            apart = [other for other in apart if other not in touching]
            box = Box.enclosing((box, *touching))  # noqa: PLW2901  # it grows until it touches no other
            touching = [other for other in apart if box.overlap_across(other) and box.overlap_down(other)]
        apart.append(box)
    return apart


def _covered(area: Box, lines: Sequence[Box]) -> float:
    """Return the share of `area` that lines of print cover."""
    inked = sum(area.overlap_across(line) * area.overlap_down(line) for line in lines if area.contains_centre_of(line))
    return inked / (area.width * area.height)
