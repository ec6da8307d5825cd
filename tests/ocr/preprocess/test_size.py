"""Type is brought to the size the engine reads well, and the letters say which size it has."""

import numpy as np
import pytest

from ocr.preprocess.size import letter_height
from tests.ocr.drawing import KAZAKH, Type, a_printed_page, blank_paper, draw_line, draw_lines, ink_box
from tests.ocr.preprocess.preparing import PRINT, as_it_came, close, names, prepared, resized, specked, step

LETTER = 26
"""Pixels of a typical letter of the drawn print."""


def test_a_letter_is_measured_on_the_print() -> None:
    assert letter_height(as_it_came(a_printed_page(PRINT))) == pytest.approx(LETTER, abs=2)


def test_specks_and_a_large_title_do_not_count_as_letters() -> None:
    page = a_printed_page(KAZAKH * 2)
    draw_line(page, "АБАЙ", (400, 1180), Type(size=100))
    spotted = specked(page, side=6, spots=[(across, down) for across in range(20, 180, 10) for down in range(20, 1200, 10)])
    assert letter_height(as_it_came(spotted)) == pytest.approx(LETTER, abs=2)


def test_blots_of_photographs_do_not_count_as_letters() -> None:
    page = a_printed_page(KAZAKH, height=2400)
    down, across = np.mgrid[0:600, 0:900]
    grain = np.random.default_rng(7).normal(0, 12, down.shape)
    photograph = (90 + 60 * np.sin(across / 70) * np.cos(down / 50) + grain).clip(0, 255)
    for top in (800, 1600):
        page[top : top + 600, 400:1300] = photograph
    assert "bring-to-size" not in names(prepared(page))


def test_a_page_of_few_letters_does_not_say_how_large_they_are() -> None:
    assert letter_height(as_it_came(a_printed_page(["Мұрағат, 1958 ж."]))) is None


@pytest.mark.parametrize("tagged", [72, 1200])
def test_a_resolution_that_cannot_be_true_is_seen_through(tagged: int) -> None:
    scan = a_printed_page(PRINT)
    image = prepared(scan, tagged)
    assert "bring-to-size" not in names(image)
    assert image.pixels.shape == scan.shape
    assert image.resolution == pytest.approx(300, rel=0.25)


@pytest.mark.parametrize("tagged", [200, 300, 400])
def test_a_resolution_that_may_be_true_is_believed(tagged: int) -> None:
    assert prepared(a_printed_page(PRINT), tagged).resolution == tagged


@pytest.mark.parametrize("factor", [0.4, 0.5, 2.0, 3.0])
def test_type_too_small_or_too_large_is_brought_to_size_and_its_boxes_lead_back_to_the_scan(factor: float) -> None:
    scan = resized(a_printed_page(KAZAKH * 2), factor)
    image = prepared(scan, round(300 * factor))
    assert letter_height(image) == pytest.approx(25, abs=3)
    scaled = image.pixels.shape[0] / scan.shape[0]
    assert image.resolution == pytest.approx(300 * factor * scaled, abs=1)
    assert close(
        image.to_scan.box(ink_box(image.pixels), width=scan.shape[1], height=scan.shape[0]),
        ink_box(scan),
        within=4 * max(1.0, factor),
    )


def test_both_resolutions_are_on_record() -> None:
    parameters = step(prepared(resized(a_printed_page(PRINT), 2.0), 600), "bring-to-size").parameters
    assert parameters["pixels_per_inch_from"] == "600"
    assert float(parameters["pixels_per_inch_to"]) == pytest.approx(300, rel=0.1)


def test_type_is_scaled_only_so_far() -> None:
    scan = resized(a_printed_page(PRINT), 6.0)
    assert prepared(scan, 1800).pixels.shape == pytest.approx((scan.shape[0] / 4, scan.shape[1] / 4), abs=1)


@pytest.mark.parametrize(("tagged", "scaled"), [(150, 2.0), (250, 1.0), (600, 0.5)])
def test_a_page_of_few_letters_is_brought_to_a_usual_resolution_by_its_tag(tagged: int, scaled: float) -> None:
    scan = blank_paper(800, 1200)
    draw_lines(scan, ["Мұрағат"], (100, 300))
    assert prepared(scan, tagged).pixels.shape == (1200 * scaled, 800 * scaled)
