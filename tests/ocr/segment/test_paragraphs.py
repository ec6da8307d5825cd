"""Paragraphs: whole over columns and pages, lists and quotations told from the text, headings by level."""

import pytest

from ocr.article import Article, ParagraphRole, plain_text
from ocr.page import BlockRole
from tests.ocr.segment.printing import KAZAKH, RUSSIAN, Part, heading, line, paragraphs, set_page, text, the_article, title

FRONT = (title("Районная газета и её читатели"), line("Орлова М. С."), text(RUSSIAN))


def items(article: Article) -> list[tuple[str, str]]:
    """Return the items of all lists, as label and text."""
    return [(one.label, plain_text(one.content)) for one in article.paragraphs if one.role is ParagraphRole.LIST_ITEM]


def article_with(*contents: str) -> Article:
    return the_article(set_page(*FRONT, *map(text, contents), text(RUSSIAN)))


@pytest.mark.parametrize("labels", [("1.", "2.", "3."), ("1)", "2)", "3)"), ("а)", "б)", "в)"), ("•", "•", "•"), ("–", "–", "–")])
def test_paragraphs_with_labels_that_run_on_are_a_list(labels: tuple[str, ...]) -> None:
    texts = ("печатные издания первых лет;", "рукописные тетради корреспондентов;", "письма читателей в редакцию.")
    article = article_with("В корпус вошли:", *(f"{label} {each}" for label, each in zip(labels, texts, strict=True)))
    assert items(article) == list(zip(labels, texts, strict=True))


def test_a_list_that_the_layout_took_for_one_paragraph_is_parted_into_its_items() -> None:
    texts = ("печатные издания первых лет;", "рукописные тетради\nкорреспондентов;", "письма читателей.")
    article = article_with("В корпус вошли:", "\n".join(f"{label} {each}" for label, each in zip("–––", texts, strict=True)))
    assert items(article) == [("–", each.replace("\n", " ")) for each in texts]


def test_what_people_say_after_a_dash_is_no_list() -> None:
    assert items(article_with("– Где подшивки?", "– Подшивки в архиве.", "– Тогда едем туда.")) == []


def test_a_lone_label_or_numbers_that_do_not_run_on_are_no_list() -> None:
    assert items(article_with("1. Подшивки сохранились не полностью.")) == []
    assert items(article_with("5. Подшивки сохранились не полностью.", "9. Бумага пожелтела.")) == []


def test_smaller_type_set_in_from_both_edges_is_a_quotation() -> None:
    quoted = Part(
        text="Подшивки за первые двадцать лет сохранились\nне полностью, бумага пожелтела, а края страниц\nосыпаются.",
        indent=160,
        inset=160,
        font_size=8.5,
    )
    article = the_article(set_page(*FRONT, quoted, text(RUSSIAN)))
    roles = [one.role for one in article.paragraphs]
    assert roles == [ParagraphRole.TEXT, ParagraphRole.QUOTE, ParagraphRole.TEXT]


def test_a_paragraph_runs_on_after_a_full_stop_where_the_next_page_begins_without_an_indent() -> None:
    whole = text(RUSSIAN)
    filled = Part(
        text="Подшивки за первые двадцать лет сохранились не полностью, бумага\n"
        "пожелтела, а края у неё осыпаются при каждом касании, и так это\n"
        "бывает везде, где газеты лежат без коробок в сырых подвалах его.",
        indent=60,
    )
    rest = Part(text=f"Поэтому сотрудники начали с тех номеров, которые спрашивают. {RUSSIAN}")
    article = the_article(set_page(*FRONT, whole, whole, filled), set_page(rest, whole, image_nr=2))
    assert f"{filled.text} {rest.text}".replace("\n", " ") in paragraphs(article)


def test_a_page_that_begins_with_an_indent_begins_a_paragraph_though_the_last_stop_was_not_read() -> None:
    unended = RUSSIAN.rstrip(".")
    article = the_article(set_page(*FRONT, text(RUSSIAN), text(unended)), set_page(text(RUSSIAN), text(RUSSIAN), image_nr=2))
    assert paragraphs(article) == [RUSSIAN, RUSSIAN, unended, RUSSIAN, RUSSIAN]


def test_numbered_headings_are_as_deep_as_their_numbers() -> None:
    article = the_article(
        set_page(
            *FRONT,
            *(
                each
                for name in ("1. Введение", "2. Подшивки", "2.1. Первые годы", "3. Выводы")
                for each in (heading(name), text(RUSSIAN))
            ),
        )
    )
    assert [(section.heading, section.level) for section in article.body[1:]] == [
        ("1. Введение", 1),
        ("2. Подшивки", 1),
        ("2.1. Первые годы", 2),
        ("3. Выводы", 1),
    ]


def test_headings_set_otherwise_than_the_first_lie_below_it() -> None:
    def under(name: str) -> Part:
        return Part(text=name, role=BlockRole.HEADING, bold=True, italic=True)

    article = the_article(
        set_page(*FRONT, heading("Подшивки"), text(RUSSIAN), under("Первые годы"), text(RUSSIAN), heading("Письма"), text(KAZAKH))
    )
    assert [(section.heading, section.level) for section in article.body[1:]] == [
        ("Подшивки", 1),
        ("Первые годы", 2),
        ("Письма", 1),
    ]
