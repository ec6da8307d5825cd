"""Photographs, drawings and charts are pictures; text in a frame is none."""

import cv2
import numpy as np
import pytest

from ocr.geometry import Box
from ocr.layout.pictures import find_pictures
from ocr.layout.tables import find_tables
from ocr.preprocess import prepare
from ocr.printed_lines import find_printed_lines
from ocr.scan import GreyImage
from tests.ocr.drawing import KAZAKH, Type, a_printed_page, blank_paper, draw_line, draw_lines

PLACE = Box(hpos=400, vpos=800, width=900, height=600)


def pictures_on(pixels: GreyImage) -> tuple[Box, ...]:
    (image,) = prepare(pixels, 300)
    return find_pictures(image, find_printed_lines(image), find_tables(image.rules))


def a_page() -> GreyImage:
    """Six lines of print and room below them."""
    return a_printed_page(KAZAKH, height=1700)


def a_photograph(box: Box) -> GreyImage:
    """Dark and light that run into one another."""
    down, across = np.mgrid[0 : box.height, 0 : box.width]
    grey = 90 + 60 * np.sin(across / 70) * np.cos(down / 50) + np.random.default_rng(7).normal(0, 12, down.shape)
    return np.asarray(grey.clip(0, 255), dtype=np.uint8)


def close(found: Box, place: Box, within: int) -> bool:
    apart = found.hpos - place.hpos, found.vpos - place.vpos, found.right - place.right, found.bottom - place.bottom
    return max(map(abs, apart)) <= within


def test_a_photograph_is_a_picture_where_it_is() -> None:
    page = a_page()
    page[PLACE.vpos : PLACE.bottom, PLACE.hpos : PLACE.right] = a_photograph(PLACE)
    (found,) = pictures_on(page)
    assert close(found, PLACE, within=40)


def test_a_drawing_of_thin_lines_is_a_picture() -> None:
    page = a_page()
    outline = np.array([(450, 1100), (700, 850), (1250, 1000), (1000, 1350), (800, 1200)], np.int32)
    cv2.polylines(page, [outline], isClosed=True, color=(0,), thickness=3)
    (found,) = pictures_on(page)
    assert close(found, Box.of_edges(450, 850, 1250, 1350), within=20)


def test_the_axes_of_a_chart_enclose_a_picture() -> None:
    page = a_page()
    cv2.line(page, (500, 850), (500, 1400), (0,), 4)
    cv2.line(page, (500, 1400), (1300, 1400), (0,), 4)
    for number, (across, height) in enumerate(zip(range(600, 1300, 150), (120, 300, 220, 430, 380), strict=True)):
        cv2.rectangle(page, (across, 1400 - height), (across + 30, 1396), (0,), 3)
        draw_line(page, str(1958 + number), (across - 20, 1450), Type(size=28))
    (found,) = pictures_on(page)
    assert close(found, Box.of_edges(500, 850, 1300, 1400), within=60)


def test_text_in_a_frame_is_no_picture() -> None:
    page = blank_paper(height=1700)
    draw_lines(page, KAZAKH * 2, (250, 300))
    cv2.rectangle(page, (180, 220), (1600, 1200), (0,), 4)
    assert pictures_on(page) == ()


def test_a_ruled_table_is_no_picture() -> None:
    page = a_page()
    for row in range(5):
        cv2.line(page, (400, 800 + 100 * row), (1300, 800 + 100 * row), (0,), 4)
        draw_lines(page, [str(1958 + row)] if row < 4 else [], (450, 870 + 100 * row))
    for across in (400, 700, 1000, 1300):
        cv2.line(page, (across, 800), (across, 1200), (0,), 4)
    assert pictures_on(page) == ()


@pytest.mark.parametrize("size", [46, 160])
def test_print_is_no_picture_however_large(size: int) -> None:
    page = a_page()
    draw_line(page, "ШОҚАН", (300, 1200), Type(size=size, weight=800))
    assert pictures_on(page) == ()


def test_an_ornament_is_no_picture() -> None:
    page = a_page()
    cv2.circle(page, (850, 1200), 50, (0,), -1)
    assert pictures_on(page) == ()


def test_a_rule_across_the_page_is_no_picture() -> None:
    page = a_page()
    cv2.line(page, (200, 900), (1500, 900), (0,), 5)
    assert pictures_on(page) == ()


def test_two_pictures_apart_are_two() -> None:
    page = a_printed_page(KAZAKH * 3, height=2400)
    left, right = (Box(hpos=hpos, vpos=1700, width=450, height=300) for hpos in (200, 900))
    for place in (left, right):
        page[place.vpos : place.bottom, place.hpos : place.right] = a_photograph(place)
    one, other = sorted(pictures_on(page), key=lambda box: box.hpos)
    assert close(one, left, within=40)
    assert close(other, right, within=40)
