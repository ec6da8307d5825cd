"""What the engine made of the lines on the page, set right: lines it broke joined, lines it overlooked cut out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import cv2
import numpy as np

from ocr.geometry import Box
from ocr.page import TextLine, Word
from ocr.printed_lines import PrintedLine, levelled
from ocr.scan import GreyImage


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlookedOptions:
    """What counts as an overlooked line.

    `shortest` is the shortest line, in heights of a letter, unless it stands alone in the outer `margin` of the page (a share of
    its height) as page numbers do; `covered` the share of a line that must have been read; `overlap` how much of a word may lie
    over the next on a line that is one line.
    """

    shortest: float = 1.6
    margin: float = 0.1
    covered: float = 0.4
    overlap: float = 0.5


# --- words on their lines ---------------------------------------------------------------------------------------------


def on_printed_lines(
    lines: Sequence[TextLine], printed: Sequence[PrintedLine], skew: float, options: OverlookedOptions | None = None
) -> tuple[TextLine, ...]:
    """Return `lines` with those joined that stand on one printed line: the engine cuts lines where columns begin further down.

    Lines that lie one over the other are left as they are: two printed lines that touch look like one. What the engine read on
    across a gutter is parted in the layout.
    """
    options = options or OverlookedOptions()
    groups: dict[int, list[TextLine]] = {}
    group_of: dict[int, int] = {}
    for number, line in enumerate(lines):
        seats = {seat for seat in _seats(line.words, printed, skew) if seat is not None}
        known = {group_of[seat] for seat in seats if seat in group_of}
        groups[number] = [*(other for group in sorted(known) for other in groups.pop(group)), line]
        group_of.update(dict.fromkeys(seats, number))
        group_of.update({seat: number for seat, group in group_of.items() if group in known})
    return tuple(chain.from_iterable(_joined(group, options) for group in groups.values()))


def _joined(lines: Sequence[TextLine], options: OverlookedOptions) -> Sequence[TextLine]:
    words: list[Word] = []
    for line in sorted(lines, key=lambda line: len(line.content), reverse=True):
        words += [word for word in line.words if not any(_is_twice(word, other, options) for other in words)]
    words.sort(key=_left)
    return (_of_words(words),) if len(lines) > 1 and _is_one_line(words, options) else lines


def _is_twice(word: Word, other: Word, options: OverlookedOptions) -> bool:
    """Tell whether two words are one, read in two lines that the engine took from the same place."""
    across, down = word.box.overlap_across(other.box), word.box.overlap_down(other.box)
    least_width, least_height = min(word.box.width, other.box.width), min(word.box.height, other.box.height)
    return across > options.overlap * least_width and down > options.overlap * least_height


def _left(word: Word) -> int:
    return word.box.hpos


def _seats(words: Sequence[Word], printed: Sequence[PrintedLine], skew: float) -> list[int | None]:
    """Return for each word the index of the printed line that its middle stands on."""
    middles = np.array([word.box.centre for word in words], dtype=np.float64)
    xs, ys = levelled(middles[:, 0], middles[:, 1], skew)
    return [_seat(x, y, printed) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]


def _seat(x: float, y: float, printed: Sequence[PrintedLine]) -> int | None:
    near = [index for index, line in enumerate(printed) if line.holds(x, y)]
    return min(near, key=lambda index: abs(printed[index].top + printed[index].bottom - 2 * y), default=None)


def _is_one_line(words: Sequence[Word], options: OverlookedOptions) -> bool:
    """Tell whether words from left to right follow one another: those of two lines lie one over the other."""
    return all(
        one.box.overlap_across(other.box) <= options.overlap * min(one.box.width, other.box.width) for one, other in pairwise(words)
    )


def _of_words(words: Sequence[Word]) -> TextLine:
    return TextLine(box=Box.enclosing(word.box for word in words), words=tuple(words))


# --- overlooked lines -------------------------------------------------------------------------------------------------


def find_overlooked(
    printed: Sequence[PrintedLine],
    lines: Sequence[TextLine],
    page: tuple[int, float],
    apart: Sequence[Box] = (),
    options: OverlookedOptions | None = None,
) -> tuple[PrintedLine, ...]:
    """Return which of the `printed` lines are in none of `lines`, nor inside the areas set `apart` (pictures, tables).

    `page` is the height of the page's image in pixels, and its skew in degrees.
    """
    options = options or OverlookedOptions()
    height, skew = page
    words = [word for line in lines for word in line.words]
    read = dict.fromkeys(range(len(printed)), 0.0)
    for word, place in zip(words, _seats(words, printed, skew) if words else (), strict=True):
        if place is not None:
            read[place] += word.box.width
    return tuple(
        line
        for index, line in enumerate(printed)
        if read[index] < options.covered * (line.right - line.left)
        and _is_long_or_alone(line, height, options)
        and not any(area.contains_centre_of(line.box(skew)) for area in apart)
    )


def _is_long_or_alone(line: PrintedLine, height: int, options: OverlookedOptions) -> bool:
    in_margin = line.bottom < options.margin * height or line.top > (1 - options.margin) * height
    return in_margin or line.right - line.left >= options.shortest * line.letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Pieces of a page pasted one below the other: `pixels`, and for each piece where it lies on the sheet and on the page."""

    pixels: GreyImage
    pieces: tuple[tuple[Box, Box], ...]

    def on_page(self, box: Box) -> Box | None:
        """Return where on the page a box of the sheet lies; None when it is in no piece."""
        for on_sheet, on_page in self.pieces:
            if on_sheet.contains_centre_of(box):
                left, top = on_page.hpos - on_sheet.hpos, on_page.vpos - on_sheet.vpos
                return Box.of_edges(box.hpos + left, box.vpos + top, box.right + left, box.bottom + top)
        return None

    def line_on_page(self, line: TextLine) -> TextLine | None:
        """Return a line that was read on the sheet, where it stands on the page."""
        placed = [(word, self.on_page(word.box)) for word in line.words]
        words = tuple(replace(word, box=box) for word, box in placed if box)
        return _of_words(words) if words else None


def cut_out(pixels: GreyImage, lines: Sequence[PrintedLine], skew: float) -> Sheet:
    """Return `lines` of `pixels` on a white sheet, one below the other, without what stands beside them."""
    boxes = [line.box(skew) for line in lines]
    cuts = [_cut(pixels, line, box, skew) for line, box in zip(lines, boxes, strict=True)]
    space = max(cut.shape[0] for cut in cuts) // 2 + 10
    size = sum(cut.shape[0] + space for cut in cuts) + space, max(cut.shape[1] for cut in cuts) + 2 * space
    sheet = np.full(size, 255, np.uint8)
    pieces, top = [], space
    for box, cut in zip(boxes, cuts, strict=True):
        height, width = cut.shape
        sheet[top : top + height, space : space + width] = cut
        on_page = Box(hpos=box.hpos, vpos=box.vpos, width=width, height=height)
        pieces.append((Box(hpos=space, vpos=top, width=width, height=height), on_page))
        top += height + space
    return Sheet(pixels=sheet, pieces=tuple(pieces))


def _cut(pixels: GreyImage, line: PrintedLine, box: Box, skew: float) -> GreyImage:
    """Return the pixels of a line, on white."""
    part = pixels[box.vpos : box.bottom, box.hpos : box.right]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.round(line.corners(skew) - (box.hpos, box.vpos)).astype(np.int32), 1)
    return np.where(inside > 0, part, np.uint8(255))
