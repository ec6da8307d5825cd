"""What is no print goes: marks that specks were read as, guesses, letters in pictures."""

from dataclasses import replace

import pytest

from ocr.geometry import Box
from ocr.layout.strips import Strip, drop_noise, strip_of, without_stray_marks
from ocr.page import TextLine
from tests.builders import a_line


def strips(lines: list[TextLine], skew: float = 0.0) -> list[Strip]:
    return [strip_of(line, skew) for line in lines]


def contents(found: list[Strip]) -> set[str]:
    return {strip.line.content for strip in found}


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        (". Архивтің қоры", "Архивтің қоры"),
        ("Архивтің қоры | ·", "Архивтің қоры"),
        ("«Архивтің» қоры", "«Архивтің» қоры"),
        ("( қоры )", "( қоры )"),
        ("Архивтің қоры", "Архивтің қоры"),
    ],
)
def test_marks_that_specks_were_read_as_go_from_the_ends_of_a_line(read: str, printed: str) -> None:
    cleaned = without_stray_marks(a_line(read))
    assert cleaned is not None
    assert cleaned.content == printed


def test_a_dash_that_opens_a_speech_stays_when_it_was_read_with_certainty() -> None:
    sure, doubtful = (without_stray_marks(a_line("— Қайда барасың?", confidence=value)) for value in (0.95, 0.4))
    assert sure is not None
    assert doubtful is not None
    assert (sure.content, doubtful.content) == ("— Қайда барасың?", "Қайда барасың?")


def test_what_is_as_flat_as_a_dash_is_one_though_it_was_read_in_doubt() -> None:
    line = a_line("өрнектер –", confidence=0.5)
    dash = line.words[1].box
    flat = replace(line.words[1], box=Box(hpos=dash.hpos, vpos=dash.vpos, width=20, height=3))
    cleaned = without_stray_marks(replace(line, words=(line.words[0], flat)))
    assert cleaned is not None
    assert cleaned.content == "өрнектер –"


def test_a_line_of_nothing_but_marks_is_no_line() -> None:
    assert without_stray_marks(a_line(". , ' |")) is None


def test_guesses_and_lines_without_letters_are_noise() -> None:
    kept = drop_noise(strips([a_line("Мұрағат", confidence=0.9), a_line("ғ%п", confidence=0.2), a_line("— — ×")]), [])
    assert contents(kept) == {"Мұрағат"}


@pytest.mark.parametrize("address", ["https:’/doi.org/10.1045/march2009-holley", "g.sarsenova@example.org", "www.example.org"])
def test_an_address_is_no_noise_though_the_engine_never_trusts_one(address: str) -> None:
    kept = drop_noise(strips([a_line(address, confidence=0.0)]), [])
    assert contents(kept) == {address}


def test_letters_in_a_picture_are_noise_unless_they_were_read_well() -> None:
    picture = Box(hpos=200, vpos=200, width=1000, height=800)
    lines = [a_line("лист дуба", at=(300, 400), confidence=0.5), a_line("Схема", at=(300, 600)), a_line("под", at=(300, 1100))]
    assert contents(drop_noise(strips(lines), [picture])) == {"Схема", "под"}
