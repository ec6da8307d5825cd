"""A field that is in doubt says so, and why; one that is not is left in peace."""

import pytest

from ocr.article import (
    Article,
    ArticleField,
    Citation,
    FieldConfidence,
    HistoryDate,
    HistoryEvent,
    Keywords,
    LanguageText,
    Paragraph,
    Section,
)
from ocr.language import Language
from ocr.reference import Reference
from ocr.segment.doubts import Reading, weigh_fields
from tests.builders import a_contributor, a_word, an_affiliation, an_article

SURE = Reading(title=(a_word("АБАЙ", confidence=0.95),), ties_are_sure=True)


def weighed(article: Article, reading: Reading = SURE) -> dict[ArticleField, FieldConfidence]:
    return {field.field: field for field in weigh_fields(article, reading)}


def doubts(article: Article, field: ArticleField, reading: Reading = SURE) -> str:
    return "; ".join(weighed(article, reading)[field].doubts)


def text_with(*numbers: int) -> tuple[Section, ...]:
    cited = tuple(Citation(content=f"[{number}]", numbers=(number,)) for number in numbers)
    return (Section(heading=None, paragraphs=(Paragraph(content=("Абай — қазақ халқының ұлы ақыны ", *cited)),)),)


def test_nothing_is_in_doubt_about_a_plain_article() -> None:
    article = an_article(authors=(a_contributor(affiliations=(0,)),), affiliations=(an_affiliation(),))
    assert [field.doubts for field in weigh_fields(article, SURE)] == [()] * 4
    assert all(field.confidence >= 0.9 for field in weigh_fields(article, SURE))


def test_a_field_that_an_article_has_not_is_not_weighed() -> None:
    assert set(weighed(an_article())) == {ArticleField.TITLE, ArticleField.AUTHORS, ArticleField.LANGUAGE}


def test_a_word_of_the_title_read_with_little_certainty_is_named() -> None:
    reading = Reading(title=(a_word("ШЫҒАРМАЛАРЫ", confidence=0.2), a_word("В", confidence=0.1)), ties_are_sure=True)
    assert doubts(an_article(), ArticleField.TITLE, reading) == "read with little certainty: ШЫҒАРМАЛАРЫ"
    assert weighed(an_article(), reading)[ArticleField.TITLE].confidence < 0.2


@pytest.mark.parametrize("title", ["SOFTWARE ANALYSIS OF IM!COBE", "АБAЙ МҰРАСЫ"])
def test_a_sign_or_letter_that_cannot_be_in_a_word_is_doubted(title: str) -> None:
    assert doubts(an_article(title), ArticleField.TITLE).startswith("a sign inside a word")


@pytest.mark.parametrize(
    ("surname", "given", "doubted"),
    [("Абай", "Мұрат", True), ("Абай", "М.", False), ("Абай", "", True), ("АБАЙ", "Мұрат", False), ("Аб#ай", "М.", True)],
)
def test_a_name_that_could_be_read_otherwise_is_doubted(surname: str, given: str, *, doubted: bool) -> None:
    article = an_article(authors=(a_contributor(surname, given),))
    assert bool(doubts(article, ArticleField.AUTHORS)) is doubted


def test_an_article_with_an_affiliation_and_nobody_in_it_is_doubted() -> None:
    assert doubts(an_article(authors=(), affiliations=(an_affiliation(),)), ArticleField.AUTHORS) == "no author was found"


def test_affiliations_that_no_marker_ties_are_doubted() -> None:
    article = an_article(
        authors=(a_contributor(), a_contributor("Орлова")), affiliations=(an_affiliation(), an_affiliation("КазНУ"))
    )
    unsure = Reading(title=SURE.title, ties_are_sure=False)
    assert doubts(article, ArticleField.AFFILIATIONS) == ""
    assert doubts(article, ArticleField.AFFILIATIONS, unsure) == "it is not sure whose each affiliation is"


def test_an_address_that_spells_another_name_is_doubted_among_several_authors() -> None:
    article = an_article(
        authors=(a_contributor(email="orlova@example.org"), a_contributor("Орлова")), emails=("orlova@example.org",)
    )
    assert "orlova@example.org" in doubts(article, ArticleField.EMAILS)


def test_an_abstract_that_breaks_off_is_doubted() -> None:
    whole = LanguageText(
        language=Language.RUSSIAN, content="Районная газета выходила дважды в неделю, письма читателей печатались."
    )
    broken = LanguageText(language=Language.KAZAKH, content="Бұдан басқа облыста картоп, көкөніс және бақша дақылдары")
    assert doubts(an_article(abstracts=(whole, broken)), ArticleField.ABSTRACTS) == "the one in 'kk' does not end in a stop"


def test_a_sentence_among_the_keywords_is_doubted() -> None:
    sentence = "бұл жұмыс облыстың мұрағатында сақталған сирек кездесетін таспалар туралы"
    keywords = (Keywords(language=Language.KAZAKH, content=("мұра", sentence)),)
    assert sentence in doubts(an_article(keywords=keywords), ArticleField.KEYWORDS)


def test_an_article_accepted_before_it_came_in_is_doubted() -> None:
    history = tuple(
        HistoryDate(event=event, iso=iso, content=iso)
        for event, iso in ((HistoryEvent.RECEIVED, "2019-03-12"), (HistoryEvent.ACCEPTED, "2019-01-01"))
    )
    assert "before it was received" in doubts(an_article(history=history), ArticleField.HISTORY)


def test_gaps_in_the_list_and_numbers_beyond_it_are_named() -> None:
    references = tuple(Reference(label=label, content="Затаевич А. В. Мың ән.") for label in ("1", "2", "4"))
    article = an_article(references=references, body=text_with(1, 7))
    assert doubts(article, ArticleField.REFERENCES).startswith("no entry was found for 3")
    assert doubts(article, ArticleField.CITATIONS).startswith("cited, but not in the list: 7")


def test_numbers_cited_without_a_list_are_doubted() -> None:
    article = an_article(body=(Section(heading=None, paragraphs=(Paragraph(content=("жарыққа шықты [3].",)),)),))
    assert doubts(article, ArticleField.REFERENCES) == "the text cites numbers, but no list was found"


@pytest.mark.parametrize(("udc", "doubted"), [("94(574)", False), ("621.039.534.6 : 669.774", False), ("6210395", True)])
def test_a_number_that_is_no_classification_is_doubted(udc: str, *, doubted: bool) -> None:
    assert bool(doubts(an_article(udc=udc), ArticleField.CLASSIFICATION)) is doubted


def test_two_titles_in_one_language_are_doubted() -> None:
    twice = tuple(LanguageText(language=Language.RUSSIAN, content=content) for content in ("Наследие Абая", "О наследии Абая"))
    assert doubts(an_article(translated_titles=twice), ArticleField.TRANSLATED_TITLES) == "two are in one language"
