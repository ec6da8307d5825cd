"""Newspapers: columns side by side, headlines large and small, rubrics, verse, articles that go on elsewhere."""

from dataclasses import replace

import pytest

from ocr.article import ParagraphRole, plain_text
from ocr.page import BlockRole
from tests.ocr.segment.printing import (
    ENGLISH,
    KAZAKH,
    RUSSIAN,
    Part,
    headline,
    line,
    names,
    paragraphs,
    segmented,
    set_newspaper,
    text,
    titles,
)

SIGNED = Part(text="Е. СОЛОВЬЁВ", align="right", bold=True, role=BlockRole.HEADING)


def small_heading(content: str) -> Part:
    return Part(text=content.upper(), role=BlockRole.HEADING, align="centre", space=70)


def test_small_centred_headings_open_articles_between_the_columns_of_a_newspaper() -> None:
    page = set_newspaper(
        (small_heading("Terrible fire"), text(ENGLISH), small_heading("The message"), text(ENGLISH)),
        (text(ENGLISH), small_heading("An Irish letter"), text(ENGLISH)),
        (small_heading("Concert"), text(ENGLISH), text(ENGLISH)),
    )
    assert titles(segmented(page)) == ["TERRIBLE FIRE", "THE MESSAGE", "AN IRISH LETTER", "CONCERT"]


def test_a_heading_at_the_head_of_a_paragraph_opens_an_article_of_a_newspaper() -> None:
    run_in = Part(text=f"Another Fire.—{ENGLISH}", indent=60, space=80)
    page = set_newspaper(
        (small_heading("Terrible fire"), text(ENGLISH)),
        (text(ENGLISH), run_in),
        (text(ENGLISH), small_heading("Concert"), text(ENGLISH)),
    )
    found = segmented(page)
    assert titles(found) == ["TERRIBLE FIRE", "Another Fire", "CONCERT"]
    assert paragraphs(found.articles[1])[0].startswith("Another Fire.—The library keeps")


@pytest.mark.parametrize("source", ["From the New York Herald.", "Из газеты «Оренбургский листок»"])
def test_a_line_that_names_the_paper_an_item_is_taken_from_speaks_for_its_heading(source: str) -> None:
    page = set_newspaper(
        (small_heading("Terrible fire"), text(ENGLISH), line(source), small_heading("The message"), text(ENGLISH)),
        (text(ENGLISH), small_heading("An Irish letter"), text(ENGLISH)),
    )
    told = {article.title: {each.reason for each in article.evidence} for article in segmented(page).articles}
    sourced = {title for title, reasons in told.items() if "a line above that tells its source" in reasons}
    assert sourced == {"THE MESSAGE"}


def test_a_signature_in_small_capitals_opens_nothing() -> None:
    page = set_newspaper(
        (headline("В районе открыта библиотека"), text(RUSSIAN), SIGNED),
        (headline("Телефон на отгоне"), text(RUSSIAN), text(RUSSIAN)),
        (headline("Почта едет в горы"), text(RUSSIAN), text(RUSSIAN)),
    )
    found = segmented(page)
    assert titles(found) == ["В районе открыта библиотека", "Телефон на отгоне", "Почта едет в горы"]
    assert names(found.articles[0].authors) == ["СОЛОВЬЁВ, Е."]


def test_words_in_capitals_within_a_paragraph_open_nothing_however_large_they_were_measured() -> None:
    sentence = (
        Part(text=f"{RUSSIAN} На медали помещена надпись «ҰЛТТЫҚ", indent=60),
        Part(text="ҚАУІПСІЗДІК КОМИТЕТІНІҢ", role=BlockRole.HEADING, font_size=13.7, space=0),
        Part(text=f"АРДАГЕРІ». {RUSSIAN}", space=0),
    )
    page = set_newspaper(
        (headline("В районе открыта библиотека"), *sentence),
        (headline("Телефон на отгоне"), text(RUSSIAN), text(RUSSIAN)),
        (headline("Почта едет в горы"), text(RUSSIAN), text(RUSSIAN)),
    )
    found = segmented(page)
    assert titles(found) == ["В районе открыта библиотека", "Телефон на отгоне", "Почта едет в горы"]
    [paragraph] = paragraphs(found.articles[0])
    assert "«ҰЛТТЫҚ ҚАУІПСІЗДІК КОМИТЕТІНІҢ АРДАГЕРІ»" in paragraph


def test_a_rubric_belongs_to_the_article_it_stands_over() -> None:
    rubric = Part(text="ҚАЛАМГЕР ЖАЗАДЫ", role=BlockRole.HEADING, italic=True)
    page = set_newspaper(
        (headline("В районе открыта библиотека"), text(RUSSIAN), text(RUSSIAN)),
        (rubric, headline("Мектепке жаңа кітапхана ашылды"), text(KAZAKH)),
        (headline("Почта едет в горы"), text(RUSSIAN), text(RUSSIAN)),
    )
    found = segmented(page)
    assert titles(found)[1] == "Мектепке жаңа кітапхана ашылды"
    assert [article.rubric for article in found.articles] == ["", rubric.text, ""]


def test_words_in_capitals_within_a_sentence_are_no_heading() -> None:
    before = Part(text="По центру расположена надпись на государственном языке", indent=60)
    capitals = Part(text="«ҰЛТТЫҚ ҚАУІПСІЗДІК КОМИТЕТІ».", role=BlockRole.HEADING, space=14)
    page = set_newspaper(
        (headline("Новые медали"), text(RUSSIAN), before, capitals, text(RUSSIAN)),
        (headline("Телефон на отгоне"), text(RUSSIAN), text(RUSSIAN)),
        (headline("Почта едет в горы"), text(RUSSIAN), text(RUSSIAN)),
    )
    medals = segmented(page).articles[0]
    assert [section.heading for section in medals.body] == [None]
    assert paragraphs(medals)[1] == f"{before.text} {capitals.text}"


def test_what_goes_on_elsewhere_is_found_by_the_page_it_names() -> None:
    first = set_newspaper(
        (headline("Жаңа медальдар бекітілді"), text(KAZAKH), Part(text="(Жалғасы 2-бетте)", align="right")),
        (headline("Почта едет в горы"), text(RUSSIAN), Part(text="(Окончание на 3-й стр.)", align="right")),
        (headline("Телефон на отгоне"), text(RUSSIAN), text(RUSSIAN)),
    )
    second = set_newspaper(
        (headline("Ән мерекесі өтті"), text(KAZAKH)),
        (Part(text="(Жалғасы. Басы 1-бетте)"), text(f"Тағы да {KAZAKH}")),
        (headline("Спорт жаңалықтары"), text(KAZAKH)),
        image_nr=2,
    )
    third = set_newspaper(
        (headline("Совет агронома"), text(RUSSIAN)),
        (Part(text="(Окончание. Начало на 1-й стр.)"), text(f"Однако {RUSSIAN}")),
        (headline("Встреча с читателями"), text(RUSSIAN)),
        image_nr=3,
    )
    medals, post, *_ = segmented(first, second, third).articles
    assert paragraphs(medals) == [KAZAKH, f"Тағы да {KAZAKH}"]
    assert paragraphs(post) == [RUSSIAN, f"Однако {RUSSIAN}"]


def test_a_poem_keeps_its_lines_and_stanzas() -> None:
    stanzas = (
        "Let all who would have a paper\nTheir talents and time not abuse\nCome up to the office and tell us\nThe latest of news",
        "The best of advice I can give you\nIs pay in advance and in kind\nThen read it aloud to them all\nAnd so ease your mind",
    )
    page = set_newspaper(
        (small_heading("Poetry"), *(Part(text=stanza, space=60) for stanza in stanzas), small_heading("Cholera"), text(ENGLISH)),
        (small_heading("Terrible fire"), text(ENGLISH), text(ENGLISH)),
        (small_heading("Concert"), text(ENGLISH), text(ENGLISH)),
    )
    poem = segmented(page).articles[0]
    assert [(each.role, plain_text(each.content)) for each in poem.paragraphs] == [
        (ParagraphRole.VERSE, stanza) for stanza in stanzas
    ]


def test_a_dateline_opens_nothing() -> None:
    dateline = line("Washington City, Jan. 21, 1850")
    page = set_newspaper(
        (small_heading("The message"), text(ENGLISH), dateline, text(ENGLISH)),
        (small_heading("Terrible fire"), text(ENGLISH), text(ENGLISH)),
        (small_heading("Concert"), text(ENGLISH), text(ENGLISH)),
    )
    assert titles(segmented(page)) == ["THE MESSAGE", "TERRIBLE FIRE", "CONCERT"]


def test_an_item_of_one_paragraph_is_an_article_though_its_heading_is_run_in() -> None:
    item = Part(
        text="ANOTHER FIRE.—A destructive fire took place at Stockton on the morning of the day before, by which the whole "
        "of the lower town was burnt, with a loss of a million and a half, as it is told in letters.",
        indent=60,
        space=80,
    )
    page = set_newspaper(
        (small_heading("Terrible fire"), text(ENGLISH)),
        (text(ENGLISH), item),
        (small_heading("Concert"), text(ENGLISH), text(ENGLISH)),
    )
    assert titles(segmented(page)) == ["TERRIBLE FIRE", "ANOTHER FIRE", "CONCERT"]


def test_the_number_of_an_issue_at_the_head_of_a_page_is_no_title() -> None:
    page = set_newspaper(
        (small_heading("Prospectus"), text(ENGLISH)),
        (Part(text="G. S. L. CITY, JUNE 15, 1850. VOL. 1. NO. 1", bold=True, role=BlockRole.HEADING), text(ENGLISH), text(ENGLISH)),
        (small_heading("Concert"), text(ENGLISH), text(ENGLISH)),
    )
    assert titles(segmented(page)) == ["PROSPECTUS", "CONCERT"]


def test_a_line_that_was_measured_too_large_is_text_where_the_line_below_goes_on_with_it() -> None:
    broken = (
        Part(text=RUSSIAN, indent=60),
        Part(text="С утра до полудня в широте 61° 21'", indent=60, font_size=13.5, space=0),
        Part(text="прошли мимо восьми островов, и газета писала об этом два дня спустя. " + RUSSIAN, space=0),
    )
    page = set_newspaper(
        (headline("В районе открыта библиотека"), *broken),
        (headline("Телефон на отгоне"), text(RUSSIAN), text(RUSSIAN)),
        (headline("Почта едет в горы"), text(RUSSIAN), text(RUSSIAN)),
    )
    assert titles(segmented(page)) == ["В районе открыта библиотека", "Телефон на отгоне", "Почта едет в горы"]


@pytest.mark.parametrize(
    "signature",
    [(replace(SIGNED, text="Е. СОЛОВЬЁВ."),), (replace(SIGNED, text="Е. СОЛОВЬЁВ,"), Part(text="учитель.", align="right"))],
)
def test_a_signature_with_a_stop_or_a_post_below_it_signs_the_article_above(signature: tuple[Part, ...]) -> None:
    page = set_newspaper(
        (headline("В районе открыта библиотека"), text(RUSSIAN), *signature, headline("Совет агронома"), text(RUSSIAN)),
        (headline("Телефон на отгоне"), text(RUSSIAN), text(RUSSIAN)),
        (headline("Почта едет в горы"), text(RUSSIAN), text(RUSSIAN)),
    )
    found = segmented(page)
    assert [names(article.authors) for article in found.articles] == [["СОЛОВЬЁВ, Е."], [], [], []]


def test_a_headline_printed_anew_over_what_goes_on_opens_nothing_and_is_no_header() -> None:
    first = set_newspaper(
        (headline("Слово к молодым учителям"), text(RUSSIAN), Part(text="(Окончание на 2-й стр.)", align="right")),
        (headline("Телефон на отгоне"), text(RUSSIAN), text(RUSSIAN)),
        (headline("Почта едет в горы"), text(RUSSIAN), text(RUSSIAN)),
    )
    again = Part(text="Слово к молодым учителям", align="centre", bold=True, role=BlockRole.HEADING)
    second = set_newspaper(
        (again, Part(text="(Окончание. Начало на 1-й стр.)"), text(KAZAKH)),
        (headline("Снег на перевале"), text(RUSSIAN), text(RUSSIAN)),
        (headline("Совет агронома"), text(RUSSIAN), text(RUSSIAN)),
        image_nr=2,
    )
    found = segmented(first, second)
    assert titles(found)[0] == "Слово к молодым учителям"
    assert len(found.articles) == 5
    assert found.articles[0].pages == (1, 2)
