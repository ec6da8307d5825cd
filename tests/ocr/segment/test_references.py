"""A list of references is parted into its entries, whatever was misread of their numbers."""

import pytest

from ocr.page import TextBlock
from ocr.segment.blocks import PlacedBlock, place_blocks
from ocr.segment.references import read_references
from ocr.segment.text import Vocabulary
from tests.builders import a_block, a_page

NO_WORDS = Vocabulary.of([])


def placed(*blocks: str | TextBlock) -> list[PlacedBlock]:
    return place_blocks([a_page(*blocks)])


def entries(*blocks: str) -> list[tuple[str, str]]:
    return [(reference.label, reference.content) for reference in read_references(placed(*blocks), NO_WORDS)]


@pytest.mark.parametrize("mark", ["{}.", "{})", "[{}]", "{}"])
def test_numbered_entries_lose_their_number_and_keep_it_as_label(mark: str) -> None:
    one, two, three = (mark.format(number) for number in (1, 2, 3))
    assert entries(
        f"{one} Затаевич А. В. Қазақ халқының мың әні. — Алматы:\nДайк-Пресс, 2004. — 496 б.",
        f"{two} Жұбанов А. Қ. Замана бұлбұлдары. — Алматы, 1975.",
        f"{three} Smith J. R. Digital archives. — London, 2019.",
    ) == [
        ("1", "Затаевич А. В. Қазақ халқының мың әні. — Алматы: Дайк-Пресс, 2004. — 496 б."),
        ("2", "Жұбанов А. Қ. Замана бұлбұлдары. — Алматы, 1975."),
        ("3", "Smith J. R. Digital archives. — London, 2019."),
    ]


def test_entries_in_one_block_are_parted_by_their_numbers() -> None:
    found = entries("1. Затаевич А. В. Мың ән.\n2. Жұбанов А. Қ. Замана\nбұлбұлдары.\n3. Орлова М. С. Газеты.")
    assert [label for label, _ in found] == ["1", "2", "3"]
    assert found[1][1] == "Жұбанов А. Қ. Замана бұлбұлдары."


def test_an_entry_that_runs_on_in_the_next_block_stays_one() -> None:
    assert entries("1. Затаевич А. В. Қазақ халқының мың", "әні. — Алматы, 2004.", "2. Орлова М. С. Газеты.") == [
        ("1", "Затаевич А. В. Қазақ халқының мың әні. — Алматы, 2004."),
        ("2", "Орлова М. С. Газеты."),
    ]


def test_a_list_without_numbers_has_an_entry_a_block() -> None:
    assert entries("Затаевич А. В. Мың ән.", "Орлова М. С. Районные газеты\nи их читатели.") == [
        ("", "Затаевич А. В. Мың ән."),
        ("", "Орлова М. С. Районные газеты и их читатели."),
    ]


def test_an_entry_whose_number_was_not_read_is_told_by_the_one_after_it() -> None:
    found = entries(
        "1. Затаевич А. В. Мың ән. — Алматы, 2004.", "Жұбанов А. Қ. Замана бұлбұлдары. — Алматы, 1975.", "3. Орлова М. С. Газеты."
    )
    assert found == [
        ("1", "Затаевич А. В. Мың ән. — Алматы, 2004."),
        ("2", "Жұбанов А. Қ. Замана бұлбұлдары. — Алматы, 1975."),
        ("3", "Орлова М. С. Газеты."),
    ]


def test_a_year_at_the_start_of_a_line_opens_no_entry() -> None:
    assert len(entries("1. Затаевич А. В. Мың ән. — Алматы,\n2004. — 496 б.", "2. Орлова М. С. Газеты.")) == 2


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("URL: https://example.org/\narchive/songs", "https://example.org/archive/songs"),
        ("URL: https://example.org/folk-\nsongs", "https://example.org/folk-songs"),
        ("URL: https://example.org/archive\n/songs.html", "https://example.org/archive/songs.html"),
        ("URL: <https://example.org/ar\nchive>", "<https://example.org/archive>"),
        ("URL: https.//example.org/songs", "https://example.org/songs"),
    ],
)
def test_an_address_broken_over_lines_is_whole_again(printed: str, address: str) -> None:
    [(_, content)] = entries(f"1. Затаевич А. В. Мың ән. {printed}")
    assert content.endswith(f"URL: {address}")


def test_a_list_without_entries_has_none() -> None:
    assert read_references([], NO_WORDS) == ()


def test_a_word_cut_at_a_line_end_is_whole_again() -> None:
    page = a_page(a_block("1. Затаевич А. В. Қазақ хал-\nқының мың әні."))
    [reference] = read_references(place_blocks([page]), Vocabulary.of([page]))
    assert reference.content == "Затаевич А. В. Қазақ халқының мың әні."


def test_an_entry_whose_number_grew_together_with_its_text_is_told_by_the_digits_due() -> None:
    found = entries(
        "[1] Baker N. Double Fold. New York, 2001 қ", "(2115O 18911. Imaging materials.", "[3] Strange C. Mining for meanings."
    )
    assert found[1] == ("2", "(2115O 18911. Imaging materials.")
