"""Lines of print are found on the pixels alone."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest

from ocr.geometry import Affine, Box
from ocr.preprocess import PreparedImage, prepare
from ocr.preprocess.cleaning import clear_specks
from ocr.preprocess.rules import find_rules
from ocr.printed_lines import PrintedLine, find_printed_lines, levelled
from ocr.scan import GreyImage
from tests.ocr.drawing import (
    ENGLISH,
    KAZAKH,
    PITCH,
    RESOLUTION,
    RUSSIAN,
    SIZE,
    Type,
    blank_paper,
    draw_line,
    draw_lines,
    leaning,
    place_on_leaning,
)

LEFT, RIGHT = 120, 1500
"""Where two columns begin."""

NARROW = ("Ғылыми кітапхананың", "қорында көне жазбалар", "сақталып келеді, бүгін", "олардың ішінде өлең", "жинақтары, шежірелер")
"""Lines of a narrow column."""


def on(pixels: GreyImage, skew: float = 0.0) -> tuple[PrintedLine, ...]:
    """The lines found on a page whose skew is known."""
    image = PreparedImage(pixels=pixels, to_scan=Affine(), resolution=RESOLUTION, skew=skew)
    return find_printed_lines(clear_specks(find_rules(image)))


def edges(found: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    return [(line.left, line.right) for line in found]


def draw_justified(pixels: GreyImage, words: Sequence[str], left: int, right: int, down: int) -> Box:
    """Print the words of one line with equal blanks between `left` and `right`."""
    apart = blank_paper()
    ink = [draw_line(apart, word, (200, 300)).box.width for word in words]
    blank = (right - left - sum(ink)) / (len(words) - 1)
    boxes, across = [], float(left)
    for word, width in zip(words, ink, strict=True):
        boxes.append(draw_line(pixels, word, (round(across), down)).box)
        across += width + blank
    return Box.enclosing(boxes)


# --- lines ------------------------------------------------------------------------------------------------------------


def test_every_line_of_a_paragraph_is_one_printed_line() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH)
    found = on(paper)
    assert len(found) == len(KAZAKH)
    for line, printed in zip(drawn, found, strict=True):
        assert (printed.left, printed.right) == pytest.approx((line.box.hpos, line.box.right), abs=PITCH / 2)


def test_the_edges_of_a_line_are_those_of_its_letters() -> None:
    paper = blank_paper()
    draw_line(paper, "Мұрағат қоры", (200, 300))
    down, across = np.nonzero(paper < 128)
    (line,) = on(paper)
    assert (line.left, line.right) == pytest.approx((across.min(), across.max() + 1), abs=2)
    assert (line.top, line.bottom) == pytest.approx((down.min(), down.max() + 1), abs=2)
    assert line.letter == pytest.approx(26, abs=4)


def test_lines_set_so_tight_that_heads_and_feet_touch_are_still_lines() -> None:
    paper = blank_paper(height=900)
    for number, text in enumerate(KAZAKH):
        draw_line(paper, text, (200, 200 + number * (SIZE + 2)))
    assert len(on(paper)) == len(KAZAKH)


@pytest.mark.parametrize("skew", [-1.5, 1.5])
def test_lines_of_a_skewed_page_are_found_where_they_are(skew: float) -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, RUSSIAN)
    level, found = on(paper), on(leaning(paper, skew), skew)
    assert len(found) == len(RUSSIAN)
    assert [line.height for line in found] == pytest.approx([line.height for line in level], abs=4)
    for line, printed in zip(drawn, found, strict=True):
        across, down = place_on_leaning(paper, skew, (int(line.box.centre[0]), int(line.box.centre[1])))
        assert printed.box(skew).contains_centre_of(replace(line.box, hpos=int(across), vpos=int(down), width=1, height=1))


def test_points_of_a_leaning_line_are_level_once_skew_is_undone() -> None:
    slope = np.tan(np.radians(1.2))
    assert levelled(100, 500, 1.2)[1] == pytest.approx(levelled(1600, 500 + slope * 1500, 1.2)[1])


def test_small_print_on_a_page_with_a_large_title_is_not_lost() -> None:
    paper = blank_paper(height=1600)
    draw_line(paper, "ШОҚАН", (400, 250), Type(size=160))
    draw_lines(paper, KAZAKH, (200, 500))
    draw_lines(paper, ENGLISH, (200, 1000), Type(size=30))
    assert len(on(paper)) == 1 + len(KAZAKH) + len(ENGLISH)


def test_specks_are_no_lines() -> None:
    paper = blank_paper()
    draw_lines(paper, ENGLISH)
    for across in range(100, 1700, 200):
        cv2.circle(paper, (across, 1000), 4, (0,), -1)
    assert len(on(paper)) == len(ENGLISH)


def test_blank_paper_has_no_lines() -> None:
    assert on(blank_paper()) == ()


def test_lines_of_faint_print_are_as_plain_as_those_of_black_print() -> None:
    paper = blank_paper()
    draw_lines(paper, KAZAKH)
    faint = np.asarray(255 - (255 - paper.astype(np.int32)) * 3 // 10, dtype=np.uint8)
    (image,) = prepare(faint, RESOLUTION)
    assert len(find_printed_lines(image)) == len(KAZAKH)


# --- gutters ----------------------------------------------------------------------------------------------------------


def test_lines_beside_one_another_are_parted_by_a_tall_gutter() -> None:
    paper = blank_paper(width=2800, height=1600)
    texts = (*KAZAKH, *RUSSIAN, *ENGLISH)
    draw_lines(paper, texts, (LEFT, 200))
    draw_lines(paper, texts, (RIGHT, 200))
    found = on(paper)
    assert len(found) == 2 * len(texts)
    assert not [line for line in found if line.left < RIGHT - PITCH and line.right > RIGHT]


def test_a_gutter_of_less_than_two_letters_parts_two_columns() -> None:
    paper = blank_paper(width=1500, height=1800)
    for row in range(20):
        for left in (100, 740):
            draw_justified(paper, NARROW[row % 5].split(), left, left + 590, 150 + row * PITCH)
    found = on(paper)
    assert len(found) == 40
    assert not [line for line in found if line.left < 690 < line.right]


def draw_narrow_columns(paper: GreyImage, rows: int, gutter: int, down: int = 150) -> None:
    for row in range(rows):
        for left in (100, 690 + gutter):
            draw_justified(paper, NARROW[row % 5].split(), left, left + 590, down + row * PITCH)


def test_a_gutter_of_one_letter_parts_two_columns_where_it_is_as_tall_as_fifteen_lines() -> None:
    tall, short = blank_paper(width=1500, height=2200), blank_paper(width=1500, height=2200)
    draw_narrow_columns(tall, 26, 26)
    draw_narrow_columns(short, 10, 26)
    assert len([line for line in on(tall) if not line.left < 703 < line.right]) == 52
    assert len([line for line in on(short) if line.left < 703 < line.right]) == 10


def test_a_line_over_two_narrow_columns_is_one_line_though_a_blank_of_it_stands_over_their_gutter() -> None:
    paper = blank_paper(width=1500, height=2300)
    draw_narrow_columns(paper, 26, 60, down=240)
    words = ["Мұрағат", "қорында", "сақталған", "жазбалар", "туралы", "айтылды,", "бүгін"]
    left = draw_justified(paper, words[:4], 100, 705, 150)
    right = draw_justified(paper, words[4:], 732, 1330, 150)
    assert edges(on(paper))[0] == pytest.approx((left.hpos, right.right), abs=12)


def test_figures_raised_beside_words_line_by_line_stay_with_them() -> None:
    paper = blank_paper(width=1500, height=2200)
    for row in range(26):
        word = draw_line(paper, "Сәрсенова Г. Б.,", (200, 150 + row * PITCH)).box
        draw_line(paper, str(row % 9 + 1), (word.right + 26, 140 + row * PITCH), Type(size=24))
    assert len(on(paper)) == 26


def test_a_hyphen_at_a_narrow_gutter_belongs_to_the_line_that_it_ends() -> None:
    paper = blank_paper(width=1500, height=2200)
    draw_narrow_columns(paper, 26, 34)
    without = sorted(edges(on(paper)))
    cv2.rectangle(paper, (696, 150 + 4 * PITCH - 12), (708, 150 + 4 * PITCH - 9), (0,), -1)
    moved = [(one, other) for one, other in zip(without, sorted(edges(on(paper))), strict=True) if one != other]
    assert [(one[0] == other[0], other[1] > one[1]) for one, other in moved] == [(True, True)]


def test_a_wide_blank_in_a_justified_line_of_a_narrow_column_does_not_break_it() -> None:
    paper = blank_paper(width=1500, height=1800)
    rows: list[Box] = []
    for row in range(20):
        words = ["жинақтары,", "мен"] if row % 6 == 3 else NARROW[row % 5].split()
        rows += [draw_justified(paper, words, left, left + 590, 150 + row * PITCH) for left in (100, 760)]
    found = on(paper)
    assert len(found) == 40
    expected = sorted((box.hpos, box.right) for box in rows)
    assert np.array(sorted(edges(found))) == pytest.approx(np.array(expected), abs=12)


@pytest.mark.parametrize(("text_at", "dash_at"), [(100, 655), (175, 100)])
def test_a_thin_dash_after_a_wide_blank_belongs_to_the_line_of_its_column(text_at: int, dash_at: int) -> None:
    paper = with_columns(text_at)
    paper[DASH_AT : DASH_AT + 4, dash_at : dash_at + 35] = 0
    [line] = [line for line in on(paper) if line.is_amid(DASH_AT) and line.left < 700]
    assert (line.left, line.right) == pytest.approx((100, 690), abs=12)


def test_a_thin_dash_that_no_column_reaches_belongs_to_no_line() -> None:
    paper = with_columns(100)
    paper[DASH_AT : DASH_AT + 4, 1440:1475] = 0
    assert max(line.right for line in on(paper)) < 1400


DASH_AT = 150 + 5 * PITCH - 12


def with_columns(text_at: int) -> GreyImage:
    """Two narrow columns from 100 to 690 and from 760 to 1350; the sixth line of the first begins at `text_at`, 515 wide."""
    paper = blank_paper(width=1500, height=1000)
    for row in range(12):
        for left in (100, 760):
            first, last = (text_at, text_at + 515) if (row, left) == (5, 100) else (left, left + 590)
            draw_justified(paper, NARROW[row % 5].split(), first, last, 150 + row * PITCH)
    return paper


def test_a_last_line_with_wide_blanks_above_the_empty_foot_of_the_page_is_one_line() -> None:
    paper = blank_paper(width=1500, height=3000)
    for row in range(8):
        draw_justified(paper, KAZAKH[row % 6].split(), 100, 1400, 150 + row * PITCH)
    last = draw_justified(paper, ["Алматы,", "1958", "жылғы", "наурыз", "айы"], 100, 1400, 150 + 8 * PITCH)
    found = on(paper)
    assert len(found) == 9
    assert edges(found)[-1] == pytest.approx((last.hpos, last.right), abs=12)


def test_a_short_gutter_between_headlines_is_one_because_it_runs_on_below() -> None:
    paper = blank_paper(width=2900, height=2400)
    heads = (("Жаңа кітапхана", "ашылды, оқырмандар"), ("Летопись района", "за прошлый год"))
    columns = (150, 1560)
    for left, head in zip(columns, heads, strict=True):
        for row, text in enumerate(head):
            draw_line(paper, text, (left + 500 * (left < 1000), 200 + 92 * row), Type(size=76))
    wide = draw_line(paper, "Мұрағат қоры туралы айтылған жиналыста", (700, 450), Type(size=60)).box
    alone = paper.copy()
    for left in columns:
        draw_lines(paper, KAZAKH * 4, (left, 560))
    assert len(heads_of(on(alone))) == 2
    assert len(heads_of(on(paper))) == 4
    assert [line for line in on(paper) if line.left < wide.hpos + 30 and line.right > wide.right - 30]


def heads_of(found: Sequence[PrintedLine]) -> list[PrintedLine]:
    return [line for line in found if line.bottom < 340]


def test_two_words_of_a_heading_far_apart_are_one_line_where_no_gutter_runs() -> None:
    paper = blank_paper(height=1500)
    head = draw_justified(paper, ["Мұрағат", "қоры"], 200, 800, 200)
    draw_lines(paper, KAZAKH * 2, (200, 400))
    assert edges(on(paper))[0] == pytest.approx((head.hpos, head.right), abs=12)


# --- rules ------------------------------------------------------------------------------------------------------------


def parted(paper: GreyImage) -> bool:
    """Tell whether two columns of two lines each, close to one another, are found apart."""
    return len(on(paper)) == 4


def test_an_upright_rule_parts_lines_where_the_white_is_too_short_for_a_gutter() -> None:
    paper = blank_paper(height=700)
    draw_lines(paper, NARROW[:2], (100, 200))
    draw_lines(paper, NARROW[2:4], (800, 200))
    ruled = paper.copy()
    cv2.line(ruled, (740, 100), (740, 500), (0,), 4)
    assert not parted(paper)
    assert parted(ruled)


def test_an_upright_rule_of_a_skewed_page_parts_lines_too() -> None:
    paper = blank_paper(height=700)
    draw_lines(paper, NARROW[:2], (100, 200))
    draw_lines(paper, NARROW[2:4], (800, 200))
    cv2.line(paper, (740, 100), (740, 500), (0,), 4)
    assert len(on(leaning(paper, 1.5), 1.5)) == 4


def test_a_rule_that_touches_a_line_does_not_hide_it() -> None:
    paper = blank_paper()
    (line,) = draw_lines(paper, ENGLISH[:1])
    cv2.line(paper, (100, line.box.bottom - 2), (1700, line.box.bottom - 2), (0,), 3)
    assert len(on(paper)) == 1
