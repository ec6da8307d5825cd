"""Articles start at their titles, wherever those stand, and nowhere else."""

import pytest

from ocr.article import DropReason
from ocr.page import BlockRole
from tests.ocr.segment.printing import (
    ENGLISH,
    KAZAKH,
    RUSSIAN,
    Part,
    heading,
    headline,
    line,
    names,
    paragraphs,
    segmented,
    set_page,
    text,
    the_article,
    title,
    titles,
)

SONGS = title("Халық әндерінің дыбыстық мұрағаты")
PAPERS = title("Районная газета и её читатели")
LIBRARY = title("A digital library for the region")
REFERENCES = (heading("Список литературы"), Part(text="1. Орлова М. С. Газеты. — Алматы, 1975."))


def test_three_articles_in_three_languages_are_told_apart() -> None:
    found = segmented(
        set_page(SONGS, line("Сәрсенова Г. Б."), text(KAZAKH), text(KAZAKH), image_nr=1),
        set_page(PAPERS, line("Орлова М. С."), text(RUSSIAN), text(RUSSIAN), image_nr=2),
        set_page(LIBRARY, line("J. R. Smith"), text(ENGLISH), text(ENGLISH), image_nr=3),
    )
    assert titles(found) == [SONGS.text, PAPERS.text, LIBRARY.text]
    assert [article.language.bcp47 for article in found.articles] == ["kk", "ru", "en"]
    assert [article.number for article in found.articles] == [1, 2, 3]
    assert [article.pages for article in found.articles] == [(1,), (2,), (3,)]


def test_authors_above_the_title_belong_to_it_and_not_to_the_article_before() -> None:
    found = segmented(
        set_page(line("Сәрсенова Г. Б."), SONGS, text(KAZAKH), image_nr=1),
        set_page(line("Орлова М. С., Кузнецов П. И."), PAPERS, text(RUSSIAN), image_nr=2),
    )
    assert [names(article.authors) for article in found.articles] == [
        ["Сәрсенова, Г. Б."],
        ["Орлова, М. С.", "Кузнецов, П. И."],
    ]


def test_authors_below_the_title_belong_to_it() -> None:
    found = segmented(
        set_page(SONGS, line("Сәрсенова Г. Б."), text(KAZAKH)), set_page(PAPERS, line("Орлова М. С."), text(RUSSIAN), image_nr=2)
    )
    assert [names(article.authors) for article in found.articles] == [["Сәрсенова, Г. Б."], ["Орлова, М. С."]]


def test_an_article_starts_in_the_middle_of_a_page_after_the_references_of_another() -> None:
    found = segmented(
        set_page(SONGS, line("Сәрсенова Г. Б."), text(KAZAKH), image_nr=1),
        set_page(text(KAZAKH), *REFERENCES, line("Кузнецов П. И."), PAPERS, text(RUSSIAN), image_nr=2),
    )
    songs, papers = found.articles
    assert (songs.pages, papers.pages) == ((1, 2), (2,))
    assert [reference.content for reference in songs.references] == ["Орлова М. С. Газеты. — Алматы, 1975."]
    assert names(papers.authors) == ["Кузнецов, П. И."]
    assert paragraphs(papers) == [RUSSIAN]


def test_a_title_of_several_blocks_is_one_title() -> None:
    first, second = (
        title("Халық әндерінің дыбыстық мұрағатын"),
        Part(text="ЦИФРЛАНДЫРУ ТӘЖІРИБЕСІ ТУРАЛЫ", role=BlockRole.HEADING, align="centre", bold=True, space=10),
    )
    assert the_article(set_page(first, second, line("Сәрсенова Г. Б."), text(KAZAKH))).title == f"{first.text} {second.text}"


def test_a_title_in_bold_only_opens_an_article_when_names_and_an_address_stand_below() -> None:
    bold = Part(text="Халық әндерінің дыбыстық мұрағаты", role=BlockRole.HEADING, align="centre", bold=True)
    found = segmented(set_page(bold, line("Сәрсенова Г. Б."), line("g.sarsenova@example.org"), text(KAZAKH)))
    assert titles(found) == [bold.text]


def test_a_cover_is_no_article() -> None:
    cover = set_page(
        title("Мәдени мұра және цифрлық архив"),
        Part(text="Конференция материалдары", align="centre"),
        Part(text="Астана 2025", align="centre"),
    )
    found = segmented(cover, set_page(SONGS, line("Сәрсенова Г. Б."), text(KAZAKH), image_nr=2))
    assert titles(found) == [SONGS.text]
    assert {block.reason for block in found.dropped} == {DropReason.COVER}
    assert len(found.dropped) == 3


@pytest.mark.parametrize("word", ["МАЗМҰНЫ", "СОДЕРЖАНИЕ", "CONTENTS"])
def test_a_contents_page_is_no_article_and_in_none(word: str) -> None:
    contents = set_page(
        Part(text=word, role=BlockRole.HEADING, align="centre", bold=True),
        Part(text="Сәрсенова Г. Б. Халық әндерінің дыбыстық мұрағаты ........................ 3"),
        Part(text="Орлова М. С. Районная газета и её читатели ............................... 7"),
        image_nr=2,
    )
    found = segmented(set_page(SONGS, line("Сәрсенова Г. Б."), text(KAZAKH)), contents)
    assert titles(found) == [SONGS.text]
    assert len(found.dropped) == 3


def test_headings_of_sections_open_no_article() -> None:
    page = set_page(SONGS, line("Сәрсенова Г. Б."), heading("Кіріспе"), text(KAZAKH), heading("Нәтижелер"), text(KAZAKH))
    assert [section.heading for section in the_article(page).body] == ["Кіріспе", "Нәтижелер"]


def test_a_section_heading_in_its_own_words_opens_no_article() -> None:
    page = set_page(PAPERS, line("Орлова М. С."), text(RUSSIAN), heading("Подшивки первых лет"), text(RUSSIAN))
    assert [section.heading for section in the_article(page).body] == [None, "Подшивки первых лет"]


def test_every_article_says_what_it_was_told_by() -> None:
    article = the_article(set_page(SONGS, line("Сәрсенова Г. Б."), text(KAZAKH)))
    assert {"set in capitals", "bold", "centred", "names below"} <= {each.reason for each in article.evidence}


def test_a_volume_without_a_title_has_no_article_and_loses_nothing() -> None:
    found = segmented(set_page(text(KAZAKH)), set_page(text(RUSSIAN), image_nr=2))
    assert found.articles == ()
    assert [block.content for block in found.dropped] == [KAZAKH, RUSSIAN]


def test_a_volume_of_blank_pages_has_no_article() -> None:
    assert segmented(set_page(), set_page(image_nr=2)).articles == ()
    assert segmented().articles == ()


# --- newspapers -------------------------------------------------------------------------------------------------------


def test_a_headline_opens_an_article_and_the_name_below_signs_it() -> None:
    found = segmented(
        set_page(
            headline("Жаңа медальдар бекітілді"),
            text(KAZAKH),
            text(KAZAKH),
            Part(text="Қ. СЕЙІТҚАЛИ", align="right", bold=True, role=BlockRole.HEADING),
            headline("В районе открыта библиотека"),
            text(RUSSIAN),
            text(RUSSIAN),
            Part(text="Е. СОЛОВЬЁВ", align="right", bold=True, role=BlockRole.HEADING),
        )
    )
    assert titles(found) == ["Жаңа медальдар бекітілді", "В районе открыта библиотека"]
    assert [names(article.authors) for article in found.articles] == [["СЕЙІТҚАЛИ, Қ."], ["СОЛОВЬЁВ, Е."]]
    assert paragraphs(found.articles[0]) == [KAZAKH, KAZAKH]


def test_the_name_of_the_newspaper_is_no_article() -> None:
    masthead = headline("СОЛТҮСТІК ҚАЗАҚСТАН", 48.0)
    page = set_page(
        masthead, line("2015 жылғы 7 мамыр, бейсенбі"), headline("Жаңа медальдар бекітілді"), text(KAZAKH), text(KAZAKH)
    )
    found = segmented(page)
    assert titles(found) == ["Жаңа медальдар бекітілді"]
    assert masthead.text in [block.content for block in found.dropped]


def test_big_letters_with_next_to_no_text_below_them_are_no_article() -> None:
    advertisement = (headline("Ескі кітаптар сатып аламыз"), Part(text="Абай көшесі, 17. Телефон 46-15-20."))
    found = segmented(set_page(headline("Жаңа медальдар бекітілді"), text(KAZAKH), text(KAZAKH), *advertisement))
    assert titles(found) == ["Жаңа медальдар бекітілді"]


def test_an_article_that_goes_on_elsewhere_gets_what_is_printed_there() -> None:
    found = segmented(
        set_page(headline("Жаңа медальдар бекітілді"), text(KAZAKH), Part(text="(Жалғасы 2-бетте)", align="right")),
        set_page(
            headline("В районе открыта библиотека"),
            text(RUSSIAN),
            Part(text="(Жалғасы. Басы 1-бетте)"),
            text(f"Тағы да {KAZAKH}"),
            image_nr=2,
        ),
    )
    medals, library = found.articles
    assert paragraphs(medals) == [KAZAKH, f"Тағы да {KAZAKH}"]
    assert (medals.pages, library.pages) == ((1, 2), (2,))
    assert paragraphs(library) == [RUSSIAN]
