"""Blocks come in the order in which a reader goes."""

from itertools import zip_longest

from ocr.layout import lay_out
from ocr.page import BlockRole
from tests.builders import LINE_HEIGHT, a_line
from tests.ocr.layout.setting import (
    HEIGHT,
    KAZAKH,
    RUSSIAN,
    a_column,
    an_image,
    as_read,
    laid_out,
    texts,
)

LEFT, RIGHT, COLUMN = 200, 900, 640


def test_a_title_over_two_columns_comes_first_then_the_left_column_then_the_right() -> None:
    title = a_line("АЙМАҚТЫҚ ГАЗЕТ ЖӘНЕ ОНЫҢ ОҚЫРМАНДАРЫ", at=(350, 200))
    left, right = a_column(KAZAKH, (LEFT, 300), COLUMN), a_column(RUSSIAN, (RIGHT, 300), COLUMN)
    assert texts(laid_out([title, *left, *right])) == as_read([title], left, right)


def test_the_order_is_the_readers_whatever_order_the_engine_found_lines_in() -> None:
    left, right = a_column(KAZAKH, (LEFT, 300), COLUMN), a_column(RUSSIAN, (RIGHT, 300), COLUMN)
    assert texts(laid_out([*reversed(right), *reversed(left)])) == as_read(left, right)


def test_the_running_header_is_first_and_the_page_number_last() -> None:
    header, number = a_line("Хабаршы 2025", at=(1100, 80)), a_line("17", at=(850, HEIGHT - 100))
    left, right = a_column(KAZAKH, (LEFT, 300), COLUMN), a_column(RUSSIAN, (RIGHT, 300), COLUMN)
    layout = laid_out([number, *left, *right, header])
    assert texts(layout) == as_read([header], left, right, [number])
    assert layout.blocks[-1].role is BlockRole.PAGE_NUMBER


def test_rows_of_a_newspaper_that_a_rule_divides_are_read_one_after_the_other() -> None:
    upper_left, upper_right = a_column(KAZAKH, (LEFT, 300), COLUMN), a_column(RUSSIAN, (RIGHT, 300), COLUMN)
    below = 420 + LINE_HEIGHT * max(len(upper_left), len(upper_right))
    lower_left, lower_right = a_column(KAZAKH, (LEFT, below), COLUMN), a_column(RUSSIAN, (RIGHT, below), COLUMN)
    lines = [*upper_left, *upper_right, *lower_left, *lower_right]
    divided = texts(laid_out(lines, (LEFT, below - 60, RIGHT + COLUMN, below - 57)))
    assert divided == as_read(upper_left, upper_right, lower_left, lower_right)
    assert texts(laid_out(lines)) == as_read(upper_left, lower_left, upper_right, lower_right)


def test_print_over_both_columns_divides_what_is_above_it_from_what_is_below() -> None:
    upper_left, upper_right = a_column(KAZAKH, (LEFT, 300), COLUMN), a_column(KAZAKH, (RIGHT, 300), COLUMN)
    middle = 400 + LINE_HEIGHT * len(upper_left)
    wide = a_column(KAZAKH, (LEFT, middle), RIGHT + COLUMN - LEFT)
    below = middle + 100 + LINE_HEIGHT * len(wide)
    lower_left, lower_right = a_column(RUSSIAN, (LEFT, below), COLUMN), a_column(RUSSIAN, (RIGHT, below), COLUMN)
    lines = [*upper_left, *upper_right, *wide, *lower_left, *lower_right]
    assert texts(laid_out(lines)) == as_read(upper_left, upper_right, wide, lower_left, lower_right)


def test_three_columns_are_read_from_left_to_right() -> None:
    columns = [a_column(KAZAKH, (hpos, 300), 440) for hpos in (120, 640, 1160)]
    lines = [line for row in zip_longest(*columns) for line in row if line]
    assert texts(laid_out(lines)) == as_read(*columns)


def test_a_column_that_begins_lower_is_still_read_after_the_one_on_its_left() -> None:
    left, right = a_column(RUSSIAN, (LEFT, 700), COLUMN), a_column(KAZAKH, (RIGHT, 300), COLUMN)
    assert texts(laid_out([*left, *right])) == as_read(left, right)


# --- the page as a whole ----------------------------------------------------------------------------------------------


def test_every_word_that_is_no_noise_is_in_exactly_one_block() -> None:
    left, right = a_column(KAZAKH, (LEFT, 300), COLUMN), a_column(RUSSIAN, (RIGHT, 300), COLUMN)
    lines = [a_line("Хабаршы 2025", at=(1100, 80)), *left, *right, a_line("17", at=(850, HEIGHT - 100))]
    found = [word for block in laid_out(lines).blocks for word in block.words]
    assert sorted(word.box for word in found) == sorted(word.box for line in lines for word in line.words)


def test_blocks_are_named_in_reading_order() -> None:
    layout = laid_out([*a_column(KAZAKH, (LEFT, 300), COLUMN), a_line("17", at=(850, HEIGHT - 100))])
    assert [block.block_id for block in layout.blocks] == ["b0001", "b0002"]


def test_a_page_without_lines_has_an_empty_layout() -> None:
    layout = lay_out([], an_image())
    assert (layout.blocks, layout.tables, layout.noise) == ((), (), 0)


def test_lines_left_out_as_noise_are_counted() -> None:
    layout = laid_out([a_line("Мұрағат", at=(300, 300)), a_line("ғ%п", at=(300, 900), confidence=0.1)])
    assert (texts(layout), layout.noise) == (["Мұрағат"], 1)
