"""Tables without rules: columns of figures, and what stands in rows with them.

Figures are looked for, not white: authors under a title, entries of a list, verse and columns of text stand in rows as well.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ocr.geometry import Box
from ocr.layout.strips import Strip, strip_of
from ocr.page import TextLine


@dataclass(frozen=True, slots=True, kw_only=True)
class UnruledOptions:
    """What makes a table. Lengths are in heights of a line.

    It has `rows` at least, with no more than `spacing` of white between them; `gap` is the narrowest white between cells of a row,
    `beside` the widest between columns; a share `filled` of its rows has a cell in each column. Cells of running text are `wide`
    at least, have `words` at least, and a share `flush` of them ends within `ragged` of the edge of their column.
    """

    rows: int = 3
    spacing: float = 3.5
    gap: float = 1.4
    beside: float = 20.0
    filled: float = 0.65
    wide: float = 8.0
    words: int = 4
    flush: float = 0.6
    ragged: float = 0.7


Column = list[Strip]
"""Cells one below the other, from the top."""


def find_unruled_tables(strips: Sequence[Strip], skew: float, options: UnruledOptions | None = None) -> tuple[Box, ...]:
    """Return the rectangles around the tables among `strips`, which are in no ruled table."""
    options = options or UnruledOptions()
    parted = [(strip, _cells(strip, skew, options)) for strip in strips]
    text = [strip for strip, parts in parted if not any(map(_is_figures, parts))]
    cells = [cell for strip, parts in parted if not _is_justified(strip, text, options) for cell in parts]
    tables: list[list[Column]] = []
    for figures in _columns_of_figures(cells, options):
        if not any(figures[0] in column for table in tables for column in table):
            tables.append(_with_columns_beside(figures, cells, options))
    found = (_around(table, cells, options) for table in tables if _is_table(table, options))
    return tuple(box for box in found if not _cuts(box, strips))


def _cells(strip: Strip, skew: float, options: UnruledOptions) -> list[Strip]:
    """Return a strip in parts where wide gaps are; none when leaders run through it, as in a table of contents."""
    words = strip.line.words
    if any(_LEADER.fullmatch(word.content) for word in words):
        return []
    wide = options.gap * strip.height
    cuts = [0, *(index for index, (one, two) in enumerate(pairwise(words), 1) if two.box.hpos - one.box.right > wide), len(words)]
    parts = (words[first:last] for first, last in pairwise(cuts))
    return [strip_of(TextLine(box=Box.enclosing(word.box for word in part), words=part), skew) for part in parts]


def _is_justified(strip: Strip, text: Sequence[Strip], options: UnruledOptions) -> bool:
    """Tell whether a strip of `text` begins and ends where the one above or below it does."""
    slack = options.ragged * strip.height
    return (
        strip in text
        and len(strip.line.words) >= options.words
        and strip.width >= options.wide * strip.height
        and any(
            other is not strip
            and abs(other.left - strip.left) <= slack
            and abs(other.right - strip.right) <= slack
            and abs(other.top - strip.top) <= 2 * strip.height
            for other in text
        )
    )


_LEADER = re.compile(r"[.…·_]{4,}")
_ORDINAL = re.compile(r"[\[(]?(\d{1,3})[\])]?[.)]?")


def _is_figures(cell: Strip) -> bool:
    """Tell whether a cell holds a number, with perhaps a letter or two that it was misread with or measured in."""
    text = cell.line.content
    letters = sum(letter.isalpha() for letter in text)
    return any(letter.isdigit() for letter in text) and 4 * letters <= len(text)


# ------------------------------------------------------------------------------------------------------------- columns


def _columns_of_figures(cells: Sequence[Strip], options: UnruledOptions) -> Iterable[Column]:
    """Yield runs of cells with figures one below the other, with nothing else between them, the longest first."""
    figures = [cell for cell in cells if _is_figures(cell)]
    below: dict[int, Strip] = {}
    for cell in figures:
        under = min((other for other in cells if _is_under(other, cell, options)), key=lambda other: other.top, default=None)
        if under is not None and _is_figures(under):
            below[id(cell)] = under
    followers = {id(under) for under in below.values()}
    runs = [_run(cell, below) for cell in figures if id(cell) in below and id(cell) not in followers]
    return sorted((run for run in runs if len(run) >= options.rows), key=len, reverse=True)


def _run(first: Strip, below: dict[int, Strip]) -> Column:
    run = [first]
    while id(run[-1]) in below:
        run.append(below[id(run[-1])])
    return run


def _is_under(other: Strip, cell: Strip, options: UnruledOptions) -> bool:
    white = other.top - cell.bottom
    shared = min(cell.right, other.right) - max(cell.left, other.left)
    return -0.5 * cell.height < white <= options.spacing * cell.height and other.top > cell.top and shared > 0


def is_level(one: Strip, other: Strip) -> bool:
    """Tell whether two cells stand in one row."""
    return abs(one.top + one.bottom - other.top - other.bottom) < min(one.height, other.height)


# -------------------------------------------------------------------------------------------------------------- tables


def _with_columns_beside(figures: Column, cells: Sequence[Strip], options: UnruledOptions) -> list[Column]:
    """Return `figures` with the columns beside them, from the left."""
    table = [figures]
    for leftwards in (True, False):
        while (column := _beside(table, figures, cells, options, leftwards=leftwards)) is not None:
            table = [column, *table] if leftwards else [*table, column]
    return table


def _around(table: Sequence[Column], cells: Sequence[Strip], options: UnruledOptions) -> Box:
    """Return the rectangle around a table and the row of its heads."""
    return Box.enclosing(cell.line.box for column in (*table, _heads(table, cells, options)) for cell in column)


def _beside(
    table: Sequence[Column], rows: Column, cells: Sequence[Strip], options: UnruledOptions, *, leftwards: bool
) -> Column | None:
    """Return the next column beside `table`: in most of its `rows` the nearest cell, where these are no running text."""
    edge = min(cell.left for cell in table[0]) if leftwards else max(cell.right for cell in table[-1])
    found = []
    for row in rows:
        level = [cell for cell in cells if is_level(cell, row)]
        reach = options.beside * row.height
        near = [cell for cell in level if (0 <= edge - cell.right <= reach if leftwards else 0 <= cell.left - edge <= reach)]
        if near:
            found.append(max(near, key=lambda cell: cell.right) if leftwards else min(near, key=lambda cell: cell.left))
    if len(found) < max(options.rows, options.filled * len(rows)) or _is_running_text(found, options):
        return None
    return found


def _is_running_text(column: Column, options: UnruledOptions) -> bool:
    right = max(cell.right for cell in column)
    full = [
        cell
        for cell in column
        if cell.width >= options.wide * cell.height
        and len(cell.line.words) >= options.words
        and right - cell.right <= options.ragged * cell.height
    ]
    return len(full) >= options.flush * len(column)


def _heads(table: Sequence[Column], cells: Sequence[Strip], options: UnruledOptions) -> Column:
    """Return the cells right above the columns of `table`, where two of them have one on the same level."""
    tops = [column[0] for column in table]
    above = [
        cell for cell in cells for top in tops if _is_under(top, cell, options) and cell.width <= 2 * options.wide * cell.height
    ]
    return [cell for cell in above if any(other is not cell and is_level(other, cell) for other in above)]


def _is_table(table: Sequence[Column], options: UnruledOptions) -> bool:
    """Tell a table from a list: its figures do more than number its rows, or number rows of several cells.

    Figures at the left alone are times or years: a programme, a chronicle. Whole ones that never fall are the pages of contents.
    """
    figures = [column for column in table if sum(map(_is_figures, column)) >= options.filled * len(column)]
    telling = [column for column in figures if not _is_count(column)]
    if not telling:
        return len(table) > len(figures) + 1
    return any(column is not table[0] for column in telling) and (len(telling) > 1 or not _is_contents(telling[0]))


def _is_count(column: Column) -> bool:
    """Tell whether the cells of a column count from row to row."""
    found = [_ORDINAL.fullmatch(cell.line.content) for cell in column]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(column) and all(after == before + 1 for before, after in pairwise(numbers))


def _is_contents(column: Column) -> bool:
    """Tell whether figures are whole and never fall: the pages of entries."""
    found = [cell.line.content for cell in column]
    return all(map(str.isdecimal, found)) and sorted(map(int, found)) == [*map(int, found)]


def _cuts(box: Box, strips: Sequence[Strip]) -> bool:
    """Tell whether print runs over the edge of a table: then it is none."""
    inside = [strip for strip in strips if box.contains_centre_of(strip.line.box)]
    return any(strip.line.box.overlap_across(box) < _INSIDE * strip.line.box.width for strip in inside)


_INSIDE = 0.9
"""Of its width, what of a line in a table lies within the edges of the table."""
