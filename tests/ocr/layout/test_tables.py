"""A ruled grid is a table, and its rows are kept together."""

from ocr.geometry import Box
from ocr.layout.tables import find_tables
from ocr.page import BlockRole
from ocr.preprocess import Rule
from tests.builders import a_line
from tests.ocr.layout.setting import KAZAKH, a_column, as_read, laid_out, texts

TOP = 1200
LEVEL: list[Rule] = [(300, TOP + row * 100, 1300, TOP + row * 100 + 3) for row in range(4)]
UPRIGHT: list[Rule] = [(300 + column * 500, TOP, 303 + column * 500, TOP + 303) for column in range(3)]


def test_level_and_upright_rules_that_touch_make_a_table() -> None:
    assert find_tables([*LEVEL, *UPRIGHT]) == (Box(hpos=300, vpos=TOP, width=1003, height=303),)


def test_rules_that_make_no_grid_make_no_table() -> None:
    assert find_tables(LEVEL) == ()
    assert find_tables([*LEVEL[:2], *UPRIGHT[:2]]) == ()
    assert find_tables([]) == ()


def test_two_grids_apart_are_two_tables() -> None:
    lower: list[Rule] = [(left, top + 600, right, bottom + 600) for left, top, right, bottom in (*LEVEL, *UPRIGHT)]
    assert len(find_tables([*LEVEL, *UPRIGHT, *lower])) == 2


def test_the_cells_of_a_table_are_one_block_after_the_text_above_it() -> None:
    above = a_column(KAZAKH, (200, 300), 1340)
    cells = [
        a_line(text, at=(320 + 500 * column, TOP + 34 + 100 * row - 5 * column))  # a page that lies not quite level
        for row, texts_of_row in enumerate((("Жылы", "Саны"), ("1958", "640"), ("1989", "712")))
        for column, text in enumerate(texts_of_row)
    ]
    layout = laid_out([*cells, *above], *LEVEL, *UPRIGHT)
    assert layout.tables == (Box(hpos=300, vpos=TOP, width=1003, height=303),)
    assert [block.role for block in layout.blocks] == [BlockRole.PARAGRAPH, BlockRole.TABLE]
    assert texts(layout) == [*as_read(above), "Жылы Саны 1958 640 1989 712"]


def test_a_grid_within_a_grid_is_no_second_table_with_the_same_words() -> None:
    inner: list[Rule] = [(330, TOP + 120 + row * 30, 780, TOP + 122 + row * 30) for row in range(3)]
    inner += [(330 + column * 220, TOP + 120, 333 + column * 220, TOP + 182) for column in range(3)]
    assert len(find_tables([*LEVEL, *UPRIGHT, *inner])) == 2
    cells = [a_line("Семей 640", at=(400, TOP + 35)), a_line("Орал 712", at=(400, TOP + 150))]
    (table,) = laid_out(cells, *LEVEL, *UPRIGHT, *inner).blocks
    assert table.content.split() == ["Семей", "640", "Орал", "712"]
