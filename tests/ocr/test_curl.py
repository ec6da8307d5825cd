"""A page that curls towards the gutter is read as if it lay flat; one that lies flat is left alone."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from ocr.curl import CurlOptions, flattened
from ocr.geometry import Affine, Box
from ocr.page import Page
from ocr.preprocess import PreparedImage
from ocr.preprocess.bend import Bend, flattened_pixels
from ocr.printed_lines import find_printed_lines
from ocr.read import read_pages
from ocr.scan import GreyImage, load_scan
from tests.ocr.drawing import ENGLISH, KAZAKH, RUSSIAN, Curl, Type, blank_paper, curled, draw_lines, leaning
from tests.ocr.preprocess.preparing import names, prepared

LINES = (*KAZAKH, *RUSSIAN, *ENGLISH, *KAZAKH)
BEND = Bend(across=(0.0, 500.0, 1700.0), moved=(40.0, 3.0, 0.0), stretched=(0.05, -0.01, 0.0), middle=900.0)


def a_page(height: int = 1700) -> GreyImage:
    """Lines of print that begin near the gutter at the left."""
    paper = blank_paper(1748, height)
    draw_lines(paper, LINES, (120, 200))
    return paper


def flat(scan: GreyImage, options: CurlOptions | None = None) -> PreparedImage:
    image = prepared(scan)
    return flattened(image, find_printed_lines(image), options)[0]


def heights(image: PreparedImage) -> list[float]:
    return [line.height / line.letter for line in find_printed_lines(image)]


def on_scan(image: PreparedImage, box: Box, scan: GreyImage) -> Box:
    assert image.bend
    height, width = scan.shape
    return image.to_scan.box(image.bend.box(box), width=width, height=height)


# --- flattening -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("centre", "skew"), [(0.0, 0.0), (0.5, 1.2), (1.0, -1.5)])
def test_lines_of_a_curled_page_are_level_once_it_is_flattened(centre: float, skew: float) -> None:
    scan = leaning(curled(a_page(), Curl(centre=centre)), skew)
    image = prepared(scan)
    assert sum(height > 2.5 for height in heights(image)) >= 3
    level = flat(scan)
    assert "flatten" in names(level)
    assert len(find_printed_lines(level)) == len(LINES)
    assert max(heights(level)) < 2.4


def test_a_gutter_at_the_right_is_as_good() -> None:
    paper = blank_paper(1400, 1700)
    draw_lines(paper, LINES, (260, 200))
    level = flat(np.ascontiguousarray(curled(paper[:, ::-1])[:, ::-1]))
    assert "flatten" in names(level)
    assert max(heights(level)) < 2.4


@pytest.mark.parametrize("skew", [0.0, 1.2])
def test_what_stands_on_the_flattened_page_is_found_on_the_untouched_scan(skew: float) -> None:
    scan = leaning(curled(a_page()), skew)
    level = flat(scan)
    for line in find_printed_lines(level):
        for left in np.linspace(line.left, line.right - 60, 9).astype(int).tolist():
            box = Box.of_edges(left, round(line.top), left + 60, round(line.bottom))
            part = level.pixels[box.vpos : box.bottom, box.hpos : box.right]
            there = on_scan(level, box, scan)
            assert there.height < box.height + 30
            inked = (scan[there.vpos - 3 : there.bottom + 3, there.hpos : there.right] < 128).sum()
            assert inked >= 0.85 * (part < 128).sum()


def test_a_rule_on_the_flat_part_of_a_curled_page_is_still_known_when_the_page_is_flattened() -> None:
    paper = a_page()
    paper[110:114, 900:1600] = 0
    scan = curled(paper)
    assert len(prepared(scan).rules) == 1
    level = flat(scan)
    assert "flatten" in names(level)
    assert len(level.rules) == 1


def test_rules_and_leaders_of_a_flattened_page_are_where_they_are_then() -> None:
    paper = a_page(2000)
    paper[1570:1574, 120:1400] = 0
    draw_lines(paper, ["Кіріспе сөз " + "." * 60 + " 17"], (120, 1640))
    level = flat(curled(paper))
    (rule,) = level.rules
    assert rule[3] - rule[1] <= 20
    (leader,) = level.leaders
    (line,) = (line for line in find_printed_lines(level) if line.holds(*leader.box.centre))
    assert line.left < leader.box.hpos < leader.box.right < line.right


# --- leaving alone ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("skew", [0.0, 1.4])
def test_a_flat_page_is_left_as_it_is(skew: float) -> None:
    image = prepared(leaning(a_page(), skew))
    printed = find_printed_lines(image)
    assert flattened(image, printed) == (image, printed)
    assert flattened(image, printed, CurlOptions(many=0.0)) == (image, printed)


def test_a_page_that_hardly_curls_is_left_as_it_is() -> None:
    image = prepared(curled(a_page(), Curl(rise=0.01)))
    assert flattened(image, find_printed_lines(image), CurlOptions(many=0.0))[0] is image


def test_large_type_is_no_curl() -> None:
    paper = blank_paper(1748, 2000)
    draw_lines(paper, KAZAKH, (120, 200))
    for number, text in enumerate(("ҒЫЛЫМИ ЕҢБЕКТЕР", "Тарих және мәдениет", "АЛМАТЫ")):
        draw_lines(paper, [text], (120, 900 + 200 * number), Type(size=130))
    image = prepared(paper)
    assert flattened(image, find_printed_lines(image))[0] is image


def test_a_page_whose_lines_are_no_straighter_flattened_stays_as_it_was_and_says_so() -> None:
    image = prepared(curled(a_page()))
    printed = find_printed_lines(image)
    kept, lines = flattened(image, printed, CurlOptions(high=1.0))
    assert lines == printed
    assert np.array_equal(kept.pixels, image.pixels)
    assert names(kept) == [*names(image), "keep-curl"]


# --- the bend ---------------------------------------------------------------------------------------------------------


def test_there_and_back_along_the_bend_is_the_same_place() -> None:
    x, y = (values.ravel().astype(np.float64) for values in np.meshgrid(np.arange(0, 1700, 50), np.arange(0, 2400, 50)))
    bent = y + BEND.down(x, y)
    assert bent - BEND.up(x, bent) == pytest.approx(y, abs=1e-6)


def test_pixels_go_the_way_that_boxes_go() -> None:
    bent = blank_paper(1700, 1200)
    box = Box(hpos=100, vpos=500, width=60, height=20)
    bent[520:522, :] = 0
    flat_pixels = flattened_pixels(bent, BEND, Affine())
    rows = np.flatnonzero(flat_pixels[:, 100] < 128)
    found = BEND.box(Box(hpos=100, vpos=int(rows[0]), width=1, height=int(np.ptp(rows)) + 1))
    assert found.contains_centre_of(Box(hpos=100, vpos=520, width=1, height=2))
    assert BEND.box(box).height > box.height


# --- reading ----------------------------------------------------------------------------------------------------------

SAMPLE = Path(__file__).parents[1] / "sample" / "proceedings" / "0002.jpg"


def words_of(page: Page) -> str:
    return " ".join(word.content for word in page.words)


@pytest.mark.engine
def test_a_curled_page_is_read_as_well_as_a_flat_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.fromarray(curled(load_scan(SAMPLE).pixels)).save(tmp_path / "қайырылған.png", dpi=(300, 300))
    (lying,), (curling,) = read_pages(SAMPLE), read_pages(tmp_path / "қайырылған.png")
    monkeypatch.setattr("ocr.read.flattened", lambda image, printed: (image, printed))
    (left,) = read_pages(tmp_path / "қайырылған.png")
    wrong, wrong_when_left = (Levenshtein.normalized_distance(words_of(page), words_of(lying)) for page in (curling, left))
    assert "flatten" in [step.name for step in curling.steps]
    assert wrong <= 0.015
    assert wrong_when_left >= 3 * wrong
