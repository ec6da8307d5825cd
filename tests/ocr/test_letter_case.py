"""Words of letters that differ from their capitals in size alone are in capitals only where they are as tall as those."""

from dataclasses import replace

import pytest

from ocr.geometry import Box
from ocr.letter_case import in_own_case
from ocr.page import TextLine
from tests.builders import a_line

X_HEIGHT, CAPITAL = 24, 36


def line_of(text: str, tall: str, drop: float = 0.0) -> TextLine:
    """A line on which words of `tall` rise to the height of capitals; it falls by `drop` pixels for each pixel to the right."""
    line = a_line(text)
    words = []
    for word in line.words:
        height = CAPITAL if word.content in tall.split() else X_HEIGHT
        foot = 400 + round(drop * word.box.centre[0])
        words.append(replace(word, box=Box.of_edges(word.box.hpos, foot - height, word.box.right, foot)))
    return TextLine(box=Box.enclosing(word.box for word in words), words=tuple(words))


@pytest.mark.parametrize(
    ("read", "tall", "printed"),
    [
        ("жаңа СИМВОЛДЫҚ мәні зор", "жаңа мәні", "жаңа символдық мәні зор"),
        ("оның ҒЫЛЫМИ- зерттеу", "", "оның ғылыми- зерттеу"),
        ("двести ТЫС. тенге", "", "двести тыс. тенге"),
        ("оның ҒЫЛЫМИ еңбегі", "ҒЫЛЫМИ", "оның ҒЫЛЫМИ еңбегі"),
        ("сессия КПСС во вторник", "КПСС", "сессия КПСС во вторник"),
    ],
)
def test_a_word_in_capitals_as_low_as_small_letters_is_in_small_letters(read: str, tall: str, printed: str) -> None:
    [line] = in_own_case([line_of(read, tall)], 0.0)
    assert line.content == printed


@pytest.mark.parametrize("kept", ["ПИСЬМО СОВЕТОВ", "перед В. Новиков", "оны XVI ғасырда", "доме РКСМ"])
def test_where_nothing_is_small_or_a_letter_has_no_twin_or_stands_alone_nothing_is_changed(kept: str) -> None:
    assert in_own_case([line_of(kept, "")], 0.0)[0].content == kept


def test_the_line_may_fall() -> None:
    line = line_of("сессия КПСС во вторник двести ТЫС. тенге", "КПСС", drop=0.0349)
    assert in_own_case([line], 2.0)[0].content == "сессия КПСС во вторник двести тыс. тенге"
