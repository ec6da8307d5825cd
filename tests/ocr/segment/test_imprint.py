"""What a volume says of itself is read where it says it, and a contradiction is kept."""

import pytest

from ocr.article import DropReason
from ocr.imprint import VolumeFact
from ocr.segment.blocks import place_blocks
from ocr.segment.imprint import read_imprint
from tests.builders import a_page


def facts(*printed: tuple[DropReason, int, str]) -> dict[VolumeFact, list[tuple[str, float]]]:
    outside = {place_blocks([a_page(text, image_nr=image_nr)])[0]: reason for reason, image_nr, text in printed}
    found: dict[VolumeFact, list[tuple[str, float]]] = {}
    for one in read_imprint(outside):
        found.setdefault(one.fact, []).append((one.value, one.confidence))
    return found


def values(*printed: tuple[DropReason, int, str]) -> dict[VolumeFact, list[str]]:
    return {fact: [value for value, _ in found] for fact, found in facts(*printed).items()}


HEADER, COVER, IMPRINT = DropReason.RUNNING_HEADER, DropReason.COVER, DropReason.IMPRINT


def test_a_cover_names_number_place_year_and_issn() -> None:
    assert values((COVER, 1, "№ 2 (97)\nАлматы, 2020\nISSN 1563-0269")) == {
        VolumeFact.ISSUE: ["2 (97)"],
        VolumeFact.PLACE: ["Алматы"],
        VolumeFact.YEAR: ["2020"],
        VolumeFact.ISSN: ["1563-0269"],
    }


@pytest.mark.parametrize(
    "number",
    [
        "Усл. печ. л. 5,2. Тираж 100 экз. Заказ № 214.",
        "Таралымы 300 дана. Тапсырыс № 58",
        "Свидетельство о регистрации № 1123-Ж",
        "Order No. 77",
    ],
)
def test_the_number_of_an_order_or_a_registration_is_no_issue(number: str) -> None:
    assert VolumeFact.ISSUE not in values((IMPRINT, 9, number))


def test_what_two_places_say_alike_is_surer_and_said_once() -> None:
    once = facts((COVER, 1, "Алматы, 2020"))
    twice = facts((COVER, 1, "Алматы, 2020"), (HEADER, 3, "ҚазҰУ хабаршысы. № 2. 2020"))
    [(year, confidence)] = twice[VolumeFact.YEAR]
    assert (year, confidence > once[VolumeFact.YEAR][0][1]) == ("2020", True)


def test_two_years_are_both_kept() -> None:
    assert values((COVER, 1, "Алматы, 2020"), (HEADER, 3, "Хабаршы. Астана, 2021")) == {
        VolumeFact.TITLE: ["Хабаршы"],
        VolumeFact.YEAR: ["2020", "2021"],
        VolumeFact.PLACE: ["Алматы", "Астана"],
    }


def test_a_title_is_believed_when_cover_and_header_agree() -> None:
    headers = [(HEADER, page, "ҚазҰУ хабаршысы. Тарих сериясы. № 2 (97). 2020") for page in (3, 4)]
    [(title, alone)] = facts(*headers)[VolumeFact.TITLE]
    [(same, together)] = facts((COVER, 1, "ҚазҰУ ХАБАРШЫСЫ Тарих сериясы"), *headers)[VolumeFact.TITLE]
    assert (title, same) == ("ҚазҰУ хабаршысы. Тарих сериясы",) * 2
    assert alone < 0.8 < together


def test_a_header_misread_on_one_page_says_nothing() -> None:
    headers = [(HEADER, page, "ҚазҰУ хабаршысы. № 2 (97). 2020") for page in (3, 4, 5)]
    assert values(*headers, (HEADER, 6, "ҚазҰУ хабаршысы. № 7 (97). 2029")) == {
        VolumeFact.TITLE: ["ҚазҰУ хабаршысы"],
        VolumeFact.ISSUE: ["2 (97)"],
        VolumeFact.YEAR: ["2020"],
    }


@pytest.mark.parametrize(
    ("text", "fact", "believed"),
    [
        ("ISSN 1563-0269", VolumeFact.ISSN, True),
        ("ISSN 1563-0260", VolumeFact.ISSN, False),
        ("ISBN 978-601-326-404-2", VolumeFact.ISBN, True),
        ("ISBN 978-601-326-404-3", VolumeFact.ISBN, False),
    ],
)
def test_a_check_digit_that_does_not_hold_makes_a_number_doubtful(text: str, fact: VolumeFact, *, believed: bool) -> None:
    [(_, confidence)] = facts((IMPRINT, 2, text))[fact]
    assert (confidence > 0.9) is believed


@pytest.mark.parametrize(
    ("text", "editor"),
    [
        ("Бас редактор: Сәрсенова Г. Б., т.ғ.д., профессор", "Сәрсенова Г. Б."),
        ("Главный редактор – д.и.н., профессор Орлова М. С.", "Орлова М. С."),
        ("Editor-in-chief J. R. Smith", "Smith J. R."),
    ],
)
def test_the_editor_is_named_in_the_imprint(text: str, editor: str) -> None:
    assert values((DropReason.EDITORIAL_BOARD, 2, text)) == {VolumeFact.EDITOR: [editor]}


def test_years_of_registration_are_not_that_of_the_volume() -> None:
    assert VolumeFact.YEAR not in values((IMPRINT, 2, "Свидетельство № 1234-Г от 25.11.1999 г."))


def test_what_stands_in_no_such_place_says_nothing_of_the_volume() -> None:
    assert values((DropReason.NOISE, 2, "Алматы, 2020"), (DropReason.OUTSIDE_ARTICLES, 3, "ISSN 1563-0269")) == {}


@pytest.mark.parametrize("line", ["Тапсырыс № 812. Баспахана", "Заказ № 214", "Куәлік № 1123-Ж", "Свидетельство № 5311"])
def test_the_number_of_an_order_or_a_licence_is_no_issue(line: str) -> None:
    assert VolumeFact.ISSUE not in values((IMPRINT, 2, line))


def test_a_header_that_gives_the_issn_alone_is_no_title() -> None:
    assert VolumeFact.TITLE not in values(*((HEADER, page, "ISSN 1563-0269") for page in (3, 5, 7)))
