"""Reading order of columns, after Breuel, "High performance document layout analysis" (2003)."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ocr.layout.strips import Strip
from ocr.preprocess import Rule
from ocr.printed_lines import levelled


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """A rectangle of the page after its skew is undone: a segment of a column, or a level rule."""

    left: float
    top: float
    right: float
    bottom: float

    def shares_columns(self, other: "_Span", least: float = 0.0) -> bool:
        return min(self.right, other.right) - max(self.left, other.left) > least

    def shares_rows(self, other: "_Span") -> bool:
        return min(self.bottom, other.bottom) > max(self.top, other.top)


def in_reading_order(segments: Sequence[list[Strip]], rules: Sequence[Rule], skew: float) -> list[list[Strip]]:
    """Return `segments` (runs of strips of one column) as a reader goes: down a column, then to the next.

    One comes before another when it lies above it in shared columns, or left of it with nothing between that spans both.
    Lone lines at the head and foot of the page (running headers, page numbers) are first and last whatever they span.
    """
    if not segments:
        return []
    spans = [_span(segment) for segment in segments]
    heads, feet = _margins(segments, spans)
    body = [index for index in range(len(segments)) if index not in heads and index not in feet]
    walls = [wall for rule in rules if (wall := _wall(rule, skew))]
    order = [*heads, *_sorted(body, spans, walls), *feet]
    return [segments[index] for index in order]


def _span(segment: Sequence[Strip]) -> _Span:
    return _Span(
        left=min(strip.left for strip in segment),
        top=segment[0].top,
        right=max(strip.right for strip in segment),
        bottom=segment[-1].bottom,
    )


def _wall(rule: Rule, skew: float) -> _Span | None:
    """Return a level rule as a span; upright rules divide no rows."""
    left, top, right, bottom = rule
    if right - left < bottom - top:
        return None
    middle = (top + bottom) / 2
    x0, y0 = levelled(left, middle, skew)
    x1, y1 = levelled(right, middle, skew)
    return _Span(left=x0, top=(y0 + y1) / 2 - 1, right=x1, bottom=(y0 + y1) / 2 + 1)


def _margins(segments: Sequence[Sequence[Strip]], spans: Sequence[_Span]) -> tuple[list[int], list[int]]:
    """Return the lone lines at the head of the page, from the top, and those at its foot, down to the bottom."""
    rest = set(range(len(spans)))
    apart = 1.5 * median(strip.height for segment in segments for strip in segment)
    heads: list[int] = []
    feet: list[int] = []
    while len(rest) > 1:
        top = min(rest, key=lambda index: spans[index].top)
        bottom = max(rest, key=lambda index: spans[index].bottom)
        others_top = min(spans[index].top for index in rest - {top})
        others_bottom = max(spans[index].bottom for index in rest - {bottom})
        if len(segments[top]) == 1 and spans[top].bottom + apart / 3 <= others_top:
            heads.append(top)
            rest.discard(top)
        elif len(segments[bottom]) == 1 and spans[bottom].top - apart >= others_bottom:
            feet.insert(0, bottom)
            rest.discard(bottom)
        else:
            break
    return heads, feet


def _sorted(body: Sequence[int], spans: Sequence[_Span], walls: Sequence[_Span]) -> list[int]:
    """Return `body` sorted topologically; where the order runs in a circle, the highest segment goes first."""
    between = [*(spans[index] for index in body), *walls]
    before = {b: {a for a in body if a != b and _comes_before(spans[a], spans[b], between)} for b in body}
    done: list[int] = []
    waiting = sorted(body, key=lambda index: (spans[index].left, spans[index].top))
    while waiting:
        free = [index for index in waiting if not before[index] - set(done)]
        chosen = free[0] if free else min(waiting, key=lambda index: (len(before[index] - set(done)), spans[index].top))
        done.append(chosen)
        waiting.remove(chosen)
    return done


def _comes_before(a: _Span, b: _Span, others: Sequence[_Span]) -> bool:
    least = 0.02 * min(a.right - a.left, b.right - b.left)
    if a.shares_columns(b, least):
        return (a.top + a.bottom) < (b.top + b.bottom)
    if a.left >= b.left:
        return _divided(a, b, others) and a.bottom <= b.top
    return not _divided(a, b, others) or a.bottom <= b.top


def _divided(a: _Span, b: _Span, others: Sequence[_Span]) -> bool:
    """Tell whether something between the two, in height, spans both."""
    if a.shares_rows(b):
        return False
    upper, lower = (a, b) if a.top <= b.top else (b, a)
    return any(
        other not in (a, b)
        and other.shares_columns(a)
        and other.shares_columns(b)
        and other.top >= upper.bottom - 2
        and other.bottom <= lower.top + 2
        for other in others
    )
