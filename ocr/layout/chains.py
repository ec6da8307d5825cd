"""Runs of one column: what stands directly one below the other, with nothing else above or below."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

LEADING = 1.2
"""Strips of one column are at most this far apart, in heights of a line."""

EDGE_SHIFT = 0.3
"""A column's edge moves by less than this share of its width; where it moves by more, another column begins."""


class Placed(Protocol):
    """What has edges, in pixels of the page once its skew is undone."""

    @property
    def left(self) -> float:
        """The left edge."""

    @property
    def top(self) -> float:
        """The upper edge."""

    @property
    def right(self) -> float:
        """The right edge."""

    @property
    def bottom(self) -> float:
        """The lower edge."""

    @property
    def height(self) -> float:
        """The height of its typical word."""


P = TypeVar("P", bound=Placed)


def chain(strips: Sequence[P]) -> list[list[P]]:
    """Return `strips` as runs of one column each: every strip with the only one below it that has it as the only one above."""
    ordered = sorted(strips, key=lambda strip: (_middle(strip), strip.left))
    middles = [_middle(strip) for strip in ordered]
    tallest = max((strip.height for strip in ordered), default=0.0)
    below = {}
    for strip in ordered:
        first, last = bisect_right(middles, _middle(strip)), bisect_right(middles, _reach(strip) + tallest)
        below[id(strip)] = _neighbours(strip, ordered[first:last])
    above: dict[int, list[P]] = {}
    for strip in ordered:
        for follower in below[id(strip)]:
            above.setdefault(id(follower), []).append(strip)
    runs: list[list[P]] = []
    run_of: dict[int, list[P]] = {}
    for strip in ordered:
        over = above.get(id(strip), [])
        if len(over) == 1 and len(below[id(over[0])]) == 1:
            run = run_of[id(over[0])]
        else:
            runs.append(run := [])
        run.append(strip)
        run_of[id(strip)] = run
    return [piece for run in runs for piece in _split_where_edges_move(run)]


def _reach(strip: Placed) -> float:
    return strip.bottom + LEADING * strip.height


def _neighbours(strip: P, lower: Sequence[P]) -> list[P]:
    """Return which of the `lower` strips are directly below: they share columns with it, and nothing lies between."""
    under = [other for other in lower if other.top <= _reach(strip) and _share(strip, other)]
    return [
        other
        for other in under
        if not any(_middle(between) < _middle(other) - other.height / 2 and _share(between, other) for between in under)
    ]


def _middle(strip: Placed) -> float:
    return (strip.top + strip.bottom) / 2


def _share(one: Placed, other: Placed) -> bool:
    if abs(_middle(one) - _middle(other)) < min(one.height, other.height) / 2:
        return False
    return min(one.right, other.right) - max(one.left, other.left) > min(one.height, other.height) / 2


def _split_where_edges_move(run: list[P]) -> list[list[P]]:
    """Return the run in parts: where full-width print ends and a column begins, the edge of the lines moves for good."""
    look = 3
    cuts = [0]
    for index in range(1, len(run)):
        before, after = run[max(cuts[-1], index - look) : index], run[index : index + look]
        width = max(strip.right for strip in run) - min(strip.left for strip in run)
        right = max(strip.right for strip in before) - max(strip.right for strip in after)
        left = min(strip.left for strip in before) - min(strip.left for strip in after)
        settled = len(after) == look or len(before) == look
        # One line that ends early is the last of its paragraph, not another column.
        right_moves = abs(right) > EDGE_SHIFT * width and (len(after) > 1 or right < 0)
        # Lines that all begin far from where the one above does stand in another column, however few they are.
        left_moves = abs(left) > EDGE_SHIFT * width
        if left_moves or (settled and right_moves):
            cuts.append(index)
    return [run[start:stop] for start, stop in pairwise([*cuts, len(run)])]
