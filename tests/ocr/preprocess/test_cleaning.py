"""Scanner edges and specks go; print, however small, stays."""

import cv2
import numpy as np
import pytest

from ocr.preprocess.cleaning import clear_edges, clear_specks
from ocr.preprocess.rules import find_rules
from ocr.scan import GreyImage
from tests.ocr.drawing import ENGLISH, KAZAKH, a_printed_page, blank_paper, draw_line, draw_lines
from tests.ocr.preprocess.preparing import PRINT, as_it_came, bitonal, names, prepared, specked, step


def cleared(pixels: GreyImage) -> GreyImage:
    """The page without specks."""
    return clear_specks(find_rules(as_it_came(pixels))).pixels


# --- specks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ёлкі, қаңтар.",
        "Әлі де; иә: бәрі.",
        "i, j, ï — й ё і ї",
        "Абай Құнанбайұлының өлеңдері, қара сөздері.",
        "12.05.1958 ж. № 8. А. С. Пушкин.",
        "Неге?! Иә… Жоқ!",
        "стр. 5–12; там же, с. 14.",
    ],
)
def test_dots_commas_and_what_stands_over_letters_stay(text: str) -> None:
    page = a_printed_page([text])
    assert np.array_equal(cleared(page), page)


def test_not_one_full_stop_of_a_page_is_taken_for_a_speck() -> None:
    page = a_printed_page(PRINT)
    assert np.array_equal(cleared(page), page)


def test_specks_go() -> None:
    page = a_printed_page(KAZAKH)
    image = prepared(specked(page))
    assert dict(step(image, "clear-specks").parameters)["specks"] == "3"
    assert np.array_equal(image.pixels, prepared(page).pixels)


def test_a_speck_too_small_for_a_dot_goes_wherever_it_lies() -> None:
    page = a_printed_page(ENGLISH)
    line = draw_line(page, "manuscripts", (200, 700))
    above = specked(page, side=2, spots=[(box.right + 5, box.vpos + 4) for box in (word.box for word in line.words)])
    assert not np.array_equal(above, page)
    assert np.array_equal(cleared(above), page)


def test_a_dot_of_the_size_of_a_full_stop_close_to_a_letter_stays() -> None:
    page = a_printed_page(ENGLISH)
    line = draw_line(page, "manuscripts", (200, 700))
    stopped = specked(page, side=6, spots=[(line.box.right + 4, line.box.bottom - 12)])
    assert np.array_equal(cleared(stopped), stopped)


def test_a_colon_between_blanks_and_the_dots_of_an_ellipsis_are_no_specks() -> None:
    pixels = a_printed_page()
    colon = [(1500, 300), (1500, 318)]
    ellipsis = [(1500, 400), (1514, 400), (1528, 400)]
    speck = (1500, 900)
    for across, down in (*colon, *ellipsis, speck):
        cv2.circle(pixels, (across, down), 2, (0,), -1)
    cleaned = cleared(pixels)
    assert all(cleaned[down, across] < 128 for across, down in (*colon, *ellipsis))
    assert cleaned[speck[1], speck[0]] == 255


def test_a_page_number_far_from_the_print_stays() -> None:
    page = a_printed_page(KAZAKH)
    draw_line(page, "7", (870, 1180))
    assert np.array_equal(cleared(specked(page, spots=((60, 60),))), page)


def test_cleaning_that_would_erase_print_is_not_done() -> None:
    page = a_printed_page(KAZAKH[:2])
    # Under it leaders, all of them as small as specks.
    dotted = specked(page, side=5, spots=[(across, down) for across in range(200, 1500, 30) for down in range(500, 1100, 60)])
    image = prepared(dotted)
    assert "keep-specks" in names(image)
    assert (image.pixels[dotted == 0] == 0).all()
    assert len(image.pieces) == len(prepared(page).pieces) + 44 * 10


def test_the_ink_that_is_left_is_known_piece_by_piece() -> None:
    scan = blank_paper()
    scan[100:140, 200:220] = 0
    scan[100:140, 300:350] = 0
    cv2.line(scan, (100, 600), (1500, 600), (0,), 4)
    pieces = prepared(bitonal(specked(scan))).pieces
    assert sorted(map(tuple, pieces[:, :4].tolist())) == [(200, 100, 20, 40), (300, 100, 50, 40)]


# --- scanner edges ----------------------------------------------------------------------------------------------------


def test_the_black_of_the_scanner_bed_is_painted_over_and_print_beside_it_stays() -> None:
    page = a_printed_page(PRINT)
    scan = page.copy()
    scan[:, :50] = 0
    scan[1200:, :] = 10
    image = clear_edges(as_it_came(scan))
    assert dict(step(image, "clear-edges").parameters) == {"edges": "1"}
    assert np.array_equal(image.pixels, page)


def test_print_that_is_cut_by_the_edge_of_the_scan_stays() -> None:
    paper = blank_paper()
    draw_lines(paper, KAZAKH, at=(20, 200))
    cut = np.ascontiguousarray(paper[:, 40:])
    assert np.array_equal(clear_edges(as_it_came(cut)).pixels, cut)


def test_a_picture_that_does_not_reach_the_edge_is_no_scanner_bed() -> None:
    page = a_printed_page(KAZAKH)
    page[700:1200, 300:1400] = 20
    assert np.array_equal(clear_edges(as_it_came(page)).pixels, page)
