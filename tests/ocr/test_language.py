"""The language a text is in shows in its letters."""

import pytest

from ocr.language import Language, detect_language

KAZAKH = "Қазақ халқының ән мұрасы ғасырлар бойы ауыздан ауызға беріліп келді."
RUSSIAN = "Районная газета выходит с 1931 года, её подшивки хранятся в библиотеке."
ENGLISH = "The library keeps manuscripts, letters and printed books."


@pytest.mark.parametrize(
    ("text", "language"),
    [(KAZAKH, Language.KAZAKH), (RUSSIAN, Language.RUSSIAN), (ENGLISH, Language.ENGLISH)],
)
def test_each_of_the_three_languages_is_told_by_its_letters(text: str, language: Language) -> None:
    assert detect_language(text) is language
    assert detect_language(text.upper()) is language


@pytest.mark.parametrize("text", ["", " \n", "1958–1989, № 640", "[2, 3] — !"])
def test_a_text_without_letters_is_in_no_language(text: str) -> None:
    assert detect_language(text) is None


def test_russian_text_with_a_kazakh_name_in_it_stays_russian() -> None:
    assert detect_language(f"{RUSSIAN} Статью подготовил сотрудник архива Н. Ә. Тілеуқабылов.") is Language.RUSSIAN


def test_kazakh_text_with_a_latin_address_in_it_stays_kazakh() -> None:
    assert detect_language(f"{KAZAKH} https://example.org/archive") is Language.KAZAKH


@pytest.mark.parametrize("language", list(Language))
def test_every_language_is_found_again_by_its_tag(language: Language) -> None:
    assert Language.of_bcp47(language.bcp47) is language


def test_a_language_that_is_not_of_the_archive_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'de'"):
        Language.of_bcp47("de")


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Творчество Мұхтара Әуезова", Language.RUSSIAN),
        ("О роли Әл-Фараби", Language.RUSSIAN),
        ("Районная газета и ее читатели", Language.RUSSIAN),
        ("Абай жолы романы", Language.KAZAKH),
        ("Абай мен Шакарим", Language.KAZAKH),
        ("Балалар жазушылары", Language.KAZAKH),
        ("Қазақстан тарихы", Language.KAZAKH),
        ("Наследие Абая", Language.RUSSIAN),
    ],
)
def test_a_short_title_is_told_by_its_words(title: str, language: Language) -> None:
    assert detect_language(title) is language
