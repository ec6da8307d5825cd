"""A list of references is parted into its entries, whatever was misread of their numbers."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.geometry import Box
from ocr.page import BlockRole, TextBlock
from ocr.segment.blocks import PlacedBlock, place_blocks
from ocr.segment.references import read_references
from ocr.segment.text import Vocabulary
from tests.builders import a_block, a_line, a_page

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


def test_the_last_entry_is_told_though_its_number_was_misread() -> None:
    found = entries(
        "1. Затаевич А. В. Мың ән. – 496 б.", "2. Бартольд В. В. Сочинения. – 1020 с.", "З. Масанов Н. Э. Кочевая цивилизация."
    )
    assert [label for label, _ in found] == ["1", "2", "3"]
    assert found[-1] == ("3", "Масанов Н. Э. Кочевая цивилизация.")


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


def test_a_number_that_stands_far_from_its_entry_belongs_to_it() -> None:
    page = a_page(
        a_block("6. Затаевич А. В. Мың ән. — Алматы, 2004.", block_id="b1", at=(300, 300)),
        a_block("Жұбанов А. Қ. Замана бұлбұлдары.\n— Алматы, 1975.", block_id="b2", at=(420, 360)),
        a_block("8. Орлова М. С. Газеты.", block_id="b3", at=(300, 480)),
        a_block("7", block_id="b4", at=(300, 360)),
    )
    found = read_references(place_blocks([page])[:3], NO_WORDS)
    assert [(entry.label, entry.content[:12]) for entry in found] == [
        ("6", "Затаевич А. "),
        ("7", "Жұбанов А. Қ"),
        ("8", "Орлова М. С."),
    ]


@pytest.mark.parametrize("misread", ["З.", "З)", "‚", "3,", ""])
def test_a_number_damaged_in_print_is_told_by_its_neighbours(misread: str) -> None:
    found = entries(
        "1. Затаевич А. В. Мың ән. — Алматы, 2004.\n2. Жұбанов А. Қ. Замана бұлбұлдары.\n— Алматы, 1975.\n"
        f"{misread} Смағұлова Қ. М. Мұра. — Алматы, 1990.\n4. Орлова М. С. Газеты."
    )
    assert found[2] == ("3", "Смағұлова Қ. М. Мұра. — Алматы, 1990.")
    assert [label for label, _ in found] == ["1", "2", "3", "4"]


HANGING = (
    ("Затаевич А. В. Қазақ халқының мың әні мен күйі, жинақталған", 0),
    ("және өңделген екінші басылым. — Алматы: Дайк-Пресс, 2004.", 60),
    ("Жұбанов А. Қ. Замана бұлбұлдары. — Алматы: Жазушы, 1975.", 0),
    ("Орлова М. С. Районные газеты и их читатели в первые двадцать", 0),
    ("лет после войны // Архивы. – 2019. – № 2. – С. 3–9.", 60),
)


def an_indented_block(rows: Sequence[tuple[str, int]]) -> TextBlock:
    lines = tuple(a_line(text, at=(300 + indent, 300 + 50 * row)) for row, (text, indent) in enumerate(rows))
    return TextBlock(block_id="b1", role=BlockRole.PARAGRAPH, box=Box.enclosing(line.box for line in lines), lines=lines)


def test_a_hanging_indent_parts_entries_without_numbers() -> None:
    found = read_references(placed(an_indented_block(HANGING)), NO_WORDS)
    assert [entry.content.split()[0] for entry in found] == ["Затаевич", "Жұбанов", "Орлова"]


def test_an_indented_first_line_parts_entries_without_numbers() -> None:
    found = read_references(placed(an_indented_block([(text, 60 - indent) for text, indent in HANGING])), NO_WORDS)
    assert [entry.content.split()[0] for entry in found] == ["Затаевич", "Жұбанов", "Орлова"]


def test_bullets_part_entries_without_numbers() -> None:
    assert entries("• Затаевич А. В. Мың ән.\n• Орлова М. С. Районные газеты\nи их читатели.") == [
        ("", "Затаевич А. В. Мың ән."),
        ("", "Орлова М. С. Районные газеты и их читатели."),
    ]


def test_an_entry_says_what_its_parts_are() -> None:
    [reference] = read_references(placed("1. Орлова М. С. Газеты // Архивы. – 2019. – № 2. – С. 3–9."), NO_WORDS)
    assert reference.parsed is not None
    assert (reference.parsed.title, reference.parsed.source, reference.parsed.year) == ("Газеты", "Архивы", "2019")


FRAGMENTS = st.sampled_from(
    [
        "1. Затаевич А. В. Мың ән.",
        "2) Жұбанов А. Қ. Замана",
        "[3] Орлова М. С. Газеты",
        "бұлбұлдары. — Алматы, 1975.",
        "2004. — 496 б.",
        "12",
        "• Smith J. R. Digital archives.",
        "London, 2019.",
        "// Архивы. – 2019. – № 2.",
        "С. 3–9.",
        "10. Holley R. How Good",
        "— 5",
    ]
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.lists(FRAGMENTS, min_size=1, max_size=4).map("\n".join), max_size=5))
def test_no_word_of_a_list_is_lost_or_made(blocks: list[str]) -> None:
    found = read_references(placed(*blocks), NO_WORDS) if blocks else ()
    printed = re.findall(r"[^\W_]+", " ".join(blocks))
    kept = [word for entry in found for word in re.findall(r"[^\W_]+", f"{entry.label} {entry.content}")]
    assert Counter(word for word in kept if not word.isdecimal()) == Counter(word for word in printed if not word.isdecimal())
    assert not Counter(word for word in printed if word.isdecimal()) - Counter(word for word in kept if word.isdecimal())
