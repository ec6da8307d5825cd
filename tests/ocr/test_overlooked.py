"""What the engine broke or overlooked is set right by the printed lines."""

import numpy as np

from ocr.geometry import Affine, Box
from ocr.overlooked import cut_out, find_overlooked, on_printed_lines
from ocr.page import TextLine
from ocr.preprocess import PreparedImage
from ocr.printed_lines import LineOptions, PrintedLine, find_printed_lines
from ocr.read import MOST_ON_A_SHEET
from ocr.scan import GreyImage
from tests.ocr.drawing import KAZAKH, RESOLUTION, blank_paper, draw_line, draw_lines


def printed_on(paper: GreyImage) -> tuple[PrintedLine, ...]:
    return find_printed_lines(PreparedImage(pixels=paper, to_scan=Affine(), resolution=RESOLUTION))


def piece(line: TextLine, start: int, stop: int) -> TextLine:
    words = line.words[start:stop]
    return TextLine(box=Box.enclosing(word.box for word in words), words=words)


def test_a_line_that_the_engine_cut_in_two_is_joined() -> None:
    paper = blank_paper()
    first, second, *_ = draw_lines(paper, KAZAKH)
    broken = (piece(first, 0, 2), second, piece(first, 2, len(first.words)))
    joined = on_printed_lines(broken, printed_on(paper), 0.0)
    assert sorted(line.content for line in joined) == sorted((first.content, second.content))


def test_whole_lines_stay_as_they_are_in_their_order() -> None:
    paper = blank_paper()
    drawn = tuple(draw_lines(paper, KAZAKH))
    assert on_printed_lines(drawn, printed_on(paper), 0.0) == drawn


def test_lines_that_lie_one_over_the_other_are_not_joined() -> None:
    upper, lower = draw_lines(blank_paper(), KAZAKH[:2])
    around = Box.enclosing((upper.box, lower.box))
    both = PrintedLine(left=around.hpos, top=around.vpos, right=around.right, bottom=around.bottom, letter=24.0)
    assert on_printed_lines((upper, lower), (both,), 0.0) == (upper, lower)


def test_a_line_nobody_read_is_overlooked() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH)
    missed = find_overlooked(printed_on(paper), [*drawn[:2], *drawn[3:]], (paper.shape[0], 0.0))
    assert [line.box(0.0).contains_centre_of(drawn[2].box) for line in missed] == [True]


def test_a_page_that_was_read_whole_has_nothing_overlooked() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH)
    assert find_overlooked(printed_on(paper), drawn, (paper.shape[0], 0.0)) == ()


def test_a_page_number_alone_at_the_foot_is_overlooked_but_a_stray_digit_in_the_text_is_not() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH)
    number = draw_line(paper, "7", (870, 1200))
    draw_line(paper, "3", (870, 900))
    missed = find_overlooked(printed_on(paper), drawn, (paper.shape[0], 0.0))
    assert [line.box(0.0).contains_centre_of(number.box) for line in missed] == [True]


def test_what_stands_in_a_picture_is_not_overlooked() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH)
    picture = Box.enclosing(line.box for line in drawn)
    assert find_overlooked(printed_on(paper), [], (paper.shape[0], 0.0), (picture,)) == ()


def test_cut_out_lines_lead_back_to_their_place_on_the_page() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH)
    sheet = cut_out(paper, printed_on(paper), 0.0)
    rows = np.flatnonzero((sheet.pixels < 128).any(axis=1))
    columns = np.flatnonzero((sheet.pixels[rows[0] : rows[0] + 20] < 128).any(axis=0))
    ink = Box.of_edges(int(columns[0]), int(rows[0]), int(columns[0]) + 4, int(rows[0]) + 4)
    back = sheet.on_page(ink)
    assert back is not None
    assert drawn[0].box.contains_centre_of(back)
    assert sheet.on_page(Box(hpos=0, vpos=0, width=2, height=2)) is None


def test_a_cut_out_line_holds_nothing_of_its_neighbours() -> None:
    paper = blank_paper()
    draw_lines(paper, KAZAKH)
    printed = printed_on(paper)
    sheet = cut_out(paper, printed[2:3], 0.0)
    inked = (sheet.pixels < 128).any(axis=1)
    assert np.count_nonzero(np.diff(inked.astype(int)) == 1) == 1


def test_words_that_were_read_twice_stand_once_on_their_line() -> None:
    paper = blank_paper()
    first, *_ = draw_lines(paper, KAZAKH)
    again = piece(first, 2, len(first.words))
    assert [line.content for line in on_printed_lines((first, again), printed_on(paper), 0.0)] == [first.content]


def test_a_full_sheet_of_the_largest_type_is_not_too_tall_for_the_engine() -> None:
    largest = round(LineOptions().letter[1] * RESOLUTION)
    line = PrintedLine(left=0.0, top=0.0, right=900.0, bottom=largest * LineOptions().core, letter=largest)
    assert cut_out(blank_paper(), [line] * MOST_ON_A_SHEET, 0.0).pixels.shape[0] < 32_767
