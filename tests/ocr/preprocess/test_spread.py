"""Two pages on one scan are two; one wide page is one."""

import cv2
import numpy as np
import pytest

from ocr.preprocess import SPLIT, PreparedImage, prepare
from ocr.scan import GreyImage
from tests.ocr.drawing import ENGLISH, KAZAKH, RUSSIAN, blank_paper, draw_lines, ink_box
from tests.ocr.preprocess.preparing import names, resized, step

LEFT_PAGE, RIGHT_PAGE = KAZAKH * 4, (*RUSSIAN, *ENGLISH) * 3
WIDTH, HEIGHT = 3400, 2300
FOLD = 1700


def an_open_book() -> GreyImage:
    """Two pages side by side."""
    pixels = blank_paper(WIDTH, HEIGHT)
    draw_lines(pixels, LEFT_PAGE, (220, 250))
    draw_lines(pixels, RIGHT_PAGE, (1900, 250))
    return pixels


def ink_on_scan(image: PreparedImage, scan: GreyImage) -> tuple[int, int, int, int]:
    """Where the print of a prepared page stands on the scan."""
    box = image.to_scan.box(ink_box(image.pixels), width=scan.shape[1], height=scan.shape[0])
    return box.hpos, box.vpos, box.right, box.bottom


def ink_of(part: GreyImage, *, right: int = 0, down: int = 0) -> tuple[int, int, int, int]:
    box = ink_box(part)
    return box.hpos + right, box.vpos + down, box.right + right, box.bottom + down


def test_the_two_pages_of_an_open_book_are_two_and_each_leads_back_to_its_side_of_the_scan() -> None:
    scan = an_open_book()
    left, right = prepare(scan, 300)
    assert ink_on_scan(left, scan) == pytest.approx(ink_of(scan[:, :FOLD]), abs=2)
    assert ink_on_scan(right, scan) == pytest.approx(ink_of(scan[:, FOLD:], right=FOLD), abs=2)


def test_where_it_was_cut_is_on_record() -> None:
    left, right = (step(image, SPLIT).parameters for image in prepare(an_open_book(), 300))
    assert (left["left"], right["right"]) == ("0", str(WIDTH))
    assert left["right"] == right["left"]
    assert int(left["right"]) == pytest.approx(FOLD, abs=150)


def test_the_shadow_of_the_fold_hides_nothing() -> None:
    scan = an_open_book()
    scan[:, FOLD - 8 : FOLD + 8] = 60
    scan = np.asarray(cv2.GaussianBlur(scan, (9, 9), 0), dtype=np.uint8)
    assert len(prepare(scan, 300)) == 2


def test_a_spread_at_another_size_is_cut_in_the_same_place() -> None:
    scan = resized(an_open_book(), 0.5)
    _, right = prepare(scan, 150)
    assert ink_on_scan(right, scan) == pytest.approx(ink_of(scan[:, FOLD // 2 :], right=FOLD // 2), abs=4)


@pytest.mark.parametrize("quarter_turns", [1, 3])
def test_an_open_book_that_lies_on_its_side_is_turned_and_then_cut(quarter_turns: int) -> None:
    scan = np.ascontiguousarray(np.rot90(an_open_book(), quarter_turns))
    first, second = prepare(scan, 300)
    assert names(first)[:2] == names(second)[:2] == ["turn", SPLIT]
    upper, lower = ink_of(scan[:FOLD]), ink_of(scan[FOLD:], down=FOLD)
    found = sorted((ink_on_scan(first, scan), ink_on_scan(second, scan)), key=lambda edges: edges[1])
    assert np.array(found) == pytest.approx(np.array([upper, lower]), abs=2)


def test_a_wide_page_of_two_columns_is_one() -> None:
    pixels = blank_paper(2600, 2000)
    draw_lines(pixels, KAZAKH * 4, (60, 250))
    draw_lines(pixels, KAZAKH * 4, (ink_box(pixels).right + 70, 250))
    assert len(prepare(pixels, 300)) == 1


def test_a_page_of_two_columns_is_one_however_wide_their_gutter() -> None:
    pixels = blank_paper(2900, 3600)
    draw_lines(pixels, KAZAKH * 4, (120, 250))
    draw_lines(pixels, (*RUSSIAN, *ENGLISH) * 3, (1600, 250))
    assert len(prepare(pixels, 300)) == 1


def test_a_table_on_a_page_in_landscape_is_one_page() -> None:
    pixels = blank_paper(3400, 2300)
    draw_lines(pixels, ["Таблица 4. Число единиц хранения по годам"], (900, 200))
    rows = [str(year) for year in range(1958, 1984)]
    for across in (250, 900, 1550, 2200, 2850):
        draw_lines(pixels, rows, (across, 320))
    assert len(prepare(pixels, 300)) == 1


def test_a_narrow_poem_beside_an_empty_half_is_one_page() -> None:
    pixels = blank_paper(3400, 2300)
    draw_lines(pixels, LEFT_PAGE, (220, 250))
    assert len(prepare(pixels, 300)) == 1
