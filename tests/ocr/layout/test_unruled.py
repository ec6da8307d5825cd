"""Figures in columns are a table though no rule is drawn; authors, contents, lists, verse and columns of text are none."""

from collections.abc import Sequence

import pytest

from ocr.layout import Layout
from ocr.page import BlockRole, TextLine
from tests.builders import LINE_HEIGHT, a_line
from tests.ocr.layout.setting import KAZAKH, RUSSIAN, a_column, laid_out, texts

TOP = 900
FIGURES = (
    ("Мұрағат", "2019", "2020", "2021"),
    ("Алматы", "12,5", "14,8", "17,1"),
    ("Қарағанды облысы", "98", "103", "121"),
    ("Семей", "0,7", "0,9", "1,2"),
    ("Орал", "15", "18", "9"),
)


def rows(cells: Sequence[Sequence[str]], across: Sequence[int], top: int = TOP) -> list[TextLine]:
    """Every cell as a line of its own, as they are read where white runs between columns."""
    return [
        a_line(text, at=(left, top + number * LINE_HEIGHT))
        for number, row in enumerate(cells)
        for left, text in zip(across, row, strict=True)
        if text
    ]


def joined(cells: Sequence[Sequence[str]], across: Sequence[int]) -> list[TextLine]:
    """Every row as one line, as they are read where columns are near."""
    found = []
    for number, row in enumerate(cells):
        parts = rows([row], across, TOP + number * LINE_HEIGHT)
        whole = a_line(" ".join(row), at=(across[0], TOP + number * LINE_HEIGHT))
        found.append(TextLine(box=whole.box, words=tuple(word for part in parts for word in part.words), font_size=10.0))
    return found


def tables(layout: Layout) -> list[str]:
    return [block.content for block in layout.blocks if block.role is BlockRole.TABLE]


# --- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("read", [rows, joined])
def test_columns_of_figures_are_a_table_with_their_labels_and_heads_row_by_row(read: type) -> None:
    above, below = a_column(KAZAKH, (200, 300), 1340), a_column(RUSSIAN, (200, 1400), 1340)
    layout = laid_out([*above, *read(FIGURES, (220, 700, 950, 1200)), *below])
    assert tables(layout) == ["\n".join(" ".join(row) for row in FIGURES)]
    assert [block.role for block in layout.blocks] == [BlockRole.PARAGRAPH, BlockRole.TABLE, BlockRole.PARAGRAPH]


def test_a_table_in_a_column_takes_nothing_of_the_text_in_the_next() -> None:
    beside = a_column(KAZAKH + " " + RUSSIAN, (920, 300), 640)
    layout = laid_out([*a_column(RUSSIAN, (200, 200), 640)[:10], *rows(FIGURES, (220, 560, 660, 760)), *beside])
    (table,) = tables(layout)
    assert table.splitlines()[1:] == [" ".join(row) for row in FIGURES[1:]]


def test_three_rows_are_enough_and_two_are_not() -> None:
    assert len(tables(laid_out(rows(FIGURES[1:4], (220, 700, 950, 1200))))) == 1
    assert tables(laid_out(rows(FIGURES[1:3], (220, 700, 950, 1200)))) == []


def test_numbered_rows_of_several_cells_are_a_table() -> None:
    cells = [("1", "Сейітқали А. Б.", "Алматы"), ("2", "Оспанова Н. К.", "Семей"), ("3", "Иванов Д. Е.", "Орал")]
    assert len(tables(laid_out(rows(cells, (220, 330, 900))))) == 1


# --- what is none -----------------------------------------------------------------------------------------------------

NONE: dict[str, list[TextLine]] = {
    "authors": rows(
        [("А. Б. Сейітқали,", "ф. ғ. д.,", "Алматы"), ("Н. К. Оспанова,", "магистр", "Семей"), ("Д. Е. Иванов,", "доцент", "Орал")],
        (220, 700, 1100),
    ),
    "contents": rows([("Кіріспе сөз", "3"), ("Ән мұрасы", "17"), ("Қолжазбалар қоры", "41"), ("Қорытынды", "58")], (220, 1300)),
    "contents with leaders": [
        a_line(f"{title} {'.' * dots} {page}", at=(220, TOP + number * LINE_HEIGHT))
        for number, (title, dots, page) in enumerate([("Кіріспе", 40, 3), ("Ән мұрасы", 38, 17), ("Қорытынды", 38, 9)])
    ],
    "references": rows(
        [
            ("1.", "Әуезов М. Абай жолы. – Алматы, 1958."),
            ("2.", "Марғұлан Ә. Ежелгі жыр. – Алматы, 1985."),
            ("3.", "Иванов Д. Архив."),
        ],
        (220, 330),
    ),
    "numbered formulas": rows([("a = b + c", "(1)"), ("x = y", "(2)"), ("E = mc", "(3)")], (500, 1300)),
    "programme": rows([("08.00", "Таңшолпан"), ("09.30", "Жаңалықтар"), ("10.00", "Көркем фильм")], (220, 420)),
    "verse": rows([("Желсіз түнде жарық ай,", ""), ("Сәулесі суда дірілдеп,", ""), ("Ауылдың жаны терең сай,", "")], (500, 900)),
    "columns": [*a_column(KAZAKH, (200, 300), 620), *a_column(RUSSIAN, (920, 300), 620)],
}


@pytest.mark.parametrize("name", NONE)
def test_what_stands_in_rows_without_figures_of_its_own_is_no_table(name: str) -> None:
    layout = laid_out(NONE[name])
    assert tables(layout) == []
    assert sorted(" ".join(texts(layout)).split()) == sorted(word.content for line in NONE[name] for word in line.words)
