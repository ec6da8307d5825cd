"""Printed lines become running text: no blank lost or made, no hyphen kept that only the line end asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.article import PageStart, Paragraph, UncertainText, plain_text
from ocr.segment.text import Stretch, Vocabulary, build_paragraph, join_lines
from tests.builders import a_line, a_page

NO_WORDS = Vocabulary.of([])


def volume_with(*words: str) -> Vocabulary:
    return Vocabulary.of([a_page(" ".join([*words, "соңы"]))])


def paragraph(*lines: str, vocabulary: Vocabulary = NO_WORDS, confidence: float = 0.95) -> Paragraph:
    return build_paragraph([Stretch(image_nr=1, lines=tuple(a_line(line, confidence=confidence) for line in lines))], vocabulary)


# --- hyphens ----------------------------------------------------------------------------------------------------------


def test_a_word_cut_at_a_line_end_is_joined() -> None:
    assert plain_text(paragraph("Қазақ хал-", "қының мұрасы").content) == "Қазақ халқының мұрасы"


@pytest.mark.parametrize(
    ("evidence", "joined"),
    [
        (["қайта-қайта"], "қайта-қайта"),
        (["қайтақайта"], "қайтақайта"),
        ([], "қайтақайта"),
        (["қайта-қайта", "қайтақайта"], "қайтақайта"),
    ],
)
def test_the_volume_itself_tells_whether_a_hyphen_belongs_to_the_word(evidence: list[str], joined: str) -> None:
    assert plain_text(paragraph("қайта-", "қайта", vocabulary=volume_with(*evidence)).content) == joined


def test_a_hyphen_before_a_capital_or_a_number_is_the_words_own() -> None:
    assert plain_text(paragraph("Нью-", "Йорк").content) == "Нью-Йорк"
    assert plain_text(paragraph("Ту-", "154").content) == "Ту-154"


def test_a_hyphen_before_a_syllable_that_only_begins_words_is_the_words_own() -> None:
    assert plain_text(paragraph("ою-", "өрнекпен").content) == "ою-өрнекпен"
    assert plain_text(paragraph("кө-", "рініс").content) == "көрініс"


def test_a_word_in_capitals_cut_at_a_line_end_is_joined() -> None:
    assert join_lines(["ДЫБЫСТЫҚ МҰРА-", "ҒАТЫ"], NO_WORDS) == "ДЫБЫСТЫҚ МҰРАҒАТЫ"
    assert join_lines(["НЬЮ-", "ЙОРК"], volume_with("Нью-Йорк")) == "НЬЮ-ЙОРК"


def test_a_dash_at_a_line_end_joins_nothing() -> None:
    assert plain_text(paragraph("Абай —", "ақын").content) == "Абай — ақын"
    assert plain_text(paragraph("Абай -", "ақын").content) == "Абай - ақын"


def test_the_last_word_of_a_line_is_no_evidence_since_it_may_be_cut() -> None:
    vocabulary = Vocabulary.of([a_page("сөз қайта-қайта")])
    assert plain_text(paragraph("қайта-", "қайта", vocabulary=vocabulary).content) == "қайтақайта"


# --- doubts, citations, pages -----------------------------------------------------------------------------------------


def test_a_word_read_with_little_certainty_is_marked() -> None:
    doubtful = build_paragraph(
        [Stretch(image_nr=1, lines=(a_line("Қазақ"), a_line("хал", confidence=0.2), a_line("мұрасы")))], NO_WORDS
    )
    assert doubtful.content == ("Қазақ ", UncertainText(content="хал", confidence=0.2), " мұрасы")


def test_a_doubtful_word_cut_at_a_line_end_loses_its_hyphen_too() -> None:
    lines = (a_line("хал-", confidence=0.2), a_line("қының мұрасы"))
    cut = build_paragraph([Stretch(image_nr=1, lines=lines)], NO_WORDS)
    assert plain_text(cut.content) == "халқының мұрасы"


def test_a_page_that_begins_within_a_paragraph_is_marked_there() -> None:
    stretches = [Stretch(image_nr=1, lines=(a_line("Қазақ халқының"),)), Stretch(image_nr=2, lines=(a_line("ән мұрасы"),))]
    assert build_paragraph(stretches, NO_WORDS, [1, 2]).content == (
        PageStart(image_nr=1),
        "Қазақ халқының ",
        PageStart(image_nr=2),
        "ән мұрасы",
    )


def test_a_word_cut_by_a_page_end_is_joined_around_the_mark_of_the_page() -> None:
    stretches = [Stretch(image_nr=1, lines=(a_line("Қазақ хал-"),)), Stretch(image_nr=2, lines=(a_line("қының мұрасы"),))]
    content = build_paragraph(stretches, NO_WORDS, [2]).content
    assert content == ("Қазақ хал", PageStart(image_nr=2), "қының мұрасы")


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("https://example.org/a/", "b"), "https://example.org/a/b"),
        (("https://example.org/folk-", "songs"), "https://example.org/folk-songs"),
        (("www.example.org/a?", "b=1"), "www.example.org/a?b=1"),
        (("(https://example.org/a),", "2019"), "(https://example.org/a), 2019"),
        (("a.sarsenova@example.", "org"), "a.sarsenova@example.org"),
        (("мұнда: https://example.org", "Келесі сөйлем"), "мұнда: https://example.org Келесі сөйлем"),
    ],
)
def test_an_address_goes_on_over_the_line_end_without_a_blank(lines: tuple[str, ...], joined: str) -> None:
    assert join_lines(lines, NO_WORDS) == joined
    assert plain_text(paragraph(*lines).content) == joined


WORDS = st.lists(st.text("абвгдәғқңabc", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=5), st.floats(0, 1))
def test_lines_without_hyphens_become_their_words_with_one_blank_between(lines: list[str], confidence: float) -> None:
    expected = " ".join(lines)
    assert join_lines(lines, NO_WORDS) == expected
    assert plain_text(paragraph(*lines, confidence=confidence).content) == expected
