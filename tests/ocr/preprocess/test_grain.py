"""Grain is taken off coarse scans, and nothing else is."""

import numpy as np
import pytest

from ocr.preprocess.grain import grain_of, quieten_grain
from ocr.scan import GreyImage
from tests.ocr.drawing import a_printed_page, blank_paper
from tests.ocr.preprocess.preparing import PRINT, as_it_came, names, prepared, resized

COARSE = 150


def grainy(pixels: GreyImage, grain: float) -> GreyImage:
    noise = np.random.default_rng(7).normal(0, grain, pixels.shape)
    return np.asarray((pixels * 0.8 + 20 + noise).clip(0, 255), dtype=np.uint8)


@pytest.mark.parametrize("grain", [3.0, 8.0, 15.0])
def test_grain_is_measured_beside_print(grain: float) -> None:
    assert grain_of(grainy(a_printed_page(PRINT), grain)) == pytest.approx(grain, rel=0.15)


def test_strong_grain_goes_and_the_print_stays() -> None:
    clean = resized(a_printed_page(PRINT), 0.5)
    image = quieten_grain(as_it_came(grainy(clean, 10), COARSE))
    assert names(image) == ["quieten-grain"]
    paper, print_ = clean == clean.max(), clean < 60
    assert image.pixels[paper].std() < 4
    assert image.pixels[print_].mean() == pytest.approx(grainy(clean, 10)[print_].mean(), abs=8)


@pytest.mark.parametrize(("grain", "resolution"), [(1.0, COARSE), (10.0, 300)])
def test_weak_grain_and_large_letters_are_left_alone(grain: float, resolution: int) -> None:
    scan = as_it_came(grainy(a_printed_page(PRINT), grain), resolution)
    assert quieten_grain(scan) is scan


def test_it_comes_before_all_that_would_enlarge_it() -> None:
    assert names(prepared(grainy(resized(a_printed_page(PRINT), 0.5), 10), COARSE))[0] == "quieten-grain"


def test_a_page_of_paper_alone_stays_blank() -> None:
    assert (quieten_grain(as_it_came(grainy(blank_paper(), 10), COARSE)).pixels > 140).all()
