"""Ruled tables: where level and upright rules make a grid."""

from collections.abc import Sequence

from ocr.geometry import Box
from ocr.preprocess import Rule

_LEAST_LEVEL = 3
_LEAST_UPRIGHT = 3
_TOUCH = 12


def find_tables(rules: Sequence[Rule]) -> tuple[Box, ...]:
    """Return the rectangle around every grid of at least three level and three upright rules that touch one another."""
    return tuple(Box.enclosing(Box.of_edges(*rule) for rule in group) for group in rule_groups(rules) if _is_grid(group))


def rule_groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return `rules` in groups of those that touch one another."""
    groups: list[list[Rule]] = []
    for rule in rules:
        joined = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([rule, *(other for group in joined for other in group)])
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across >= -_TOUCH and down >= -_TOUCH


def _is_grid(group: Sequence[Rule]) -> bool:
    level = sum(right - left > bottom - top for left, top, right, bottom in group)
    return level >= _LEAST_LEVEL and len(group) - level >= _LEAST_UPRIGHT
