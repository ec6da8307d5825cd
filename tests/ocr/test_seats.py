"""Words that were read stand on the lines that were printed."""

from collections.abc import Sequence

import pytest

from ocr.geometry import Affine, Box
from ocr.page import TextLine
from ocr.preprocess import PreparedImage
from ocr.preprocess.cleaning import clear_specks
from ocr.preprocess.rules import find_rules
from ocr.printed_lines import PrintedLine, find_printed_lines
from ocr.scan import GreyImage
from ocr.seats import on_printed_lines, seats
from tests.ocr.drawing import KAZAKH, RESOLUTION, blank_paper, draw_lines, leaning, place_on_leaning


def printed_on(paper: GreyImage, skew: float = 0.0) -> tuple[PrintedLine, ...]:
    image = PreparedImage(pixels=paper, to_scan=Affine(), resolution=RESOLUTION, skew=skew)
    return find_printed_lines(clear_specks(find_rules(image)))


def piece(line: TextLine, start: int, stop: int) -> TextLine:
    words = line.words[start:stop]
    return TextLine(box=Box.enclosing(word.box for word in words), words=words)


def contents(lines: Sequence[TextLine]) -> list[str]:
    return sorted(line.content for line in lines)


def test_every_word_stands_on_its_own_printed_line() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH)
    words = [word for line in drawn for word in line.words]
    assert seats(words, printed_on(paper), 0.0) == [number for number, line in enumerate(drawn) for _ in line.words]


def test_words_of_a_skewed_page_stand_on_their_lines_too() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH)
    printed = printed_on(leaning(paper, 1.5), 1.5)
    for number, line in enumerate(drawn):
        for word in (line.words[0], line.words[-1]):
            across, down = place_on_leaning(paper, 1.5, (int(word.box.centre[0]), int(word.box.centre[1])))
            there = Box.of_edges(int(across) - 9, int(down) - 9, int(across) + 9, int(down) + 9)
            assert seats([type(word)(content=word.content, box=there, confidence=1.0)], printed, 1.5) == [number]


def test_a_word_off_every_line_stands_on_none() -> None:
    paper = blank_paper()
    printed = printed_on(paper)
    (line,) = draw_lines(blank_paper(), KAZAKH[:1], (200, 900))
    assert seats(line.words, printed, 0.0) == [None] * len(line.words)
    draw_lines(paper, KAZAKH[:1])
    assert seats(line.words, printed_on(paper), 0.0) == [None] * len(line.words)


def test_a_line_that_the_engine_cut_in_two_is_joined() -> None:
    paper = blank_paper()
    first, second, *_ = draw_lines(paper, KAZAKH)
    broken = (piece(first, 0, 2), second, piece(first, 2, len(first.words)))
    joined = on_printed_lines(broken, printed_on(paper), 0.0)
    assert contents(joined) == contents((first, second))


def test_a_line_in_three_pieces_of_which_the_last_came_first_is_joined_in_its_order() -> None:
    paper = blank_paper()
    first, *_ = draw_lines(paper, KAZAKH)
    broken = (piece(first, 3, len(first.words)), piece(first, 1, 3), piece(first, 0, 1))
    assert contents(on_printed_lines(broken, printed_on(paper), 0.0)) == [first.content]


def test_whole_lines_stay_as_they_are_in_their_order() -> None:
    paper = blank_paper()
    drawn = tuple(draw_lines(paper, KAZAKH))
    assert on_printed_lines(drawn, printed_on(paper), 0.0) == drawn


def test_lines_that_lie_one_over_the_other_are_not_joined() -> None:
    upper, lower = draw_lines(blank_paper(), KAZAKH[:2])
    around = Box.enclosing((upper.box, lower.box))
    both = PrintedLine(left=around.hpos, top=around.vpos, right=around.right, bottom=around.bottom, letter=24.0)
    assert on_printed_lines((upper, lower), (both,), 0.0) == (upper, lower)


def test_words_that_were_read_twice_stand_once_on_their_line() -> None:
    paper = blank_paper()
    first, *_ = draw_lines(paper, KAZAKH)
    again = piece(first, 2, len(first.words))
    assert contents(on_printed_lines((first, again), printed_on(paper), 0.0)) == [first.content]


@pytest.mark.parametrize("printed", [(), (PrintedLine(left=0, top=0, right=9, bottom=9, letter=9.0),)])
def test_what_stands_on_no_printed_line_is_kept_as_it_was_read(printed: tuple[PrintedLine, ...]) -> None:
    drawn = tuple(draw_lines(blank_paper(), KAZAKH[:2]))
    assert on_printed_lines(drawn, printed, 0.0) == drawn
