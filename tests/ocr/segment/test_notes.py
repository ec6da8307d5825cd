"""Footnotes: told from the text above, and tied to the marks that point at them."""

import pytest

from ocr.article import Footnote, NoteMark, plain_text
from ocr.geometry import Box
from ocr.page import GraphicBlock, GraphicKind
from tests.ocr.segment.printing import (
    KAZAKH,
    RUSSIAN,
    Part,
    headline,
    line,
    paragraphs,
    segmented,
    set_newspaper,
    set_page,
    text,
    the_article,
    title,
)

FRONT = (title("Халық әндерінің дыбыстық мұрағаты"), line("Сәрсенова Г. Б."))
NOTE = "Аударма автордікі."


def note(content: str) -> Part:
    return Part(text=content, font_size=8.0)


def marks(*texts: str, notes: tuple[str, ...] = (f"1 {NOTE}",)) -> list[NoteMark]:
    """Return the marks found in an article of `texts` with `notes` at its foot."""
    article = the_article(set_page(*FRONT, *[text(KAZAKH)] * 4, *map(text, texts), *map(note, notes)))
    return [part for each in article.paragraphs for part in each.content if isinstance(part, NoteMark)]


@pytest.mark.parametrize("printed", ["сақтаулы¹.", "сақтаулы.¹", "сақтаулы*", "сақтаулы1.", "сақтаулы.?", "сақтаулы.”"])
def test_a_mark_points_to_the_only_note_of_its_page_however_it_was_read(printed: str) -> None:
    [mark] = marks(f"Қордағы магнитті таспалар бүгінге дейін {printed}")
    assert mark.note == 0
    assert mark.content in printed


def test_the_mark_is_no_part_of_the_word_and_no_letter_is_lost() -> None:
    article = the_article(set_page(*FRONT, *[text(KAZAKH)] * 4, text("Таспалар осында сақтаулы¹ болып шықты."), note(f"1 {NOTE}")))
    content = list(article.paragraphs)[-1].content
    assert content == ("Таспалар осында сақтаулы", NoteMark(content="¹", note=0), " болып шықты.")
    assert plain_text(content) == "Таспалар осында сақтаулы¹ болып шықты."


def test_two_marks_point_to_two_notes_in_their_order() -> None:
    found = marks("Таспалар осында¹ сақтаулы, тізімі сонда².", notes=(f"1 {NOTE}", "2 Тізім 1975 жылғы."))
    assert [(mark.content, mark.note) for mark in found] == [("¹", 0), ("²", 1)]


def test_marks_and_notes_that_do_not_add_up_are_left_alone() -> None:
    assert marks("Таспалар осында¹ сақтаулы, тізімі сонда².") == []
    assert marks("Таспалар осында сақтаулы.") == []


def test_a_quotation_mark_that_closes_a_quotation_points_to_nothing() -> None:
    assert marks("Ол “таспалар сақтаулы.” деп жазды.") == []


def test_the_mark_of_a_note_is_its_label() -> None:
    article = the_article(set_page(*FRONT, *[text(KAZAKH)] * 5, note(f"* {NOTE}")))
    assert article.footnotes == (Footnote(label="*", content=NOTE),)


def test_a_sign_after_a_name_points_to_the_note_that_has_it() -> None:
    named = (title("Халық әндерінің дыбыстық мұрағаты"), line("Сәрсенова Г. Б., Орлова М. С.*"))
    support = "Жұмыс грант аясында орындалды."
    article = the_article(set_page(*named, *[text(KAZAKH)] * 5, note(f"* {support}")))
    assert article.footnotes == (Footnote(label="*", content=support),)
    assert [author.notes for author in article.authors] == [(), (0,)]


def test_a_note_that_the_text_marks_is_no_authors() -> None:
    named = (title("Халық әндерінің дыбыстық мұрағаты"), line("Сәрсенова Г. Б., Орлова М. С.*"))
    article = the_article(set_page(*named, *[text(KAZAKH)] * 4, text("Таспалар осында сақтаулы*."), note(f"* {NOTE}")))
    assert [author.notes for author in article.authors] == [(), ()]


def test_notes_in_one_block_are_parted_by_their_numbers() -> None:
    article = the_article(set_page(*FRONT, *[text(KAZAKH)] * 5, note(f"1 {NOTE}\n2 Тізім 1975 жылғы.")))
    assert article.footnotes == (Footnote(label="1", content=NOTE), Footnote(label="2", content="Тізім 1975 жылғы."))


def test_an_item_of_a_newspaper_below_a_short_rule_is_no_note() -> None:
    def column(name: str) -> tuple[Part, ...]:
        return (headline(name), *[text(RUSSIAN)] * 8, text("Погода стояла тёмная, облачная."))

    page = set_newspaper(column("Телефон на отгоне"), column("Почта едет в горы"), column("Совет агронома"))
    last = max(page.blocks, key=lambda block: block.box.vpos)
    rule = GraphicBlock(
        block_id="g001", kind=GraphicKind.SEPARATOR, box=Box(hpos=200, vpos=last.box.vpos - 12, width=400, height=3)
    )
    ruled = type(page)(
        image_nr=1,
        scan=page.scan,
        width=page.width,
        height=last.box.bottom + 100,
        resolution=300,
        blocks=page.blocks,
        graphics=(rule,),
    )
    assert all(article.footnotes == () for article in segmented(ruled).articles)
    assert paragraphs(segmented(ruled).articles[0])[-1] == "Погода стояла тёмная, облачная."
