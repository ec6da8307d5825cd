"""Light is evened where it is uneven, and what is lighter than print becomes paper."""

import cv2
import numpy as np

from ocr.geometry import Affine
from ocr.preprocess import is_bitonal, paper_grey
from ocr.preprocess.light import whiten
from ocr.scan import GreyImage
from tests.ocr.drawing import RUSSIAN, a_printed_page, blank_paper, draw_lines, ink_box
from tests.ocr.preprocess.preparing import PRINT, as_it_came, bitonal, close, names, prepared, specked


def shaded(pixels: GreyImage) -> GreyImage:
    """The page with the shadow of a gutter on its left."""
    light = np.linspace(0.45, 0.95, pixels.shape[1])
    return (pixels * light).astype(np.uint8)


def test_a_clean_white_page_is_only_whitened() -> None:
    image = prepared(a_printed_page(PRINT))
    assert names(image) == ["whiten"]
    assert image.to_scan == Affine()
    assert image.pixels.shape == a_printed_page(PRINT).shape


def test_uneven_light_is_evened() -> None:
    image = prepared(shaded(a_printed_page(PRINT)))
    assert "even-light" in names(image)
    paper = [float(np.median(image.pixels[:100, across : across + 100])) for across in range(0, 1700, 100)]
    assert min(paper) > 235
    print_left, print_right = image.pixels[:, 200:400].min(), image.pixels[:, 1000:1200].min()
    assert max(print_left, print_right) < 60


def test_grey_paper_becomes_white_and_print_on_it_stays() -> None:
    image = prepared(a_printed_page(PRINT, grey=170))
    assert "even-light" in names(image)
    assert np.median(image.pixels) == 255
    assert close(ink_box(image.pixels), ink_box(a_printed_page(PRINT)), within=2)


def test_the_grey_of_the_paper_does_not_follow_the_print() -> None:
    paper = paper_grey(a_printed_page(PRINT, grey=200), 300)
    assert paper.shape == (310, 437)
    assert paper.min() > 190


def test_a_bitonal_scan_stays_bitonal() -> None:
    scan = bitonal(a_printed_page(PRINT))
    image = prepared(scan)
    assert is_bitonal(scan)
    assert names(image) == ["keep-bitonal"]
    assert np.array_equal(image.pixels, scan)


def test_print_that_shows_through_goes() -> None:
    scan = a_printed_page(PRINT)
    behind = blank_paper()
    draw_lines(behind, RUSSIAN, (230, 240))
    seen_through = np.minimum(scan, 204 + behind[:, ::-1] // 5).astype(np.uint8)
    image = prepared(seen_through)
    paper = cv2.erode(scan, np.ones((5, 5), np.uint8)) == 255
    assert (seen_through[paper] < 255).sum() > 10_000
    assert (image.pixels[paper] == 255).all()
    assert (image.pixels[scan == 0] == 0).all()


def test_letters_keep_their_soft_edges() -> None:
    scan = cv2.GaussianBlur(a_printed_page(PRINT), (3, 3), 0)
    image = whiten(as_it_came(np.asarray(scan, dtype=np.uint8)))
    soft = scan[(scan > 20) & (scan < 170)]
    assert soft.size > 1000
    greys = image.pixels[(scan > 20) & (scan < 170)]
    assert ((greys > 0) & (greys < 255)).all()
    assert np.corrcoef(soft, greys)[0, 1] > 0.99


def test_what_was_ink_before_whitening_is_ink_after_it() -> None:
    scan = np.asarray(cv2.GaussianBlur(a_printed_page(PRINT), (3, 3), 0), dtype=np.uint8)
    image = whiten(as_it_came(scan, ink=160))
    assert np.array_equal(image.pixels < image.ink, scan < 160)


def test_preparing_changes_nothing_of_what_came_in() -> None:
    scan = shaded(specked(a_printed_page(PRINT)))
    before = scan.copy()
    prepared(scan, 150)
    assert np.array_equal(scan, before)
