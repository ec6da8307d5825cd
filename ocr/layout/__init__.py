"""From lines to a page: strips that never cross a gutter, columns in reading order, blocks with a role."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.geometry import Box
from ocr.layout.chains import chain
from ocr.layout.order import in_reading_order
from ocr.layout.paragraphs import split_paragraphs
from ocr.layout.roles import guess_role, with_digits, without_inner_numbers
from ocr.layout.strips import Strip, drop_noise, strip_of
from ocr.layout.tables import find_tables
from ocr.layout.unruled import find_unruled_tables, is_level
from ocr.page import BlockRole, TextBlock, TextLine
from ocr.preprocess import PreparedImage

__all__ = ["Layout", "lay_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Blocks in reading order, tables, and how many lines were noise. Boxes are those of the lines that came in."""

    blocks: tuple[TextBlock, ...]
    tables: tuple[Box, ...]
    noise: int


def lay_out(lines: Sequence[TextLine], image: PreparedImage, pictures: Sequence[Box] = ()) -> Layout:
    """Return `lines` (as the engine found them on `image`) as blocks in the order a reader follows.

    No line runs over a gutter; what lies in a picture is no text. Columns are ordered after Breuel,
    "High performance document layout analysis" (2003); blocks are broken by space, indent, typeface and labels.
    """
    ruled = find_tables(image.rules)
    strips = [strip_of(line, image.skew) for line in lines]
    kept = drop_noise(strips, pictures)
    free = [strip for strip in kept if not any(box.contains_centre_of(strip.line.box) for box in (*ruled, *pictures))]
    tables = (*ruled, *find_unruled_tables(free, image.skew))
    text, rows = _parted(kept, tables, image.skew)
    in_table = {id(row) for table in rows for row in table}
    ordered = in_reading_order([*chain(text), *rows], image.rules, image.skew)
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


def _parted(strips: Sequence[Strip], tables: Sequence[Box], skew: float) -> tuple[list[Strip], list[list[Strip]]]:
    """Return the strips that are in none of `tables`, and the rows of each; where two lie over one another, the larger has them."""
    left, found = list(strips), []
    for table in sorted(tables, key=lambda box: box.width * box.height, reverse=True):
        inside = [strip for strip in left if table.contains_centre_of(strip.line.box)]
        left = [strip for strip in left if strip not in inside]
        found += [_rows(inside, skew)] if inside else []
    return left, found


def _rows(strips: Sequence[Strip], skew: float) -> list[Strip]:
    """Return what is printed in a table by rows: cells, which may have been read one by one, from left to right."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: strip.top + strip.bottom):
        if rows and is_level(rows[-1][0], strip):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return [_joined(row, skew) for row in rows]


def _joined(row: Sequence[Strip], skew: float) -> Strip:
    if len(row) == 1:
        return row[0]
    words = tuple(word for strip in sorted(row, key=lambda strip: strip.left) for word in strip.line.words)
    return strip_of(replace(row[0].line, box=Box.enclosing(word.box for word in words), words=words), skew)


def _block(number: int, strips: Sequence[Strip], frame: Box, *, is_table: bool) -> TextBlock:
    lines = tuple(strip.line for strip in strips)
    lines = with_digits(lines, frame)
    return TextBlock(
        block_id=f"b{number:04d}",
        role=BlockRole.TABLE if is_table else guess_role(lines, frame),
        box=Box.enclosing(line.box for line in lines),
        lines=lines,
    )
