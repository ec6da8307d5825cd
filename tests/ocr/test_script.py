"""Letters that look alike go back into their own script, and nothing else is touched."""

import pytest

from ocr.page import TextLine
from ocr.script import in_own_script
from tests.builders import a_line

ABOVE = "Қазақ халқының ән мұрасы ғасырлар бойы"
ENGLISH = "The library keeps manuscripts and letters of the region"


def mended(*lines: str) -> list[str]:
    return [line.content for line in in_own_script([a_line(line) for line in lines])]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("мұрaғaт", "мұрағат"),  # Latin a
        ("Keңес", "Кеңес"),
        ("apхив", "архив"),
        ("мəдениет", "мәдениет"),  # the schwa that the Kazakh model holds
        ("Əлем", "Әлем"),
        ("librагу", "library"),
        ("агchivе", "archive"),
    ],
)
def test_a_word_of_two_scripts_is_brought_to_the_one_it_is_surely_in(read: str, printed: str) -> None:
    assert mended(read) == [printed]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("қазақ халқы a ұлттар", "қазақ халқы а ұлттар"),
        ("Ғылыми CОТ шешімі бойынша", "Ғылыми СОТ шешімі бойынша"),
        ("the library оn which regions", "the library on which regions"),
    ],
)
def test_a_word_that_could_be_either_goes_with_its_neighbours(line: str, printed: str) -> None:
    assert mended(line) == [printed]


def test_english_words_among_english_ones_stay() -> None:
    assert mended(ENGLISH, "It depends on a copy of the text") == [ENGLISH, "It depends on a copy of the text"]


def test_latin_words_among_kazakh_ones_stay() -> None:
    line = "Жоба Digital Library бағдарламасы бойынша жүргізілді"
    assert mended(ABOVE, line) == [ABOVE, line]


@pytest.mark.parametrize(
    "address", ["a.cepik@example.org", "https://example.org/archive", "https://ru.wikipedia.org/wiki/Сахара", "қазақ@пошта.қаз"]
)
def test_an_address_is_never_touched(address: str) -> None:
    line = f"Қазақ ғалымдарының мекенжайы {address} бойынша жазыңыз"
    assert mended(ABOVE, line) == [ABOVE, line]


def test_a_line_that_is_an_address_of_twins_alone_is_never_touched() -> None:
    assert mended("nurai@ironpr.co", ABOVE) == ["nurai@ironpr.co", ABOVE]


def test_a_heading_of_twins_above_kazakh_text_becomes_kazakh() -> None:
    assert mended("Kipicne", ABOVE) == ["Кіріспе", ABOVE]


def test_a_heading_above_english_text_stays_english() -> None:
    assert mended("Prince", ENGLISH) == ["Prince", ENGLISH]


def test_a_line_that_says_nothing_of_its_script_with_nothing_around_it_stays() -> None:
    assert mended("POCCE") == ["POCCE"]


def test_a_word_with_a_letter_that_has_no_twin_stays_as_it_was_read() -> None:
    assert mended("қаzaқ") == ["қаzaқ"]


def test_a_bracket_that_nothing_closes_is_the_capital_that_it_looks_like() -> None:
    assert mended("қайтты. [ске асыру", ABOVE) == ["қайтты. Іске асыру", ABOVE]


@pytest.mark.parametrize(
    "lines", [("мұраны [сол жылы] қайтты", ABOVE), ("мұраны [сол жылы", "қайтты] дейді"), ("стр. [см. том", ENGLISH)]
)
def test_a_bracket_that_is_closed_or_stands_in_another_language_stays(lines: tuple[str, ...]) -> None:
    assert mended(*lines) == list(lines)


def test_boxes_and_confidence_stay_with_the_word() -> None:
    before = a_line("мұрaғaт қоры", confidence=0.7)
    [after] = in_own_script([before])
    assert [(word.box, word.confidence) for word in after.words] == [(word.box, word.confidence) for word in before.words]
    assert isinstance(after, TextLine)
