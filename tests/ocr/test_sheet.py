"""Columns are pasted on a sheet, and what is read there comes back to where it is printed."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from ocr.geometry import Affine, Box
from ocr.layout.chains import chain
from ocr.page import TextLine, Word
from ocr.preprocess import PreparedImage
from ocr.preprocess.cleaning import clear_specks
from ocr.preprocess.rules import find_rules
from ocr.printed_lines import PrintedLine, find_printed_lines, levelled
from ocr.scan import GreyImage
from ocr.sheet import Piece, Sheet, paste
from tests.ocr.drawing import KAZAKH, RESOLUTION, RUSSIAN, Type, blank_paper, draw_line, draw_lines, ink_box, leaning

ENGINE_LIMIT = 32_767
"""Pixels of the longest side that the engine takes."""


def an_image(pixels: GreyImage, skew: float = 0.0) -> PreparedImage:
    return clear_specks(find_rules(PreparedImage(pixels=pixels, to_scan=Affine(), resolution=RESOLUTION, skew=skew)))


def sheet_of(image: PreparedImage) -> Sheet:
    return paste(image, chain(find_printed_lines(image)))


def words_on(pixels: GreyImage) -> list[Box]:
    """The rectangles around what stands apart on a sheet by more than a blank between letters."""
    rows = runs(np.asarray((pixels < 128).any(axis=1)), 8)
    return [
        Box.of_edges(left, top, right, bottom)
        for top, bottom in rows
        for left, right in runs(np.asarray((pixels[top:bottom] < 128).any(axis=0)), 11)
    ]


def runs(inked: NDArray[np.bool_], blank: int) -> list[tuple[int, int]]:
    """First and last place of each run of ink without so large a blank in it."""
    places = np.flatnonzero(inked)
    cuts = [0, *(np.flatnonzero(np.diff(places) > blank) + 1).tolist(), len(places)]
    return [(int(places[first]), int(places[last - 1]) + 1) for first, last in pairwise(cuts)]


def a_line_of(box: Box) -> TextLine:
    return TextLine(box=box, words=(Word(content="мұрағат", box=box, confidence=0.9),))


def back(sheet: Sheet, boxes: Sequence[Box]) -> list[Box]:
    """Where rectangles on the sheet lie on the page."""
    lines = [sheet.line_on_page(a_line_of(box)) for box in boxes]
    return [line.words[0].box for line in lines if line]


# --- there and back ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("skew", [0.0, 1.4, -1.9])
def test_what_lies_on_the_sheet_comes_back_to_where_it_stands_on_the_page(skew: float) -> None:
    paper = blank_paper(height=1500)
    draw_lines(paper, KAZAKH)
    draw_line(paper, "17", (870, 1300))
    page = leaning(paper, skew)
    sheet = sheet_of(an_image(page, skew))
    boxes = words_on(sheet.pixels)
    found = back(sheet, boxes)
    assert len(found) == len(boxes) >= sum(len(line.split()) for line in KAZAKH)
    for box in found:
        inside = page[box.vpos - 4 : box.bottom + 4, box.hpos - 4 : box.right + 4] < 128
        middle = inside[8:-8, :] if inside.shape[0] > 30 else inside
        assert middle.any()
    inked = np.zeros_like(page, dtype=np.bool_)
    for box in found:
        inked[max(0, box.vpos - 12) : box.bottom + 12, max(0, box.hpos - 6) : box.right + 6] = True
    assert (page < 128)[inked].sum() > 0.995 * (page < 128).sum()


def test_words_of_a_level_page_come_back_to_the_pixel() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH[:1])
    sheet = sheet_of(an_image(paper))
    boxes = words_on(sheet.pixels)
    found = back(sheet, boxes)
    assert len(found) == len(drawn[0].words)
    for box in found:
        across = np.flatnonzero((paper[box.vpos : box.bottom, box.hpos : box.right] < 128).any(axis=0))
        assert (across[0], across[-1] + 1) == pytest.approx((0, box.width), abs=1)
    rows = np.flatnonzero((paper < 128).any(axis=1))
    assert {(box.vpos, box.bottom) for box in found} == {(rows[0], rows[-1] + 1)}


def test_lines_of_a_skewed_page_lie_level_on_the_sheet() -> None:
    paper = blank_paper()
    draw_lines(paper, KAZAKH[:1])
    leaning_ink = np.flatnonzero((leaning(paper, 1.8) < 128).any(axis=1))
    sheet = sheet_of(an_image(leaning(paper, 1.8), 1.8))
    level_ink = np.flatnonzero((sheet.pixels < 128).any(axis=1))
    upright = np.flatnonzero((paper < 128).any(axis=1))
    assert np.ptp(level_ink) == pytest.approx(np.ptp(upright), abs=4)
    assert np.ptp(leaning_ink) > np.ptp(upright) + 20


def test_what_lies_in_no_piece_is_nothing_on_the_page() -> None:
    paper = blank_paper()
    draw_lines(paper, KAZAKH)
    assert sheet_of(an_image(paper)).line_on_page(a_line_of(Box(hpos=0, vpos=0, width=2, height=2))) is None


def test_a_column_is_one_piece_and_two_columns_are_two() -> None:
    paper = blank_paper(width=2900, height=1400)
    draw_lines(paper, KAZAKH * 2, (120, 200))
    assert len(sheet_of(an_image(paper)).pieces) == 1
    draw_lines(paper, RUSSIAN * 3, (1560, 200))
    assert len(sheet_of(an_image(paper)).pieces) == 2


# --- what is on it ----------------------------------------------------------------------------------------------------


def test_a_line_that_is_cut_out_holds_nothing_of_its_neighbours() -> None:
    paper = blank_paper()
    draw_lines(paper, KAZAKH)
    alone = blank_paper()
    draw_line(alone, KAZAKH[2], (200, 340))
    image = an_image(paper)
    sheet = paste(image, [find_printed_lines(image)[2:3]])
    assert (sheet.pixels < 128).sum() == pytest.approx((alone < 128).sum(), rel=0.01)


def test_a_headline_that_is_cut_out_holds_no_heads_of_the_letters_right_below_it() -> None:
    alone, paper = blank_paper(), blank_paper()
    for page in (alone, paper):
        draw_line(page, "Үшінші мәселе", (200, 200), Type(size=140))
    below = ink_box(alone).bottom + 50
    draw_lines(paper, KAZAKH, (200, below))
    image = an_image(paper)
    headline, *_ = lines = find_printed_lines(image)
    assert len(lines) > 1
    sheet = paste(image, [[headline], lines[1:]])
    zone = sheet.zones[0]
    assert (sheet.pixels[zone.vpos : zone.bottom, zone.hpos : zone.right] < 128).sum() == (alone < 128).sum()


@pytest.mark.parametrize("text", ["қолжаз-", "сақталып келеді…", "«Абай жолы»,", "неге?..", "— Қайда —"])
def test_marks_at_the_ends_of_a_line_are_cut_out_with_it(text: str) -> None:
    paper = blank_paper()
    draw_lines(paper, [text, KAZAKH[1]])
    sheet = sheet_of(an_image(paper))
    assert (sheet.pixels < 128).sum() == pytest.approx((paper < 128).sum(), rel=0.005)


def test_white_takes_the_place_of_a_column_that_a_piece_reaches_into() -> None:
    paper = blank_paper(width=2000, height=900)
    long = draw_line(paper, "Ғылыми кітапхананың қорында көне қолжазбалар", (100, 200)).box
    short = draw_line(paper, "сақталып", (100, 270)).box
    beside = draw_line(paper, "сурет 5", (900, 270)).box
    columns = [PrintedLine(left=box.hpos, top=box.vpos, right=box.right, bottom=box.bottom, letter=26.0) for box in (long, short)]
    assert beside.right < long.right
    sheet = paste(an_image(paper), [columns])
    paper[beside.vpos - 10 : beside.bottom + 10, beside.hpos - 10 : beside.right + 10] = 255
    assert (sheet.pixels < 128).sum() == pytest.approx((paper < 128).sum(), rel=0.01)


def test_pieces_lie_inside_the_sheet_and_apart() -> None:
    paper = blank_paper(width=2900, height=2600)
    draw_lines(paper, KAZAKH * 5, (120, 200))
    draw_lines(paper, RUSSIAN * 8, (1560, 200))
    draw_line(paper, "17", (1400, 2540))
    sheet = sheet_of(an_image(paper))
    height, width = sheet.pixels.shape
    assert len(sheet.zones) == 3
    assert all(zone.right < width and zone.bottom < height for zone in sheet.zones)
    assert not [
        (one, other)
        for number, one in enumerate(sheet.zones)
        for other in sheet.zones[number + 1 :]
        if one.overlap_across(other) and one.overlap_down(other)
    ]


# --- its shape --------------------------------------------------------------------------------------------------------


def lines_of(count: int, width: float, height: float) -> list[list[PrintedLine]]:
    tops = [number * 2 * height for number in range(count)]
    return [[PrintedLine(left=0.0, top=top, right=width, bottom=top + height, letter=20.0)] for top in tops]


@pytest.mark.parametrize(
    ("count", "width", "height"), [(3000, 300.0, 30.0), (40, 2000.0, 900.0), (12_000, 40.0, 30.0), (60, 30.0, 3000.0)]
)
def test_a_sheet_is_about_as_wide_as_high_and_never_too_large_for_the_engine(count: int, width: float, height: float) -> None:
    pixels = paste(an_image(blank_paper(100, 100)), lines_of(count, width, height)).pixels
    assert max(pixels.shape) < ENGINE_LIMIT
    assert 0.3 < pixels.shape[0] / pixels.shape[1] < 3.0


def test_one_column_higher_than_all_others_together_gives_the_sheet_its_height() -> None:
    columns = [*lines_of(1, 100.0, 9000.0), *lines_of(3, 100.0, 40.0)]
    sheet = paste(an_image(blank_paper(100, 100)), columns)
    assert sheet.pixels.shape[0] < 9000 * 2 + 200
    assert len(sheet.zones) == 4


def test_a_piece_knows_where_its_corner_lies() -> None:
    sheet = Sheet(
        pixels=blank_paper(), pieces=(Piece(zone=Box(hpos=30, vpos=40, width=500, height=60), left=700.5, top=801.0),), skew=0.0
    )
    line = sheet.line_on_page(a_line_of(Box(hpos=130, vpos=50, width=100, height=40)))
    assert line is not None
    x, y = levelled(700.5 + 100 + 50, 801.0 + 10 + 20, 0.0)
    assert line.box.centre == pytest.approx((x, y), abs=1)
