"""Figures and tables: a caption with its label, tied to the picture or the cells it belongs to."""

from dataclasses import replace

import pytest

from ocr.article import Crop, Figure
from ocr.geometry import Box
from ocr.page import TURN, BlockRole, GraphicBlock, GraphicKind, Page, ProcessingStep, TextLine
from ocr.segment.body.floats import read_rows, split_caption
from ocr.segment.upright import upright
from tests.builders import a_line
from tests.ocr.segment.printing import KAZAKH, RUSSIAN, Part, line, paragraphs, set_page, text, the_article, title

FRONT = (title("Халық әндерінің дыбыстық мұрағаты"), line("Сәрсенова Г. Б."), text(KAZAKH))


def caption(content: str, *, space: int = 30) -> Part:
    return Part(text=content, role=BlockRole.CAPTION, align="centre", space=space)


def with_picture(page: Page, above: str) -> tuple[Page, Box]:
    """Return the page with a picture right over block `above`, and where it lies."""
    [block] = (block for block in page.blocks if block.block_id == above)
    picture = Box(hpos=500, vpos=block.box.vpos - 420, width=700, height=400)
    return replace(page, graphics=(GraphicBlock(block_id="g001", kind=GraphicKind.ILLUSTRATION, box=picture),)), picture


@pytest.mark.parametrize(
    ("printed", "label", "rest"),
    [
        ("Сурет 1 — Таспалар бөлмесі", "Сурет 1", "Таспалар бөлмесі"),
        ("1-сурет. Таспалар бөлмесі", "1-сурет", "Таспалар бөлмесі"),
        ("Рис. 2. Подшивки первых лет", "Рис. 2", "Подшивки первых лет"),
        ("Таблица 3 – Письма по годам", "Таблица 3", "Письма по годам"),
        ("Figure 4: The reading room", "Figure 4", "The reading room"),
        ("Кесте 1", "Кесте 1", ""),
    ],
)
def test_a_caption_is_parted_into_label_and_words(printed: str, label: str, rest: str) -> None:
    assert split_caption(printed) == (label, rest)


def test_a_figure_is_tied_to_the_picture_above_its_caption() -> None:
    page, picture = with_picture(set_page(*FRONT, caption("Сурет 1 — Таспалар бөлмесі", space=500)), "b004")
    assert the_article(page).figures == (
        Figure(label="Сурет 1", caption="Таспалар бөлмесі", picture=Crop(image_nr=1, box=picture)),
    )


def test_words_read_inside_a_picture_are_no_text() -> None:
    inside = Part(text="магнитофон таспасы", align="centre", space=150)
    page, _ = with_picture(set_page(*FRONT, inside, caption("Сурет 1 — Таспалар бөлмесі", space=200)), "b005")
    assert paragraphs(the_article(page)) == [KAZAKH]


def test_a_picture_on_a_page_that_was_turned_is_cut_out_where_it_lies_on_the_scan() -> None:
    page, picture = with_picture(set_page(*FRONT, caption("Сурет 1 — Таспалар бөлмесі", space=500)), "b004")
    # A page that came upright, said to have been turned: setting it upright turns it over, as its scan lies.
    scan = upright(replace(page, steps=(ProcessingStep(name=TURN, parameters={"clockwise_degrees": "180"}),)))
    [figure] = the_article(scan).figures
    assert figure.picture == Crop(image_nr=1, box=picture.turned(2, page.width, page.height))


def test_a_caption_that_breaks_off_goes_on_in_the_line_below() -> None:
    parts = (caption("Рисунок 1 — Отдельное направление: инфраструк-"), Part(text="тура для туризма", align="centre", space=5))
    article = the_article(set_page(*FRONT, *parts, text(RUSSIAN)))
    assert article.figures == (Figure(label="Рисунок 1", caption="Отдельное направление: инфраструктура для туризма"),)
    assert paragraphs(article) == [KAZAKH, RUSSIAN]


def test_a_table_has_the_cells_of_its_rows() -> None:
    rows = Part(text="№ | 2019 | 2020\n1 | 12,5 | 14,8\n2 | 103 | 98", role=BlockRole.TABLE)
    article = the_article(set_page(*FRONT, caption("Кесте 1 — Құжаттар саны"), rows, text(RUSSIAN)))
    [table] = article.tables
    assert (table.label, table.caption) == ("Кесте 1", "Құжаттар саны")
    assert table.rows == (("№", "2019", "2020"), ("1", "12,5", "14,8"), ("2", "103", "98"))
    assert table.picture is not None
    assert paragraphs(article) == [KAZAKH, RUSSIAN]


def test_a_table_with_cells_that_cannot_be_told_apart_is_a_picture() -> None:
    rows = Part(text="№ | 2019 | 2020\n112,514,8\n2 | 103 | 98", role=BlockRole.TABLE)
    [table] = the_article(set_page(*FRONT, caption("Кесте 1 — Құжаттар саны"), rows)).tables
    assert table.rows == ()
    assert table.picture is not None


def test_a_table_without_a_caption_is_not_lost() -> None:
    rows = Part(text="1 | 12,5\n2 | 103", role=BlockRole.TABLE)
    [table] = the_article(set_page(*FRONT, rows, text(RUSSIAN))).tables
    assert table.rows == (("1", "12,5"), ("2", "103"))


@pytest.mark.parametrize(
    "sentence", ["Таблица 3 показывает, как менялось число писем.", "Сурет 1 көрсеткендей, таспалар сақтаулы."]
)
def test_a_sentence_that_begins_with_a_label_is_text(sentence: str) -> None:
    article = the_article(set_page(*FRONT, Part(text=sentence, role=BlockRole.CAPTION, indent=60)))
    assert (article.figures, article.tables) == ((), ())
    assert paragraphs(article) == [KAZAKH, sentence]


def test_wide_gaps_part_cells_where_no_rule_was_read() -> None:
    def row(*cells: str, vpos: int) -> TextLine:
        words = [word for number, cell in enumerate(cells) for word in a_line(cell, at=(300 + 400 * number, vpos)).words]
        return TextLine(box=Box.enclosing(word.box for word in words), words=tuple(words))

    assert read_rows([row("Жылы", "Құжат саны", vpos=300), row("2019", "103", vpos=350)]) == (
        ("Жылы", "Құжат саны"),
        ("2019", "103"),
    )
