"""Lines of print are found on the pixels alone."""

from dataclasses import replace

import cv2
import numpy as np

from ocr.geometry import Affine
from ocr.preprocess import PreparedImage, prepare
from ocr.printed_lines import find_printed_lines
from ocr.scan import GreyImage
from tests.ocr.drawing import ENGLISH, KAZAKH, PITCH, RESOLUTION, RUSSIAN, blank_paper, draw_lines

LEFT, RIGHT = 120, 1500
"""Where two columns begin."""


def prepared(pixels: GreyImage, skew: float = 0.0) -> PreparedImage:
    return PreparedImage(pixels=pixels, to_scan=Affine(), resolution=RESOLUTION, skew=skew)


def test_every_line_of_a_paragraph_is_one_printed_line() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, KAZAKH)
    found = find_printed_lines(prepared(paper))
    assert len(found) == len(KAZAKH)
    for line, printed in zip(drawn, found, strict=True):
        assert abs(printed.left - line.box.hpos) < PITCH / 2
        assert abs(printed.right - line.box.right) < PITCH / 2


def test_lines_beside_one_another_are_parted_by_a_tall_gutter() -> None:
    paper = blank_paper(width=2800, height=1600)
    texts = (*KAZAKH, *RUSSIAN, *ENGLISH)
    draw_lines(paper, texts, (LEFT, 200))
    draw_lines(paper, texts, (RIGHT, 200))
    found = find_printed_lines(prepared(paper))
    assert len(found) == 2 * len(texts)
    assert not [line for line in found if line.left < RIGHT - PITCH and line.right > RIGHT]


def test_lines_of_a_skewed_page_are_found_where_they_are() -> None:
    paper = blank_paper()
    drawn = draw_lines(paper, RUSSIAN)
    turn = cv2.getRotationMatrix2D((paper.shape[1] / 2, paper.shape[0] / 2), -1.5, 1.0)
    skewed = np.asarray(cv2.warpAffine(paper, turn, paper.shape[::-1], borderValue=(255,)), dtype=np.uint8)
    found = find_printed_lines(prepared(skewed, skew=1.5))
    assert len(found) == len(RUSSIAN)
    for line, printed in zip(drawn, found, strict=True):
        middle = turn @ np.array([*line.box.centre, 1.0])
        assert printed.box(1.5).contains_centre_of(replace(line.box, hpos=int(middle[0]), vpos=int(middle[1]), width=1, height=1))


def test_a_rule_that_touches_a_line_does_not_hide_it() -> None:
    paper = blank_paper()
    (line,) = draw_lines(paper, ENGLISH[:1])
    cv2.line(paper, (100, line.box.bottom - 2), (1700, line.box.bottom - 2), (0,), 3)
    assert len(find_printed_lines(prepared(paper))) == 1


def test_specks_are_no_lines() -> None:
    paper = blank_paper()
    draw_lines(paper, ENGLISH)
    for across in range(100, 1700, 200):
        cv2.circle(paper, (across, 1000), 4, (0,), -1)
    assert len(find_printed_lines(prepared(paper))) == len(ENGLISH)


def test_blank_paper_has_no_lines() -> None:
    assert find_printed_lines(prepared(blank_paper())) == ()


def test_lines_of_faint_print_are_as_plain_as_those_of_black_print() -> None:
    paper = blank_paper()
    draw_lines(paper, KAZAKH)
    faint = np.asarray(255 - (255 - paper.astype(np.int32)) * 3 // 10, dtype=np.uint8)
    image = prepare(faint, RESOLUTION)
    assert image.ink > PreparedImage(pixels=faint, to_scan=Affine(), resolution=RESOLUTION).ink
    assert len(find_printed_lines(image)) == len(KAZAKH)
