"""What stands in one column, with nothing beside it, is one run."""

from collections.abc import Sequence

from ocr.layout.chains import chain
from ocr.layout.strips import Strip, strip_of
from ocr.page import TextLine
from ocr.printed_lines import PrintedLine
from tests.builders import LINE_HEIGHT, a_line
from tests.ocr.layout.setting import KAZAKH, RUSSIAN, a_column, as_read

COLUMN = 640
LETTER = 24.0


def strips(lines: list[TextLine]) -> list[Strip]:
    return [strip_of(line, 0.0) for line in lines]


def printed(lines: Sequence[TextLine]) -> list[PrintedLine]:
    """The printed lines that an engine would have read as `lines`."""
    return [
        PrintedLine(left=line.box.hpos, top=line.box.vpos, right=line.box.right, bottom=line.box.bottom, letter=LETTER)
        for line in lines
    ]


def test_a_column_makes_one_chain_and_two_columns_make_two() -> None:
    left, right = a_column(KAZAKH, (200, 300), COLUMN), a_column(RUSSIAN, (900, 300), COLUMN)
    runs = chain(strips([*left, *right]))
    assert sorted(as_read(*([strip.line for strip in run] for run in runs))) == sorted(as_read(left, right))


def test_printed_lines_are_chained_as_lines_of_words_are() -> None:
    left, right = a_column(KAZAKH, (200, 300), COLUMN), a_column(RUSSIAN, (900, 300), COLUMN)
    runs = chain(printed([*right, *left]))
    assert sorted(runs, key=lambda run: run[0].left) == [printed(left), printed(right)]


def test_lines_of_a_chain_follow_one_another_whatever_order_they_came_in() -> None:
    column = printed(a_column(KAZAKH, (200, 300), COLUMN))
    assert chain(column[::-1]) == [column]


def test_every_printed_line_is_in_exactly_one_chain() -> None:
    wide = a_line("Ғылыми кітапхананың қолжазбалар қоры және оны сақтау тәжірибесі", at=(250, 200))
    columns = [*a_column(KAZAKH, (200, 260), COLUMN), *a_column(RUSSIAN, (900, 260), COLUMN)]
    lines = printed([wide, *columns, a_line("17", at=(850, 2300))])
    found = [line for run in chain(lines) for line in run]
    assert sorted(found, key=lines.index) == lines


def test_a_title_over_two_columns_is_a_chain_of_its_own() -> None:
    title = a_line("Ғылыми кітапхананың қолжазбалар қоры және оны сақтау тәжірибесі", at=(250, 240))
    left, right = a_column(KAZAKH, (200, 300), COLUMN), a_column(RUSSIAN, (900, 300), COLUMN)
    assert printed([title]) in chain(printed([title, *left, *right]))


def test_a_blank_of_more_than_a_line_begins_another_chain() -> None:
    upper = a_column(KAZAKH, (200, 300), COLUMN)
    lower = a_column(KAZAKH, (200, upper[-1].box.bottom + 3 * LINE_HEIGHT), COLUMN)
    assert chain(printed([*upper, *lower])) == [printed(upper), printed(lower)]


def test_a_chain_ends_where_full_width_print_turns_into_a_column() -> None:
    wide = a_column(KAZAKH, (200, 300), 1340)
    narrow = a_column(RUSSIAN, (200, wide[-1].box.vpos + LINE_HEIGHT), 640)
    runs = chain(strips([*wide, *narrow]))
    assert as_read(*([strip.line for strip in run] for run in runs)) == as_read(wide, narrow)


def test_a_running_header_is_not_chained_to_the_end_of_a_column_right_below_it() -> None:
    header = a_line("Қазақ ұлттық университетінің хабаршысы. Тарих сериясы.", at=(700, 240))
    column = [
        a_line(words, at=(1500, 240 + LINE_HEIGHT * (row + 1)))
        for row, words in enumerate(("погребение и иных выплат,", "а также пособий"))
    ]
    assert [len(run) for run in chain(strips([header, *column]))] == [1, 2]
