"""Ruled lines, and the ink without them."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.preprocess.image import Mask, PreparedImage, Rule, changed, step_of

_SCALE = 2
"""Rules are looked for at half size: they are long."""

_SOFT_EDGE = 20
"""With so much of their edges, letters whose thin strokes are faint stay in one piece."""

_FAINT = 40
"""Rules are thinner than strokes, and scan fainter: by so much lighter may they be."""

_NEAR = 1 / 40
"""How far above and below a rule ink is looked for, in inches."""

_CROWDED = 0.12
"""A band along a rule with so much ink is one of letters."""

_RUN = 0.25
"""Inches: longer than any stroke."""


def find_rules(image: PreparedImage) -> PreparedImage:
    """Return the image with its ruled lines, which are still in its pixels (lift_rules)."""
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
    piece, thick = round(_RUN * resolution), round(image.options.rule_thickness * resolution)
    # A rule on a curled page climbs a few pixels: growing it up and down keeps it in one piece.
    grown = cv2.dilate(np.ascontiguousarray(black), np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(grown, cv2.MORPH_OPEN, np.ones((1, piece), np.uint8))
    joined = np.asarray(cv2.dilate(runs, np.ones((3, 9), np.uint8)), dtype=np.uint8)
    _, labels, found, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    beside, reach = black & ~joined, round(_NEAR * resolution)
    rules = []
    for label, (left, top, width, height, area) in enumerate(np.asarray(found, dtype=np.int64).reshape(-1, 5).tolist()):
        thin = area <= (thick + 4) * width and height <= max(thick, width // 12)
        if label == _PAPER or width < image.options.rule * resolution or not thin:
            continue
        place = slice(max(0, top - reach), top + height + reach), slice(left, left + width)
        if _stands_clear(np.asarray(labels[place] == label), beside[place], resolution):
            rules.append((_SCALE * left, _SCALE * top, _SCALE * (left + width), _SCALE * (top + height)))
    return tuple(rules)


_PAPER = 0
"""The label of what is no piece of ink."""


def _stands_clear(rule: Mask, beside: NDArray[np.uint8], resolution: float) -> bool:
    """Tell whether hardly any ink lies near a rule, all along or for a stretch; both images are of its place and somewhat more.

    Letters that run together are as black along their feet as a rule is, but have their bodies above, all of them.
    """
    near = cv2.dilate(rule.astype(np.uint8), np.ones((2 * round(_NEAR * resolution) + 1, 1), np.uint8))
    band = (near > 0) & ~rule
    inked = (beside > 0) & band
    stretches = np.diff(np.flatnonzero(inked.any(axis=0)), prepend=-1, append=rule.shape[1])
    return bool(inked.sum() < _CROWDED * band.sum() or stretches.max() > _RUN * resolution)


def ink_without_rules(image: PreparedImage) -> NDArray[np.uint8]:
    """Return the ink of a page as ones, without its rules: one that runs along the feet of letters would join them all."""
    ink = np.asarray(cv2.threshold(image.pixels, image.ink + _SOFT_EDGE, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    for rule in image.rules:
        _around(ink, rule)[_is_rule(_around(ink, rule), rule, image.resolution)] = 0
    return ink


def lift_rules(image: PreparedImage) -> PreparedImage:
    """Paint over the rules of a page, but not over what crosses them: the engine reads letters that stand on a rule badly."""
    if not image.rules:
        return image
    pixels = image.pixels.copy()
    dark = np.asarray(cv2.threshold(pixels, image.ink + _FAINT, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    for rule in image.rules:
        _around(pixels, rule)[_is_rule(_around(dark, rule), rule, image.resolution, edge=_EDGE)] = 255
    return changed(image, pixels, step_of("lift-rules", rules=len(image.rules)))


_EDGE = 2
"""Pixels on either side of a rule that are grey with it."""


def _around(pixels: NDArray[np.uint8], rule: Rule) -> NDArray[np.uint8]:
    """Return the part of `pixels` in which `rule` lies, as a view, turned so that the rule is level."""
    left, top, right, bottom = rule
    part = pixels[max(0, top - _BESIDE) : bottom + _BESIDE, max(0, left - _BESIDE) : right + _BESIDE]
    return part if right - left > bottom - top else part.T


_BESIDE = 4
"""Pixels around a rule that are looked at with it."""


def _is_rule(ink: NDArray[np.uint8], rule: Rule, resolution: int, edge: int = 0) -> Mask:
    """Tell which pixels are of the level `rule` alone, with `edge` more above and below.

    Where ink goes on above or below it, a letter stands on the rule, or crosses it.
    """
    longest = min(round(_RUN * resolution), max(rule[2] - rule[0], rule[3] - rule[1]))
    grown = cv2.dilate(np.ascontiguousarray(ink), np.ones((3, 1), np.uint8))
    runs = np.asarray(cv2.morphologyEx(grown, cv2.MORPH_OPEN, np.ones((1, longest), np.uint8)), dtype=np.uint8)
    if not runs.any():
        return np.zeros(ink.shape, np.bool_)
    away = abs(np.arange(len(ink))[:, None] - _course(runs))
    half = float(np.median(runs.sum(axis=0)[runs.any(axis=0)])) / 2
    beyond = (ink > 0) & (away > half) & (away <= half + _NEXT)
    alone: Mask = away <= half + edge
    alone[:, beyond.any(axis=0)] = False
    return alone


_NEXT = 1.5
"""Pixels beyond a rule in which ink that goes on is seen."""


def _course(runs: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return for every column the row in which a rule runs, of which `runs` are ones: a parabola, as a page curls."""
    columns = np.flatnonzero(runs.any(axis=0))
    thickness = runs.sum(axis=0)[columns]
    rows = (np.arange(len(runs)) @ runs)[columns] / thickness
    # Where a rule steps from row to row, runs are short and thin: those of full thickness tell where it is.
    course = np.polynomial.Polynomial.fit(columns, rows, 2, w=thickness.astype(np.float64) ** 2)
    return np.asarray(course(np.arange(runs.shape[1])), dtype=np.float64)
