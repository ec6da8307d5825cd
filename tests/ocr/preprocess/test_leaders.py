"""Rows of dots that lead from a title to its page are counted and lifted; dots of the text stay."""

import numpy as np

from ocr.preprocess import Leader, PreparedImage
from ocr.printed_lines import find_printed_lines
from ocr.scan import GreyImage
from tests.ocr.drawing import KAZAKH, a_printed_page, blank_paper, draw_line
from tests.ocr.preprocess.preparing import names, prepared

STARTS = (400, 660, 510)
END, PITCH = 1310, 16
ENTRIES = (("Кіріспе", "3"), ("Қолжазбалар қоры", "17"), ("Әдебиеттер", "121"))


def a_contents_page() -> GreyImage:
    pixels = blank_paper()
    for row, (title, number) in enumerate(ENTRIES):
        down = 300 + 80 * row
        draw_line(pixels, title, (200, down))
        draw_line(pixels, number, (1350, down))
        for across in range(STARTS[row], END, PITCH):
            pixels[down - 5 : down, across : across + 5] = 0
    return pixels


def from_above(image: PreparedImage) -> list[Leader]:
    return sorted(image.leaders, key=lambda leader: leader.box.vpos)


def test_each_leader_is_lifted_and_its_dots_are_counted() -> None:
    image = prepared(a_contents_page())
    assert [leader.dots for leader in from_above(image)] == [len(range(start, END, PITCH)) for start in STARTS]
    assert (image.pixels[:, 680:1320] == 255).all()
    assert "lift-leaders" in names(image)


def test_a_leader_stood_where_its_dots_were() -> None:
    boxes = [leader.box for leader in from_above(prepared(a_contents_page()))]
    assert [(box.hpos, box.vpos, box.right, box.bottom) for box in boxes] == [
        (start, down - 5, range(start, END, PITCH)[-1] + 5, down) for start, down in zip(STARTS, (300, 380, 460), strict=True)
    ]


def test_a_title_and_the_page_it_leads_to_are_one_line() -> None:
    found = find_printed_lines(prepared(a_contents_page()))
    assert len(found) == 3
    assert all(line.left < 220 and line.right > 1350 for line in found)


def test_an_ellipsis_and_the_full_stops_of_initials_are_no_leader() -> None:
    image = prepared(a_printed_page([*KAZAKH, "Абай… А. Б. С. Д. Е. Ж. 1. 2. 3. 4."]))
    assert image.leaders == ()
    assert "lift-leaders" not in names(image)


def test_leaders_of_a_page_turned_upside_down_are_where_they_are_then() -> None:
    image = prepared(a_contents_page())
    over = prepared(a_contents_page(), quarter_turns=2)
    assert np.array_equal(over.pixels, np.rot90(image.pixels, 2))
    height, width = image.pixels.shape
    assert {leader.box for leader in over.leaders} == {leader.box.turned(2, width, height) for leader in image.leaders}


def test_the_dots_of_a_leader_are_no_letters_of_the_page() -> None:
    image = prepared(a_contents_page())
    assert len(image.pieces) < 60
    assert all(line.letter > 15 for line in find_printed_lines(image))
