"""The numbers of pages, by the whole volume."""

import pytest

from ocr.article import PrintedNumber
from tests.ocr.segment.printing import KAZAKH, line, segmented, set_page, text, title

FRONT = (title("Халық әндерінің дыбыстық мұрағаты"), line("Сәрсенова Г. Б."))


def numbered(*printed: str | None) -> list[tuple[str, bool]]:
    """Return the number of each page of a volume whose pages print `printed`, and whether it was seen."""
    pages = [
        set_page(*(FRONT if nr == 1 else ()), text(KAZAKH), image_nr=nr, number=number)
        for nr, number in enumerate(printed, start=1)
    ]
    return [(number.content, number.seen) for number in segmented(*pages).printed_numbers]


def test_a_number_that_was_not_read_lies_between_its_neighbours() -> None:
    assert numbered("7", None, "9") == [("7", True), ("8", False), ("9", True)]


def test_a_number_that_was_misread_is_put_right_by_the_others() -> None:
    assert numbered("7", "3", "9", "10") == [("7", True), ("8", False), ("9", True), ("10", True)]


def test_the_first_page_of_a_volume_has_the_number_before_the_next() -> None:
    assert numbered(None, "4", "5", "6") == [("3", False), ("4", True), ("5", True), ("6", True)]


def test_numbers_after_a_gap_in_the_scans_are_believed_too() -> None:
    assert numbered("7", "8", "11", "12") == [("7", True), ("8", True), ("11", True), ("12", True)]


@pytest.mark.parametrize("printed", [(None, None), ("7", "3")])
def test_numbers_that_nothing_bears_out_are_none(printed: tuple[str | None, ...]) -> None:
    assert numbered(*printed) == []


def test_an_article_has_the_numbers_of_its_pages_though_one_was_not_read() -> None:
    pages = [
        set_page(*FRONT, text(KAZAKH), number="7"),
        set_page(text(KAZAKH), image_nr=2, number="8"),
        set_page(text(KAZAKH), image_nr=3, number="9"),
        set_page(text(KAZAKH), image_nr=4),
    ]
    assert segmented(*pages).articles[0].printed_pages == ("7", "10")


def test_a_number_that_is_not_printed_is_shown_in_brackets() -> None:
    assert PrintedNumber(image_nr=1, content="3", seen=False).label == "[3]"
    assert PrintedNumber(image_nr=1, content="3", seen=True).label == "3"
