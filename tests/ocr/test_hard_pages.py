"""Pages that come to every archive: barely lit, in every depth and resolution, stamped, with hardly a word on them, or none."""

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from rapidfuzz.distance import Levenshtein

from ocr.page import Page
from ocr.read import ReadOptions, read_pages
from ocr.scan import GreyImage
from tests.ocr.drawing import ENGLISH, KAZAKH, a_printed_page, blank_paper
from tests.ocr.test_stamps import RED, a_ring, inked

pytestmark = pytest.mark.engine

LINES = KAZAKH + ENGLISH


def save(path: Path, pixels: NDArray[np.generic], *, dpi: int | None = 300, mode: str = "") -> Path:
    """Write a scan in the format its ending names; without `dpi` it does not say its resolution."""
    image = Image.fromarray(pixels)
    image = image.convert(mode) if mode else image
    if dpi:
        image.save(path, dpi=(dpi, dpi))
    else:
        image.save(path)
    return path


def resized(pixels: GreyImage, factor: float) -> GreyImage:
    """Return the page as a scanner of another resolution sees it."""
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)


def misread(page: Page, printed: Sequence[str] = LINES) -> float:
    """The share of letters that are wrong."""
    read = " ".join(word.content for word in page.words)
    return Levenshtein.distance(read, " ".join(printed)) / len(" ".join(printed))


@pytest.mark.parametrize("resolution", [150, 1200])
def test_a_coarse_and_a_fine_scan_are_read_as_well(resolution: int, tmp_path: Path) -> None:
    pixels = resized(a_printed_page(LINES), resolution / 300)
    (page,) = read_pages(save(tmp_path / "скан.png", pixels, dpi=resolution))
    assert misread(page) <= 0.05
    assert (page.width, page.height, page.resolution) == (*pixels.shape[::-1], resolution)


@pytest.mark.parametrize(("resolution", "stated"), [(300, None), (600, None), (150, 300), (300, 150), (600, 300), (300, 600)])
def test_a_resolution_that_is_not_stated_or_half_wrong_does_no_harm(resolution: int, stated: int | None, tmp_path: Path) -> None:
    (page,) = read_pages(save(tmp_path / "скан.png", resized(a_printed_page(LINES), resolution / 300), dpi=stated))
    assert misread(page) <= 0.05


@pytest.mark.parametrize(("resolution", "stated"), [(300, 72), (150, 1200)])
def test_a_resolution_that_is_stated_all_wrong_does_no_harm(resolution: int, stated: int, tmp_path: Path) -> None:
    (page,) = read_pages(save(tmp_path / "скан.png", resized(a_printed_page(LINES), resolution / 300), dpi=stated))
    assert misread(page) <= 0.05


@pytest.mark.parametrize("mode", ["CMYK", "RGB", "1"])
def test_every_colour_space_is_read(mode: str, tmp_path: Path) -> None:
    (page,) = read_pages(save(tmp_path / "скан.tif", a_printed_page(LINES), mode=mode))
    assert misread(page) <= 0.05


def test_sixteen_bits_are_read(tmp_path: Path) -> None:
    deep = a_printed_page(LINES).astype(np.uint16) * 200
    (page,) = read_pages(save(tmp_path / "скан.tif", deep))
    assert misread(page) <= 0.05


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lies_or_stands_on_its_head_is_read(turns: int, tmp_path: Path) -> None:
    (page,) = read_pages(save(tmp_path / "скан.png", np.rot90(a_printed_page(LINES), turns)))
    assert misread(page) <= 0.05
    assert page.quarter_turns == turns


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("texts", [["Мұрағат"], ["ТАРИХ ЖӘНЕ МӘДЕНИЕТ", "Алматы 1958"]])
def test_a_page_of_a_word_or_two_is_set_upright(texts: Sequence[str], turns: int, tmp_path: Path) -> None:
    (page,) = read_pages(save(tmp_path / "скан.png", np.rot90(a_printed_page(texts), turns)))
    assert misread(page, texts) <= 0.05
    assert page.quarter_turns == turns


def test_what_reads_either_way_is_read_as_its_volume_lies(tmp_path: Path) -> None:
    scan = save(tmp_path / "скан.png", np.rot90(a_printed_page(["69"]), 1))
    (page,) = read_pages(scan, options=ReadOptions(expected_turns=3))
    assert [word.content for word in page.words] == ["69"]
    assert page.quarter_turns == 3


def test_a_single_word_is_read(tmp_path: Path) -> None:
    (page,) = read_pages(save(tmp_path / "скан.png", a_printed_page(["Мұрағат"])))
    assert [word.content for word in page.words] == ["Мұрағат"]


def test_print_under_a_coloured_stamp_is_read(tmp_path: Path) -> None:
    (page,) = read_pages(save(tmp_path / "скан.jpg", inked(a_printed_page(LINES), a_ring(), RED)))
    assert misread(page) <= 0.05
    assert "take-off-stamps" in [step.name for step in page.steps]


def gradients() -> GreyImage:
    """Return something like a photo: soft light and round shapes, and no straight edge."""
    down, across = np.mgrid[0:1240, 0:1748]
    light = 120 + 60 * np.sin(across / 300) + 50 * np.cos(down / 220 + across / 900)
    for centre, size in (((500, 600), 260), ((1200, 500), 330), ((900, 950), 200)):
        light -= 90 * np.exp(-((across - centre[0]) ** 2 + (down - centre[1]) ** 2) / (2 * (size / 2) ** 2))
    grain = np.random.default_rng(5).normal(0, 6, light.shape)
    return np.asarray(np.clip(light + grain, 0, 255), dtype=np.uint8)


@pytest.mark.parametrize(
    "draw", [lambda: blank_paper(grey=0), lambda: blank_paper(grey=255), lambda: blank_paper(grey=12), gradients]
)
def test_nothing_is_read_where_nothing_is_printed(draw: Callable[[], GreyImage], tmp_path: Path) -> None:
    (page,) = read_pages(save(tmp_path / "скан.png", draw()))
    assert [word.content for word in page.words] == []
