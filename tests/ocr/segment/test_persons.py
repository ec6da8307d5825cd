"""People are told from everything else that stands on a line, in the name forms of three languages."""

import pytest

from ocr.segment.persons import parse_names


def named(line: str, *, loosely: bool = False) -> list[tuple[str, str]]:
    return [(person.surname, person.given_names) for person in parse_names(line, loosely=loosely)]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Сәрсенова Г. Б.", [("Сәрсенова", "Г. Б.")]),
        ("Сәрсенова Г.Б.", [("Сәрсенова", "Г.Б.")]),
        ("Г. Б. Сәрсенова", [("Сәрсенова", "Г. Б.")]),
        ("Ә.Н. Тілеуқабылов", [("Тілеуқабылов", "Ә.Н.")]),
        ("Қ. Жұбанов", [("Жұбанов", "Қ.")]),
        ("СЕЙІТҚАЛИ Қ.", [("СЕЙІТҚАЛИ", "Қ.")]),
        ("Ғ. Мүсірепов", [("Мүсірепов", "Ғ.")]),
        ("Иванов-Петров А. В.", [("Иванов-Петров", "А. В.")]),
        ("Ё. Щукин", [("Щукин", "Ё.")]),
        ("Smith J. R.", [("Smith", "J. R.")]),
        ("J. R. Smith", [("Smith", "J. R.")]),
        ("O'Connor P.", [("O'Connor", "P.")]),
        ("Shaimerdenova Zh. K.", [("Shaimerdenova", "Zh. K.")]),
        ("Сейітқали Қайрат Ермекұлы", [("Сейітқали", "Қайрат Ермекұлы")]),
        ("Ахметова Айгүл Серікқызы", [("Ахметова", "Айгүл Серікқызы")]),
        ("Орлова Мария Сергеевна", [("Орлова", "Мария Сергеевна")]),
        ("Кузнецов Пётр Ильич", [("Кузнецов", "Пётр Ильич")]),
        ("Сәрсенова Г b.", [("Сәрсенова", "Г b.")]),
        ("A. $. Nurlanova", [("Nurlanova", "A. $.")]),
    ],
)
def test_a_name_is_parted_into_surname_and_given_names_as_printed(line: str, people: list[tuple[str, str]]) -> None:
    assert named(line) == people


@pytest.mark.parametrize(
    ("line", "surnames"),
    [
        ("Сәрсенова Г. Б., Тілеуқабылов Н. Ә.", ["Сәрсенова", "Тілеуқабылов"]),
        ("Сәрсенова Г. Б. және Тілеуқабылов Н. Ә.", ["Сәрсенова", "Тілеуқабылов"]),
        ("Орлова М. С. и Кузнецов П. И.", ["Орлова", "Кузнецов"]),
        ("J. Smith and M. Brown", ["Smith", "Brown"]),
        ("J. Smith, M. Brown, K. Abenova", ["Smith", "Brown", "Abenova"]),
        ("Сәрсенова Г. Б.1, Тілеуқабылов Н. Ә.2", ["Сәрсенова", "Тілеуқабылов"]),
        ("Сәрсенова Г. Б.¹, Тілеуқабылов Н. Ә.²*", ["Сәрсенова", "Тілеуқабылов"]),
        ("*Сәрсенова Г. Б.", ["Сәрсенова"]),
    ],
)
def test_a_line_of_names_gives_every_person_without_the_markers(line: str, surnames: list[str]) -> None:
    assert [surname for surname, _ in named(line)] == surnames


@pytest.mark.parametrize(
    "line",
    [
        "",
        "1958",
        "Қазақ халқының ән мұрасы ғасырлар бойы ауыздан ауызға беріліп отырды",
        "Ұлытау өңірлік музыкалық мұра орталығы, Жезқазған, Қазақстан",
        "Әл-Фараби атындағы Қазақ ұлттық университеті",
        "Мұрағат",
        "Районная библиотека имени Абая",
        "The library keeps manuscripts, letters and printed books",
        "Алматы: Жазушы, 2004. — 496 б.",
        "Key words: folk songs, archive",
        "Сәрсенова Г. Б., Ұлытау орталығы, Жезқазған",
    ],
)
def test_what_is_no_name_names_nobody(line: str) -> None:
    assert named(line) == []


def test_two_capitalised_words_are_a_name_only_where_a_name_is_expected() -> None:
    assert named("Mary Brown") == []
    assert named("Mary Brown", loosely=True) == [("Brown", "Mary")]
    assert named("Қайрат Сейітқали", loosely=True) == [("Сейітқали", "Қайрат")]


@pytest.mark.parametrize("printed", ["К.С. Панин, Н.А. Бекенов", "Д.А. Ким-Ален, К. И. Ткачин", "К. С. Иванин, Д.Ш. Сон"])
def test_initials_and_a_short_surname_are_no_degree(printed: str) -> None:
    assert len(parse_names(printed)) == 2
    assert all(person.posts == () for person in parse_names(printed))


@pytest.mark.parametrize("degree", ["к.и.н.", "К.п.н.", "д. ф.-м. н.", "д.филол.н.", "т.ғ.к.", "ф.-м.ғ.д."])
def test_a_degree_in_short_is_one(degree: str) -> None:
    [person] = parse_names(f"Иванова Е.П., {degree}")
    assert len(person.posts) == 1
