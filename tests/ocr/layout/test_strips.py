"""No line runs over a gutter, and no blank within a column is taken for one."""

import numpy as np
import pytest

from ocr.geometry import Box
from ocr.layout.strips import Strip, chain, drop_noise, split_at_gutters, strip_of, without_stray_marks
from ocr.page import TextLine
from ocr.printed_lines import levelled
from tests.builders import LINE_HEIGHT, a_line
from tests.ocr.layout.setting import KAZAKH, RUSSIAN, a_column, as_read, read_across

COLUMN = 640


def strips(lines: list[TextLine], skew: float = 0.0) -> list[Strip]:
    return [strip_of(line, skew) for line in lines]


def contents(found: list[Strip]) -> set[str]:
    return {strip.line.content for strip in found}


def test_a_line_read_across_two_columns_is_cut_at_the_gutter() -> None:
    left, right = a_column(KAZAKH, (200, 300), COLUMN), a_column(RUSSIAN, (900, 300), COLUMN)
    cut = split_at_gutters(strips(read_across(left, right)))
    assert contents(cut) == {line.content for line in (*left, *right)}


def test_a_narrow_gutter_is_found_too() -> None:
    left, right = a_column(KAZAKH, (200, 300), COLUMN), a_column(RUSSIAN, (880, 300), COLUMN)
    cut = split_at_gutters(strips(read_across(left, right)))
    assert contents(cut) == {line.content for line in (*left, *right)}


def test_a_river_in_a_justified_column_cuts_nothing() -> None:
    lines = a_column(RUSSIAN, (200, 300), 800)
    widest = max(
        right - left for strip in strips(lines) for (_, left), (right, _) in zip(strip.spans, strip.spans[1:], strict=False)
    )
    assert widest > 0.7 * 36, "the setting has no river to test with"
    assert contents(split_at_gutters(strips(lines))) == {line.content for line in lines}


def test_a_title_over_both_columns_is_not_cut_where_the_gutter_would_be() -> None:
    title = a_line("Ғылыми кітапхананың қолжазбалар қоры және оны сақтау тәжірибесі", at=(250, 200))
    left, right = a_column(KAZAKH, (200, 300), COLUMN), a_column(RUSSIAN, (900, 300), COLUMN)
    assert title.content in contents(split_at_gutters(strips([title, *read_across(left, right)])))


@pytest.mark.parametrize("skew", [-1.5, 1.5])
def test_a_gutter_is_found_on_a_page_slightly_askew(skew: float) -> None:
    left, right = a_column(KAZAKH, (200, 400), COLUMN), a_column(RUSSIAN, (900, 400), COLUMN)
    fallen = [fall(line, skew) for line in read_across(left, right)]
    assert contents(split_at_gutters(strips(fallen, skew))) == {line.content for line in (*left, *right)}


def fall(line: TextLine, skew: float) -> TextLine:
    """The line on a page whose lines fall to the right by `skew` degrees."""
    slope = np.tan(np.radians(skew))
    words = tuple(
        type(word)(
            content=word.content,
            box=Box(
                hpos=max(0, round(word.box.hpos - slope * word.box.vpos)),
                vpos=round(word.box.vpos + slope * word.box.centre[0]),
                width=word.box.width,
                height=word.box.height,
            ),
            confidence=word.confidence,
        )
        for word in line.words
    )
    return TextLine(box=Box.enclosing(word.box for word in words), words=words, font_size=line.font_size)


def test_points_of_a_leaning_line_are_level_once_skew_is_undone() -> None:
    slope = np.tan(np.radians(1.2))
    assert levelled(100, 500, 1.2)[1] == pytest.approx(levelled(1600, 500 + slope * 1500, 1.2)[1])


def test_a_column_makes_one_chain_and_two_columns_make_two() -> None:
    left, right = a_column(KAZAKH, (200, 300), COLUMN), a_column(RUSSIAN, (900, 300), COLUMN)
    runs = chain(split_at_gutters(strips(read_across(left, right))))
    assert sorted(as_read(*([strip.line for strip in run] for run in runs))) == sorted(as_read(left, right))


def test_a_chain_ends_where_full_width_print_turns_into_a_column() -> None:
    wide = a_column(KAZAKH, (200, 300), 1340)
    narrow = a_column(RUSSIAN, (200, wide[-1].box.vpos + LINE_HEIGHT), 640)
    runs = chain(strips([*wide, *narrow]))
    assert as_read(*([strip.line for strip in run] for run in runs)) == as_read(wide, narrow)


# --- noise ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        (". Архивтің қоры", "Архивтің қоры"),
        ("Архивтің қоры | ·", "Архивтің қоры"),
        ("«Архивтің» қоры", "«Архивтің» қоры"),
        ("( қоры )", "( қоры )"),
        ("Архивтің қоры", "Архивтің қоры"),
    ],
)
def test_marks_that_specks_were_read_as_go_from_the_ends_of_a_line(read: str, printed: str) -> None:
    cleaned = without_stray_marks(a_line(read))
    assert cleaned is not None
    assert cleaned.content == printed


def test_a_dash_that_opens_a_speech_stays_when_it_was_read_with_certainty() -> None:
    sure, doubtful = (without_stray_marks(a_line("— Қайда барасың?", confidence=value)) for value in (0.95, 0.4))
    assert sure is not None
    assert doubtful is not None
    assert (sure.content, doubtful.content) == ("— Қайда барасың?", "Қайда барасың?")


def test_a_line_of_nothing_but_marks_is_no_line() -> None:
    assert without_stray_marks(a_line(". , ' |")) is None


def test_guesses_and_lines_without_letters_are_noise() -> None:
    kept = drop_noise(strips([a_line("Мұрағат", confidence=0.9), a_line("ғ%п", confidence=0.2), a_line("— — ×")]), [])
    assert contents(kept) == {"Мұрағат"}


@pytest.mark.parametrize("address", ["https:’/doi.org/10.1045/march2009-holley", "g.sarsenova@example.org", "www.example.org"])
def test_an_address_is_no_noise_though_the_engine_never_trusts_one(address: str) -> None:
    kept = drop_noise(strips([a_line(address, confidence=0.0)]), [])
    assert contents(kept) == {address}


def test_letters_in_a_picture_are_noise_unless_they_were_read_well() -> None:
    picture = Box(hpos=200, vpos=200, width=1000, height=800)
    lines = [a_line("лист дуба", at=(300, 400), confidence=0.5), a_line("Схема", at=(300, 600)), a_line("под", at=(300, 1100))]
    assert contents(drop_noise(strips(lines), [picture])) == {"Схема", "под"}


def test_a_running_header_is_not_chained_to_the_end_of_a_column_right_below_it() -> None:
    header = a_line("Қазақ ұлттық университетінің хабаршысы. Тарих сериясы.", at=(700, 240))
    column = [
        a_line(words, at=(1500, 240 + LINE_HEIGHT * (row + 1)))
        for row, words in enumerate(("погребение и иных выплат,", "а также пособий"))
    ]
    assert [len(run) for run in chain(strips([header, *column]))] == [1, 2]
