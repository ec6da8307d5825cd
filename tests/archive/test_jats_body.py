"""The body of an article beyond plain paragraphs: levels, lists, quotations, verse, notes, figures and tables."""

import pytest

from archive.jats import Provenance, build_article_element
from archive.markup import XLINK_HREF, Element, find_elements, find_texts
from archive.validate import check_jats
from ocr.article import (
    Article,
    Citation,
    Crop,
    Figure,
    Footnote,
    NoteMark,
    PageStart,
    Paragraph,
    ParagraphRole,
    Section,
    Table,
)
from tests.archive.articles import PROVENANCE, a_body, jats_of, on_pages, two_references
from tests.archive.contents import a_volume
from tests.builders import a_box, a_paragraph, an_article


def an_item(text: str, label: str) -> Paragraph:
    return Paragraph(content=(text,), role=ParagraphRole.LIST_ITEM, label=label)


def the_texts(elements: list[Element]) -> list[str]:
    return ["".join(map(str, element.itertext())) for element in elements]


def test_a_section_of_the_second_level_stands_in_that_of_the_first() -> None:
    sections = (
        Section(heading="1. Кіріспе", paragraphs=(a_paragraph("Бірінші.", page=1),)),
        Section(heading="1.1. Мақсаты", paragraphs=(a_paragraph("Екінші."),), level=2),
        Section(heading="2. Қорытынды", paragraphs=(a_paragraph("Үшінші."),)),
    )
    root = jats_of(an_article(body=sections))
    assert find_texts(root, "//body/sec/title/text()") == ["1. Кіріспе", "2. Қорытынды"]
    assert find_texts(root, "//body/sec/sec[title='1.1. Мақсаты']/p/text()") == ["Екінші."]


@pytest.mark.parametrize(
    ("labels", "list_type"), [(("1.", "2."), "order"), (("а)", "б)"), "order"), (("–", "•"), "bullet"), (("", ""), "simple")]
)
def test_items_one_below_the_other_are_one_list(labels: tuple[str, str], list_type: str) -> None:
    root = jats_of(an_article(body=a_body("Міндеттер:", an_item("оқыту", labels[0]), an_item("тәрбиелеу", labels[1]), "Соңы.")))
    [found] = find_elements(root, "//body/list")
    assert found.get("list-type") == list_type
    assert find_texts(found, "list-item/label/text()") == [label for label in labels if label]
    assert find_texts(found, "list-item/p/text()") == ["оқыту", "тәрбиелеу"]


def test_an_item_labelled_like_a_citation_is_none() -> None:
    root = jats_of(an_article(body=a_body(an_item("оқыту", "[1]")), references=two_references()))
    assert the_texts(find_elements(root, "//list-item/label")) == ["[1]"]
    assert [finding for finding in check_jats(root) if finding.severity == "E"] == []


def test_a_quotation_is_set_apart() -> None:
    quote = Paragraph(content=("Ғылым таппай мақтанба.",), role=ParagraphRole.QUOTE)
    assert find_texts(jats_of(an_article(body=a_body("Абай:", quote))), "//body/disp-quote/p/text()") == ["Ғылым таппай мақтанба."]


def test_a_poem_keeps_its_lines_and_stanzas_and_the_spot_where_a_page_begins() -> None:
    first = Paragraph(
        content=(
            PageStart(image_nr=1),
            "Ғылым таппай мақтанба,\nОрын таппай баптанба,\n",
            PageStart(image_nr=2),
            "Құмарланып шаттанба",
        ),
        role=ParagraphRole.VERSE,
    )
    second = Paragraph(content=("Ойнап босқа күлуге.",), role=ParagraphRole.VERSE)
    root = jats_of(an_article(body=a_body(first, second), areas=on_pages(1, 2)))
    stanzas = find_elements(root, "//body/verse-group/verse-group")
    assert [the_texts(find_elements(stanza, "verse-line")) for stanza in stanzas] == [
        ["Ғылым таппай мақтанба,", "Орын таппай баптанба,", "Құмарланып шаттанба"],
        ["Ойнап босқа күлуге."],
    ]
    assert find_texts(stanzas[0], "verse-line[3]/target/@id") == ["scan-0002"]


def test_a_mark_in_the_text_points_to_its_footnote() -> None:
    marked = Paragraph(content=(PageStart(image_nr=1), "Абай", NoteMark(content="¹", note=0), " айтқан."))
    root = jats_of(an_article(body=a_body(marked), footnotes=(Footnote(label="¹", content="Аударма автордікі."),)))
    [note] = find_elements(root, "//back/fn-group/fn")
    assert (note.findtext("label"), note.findtext("p")) == ("¹", "Аударма автордікі.")
    assert find_texts(root, "//body//xref[@ref-type='fn']/@rid") == [note.get("id")]
    assert root.xpath("string(//body/p)") == "Абай¹ айтқан."


def test_a_mark_without_a_footnote_stays_in_the_text() -> None:
    marked = Paragraph(content=("Абай", NoteMark(content="*", note=3), " айтқан."))
    assert find_texts(jats_of(an_article(body=a_body(marked))), "//body//sup/text()") == ["*"]


def test_a_citation_with_a_page_points_to_its_reference_alone() -> None:
    cited = Paragraph(content=("Айтылған ", Citation(content="[2, б. 15]", numbers=(2,)), "."))
    root = jats_of(an_article(body=a_body(cited), references=two_references()))
    assert find_texts(root, "//body//xref/@rid") == ["ref2"]
    assert find_elements(root, "//body//named-content") == []
    assert root.xpath("string(//body/p)") == "Айтылған [2, б. 15]."


def test_a_citation_by_author_and_year_points_to_its_reference_as_a_whole() -> None:
    cited = Paragraph(content=("Айтылған ", Citation(content="Орлова, 2019", numbers=(2,)), "."))
    root = jats_of(an_article(body=a_body(cited), references=two_references()))
    assert find_texts(root, "//body//xref/@rid") == ["ref2"]
    assert find_elements(root, "//body//named-content") == []
    assert root.xpath("string(//body/p)") == "Айтылған Орлова, 2019."


# -------------------------------------------------------------------------------------------------------- figures and tables

CROP = Crop(image_nr=1, box=a_box())


def with_picture(article: Article) -> Element:
    provenance = Provenance(ocr_engine="Tesseract 5.3.0", source_images=PROVENANCE.source_images, graphics={CROP: "a001-1.tif"})
    return build_article_element(article, a_volume(), provenance)


def test_a_figure_has_label_caption_and_picture_and_the_text_points_to_it() -> None:
    article = an_article(body=a_body("1-суретте көрсетілген."), figures=(Figure(label="1-сурет.", caption="Абай", picture=CROP),))
    root = with_picture(article)
    [figure] = find_elements(root, "//fig")
    assert (figure.findtext("label"), figure.findtext("caption/p")) == ("1-сурет.", "Абай")
    assert [(graphic.get(XLINK_HREF), graphic.get("mime-subtype")) for graphic in figure.iter("graphic")] == [
        ("graphics/a001-1.tif", "tiff")
    ]
    assert [(xref.text, xref.get("rid")) for xref in find_elements(root, "//body//xref")] == [("1-сурет", figure.get("id"))]


def test_a_label_is_not_found_inside_a_longer_one() -> None:
    figures = (Figure(label="Сурет 1", caption="Абай"), Figure(label="Сурет 12", caption="Шоқан"))
    root = jats_of(an_article(body=a_body("Сурет 12 және сурет 1 көрсетеді, сурет 123 жоқ."), figures=figures))
    assert find_texts(root, "//body//xref/@rid") == ["fig2", "fig1"]


def test_a_table_whose_cells_were_read_has_them_and_its_picture() -> None:
    rows = (("Жыл", "Саны"), ("2019", ""))
    root = with_picture(an_article(tables=(Table(label="Кесте 1", caption="Нәтиже", rows=rows, picture=CROP),)))
    [table] = find_elements(root, "//table-wrap/alternatives/table")
    assert [[cell.text or "" for cell in row] for row in table.iter("tr")] == [["Жыл", "Саны"], ["2019", ""]]
    assert len(find_elements(root, "//table-wrap/alternatives/graphic")) == 1


def test_a_table_without_cells_is_a_picture_and_one_without_either_keeps_its_words() -> None:
    tables = (Table(label="Кесте 1", caption="Нәтиже", picture=CROP), Table(label="Кесте 2", caption="Қорытынды"))
    first, second = find_elements(with_picture(an_article(tables=tables)), "//table-wrap")
    assert [child.tag for child in first] == ["label", "caption", "graphic"]
    assert [child.tag for child in second] == ["label", "caption"]
