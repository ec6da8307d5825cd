"""What the figures of docs/benchmarks.md count."""

import pytest

from tests.bench.document import with_section
from tests.bench.scoring import score, total


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Қазақстан  тарихы", "Қазақстан\nтарихы"),
        ("мемле-\nкеттік тіл", "мемлекеттік тіл"),
        ("«Абай» — ақын", '"Абай" – ақын'),
        ("ёлка", "ёлка"),
    ],
)
def test_what_is_a_matter_of_taste_is_no_error(read: str, printed: str) -> None:
    assert score(read, printed).error_rate == 0


def test_a_wrong_letter_is_counted_per_letter_printed() -> None:
    assert score("ғылым женe", "ғылым және").error_rate == pytest.approx(2 / 10)


def test_a_word_is_found_wherever_it_stands_and_as_often_as_it_stands() -> None:
    scored = score("кітап, Мұрағат", "мұрағат кітап кітап қор")
    assert (scored.found, scored.words) == (2, 4)


def test_long_pages_weigh_more() -> None:
    assert total([score("аааааааааб", "аааааааааа"), score("", "б" * 90)]).error_rate == pytest.approx(0.91)


def test_a_page_without_print_is_read_without_error() -> None:
    assert score("", "").error_rate == 0


def test_a_section_is_measured_anew_and_the_rest_stays() -> None:
    document = with_section("# Figures\n", "reading", "old")
    document = with_section(document, "whole-command", "kept")
    again = with_section(document, "reading", r"new \1 figures")
    assert again == document.replace("old", r"new \1 figures")
    assert "## Whole command\n\n<!-- measured: whole-command -->\nkept\n<!-- end: whole-command -->\n" in again
