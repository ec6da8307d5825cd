"""Size, weight and slant are measured on the pixels of real letters."""

import numpy as np
import pytest

from ocr.page import TextLine
from ocr.scan import GreyImage
from ocr.typeface import measure_typeface
from tests.ocr.drawing import BOLD, ENGLISH, ITALIC, KAZAKH, PITCH, RUSSIAN, Type, blank_paper, draw_line, draw_lines

LANGUAGES = pytest.mark.parametrize("texts", [KAZAKH[:4], RUSSIAN, ENGLISH], ids=["kk", "ru", "en"])


def a_page_with(texts: tuple[str, ...], look: Type) -> tuple[list[TextLine], GreyImage]:
    """Running text with two lines in another look below it."""
    pixels = blank_paper(height=1400)
    lines = draw_lines(pixels, texts)
    return [*lines, *draw_lines(pixels, texts[:2], (200, 400 + len(texts) * PITCH), look)], pixels


@LANGUAGES
def test_bold_words_are_told_from_the_running_text(texts: tuple[str, ...]) -> None:
    measured = measure_typeface(*a_page_with(texts, BOLD), 300)
    weights = [[word.bold for word in line.words if any(map(str.isalpha, word.content))] for line in measured]
    assert not any(map(any, weights[: len(texts)]))
    assert all(map(all, weights[len(texts) :]))


def test_one_bold_word_in_a_line_is_bold_alone() -> None:
    pixels = blank_paper()
    lines = draw_lines(pixels, KAZAKH)
    head = draw_line(pixels, "Аңдатпа.", (200, 800), BOLD)
    rest = draw_line(pixels, "Мақалада өңірлік орталық туралы айтылады", (head.box.right + 15, 800))
    run_in = TextLine(box=head.box, words=(*head.words, *rest.words))
    *_, measured = measure_typeface([*lines, run_in], pixels, 300)
    assert [word.bold for word in measured.words] == [True, False, False, False, False, False]


def test_larger_type_is_not_bold_for_its_thicker_strokes() -> None:
    *text, title = measure_typeface(*a_page_with_title(), 300)
    assert not any(word.bold for word in title.words)
    assert title.font_size > 1.4 * max(line.font_size for line in text)


def a_page_with_title() -> tuple[list[TextLine], GreyImage]:
    pixels = blank_paper()
    lines = draw_lines(pixels, KAZAKH)
    return [*lines, draw_line(pixels, "Абай шығармалары", (200, 800), Type(size=80))], pixels


@LANGUAGES
def test_italic_lines_are_told_from_upright_ones(texts: tuple[str, ...]) -> None:
    measured = measure_typeface(*a_page_with(texts, ITALIC), 300)
    assert [line.words[0].italic for line in measured] == [False] * len(texts) + [True, True]


@pytest.mark.parametrize(("size", "points"), [(33, 8), (46, 11), (67, 16)])
def test_type_is_measured_in_points_even_where_no_letter_rises_or_falls(size: int, points: int) -> None:
    pixels = blank_paper(width=2400)
    lines = [draw_line(pixels, text, (200, 200 + number * 100), Type(size=size)) for number, text in enumerate(RUSSIAN[:3])]
    low = draw_line(pixels, "мама сама нема рама снова сосна", (200, 700), Type(size=size))
    sizes = [line.font_size for line in measure_typeface([*lines, low], pixels, 300)]
    assert sizes == pytest.approx([points] * 4, rel=0.35)


def test_the_same_print_has_the_same_size_at_any_resolution() -> None:
    lines, pixels = a_page_with(KAZAKH, BOLD)
    fine, coarse = (measure_typeface(lines, pixels, resolution) for resolution in (300, 150))
    assert [line.font_size for line in coarse] == pytest.approx([2 * line.font_size for line in fine], abs=0.5)


def test_words_and_boxes_stay_as_they_were_read() -> None:
    lines, pixels = a_page_with(KAZAKH, BOLD)
    before = pixels.copy()
    measured = measure_typeface(lines, pixels, 300)
    assert [(line.content, line.box) for line in measured] == [(line.content, line.box) for line in lines]
    assert np.array_equal(pixels, before)


def test_numbers_and_signs_are_never_bold() -> None:
    pixels = blank_paper()
    lines = [*draw_lines(pixels, KAZAKH), draw_line(pixels, "1958–1989 * [3]", (200, 800), BOLD)]
    assert not any(word.bold for word in measure_typeface(lines, pixels, 300)[-1].words)


def test_a_page_without_lines_has_nothing_to_measure() -> None:
    assert measure_typeface([], blank_paper(), 300) == ()
