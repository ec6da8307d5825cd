"""A page of paragraphs set in type, in one or several columns."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.training.typefaces import Typeface
from ocr.training.typesetting import SIDE, Measure, set_line, width_of

_WIDTH, _HEIGHT = 2480, 3508
"""A4 at 300 pixels per inch."""

_MARGIN, _GUTTER = 250, 90
_LEADING = 1.3


def set_page(paragraphs: Sequence[str], face: Typeface, measure: Measure, columns: int) -> tuple[NDArray[np.float32], str]:
    """Return the ink of a page, (3508, 2480) float32 from 0 to 1, and its text line by line, as much as it holds."""
    ink = np.zeros((_HEIGHT, _WIDTH), np.float32)
    width = (_WIDTH - 2 * _MARGIN - (columns - 1) * _GUTTER) // columns
    lead = round(measure.size * _LEADING)
    lines = _broken_into_lines(paragraphs, lambda line: width_of(line, face, measure) <= width)
    printed: list[str] = []
    for column in range(columns):
        left = _MARGIN + column * (width + _GUTTER)
        for top in range(_MARGIN, _HEIGHT - _MARGIN - lead, lead):
            line = next(lines, None)
            if line is None:
                return ink, "\n".join(printed)
            if line:
                _print(ink, set_line(line, face, measure).ink, left, top)
                printed.append(line)
    return ink, "\n".join(printed)


def _broken_into_lines(paragraphs: Sequence[str], fits: Callable[[str], bool]) -> Iterator[str]:
    """Yield lines that fit; an empty one after each paragraph."""
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if line and not fits(f"{line} {word}"):
                yield line
                line = word
            else:
                line = f"{line} {word}".strip()
        yield line
        yield ""


def _print(ink: NDArray[np.float32], line: NDArray[np.float32], left: int, top: int) -> None:
    """Put a line of type on the page, its own empty sides beyond its place."""
    place = ink[top - SIDE : top - SIDE + line.shape[0], left - SIDE : left - SIDE + line.shape[1]]
    np.maximum(place, line[: place.shape[0], : place.shape[1]], out=place)
