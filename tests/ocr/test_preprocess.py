"""Each step of the preparation is chosen by what the page shows, does no harm, and leads back to the scan."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from ocr.geometry import Affine, Box
from ocr.page import ProcessingStep
from ocr.preprocess import PreparedImage, is_bitonal, paper_grey, prepare, skew_angle, turned
from ocr.scan import GreyImage
from tests.ocr.drawing import (
    ENGLISH,
    KAZAKH,
    RUSSIAN,
    Type,
    a_printed_page,
    blank_paper,
    draw_line,
    draw_lines,
    ink_box,
    leaning,
    place_on_leaning,
)

PRINT = (*KAZAKH, *RUSSIAN, *ENGLISH)


def as_prepared(pixels: GreyImage, resolution: int = 300) -> PreparedImage:
    return PreparedImage(pixels=pixels, to_scan=Affine(), resolution=resolution)


def names(steps: Sequence[ProcessingStep]) -> list[str]:
    return [step.name for step in steps]


def step(image: PreparedImage, name: str) -> ProcessingStep:
    return next(step for step in image.steps if step.name == name)


def shaded(pixels: GreyImage) -> GreyImage:
    """The page with the shadow of a gutter on its left."""
    light = np.linspace(0.45, 0.95, pixels.shape[1])
    return (pixels * light).astype(np.uint8)


# --- light ------------------------------------------------------------------------------------------------------------


def test_a_clean_white_page_is_left_as_it_is() -> None:
    scan = a_printed_page(PRINT)
    image = prepare(scan, 300)
    assert np.array_equal(image.pixels, scan)
    assert image.steps == ()
    assert image.to_scan == Affine()


def test_uneven_light_is_evened() -> None:
    scan = shaded(a_printed_page(PRINT))
    image = prepare(scan, 300)
    assert names(image.steps) == ["even-light"]
    paper = [float(np.median(image.pixels[:100, across : across + 100])) for across in range(0, 1700, 100)]
    assert min(paper) > 235
    print_left, print_right = image.pixels[:, 200:400].min(), image.pixels[:, 1000:1200].min()
    assert max(print_left, print_right) < 60


def test_grey_paper_becomes_white_and_print_on_it_stays() -> None:
    image = prepare(a_printed_page(PRINT, grey=170), 300)
    assert names(image.steps) == ["even-light"]
    assert np.median(image.pixels) > 235
    assert ink_box(image.pixels) == ink_box(a_printed_page(PRINT))


def test_the_grey_of_the_paper_does_not_follow_the_print() -> None:
    paper = paper_grey(a_printed_page(PRINT, grey=200), 300)
    assert paper.shape == (310, 437)
    assert paper.min() > 190


def test_a_bitonal_scan_stays_bitonal() -> None:
    scan = np.where(a_printed_page(PRINT) < 128, 0, 255).astype(np.uint8)
    assert is_bitonal(scan)
    image = prepare(scan, 300)
    assert names(image.steps) == ["keep-bitonal"]
    assert np.array_equal(image.pixels, scan)


# --- resolution -------------------------------------------------------------------------------------------------------


def test_a_coarse_scan_is_brought_to_300_and_its_boxes_lead_back_to_the_scan() -> None:
    scan = cv2.resize(a_printed_page(PRINT), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    image = prepare(np.asarray(scan, dtype=np.uint8), 150)
    assert (image.resolution, image.pixels.shape) == (300, (1240, 1748))
    assert dict(step(image, "bring-to-resolution").parameters) == {"pixels_per_inch_from": "150", "pixels_per_inch_to": "300"}
    assert close(image.to_scan.box(ink_box(image.pixels), width=874, height=620), ink_box(np.asarray(scan)))


def test_a_very_fine_scan_is_brought_down_to_300() -> None:
    scan = cv2.resize(a_printed_page(PRINT), None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    image = prepare(np.asarray(scan, dtype=np.uint8), 600)
    assert (image.resolution, image.pixels.shape) == (300, (1240, 1748))


@pytest.mark.parametrize("resolution", [200, 300, 400])
def test_a_resolution_that_the_engine_reads_well_is_kept(resolution: int) -> None:
    assert prepare(a_printed_page(PRINT), resolution).resolution == resolution


def close(one: Box, other: Box, within: int = 3) -> bool:
    pairs = zip((one.hpos, one.vpos, one.right, one.bottom), (other.hpos, other.vpos, other.right, other.bottom), strict=True)
    return all(abs(a - b) <= within for a, b in pairs)


# --- attitude ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [-3.0, -1.3, 0.0, 0.6, 2.0, 3.0])
def test_skew_is_measured_within_a_fifth_of_a_degree(degrees: float) -> None:
    assert skew_angle(as_prepared(leaning(a_printed_page(PRINT), degrees))) == pytest.approx(degrees, abs=0.2)


@pytest.mark.parametrize("degrees", [-1.5, 0.7, 1.5])
def test_a_little_skew_is_measured_but_the_pixels_are_not_turned(degrees: float) -> None:
    scan = leaning(a_printed_page(PRINT), degrees)
    image = prepare(scan, 300)
    assert np.array_equal(image.pixels, scan)
    assert image.skew == pytest.approx(degrees, abs=0.2)


@pytest.mark.parametrize("degrees", [-4.0, -3.0, 2.6, 3.0, 5.0])
def test_a_page_scanned_far_askew_is_set_straight_and_its_boxes_lead_back(degrees: float) -> None:
    paper = a_printed_page(PRINT)
    image = prepare(leaning(paper, degrees), 300)
    assert names(image.steps) == ["straighten"]
    assert abs(skew_angle(image)) <= 0.2
    assert close(ink_box(image.pixels), ink_box(paper), within=8)
    for across, down in ((200, 200), (1500, 200), (200, 1100), (1500, 1100)):
        assert image.to_scan.point(across, down) == pytest.approx(place_on_leaning(paper, degrees, (across, down)), abs=6)


@pytest.mark.parametrize("quarter_turns", [1, 3])
def test_a_page_lying_on_its_side_is_turned_until_its_lines_run_level(quarter_turns: int) -> None:
    scan = np.ascontiguousarray(np.rot90(a_printed_page(PRINT), quarter_turns))
    image = prepare(scan, 300)
    assert names(image.steps) == ["turn"]
    assert image.pixels.shape == (1240, 1748)
    assert image.to_scan.box(ink_box(image.pixels), width=1240, height=1748) == ink_box(scan)


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_turned_page_leads_every_box_back_to_where_it_was(quarter_turns: int) -> None:
    scan = blank_paper(400, 300)
    scan[40:60, 30:110] = 0
    image = turned(as_prepared(scan), quarter_turns)
    assert image.pixels.shape == ((300, 400) if quarter_turns % 2 == 0 else (400, 300))
    assert image.to_scan.box(ink_box(image.pixels), width=400, height=300) == Box(hpos=30, vpos=40, width=80, height=20)


def test_a_page_turned_once_more_after_other_steps_still_leads_back() -> None:
    small = np.asarray(cv2.resize(a_printed_page(PRINT), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    image = turned(prepare(small, 150), 2)
    assert close(image.to_scan.box(ink_box(image.pixels), width=874, height=620), ink_box(small))


# --- cleaning ---------------------------------------------------------------------------------------------------------


def specks(
    pixels: GreyImage, *, side: int = 4, spots: Sequence[tuple[int, int]] = ((60, 60), (1600, 1100), (900, 1180))
) -> GreyImage:
    spotted = pixels.copy()
    for across, down in spots:
        spotted[down : down + side, across : across + side] = 0
    return spotted


def test_specks_go_and_the_dots_of_letters_and_commas_stay() -> None:
    paper = a_printed_page(["Ёлкі, қаңтар.", "Әлі де; иә: бәрі.", "i, j, ï — й ё"])
    image = prepare(specks(paper), 300)
    assert dict(step(image, "clean").parameters)["specks"] == "3"
    assert np.array_equal(image.pixels, paper)


def test_a_page_number_far_from_the_print_stays() -> None:
    paper = a_printed_page(KAZAKH)
    draw_line(paper, "7", (870, 1180))
    assert np.array_equal(prepare(specks(paper, spots=((60, 60),)), 300).pixels, paper)


def test_the_black_of_the_scanner_bed_is_painted_over_and_print_beside_it_stays() -> None:
    paper = a_printed_page(PRINT)
    scan = paper.copy()
    scan[:, :50] = 0
    scan[1200:, :] = 10
    image = prepare(scan, 300)
    assert dict(step(image, "clean").parameters)["scanner_edges"] == "1"
    assert np.array_equal(image.pixels, paper)


def test_print_that_is_cut_by_the_edge_of_the_scan_stays() -> None:
    paper = blank_paper()
    draw_lines(paper, KAZAKH, at=(20, 200))
    cut = paper[:, 40:]
    assert np.array_equal(prepare(np.ascontiguousarray(cut), 300).pixels, cut)


def test_cleaning_that_would_erase_print_is_not_done() -> None:
    page = blank_paper()
    draw_line(page, "Мұрағат", (200, 300), Type(size=60))
    # A page of leaders, all of it as small as specks.
    dotted = specks(page, side=5, spots=[(across, down) for across in range(200, 1500, 30) for down in range(500, 1100, 60)])
    image = prepare(dotted, 300)
    assert names(image.steps) == ["keep-specks"]
    assert np.array_equal(image.pixels, dotted)


@pytest.mark.parametrize("grey", [255, 200])
def test_a_page_without_print_is_not_turned(grey: int) -> None:
    image = prepare(blank_paper(600, 840, grey=grey), 300)
    assert (image.skew, image.rules) == (0.0, ())
    assert set(names(image.steps)) <= {"even-light", "keep-bitonal"}


# --- rules ------------------------------------------------------------------------------------------------------------


def test_level_and_upright_rules_are_found_where_they_are() -> None:
    page = a_printed_page(KAZAKH)
    cv2.line(page, (200, 700), (1200, 700), (0,), 4)
    cv2.line(page, (1400, 300), (1400, 1100), (0,), 4)
    level, upright = prepare(page, 300).rules
    assert level == pytest.approx((200, 698, 1200, 702), abs=8)
    assert upright == pytest.approx((1398, 300, 1402, 1100), abs=8)


def test_a_faint_thin_rule_on_a_page_slightly_askew_is_found_in_one_piece() -> None:
    page = a_printed_page(KAZAKH)
    cv2.line(page, (200, 700), (1200, 707), (150,), 2)
    [(left, _, right, _)] = prepare(page, 300).rules
    assert right - left > 950


def test_lines_of_print_and_short_dashes_are_no_rules() -> None:
    page = a_printed_page([*PRINT, "— — — Әдебиет — — —", "________"])
    cv2.line(page, (200, 1200), (300, 1200), (0,), 4)
    assert prepare(page, 300).rules == ()


def test_rules_stay_in_the_image_since_the_engine_tells_columns_by_them() -> None:
    page = a_printed_page(KAZAKH)
    cv2.line(page, (200, 700), (1200, 700), (0,), 4)
    assert np.array_equal(prepare(page, 300).pixels, page)


def test_preparing_changes_nothing_of_what_came_in() -> None:
    scan = shaded(specks(a_printed_page(PRINT)))
    before = scan.copy()
    prepare(scan, 150)
    assert np.array_equal(scan, before)


def test_a_colon_between_blanks_and_the_dots_of_an_ellipsis_are_no_specks() -> None:
    pixels = a_printed_page()
    colon = [(1500, 300), (1500, 318)]
    ellipsis = [(1500, 400), (1514, 400), (1528, 400)]
    speck = (1500, 900)
    for across, down in (*colon, *ellipsis, speck):
        cv2.circle(pixels, (across, down), 2, (0,), -1)
    cleaned = prepare(pixels, 300).pixels
    assert all(cleaned[down, across] < 128 for across, down in (*colon, *ellipsis))
    assert cleaned[speck[1], speck[0]] == 255
