"""Ruled lines, and the ink without them."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.preprocess.image import PreparedImage, Rule

_SCALE = 2
"""Rules are looked for at half size: they are long."""

_SOFT_EDGE = 20
"""With so much of their edges, letters whose thin strokes are faint stay in one piece."""

_FAINT = 40
"""Rules are thinner than strokes, and scan fainter: by so much lighter may they be."""


_BESIDE = 1 / 40
"""How far above and below a rule ink is looked for, in inches."""

_CROWDED = 0.12
"""A band along a rule with so much ink is one of letters."""


def find_rules(image: PreparedImage) -> PreparedImage:
    """Return the image with its ruled lines. They stay in its pixels."""
    # The darkest of every four pixels: averaged away, a hairline would be lost.
    dark = cv2.erode(image.pixels, np.ones((_SCALE, _SCALE), np.uint8))[::_SCALE, ::_SCALE]
    black = np.asarray(cv2.threshold(dark, image.ink + _FAINT, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    rules = (*_rules_across(black, image), *(_transposed(rule) for rule in _rules_across(black.T, image)))
    return replace(image, rules=rules)


def _transposed(rule: Rule) -> Rule:
    left, top, right, bottom = rule
    return top, left, bottom, right


def _rules_across(black: NDArray[np.uint8], image: PreparedImage) -> tuple[Rule, ...]:
    """Return the level ruled lines of `black` ((height, width), 1 where ink is, at half size), in whole size."""
    resolution = image.resolution / _SCALE
    piece, thick = round(0.25 * resolution), round(image.options.rule_thickness * resolution)
    # A rule on a curled page climbs a few pixels: growing it up and down keeps it in one piece.
    grown = cv2.dilate(np.ascontiguousarray(black), np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(grown, cv2.MORPH_OPEN, np.ones((1, piece), np.uint8))
    joined = np.asarray(cv2.dilate(runs, np.ones((3, 9), np.uint8)), dtype=np.uint8)
    _, labels, found, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    stats: list[list[int]] = np.asarray(found, dtype=np.int64).reshape(-1, 5).tolist()
    beside = black & ~joined
    return tuple(
        (_SCALE * left, _SCALE * top, _SCALE * (left + width), _SCALE * (top + height))
        for label, (left, top, width, height, area) in enumerate(stats)
        if label
        and width >= image.options.rule * resolution
        and area <= (thick + 4) * width
        and height <= max(thick, width // 12)
        and _stands_clear(np.asarray(labels) == label, beside, (left, top, width, height), round(_BESIDE * resolution))
    )


def _stands_clear(rule: NDArray[np.bool_], beside: NDArray[np.uint8], at: tuple[int, int, int, int], reach: int) -> bool:
    """Tell whether hardly any ink lies within `reach` above and below a rule, the place of which is (left, top, width, height).

    Letters that run together are as black along their feet as a rule is, but have their bodies above.
    """
    left, top, width, height = at
    rows = slice(max(0, top - reach), top + height + reach)
    near = np.ascontiguousarray(rule[rows, left : left + width], dtype=np.uint8)
    band = cv2.dilate(near, np.ones((2 * reach + 1, 1), np.uint8)) > near
    return float(beside[rows, left : left + width][band].mean()) < _CROWDED if band.any() else True


def ink_without_rules(image: PreparedImage) -> NDArray[np.uint8]:
    """Return the ink of a page as ones, without runs longer than any stroke: a rule would join the letters that touch it."""
    ink = np.asarray(cv2.threshold(image.pixels, image.ink + _SOFT_EDGE, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    longest = round(0.25 * image.resolution)
    for rule in image.rules:
        left, top, right, bottom = rule
        part = ink[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2]
        kernel = (1, longest) if right - left > bottom - top else (longest, 1)
        runs = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        part[cv2.dilate(runs, np.ones((3, 3), np.uint8)) > 0] = 0
    return ink
