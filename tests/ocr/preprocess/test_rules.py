"""Ruled lines are found, thick or faint, and kept apart from print."""

import cv2
import numpy as np
import pytest

from ocr.preprocess.rules import find_rules, ink_without_rules, lift_rules
from tests.ocr.drawing import KAZAKH, RUSSIAN, a_printed_page, blank_paper, draw_line, draw_lines
from tests.ocr.preprocess.preparing import PRINT, as_it_came, prepared


def test_level_and_upright_rules_are_found_where_they_are() -> None:
    page = a_printed_page(KAZAKH)
    cv2.line(page, (200, 700), (1200, 700), (0,), 4)
    cv2.line(page, (1400, 300), (1400, 1100), (0,), 4)
    level, upright = prepared(page).rules
    assert level == pytest.approx((200, 698, 1200, 702), abs=14)
    assert upright == pytest.approx((1398, 300, 1402, 1100), abs=14)


@pytest.mark.parametrize("down", [700, 701])
def test_a_hairline_is_found_on_even_rows_and_on_odd_ones(down: int) -> None:
    page = a_printed_page(KAZAKH)
    page[down, 300:1300] = 120
    [(left, top, right, bottom)] = prepared(page).rules
    assert (left, right) == pytest.approx((300, 1300), abs=14)
    assert top <= down < bottom


def test_a_faint_thin_rule_on_a_page_slightly_askew_is_found_in_one_piece() -> None:
    page = a_printed_page(KAZAKH)
    cv2.line(page, (200, 700), (1200, 707), (150,), 2)
    [(left, _, right, _)] = prepared(page).rules
    assert right - left > 950


def test_lines_of_print_and_short_dashes_are_no_rules() -> None:
    page = a_printed_page([*PRINT, "— — — Әдебиет — — —", "________"])
    cv2.line(page, (200, 1200), (300, 1200), (0,), 4)
    assert prepared(page).rules == ()


@pytest.mark.parametrize("run_together", [5, 7, 9])
def test_letters_that_run_together_along_their_feet_are_no_rules(run_together: int) -> None:
    page = a_printed_page(PRINT)
    blotted = np.asarray(cv2.erode(page, np.ones((3, run_together), np.uint8)), dtype=np.uint8)
    cv2.line(blotted, (200, 1180), (1200, 1180), (0,), 4)
    [(left, _, right, _)] = find_rules(as_it_came(blotted)).rules
    assert (left, right) == pytest.approx((200, 1200), abs=14)


def test_rules_are_lifted_from_the_image() -> None:
    page = a_printed_page(KAZAKH)
    cv2.line(page, (200, 700), (1200, 700), (0,), 4)
    cv2.line(page, (1400, 300), (1400, 1100), (0,), 4)
    image = lift_rules(prepared(page))
    assert len(image.rules) == 2
    assert (image.pixels[690:710, 190:1210] == 255).all()
    assert (image.pixels[290:1110, 1390:1410] == 255).all()


def test_letters_that_stand_on_a_rule_are_whole_without_it() -> None:
    paper = blank_paper()
    running_title = draw_line(paper, "Қазақ тарихы, №2 (97)", (500, 300))
    draw_lines(paper, KAZAKH, (200, 450))
    alone = prepared(paper).pixels < 128
    ruled = paper.copy()
    cv2.line(ruled, (200, running_title.box.bottom - 12), (1500, running_title.box.bottom - 10), (60,), 3)
    lifted = lift_rules(prepared(ruled))
    left = lifted.pixels < 128
    assert len(lifted.rules) == 1
    assert (left & alone).sum() > 0.98 * alone.sum()
    assert left.sum() < 1.02 * alone.sum()


def test_letters_that_a_rule_touches_are_still_ink_without_it() -> None:
    page = a_printed_page(KAZAKH)
    underlined = draw_line(page, "Мұрағат қоры", (200, 800))
    without = ink_without_rules(find_rules(as_it_came(page)))
    cv2.line(page, (100, underlined.box.bottom - 1), (1500, underlined.box.bottom - 1), (0,), 4)
    image = find_rules(as_it_came(page))
    assert len(image.rules) == 1
    left = ink_without_rules(image)
    assert left[:, 1000:1400][780:].sum() == 0
    assert left.sum() > 0.97 * without.sum()


def test_a_rule_beside_a_column_is_not_made_longer_by_its_letters() -> None:
    page = a_printed_page(RUSSIAN)
    draw_lines(page, KAZAKH, (200, 600))
    cv2.line(page, (150, 150), (150, 1000), (0,), 3)
    [(_, top, _, bottom)] = find_rules(as_it_came(np.ascontiguousarray(page))).rules
    assert (top, bottom) == pytest.approx((150, 1000), abs=14)
