"""A page is set upright and straight, and every place on it leads back to the scan."""

import numpy as np
import pytest

from ocr.geometry import Box
from ocr.preprocess import skew_angle
from ocr.preprocess.attitude import turned
from ocr.preprocess.cleaning import clear_specks
from ocr.preprocess.rules import find_rules
from ocr.printed_lines import find_printed_lines
from tests.ocr.drawing import a_printed_page, blank_paper, draw_line, ink_box, leaning, place_on_leaning
from tests.ocr.preprocess.preparing import PRINT, as_it_came, close, names, prepared, resized


@pytest.mark.parametrize("degrees", [-3.0, -1.3, 0.0, 0.6, 2.0, 3.0])
def test_skew_is_measured_within_a_fifth_of_a_degree(degrees: float) -> None:
    assert skew_angle(as_it_came(leaning(a_printed_page(PRINT), degrees))) == pytest.approx(degrees, abs=0.2)


@pytest.mark.parametrize("degrees", [-1.5, 0.7, 1.5])
def test_a_little_skew_is_measured_but_the_pixels_are_not_turned(degrees: float) -> None:
    scan = leaning(a_printed_page(PRINT), degrees)
    image = prepared(scan)
    assert "straighten" not in names(image)
    assert close(ink_box(image.pixels), ink_box(scan), within=2)
    assert image.skew == pytest.approx(degrees, abs=0.2)


@pytest.mark.parametrize("degrees", [-4.0, -3.0, 2.6, 3.0, 5.0])
def test_a_page_scanned_far_askew_is_set_straight_and_its_boxes_lead_back(degrees: float) -> None:
    paper = a_printed_page(PRINT)
    image = prepared(leaning(paper, degrees))
    assert "straighten" in names(image)
    assert abs(skew_angle(image)) <= 0.2
    assert close(ink_box(image.pixels), ink_box(paper), within=8)
    for across, down in ((200, 200), (1500, 200), (200, 1100), (1500, 1100)):
        assert image.to_scan.point(across, down) == pytest.approx(place_on_leaning(paper, degrees, (across, down)), abs=6)


@pytest.mark.parametrize("quarter_turns", [1, 3])
def test_a_page_lying_on_its_side_is_turned_until_its_lines_run_level(quarter_turns: int) -> None:
    scan = np.ascontiguousarray(np.rot90(a_printed_page(PRINT), quarter_turns))
    image = prepared(scan)
    assert names(image)[0] == "turn"
    assert image.pixels.shape == (1240, 1748)
    assert close(image.to_scan.box(ink_box(image.pixels), width=1240, height=1748), ink_box(scan), within=2)


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_turned_page_leads_every_box_back_to_where_it_was(quarter_turns: int) -> None:
    scan = blank_paper(400, 300)
    scan[40:60, 30:110] = 0
    image = turned(as_it_came(scan), quarter_turns)
    assert image.pixels.shape == ((300, 400) if quarter_turns % 2 == 0 else (400, 300))
    assert image.to_scan.box(ink_box(image.pixels), width=400, height=300) == Box(hpos=30, vpos=40, width=80, height=20)


def test_a_page_turned_once_more_after_other_steps_still_leads_back() -> None:
    small = resized(a_printed_page(PRINT), 0.5)
    image = turned(prepared(small, 150), 2)
    assert close(image.to_scan.box(ink_box(image.pixels), width=874, height=620), ink_box(small))


def test_a_page_turned_upside_down_has_its_rules_and_lines_where_they_are_then() -> None:
    scan = a_printed_page(PRINT[:6])
    draw_line(scan, "17", (1400, 1150))
    scan[700:704, 200:1200] = 0
    image = prepared(scan)
    over = prepared(scan, quarter_turns=2)
    height, width = scan.shape
    (left, top, right, bottom) = image.rules[0]
    assert over.rules[0] == pytest.approx((width - right, height - bottom, width - left, height - top), abs=10)
    lines = [(width - line.right, height - line.bottom) for line in reversed(find_printed_lines(image))]
    assert np.array([(line.left, line.top) for line in find_printed_lines(over)]) == pytest.approx(np.array(lines), abs=2)


@pytest.mark.parametrize("grey", [255, 200])
def test_a_page_without_print_is_not_turned(grey: int) -> None:
    image = prepared(blank_paper(600, 840, grey=grey))
    assert (image.skew, image.rules) == (0.0, ())
    assert set(names(image)) <= {"even-light", "keep-bitonal", "whiten"}


def test_pieces_and_rules_are_the_same_when_they_are_found_once_more() -> None:
    image = prepared(a_printed_page(PRINT))
    assert np.array_equal(clear_specks(find_rules(image)).pixels, image.pixels)
