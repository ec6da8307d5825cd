"""Words on the printed lines they stand on: lines that the engine broke are joined, what it read twice is there once."""

from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np

from ocr.geometry import Box
from ocr.page import TextLine, Word
from ocr.preprocess import Leader
from ocr.printed_lines import PrintedLine, levelled

_OVERLAP = 0.5
"""How much of a word may lie over the next on a line that is one line."""


def seats(words: Sequence[Word], printed: Sequence[PrintedLine], skew: float) -> list[int | None]:
    """Return for each word the index of the printed line that its middle stands on; None where it stands on none."""
    if not words or not printed:
        return [None] * len(words)
    middles = np.array([word.box.centre for word in words], dtype=np.float64)
    xs, ys = (values[:, None] for values in levelled(middles[:, 0], middles[:, 1], skew))
    left, top, right, bottom = np.array([(line.left, line.top, line.right, line.bottom) for line in printed]).T
    outside = (xs < left) | (xs > right) | (ys < top) | (ys > bottom)
    distance = np.where(outside, np.inf, abs(top + bottom - 2 * ys))
    nearest = distance.argmin(axis=1)
    return [None if np.isinf(row[index]) else int(index) for row, index in zip(distance, nearest, strict=True)]


def on_printed_lines(lines: Sequence[TextLine], printed: Sequence[PrintedLine], skew: float) -> tuple[TextLine, ...]:
    """Return `lines` with those joined that stand on one printed line.

    Lines that lie one over the other are left as they are: two printed lines that touch look like one.
    """
    groups: dict[int, list[TextLine]] = {}
    group_of: dict[int, int] = {}
    seated = iter(seats([word for line in lines for word in line.words], printed, skew))
    for number, line in enumerate(lines):
        own = {seat for seat in (next(seated) for _ in line.words) if seat is not None}
        known = {group_of[seat] for seat in own if seat in group_of}
        groups[number] = [*(other for group in sorted(known) for other in groups.pop(group)), line]
        group_of.update(dict.fromkeys(own, number))
        group_of.update({seat: number for seat, group in group_of.items() if group in known})
    return tuple(chain.from_iterable(_joined(group) for group in groups.values()))


def with_leaders(
    lines: Sequence[TextLine], leaders: Sequence[Leader], printed: Sequence[PrintedLine], skew: float
) -> tuple[TextLine, ...]:
    """Return `lines` with the rows of dots that were lifted from them, as words."""
    words = [Word(content=leader.dots * ".", box=leader.box, confidence=1.0) for leader in leaders]
    lifted: dict[int, list[Word]] = {}
    for word, seat in zip(words, seats(words, printed, skew), strict=True):
        if seat is not None:
            lifted.setdefault(seat, []).append(word)
    whole = []
    for line in lines if lifted else ():
        seat = seats(line.words[:1], printed, skew)[0]
        whole.append(_of_words(sorted((*line.words, *lifted.pop(seat, [])), key=_left)) if seat is not None else line)
    return tuple(whole) or tuple(lines)


def _of_words(words: Sequence[Word]) -> TextLine:
    return TextLine(box=Box.enclosing(word.box for word in words), words=tuple(words))


def _joined(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    if len(lines) == 1:
        return lines
    words: list[Word] = []
    for line in sorted(lines, key=lambda line: len(line.content), reverse=True):
        words += [word for word in line.words if not any(_is_twice(word, other) for other in words)]
    words.sort(key=_left)
    return (_of_words(words),) if _is_one_line(words) else lines


def _is_twice(word: Word, other: Word) -> bool:
    """Tell whether two words are one, read in two lines that the engine took from the same place."""
    across, down = word.box.overlap_across(other.box), word.box.overlap_down(other.box)
    least_width, least_height = min(word.box.width, other.box.width), min(word.box.height, other.box.height)
    return across > _OVERLAP * least_width and down > _OVERLAP * least_height


def _left(word: Word) -> int:
    return word.box.hpos


def _is_one_line(words: Sequence[Word]) -> bool:
    """Tell whether words from left to right follow one another: those of two lines lie one over the other."""
    return all(_follows(other, one) for one, other in pairwise(words))


def _follows(word: Word, before: Word) -> bool:
    """Tell whether `word` stands after the one `before`. The engine gives a lone sign, such as a raised figure, too wide a box."""
    overlap = before.box.overlap_across(word.box)
    return len(before.content) == 1 or overlap <= _OVERLAP * min(before.box.width, word.box.width)
