"""From lines to a page: strips that never cross a gutter, columns in reading order, blocks with a role."""

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.geometry import Box
from ocr.layout.chains import chain
from ocr.layout.order import in_reading_order
from ocr.layout.paragraphs import split_paragraphs
from ocr.layout.roles import guess_role, with_digits, without_inner_numbers
from ocr.layout.strips import Strip, drop_noise, strip_of
from ocr.layout.tables import find_tables
from ocr.page import BlockRole, TextBlock, TextLine
from ocr.preprocess import PreparedImage

__all__ = ["Layout", "lay_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Blocks in reading order, ruled tables, and how many lines were noise. Boxes are those of the lines that came in."""

    blocks: tuple[TextBlock, ...]
    tables: tuple[Box, ...]
    noise: int


def lay_out(lines: Sequence[TextLine], image: PreparedImage, pictures: Sequence[Box] = ()) -> Layout:
    """Return `lines` (as the engine found them on `image`) as blocks in the order a reader follows.

    No line runs over a gutter; what lies in a picture is no text. Columns are ordered after Breuel,
    "High performance document layout analysis" (2003); blocks are broken by space, indent, typeface and labels.
    """
    tables = find_tables(image.rules)
    strips = [strip_of(line, image.skew) for line in lines]
    kept = drop_noise(strips, pictures)
    in_table = {id(strip): table for strip in kept for table in tables if table.contains_centre_of(strip.line.box)}
    text = [strip for strip in kept if id(strip) not in in_table]
    segments = [*chain(text), *_table_segments(kept, in_table)]
    ordered = in_reading_order(segments, image.rules, image.skew)
    blocks = [block for segment in ordered for block in ([segment] if id(segment[0]) in in_table else split_paragraphs(segment))]
    height, width = image.pixels.shape
    frame = Box(hpos=0, vpos=0, width=width, height=height)
    return Layout(
        blocks=without_inner_numbers(
            [_block(number, block, frame, is_table=id(block[0]) in in_table) for number, block in enumerate(blocks, start=1)]
        ),
        tables=tables,
        noise=len(strips) - len(kept),
    )


def _table_segments(strips: Sequence[Strip], in_table: dict[int, Box]) -> list[list[Strip]]:
    tables: dict[Box, list[Strip]] = {}
    for strip in strips:
        if id(strip) in in_table:
            tables.setdefault(in_table[id(strip)], []).append(strip)
    return [_row_by_row(cells) for cells in tables.values()]


def _row_by_row(cells: Sequence[Strip]) -> list[Strip]:
    """Return the cells of a table by rows, each from the left."""
    rows: list[list[Strip]] = []
    for cell in sorted(cells, key=lambda cell: cell.top + cell.bottom):
        if rows and (cell.top + cell.bottom) / 2 < rows[-1][0].bottom:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [cell for row in rows for cell in sorted(row, key=lambda cell: cell.left)]


def _block(number: int, strips: Sequence[Strip], frame: Box, *, is_table: bool) -> TextBlock:
    lines = tuple(strip.line for strip in strips)
    lines = with_digits(lines, frame)
    return TextBlock(
        block_id=f"b{number:04d}",
        role=BlockRole.TABLE if is_table else guess_role(lines, frame),
        box=Box.enclosing(line.box for line in lines),
        lines=lines,
    )
