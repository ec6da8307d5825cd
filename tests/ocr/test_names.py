"""A name says by the order of its words which of them is the surname, in whichever of three languages it is printed."""

import pytest

from ocr.language import Language
from ocr.names import name_language, read_names


def named(text: str, *, loosely: bool = False) -> list[tuple[str, str]]:
    return [(name.surname, name.given_names) for name in read_names(text, loosely=loosely)]


@pytest.mark.parametrize(
    ("printed", "surname", "given"),
    [
        ("Сәрсенова Г.Б.", "Сәрсенова", "Г.Б."),
        ("Ә. Н. Тілеуқабылов", "Тілеуқабылов", "Ә. Н."),
        ("А.Құнанбаев", "Құнанбаев", "А."),
        ("Shaimerdenova Zh.K.", "Shaimerdenova", "Zh.K."),
        ("Ту Дж.", "Ту", "Дж."),
        ("John R. Smith", "Smith", "John R."),
        ("Brown KL", "Brown", "KL"),
        ("J. van der Berg", "van der Berg", "J."),
        ("al-Farabi M.", "al-Farabi", "M."),
        ("Гарсиа Маркес Г.", "Гарсиа Маркес", "Г."),
        ("Сейітқали Қайрат Ермек ұлы", "Сейітқали", "Қайрат Ермек ұлы"),
        ("Қайрат Ермекұлы Сейітқали", "Сейітқали", "Қайрат Ермекұлы"),
        ("Мария Сергеевна Орлова", "Орлова", "Мария Сергеевна"),
        ("Nurlanova Aigerim Serikovna", "Nurlanova", "Aigerim Serikovna"),
    ],
)
def test_a_name_is_read_in_every_order_of_its_words(printed: str, surname: str, given: str) -> None:
    assert named(printed) == [(surname, given)]


@pytest.mark.parametrize(
    ("misread", "surname", "given"),
    [
        ("Ершова 3.В.", "Ершова", "З.В."),
        ("Georgescu 1.1.", "Georgescu", "I.I."),
        ("Алыев РР.", "Алыев", "Р.Р."),
        ("Соловьёв. Н.Ю.", "Соловьёв", "Н.Ю."),
        ("Қасымов' Т. Р.", "Қасымов", "Т. Р."),
        ("Сәрсенова Г.. Б.", "Сәрсенова", "Г. Б."),
    ],
)
def test_a_misread_initial_is_a_letter_again(misread: str, surname: str, given: str) -> None:
    assert named(misread) == [(surname, given)]


def test_persons_whose_comma_was_not_read_are_told_apart() -> None:
    assert named("Алыев Р.Р. Лескин С.Т.") == [("Алыев", "Р.Р."), ("Лескин", "С.Т.")]


@pytest.mark.parametrize(
    ("pair", "surname"),
    [
        ("Mary Brown", "Brown"),
        ("Нұрланова Айгерім", "Нұрланова"),
        ("Айгерім Нұрланова", "Нұрланова"),
        ("Aigerim NURLANOVA", "NURLANOVA"),
        ("Марина Ким", "Ким"),
    ],
)
def test_of_two_words_the_surname_is_the_one_that_looks_like_one(pair: str, surname: str) -> None:
    assert [found for found, _ in named(pair, loosely=True)] == [surname]
    assert named(pair) == []


@pytest.mark.parametrize("text", ["", "А.", "США", "Алматы РК", "London UK", "Астана, 2019", "КазНУ", "Ph. D.", "Жазушы, 2004."])
def test_what_is_no_name_names_nobody(text: str) -> None:
    assert read_names(text) == ()


@pytest.mark.parametrize(
    ("name", "language"), [("Smith J.", Language.ENGLISH), ("Үмбетова Ж.", Language.KAZAKH), ("Орлова М.", None), ("1.", None)]
)
def test_the_letters_of_a_name_show_its_language_where_they_can(name: str, language: Language | None) -> None:
    assert name_language(name) is language
