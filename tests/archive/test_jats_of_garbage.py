"""Whatever was read, an article comes out valid, and every page of it can be found."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.markup import find_texts
from archive.validate import check_jats
from ocr.article import (
    Article,
    ArticleField,
    Citation,
    Crop,
    Evidence,
    FieldConfidence,
    Figure,
    Footnote,
    HistoryDate,
    HistoryEvent,
    Keywords,
    LanguageText,
    NoteMark,
    PageStart,
    Paragraph,
    ParagraphRole,
    Section,
    Table,
    UncertainText,
)
from ocr.language import Language
from ocr.person import Affiliation, Contributor, PersonName
from ocr.reference import ParsedReference, PublicationType, Reference, ReferenceList
from tests.archive.articles import jats_of, on_pages
from tests.builders import a_box

BROKEN = st.sampled_from(
    [
        "",
        " ",
        "@",
        "a@b.kz",
        "bad@",
        "http://",
        "https://a.kz",
        "www.x",
        "[1]",
        "[1, 5–7]",
        ";",
        "1",
        "\u0306",
        "и",
        "\u00ad",
        "\ufffd",
        "\x00",
        "-",
    ]
)
texts = st.lists(BROKEN | st.text(max_size=6), max_size=4).map("".join)
some_texts = st.lists(texts, max_size=3).map(tuple)
languages = st.sampled_from(Language)
indices = st.lists(st.integers(-1, 3), max_size=2).map(tuple)
names = st.lists(st.builds(PersonName, surname=texts, given_names=texts, language=st.none() | languages), max_size=3).map(tuple)
people = st.lists(
    st.builds(
        Contributor,
        surname=texts,
        given_names=texts,
        role=st.none() | texts,
        posts=some_texts,
        email=st.none() | texts,
        affiliations=indices,
        orcid=st.none() | texts | st.just("0000-0002-1825-0097"),
        corresponding=st.booleans(),
        alternatives=names,
    ),
    max_size=3,
).map(tuple)
inlines = st.one_of(
    texts,
    st.builds(UncertainText, content=texts, confidence=st.floats(0, 1)),
    st.builds(Citation, content=texts | st.just("[1–3]"), numbers=st.lists(st.integers(0, 4), max_size=3).map(tuple)),
    st.builds(NoteMark, content=texts, note=st.integers(-1, 3)),
    st.builds(PageStart, image_nr=st.integers(1, 5)),
)
paragraphs = st.builds(
    Paragraph, content=st.lists(inlines, max_size=5).map(tuple), role=st.sampled_from(ParagraphRole), label=texts
)
sections = st.builds(
    Section,
    heading=st.none() | texts,
    paragraphs=st.lists(paragraphs, max_size=3).map(tuple),
    level=st.integers(0, 4),
)
pictures = st.none() | st.builds(Crop, image_nr=st.integers(1, 5), box=st.just(a_box()))
rows = st.lists(some_texts, max_size=2).map(tuple)
some_text = st.none() | texts
affiliations = st.builds(
    Affiliation,
    content=texts,
    departments=some_texts,
    institutions=some_texts,
    city=some_text,
    country=some_text,
    country_code=some_text,
    alternatives=some_texts,
)
parsed = st.builds(
    ParsedReference,
    publication_type=st.sampled_from(PublicationType),
    confidence=st.floats(0, 1),
    language=st.none() | languages,
    authors=names,
    editors=names,
    authors_incomplete=st.booleans(),
    accessed=st.none() | st.dates(),
    **dict.fromkeys(("title", "source", "year", "volume", "issue", "first_page", "last_page", "page_count", "edition"), some_text),
    **dict.fromkeys(("publisher", "place", "isbn", "issn", "doi", "url"), some_text),
)
references = st.lists(st.builds(Reference, label=texts, content=texts, parsed=st.none() | parsed), max_size=3).map(tuple)
dates = st.sampled_from(["2019-03-12", "2019-03", "2019"])
articles = st.builds(
    Article,
    number=st.integers(1, 999),
    language=languages,
    title=texts,
    authors=people,
    body=st.lists(sections, max_size=3).map(tuple),
    areas=st.lists(st.integers(1, 4), min_size=1, max_size=4).map(lambda numbers: on_pages(*numbers)),
    confidence=st.floats(0, 1),
    supervisors=people,
    authors_incomplete=st.booleans(),
    affiliations=st.lists(affiliations, max_size=3).map(tuple),
    emails=some_texts,
    translated_titles=st.lists(st.builds(LanguageText, language=languages, content=texts), max_size=3).map(tuple),
    abstracts=st.lists(st.builds(LanguageText, language=languages, content=texts), max_size=3).map(tuple),
    keywords=st.lists(st.builds(Keywords, language=languages, content=some_texts), max_size=2).map(tuple),
    udc=st.none() | texts,
    mrnti=st.none() | texts,
    references_title=st.none() | texts,
    references=references,
    other_references=st.lists(st.builds(ReferenceList, title=texts, entries=references), max_size=2).map(tuple),
    history=st.lists(st.builds(HistoryDate, event=st.sampled_from(HistoryEvent), iso=dates, content=texts), max_size=3).map(tuple),
    field_confidences=st.lists(
        st.builds(FieldConfidence, field=st.sampled_from(ArticleField), confidence=st.floats(0, 1), doubts=some_texts), max_size=2
    ).map(tuple),
    footnotes=st.lists(st.builds(Footnote, label=texts, content=texts), max_size=3).map(tuple),
    figures=st.lists(st.builds(Figure, label=texts, caption=texts, picture=pictures), max_size=2).map(tuple),
    tables=st.lists(st.builds(Table, label=texts, caption=texts, rows=rows, picture=pictures), max_size=2).map(tuple),
    doi=st.none() | texts,
    running_header=st.none() | texts,
    printed_pages=st.none() | st.tuples(texts, texts),
    evidence=st.lists(st.builds(Evidence, reason=texts, weight=st.floats(-5, 5)), max_size=3).map(tuple),
)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(articles)
def test_every_article_is_valid_whatever_was_read(article: Article) -> None:
    found = [finding for finding in check_jats(jats_of(article)) if finding.severity == "E"]
    assert found == []


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(articles)
def test_every_page_of_an_article_is_anchored_once_and_in_order(article: Article) -> None:
    anchors = find_texts(jats_of(article), "//target[@target-type='page']/@id")
    assert anchors == [f"scan-{page:04d}" for page in article.pages]
