"""Coloured ink vanishes where it lies over print, and stays where it is the print."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from ocr.scan import GreyImage, Scan, load_scan
from tests.ocr.drawing import a_printed_page, blank_paper

BLUE, RED, VIOLET, GREEN, DARK_BLUE = (60, 80, 190), (200, 50, 70), (110, 60, 150), (30, 120, 70), (20, 25, 90)
YELLOWED = (242, 235, 209)
RING = (700, 480), 240


def a_ring() -> GreyImage:
    """Return where the ink of a round stamp lies on an A5 page across: 255 where it does."""
    ink = blank_paper(grey=0)
    cv2.circle(ink, *RING, 255, 12)
    cv2.circle(ink, RING[0], 180, 255, 6)
    return ink


def inked(page: GreyImage, ink: GreyImage, colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Return `page` on yellowed paper, with `colour` laid over it as ink is: what is below shows through."""
    share = (cv2.GaussianBlur(ink, (3, 3), 0) / 255)[:, :, None]
    paper = page[:, :, None] / 255 * np.array(YELLOWED)
    return np.asarray(paper * (1 - share * (1 - np.array(colour) / 255)), dtype=np.uint8)


def loaded(tmp_path: Path, page: NDArray[np.uint8], name: str = "скан.jpg") -> Scan:
    Image.fromarray(page).save(tmp_path / name, dpi=(300, 300))
    return load_scan(tmp_path / name)


@pytest.mark.parametrize("name", ["скан.jpg", "скан.png"])
@pytest.mark.parametrize("colour", [BLUE, RED, VIOLET, GREEN])
def test_a_stamp_over_print_vanishes_and_the_print_stays(colour: tuple[int, int, int], name: str, tmp_path: Path) -> None:
    page = a_printed_page()
    scan = loaded(tmp_path, inked(page, a_ring(), colour), name)
    assert [step.name for step in scan.steps] == ["take-off-stamps"]
    stamped, printed = a_ring() == 255, cv2.erode(page, np.ones((3, 3), np.uint8)) < 60
    beside_print = cv2.erode(page, np.ones((9, 9), np.uint8)) == 255
    assert np.percentile(scan.pixels[stamped & beside_print], 2) > 190
    assert np.percentile(scan.pixels[stamped & (page < 60)], 95) < 130
    assert np.percentile(scan.pixels[printed & ~stamped], 50) < 130


@pytest.mark.parametrize("colour", [RED, BLUE, DARK_BLUE])
def test_a_coloured_headline_stays(colour: tuple[int, int, int], tmp_path: Path) -> None:
    headline = blank_paper(grey=0)
    cv2.putText(headline, "GAZETA", (300, 1120), cv2.FONT_HERSHEY_SIMPLEX, 3, 255, 16)
    scan = loaded(tmp_path, inked(a_printed_page(), headline, colour))
    assert scan.steps == ()
    assert np.percentile(scan.pixels[headline == 255], 95) < 130


def test_a_page_of_coloured_print_stays(tmp_path: Path) -> None:
    scan = loaded(tmp_path, inked(blank_paper(), np.asarray(255 - a_printed_page(), dtype=np.uint8), DARK_BLUE))
    assert scan.steps == ()
    assert (scan.pixels < 100).mean() > 0.01


def test_yellowed_paper_is_no_colour(tmp_path: Path) -> None:
    page = a_printed_page()
    scan = loaded(tmp_path, inked(page, blank_paper(grey=0), BLUE), "скан.png")
    assert scan.steps == ()
    assert abs(int(np.median(scan.pixels)) - 234) <= 2
