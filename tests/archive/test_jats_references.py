"""References: as printed, every character kept, and as what their parts say."""

from dataclasses import replace
from datetime import date

from archive.markup import XLINK_HREF, Element, find_elements, find_texts
from ocr.language import Language
from ocr.person import PersonName
from ocr.reference import ParsedReference, PublicationType, Reference, ReferenceList
from tests.archive.articles import a_body, jats_of, two_references
from tests.builders import an_article

LINE = (
    "Ахметов Қ. Ә. Абай дүниетанымы // ҚазҰУ хабаршысы. – 2019. – Т. 3, № 2. – Б. 33–39. "
    "URL: https://abai.kz/a (қаралған күні 03.02.2024)."
)


def an_entry() -> Reference:
    """Return an article in a journal, as printed and parsed."""
    parsed = ParsedReference(
        publication_type=PublicationType.JOURNAL,
        confidence=0.9,
        language=Language.KAZAKH,
        authors=(PersonName(surname="Ахметов", given_names="Қ. Ә."),),
        authors_incomplete=True,
        title="Абай дүниетанымы",
        source="ҚазҰУ хабаршысы",
        year="2019",
        volume="3",
        issue="2",
        first_page="33",
        last_page="39",
        url="https://abai.kz/a",
        accessed=date(2024, 2, 3),
    )
    return Reference(label="1.", content=LINE, parsed=parsed)


def the_text(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def test_a_reference_is_kept_as_printed_with_link_and_date_of_access() -> None:
    root = jats_of(an_article(references_title="Пайдаланылған әдебиеттер", references=two_references()))
    assert root.findtext(".//ref-list/title") == "Пайдаланылған әдебиеттер"
    _, page = find_elements(root, "//ref/mixed-citation")
    assert the_text(page) == two_references()[1].content
    assert [link.get(XLINK_HREF) for link in page.iter("ext-link")] == ["https://www.unicef.org/kazakhstan"]
    assert find_texts(page, "date-in-citation/@iso-8601-date") == ["2024-02-03"]


def test_a_parsed_reference_is_there_twice_as_printed_and_by_its_parts() -> None:
    [forms] = find_elements(jats_of(an_article(references=(an_entry(),))), "//ref/citation-alternatives")
    printed, parsed = forms
    assert (printed.get("specific-use"), printed.get("publication-type")) == ("as-printed", "journal")
    assert the_text(printed) == LINE
    assert [(part.tag, " ".join(the_text(part).split())) for part in parsed] == [
        ("person-group", "Ахметов Қ. Ә."),
        ("article-title", "Абай дүниетанымы"),
        ("year", "2019"),
        ("source", "ҚазҰУ хабаршысы"),
        ("volume", "3"),
        ("issue", "2"),
        ("fpage", "33"),
        ("lpage", "39"),
        ("ext-link", "https://abai.kz/a"),
        ("date-in-citation", "03.02.2024"),
    ]
    assert find_elements(parsed, "person-group/etal") != []
    assert find_texts(parsed, "year/@iso-8601-date | date-in-citation/@iso-8601-date") == ["2019", "2024-02-03"]


def test_what_the_parts_say_is_tagged_where_it_is_printed() -> None:
    [printed] = find_elements(jats_of(an_article(references=(an_entry(),))), "//mixed-citation")
    assert [(part.tag, part.text) for part in printed] == [
        ("string-name", "Ахметов Қ. Ә."),
        ("article-title", "Абай дүниетанымы"),
        ("source", "ҚазҰУ хабаршысы"),
        ("year", "2019"),
        ("volume", "3"),
        ("issue", "2"),
        ("fpage", "33"),
        ("lpage", "39"),
        ("ext-link", "https://abai.kz/a"),
        ("date-in-citation", "03.02.2024"),
    ]


def test_a_number_that_stands_in_two_places_is_not_tagged_as_printed() -> None:
    parsed = ParsedReference(publication_type=PublicationType.JOURNAL, confidence=0.9, volume="2", issue="2")
    reference = Reference(label="", content="Хабаршы. Т. 2, № 2.", parsed=parsed)
    [printed] = find_elements(jats_of(an_article(references=(reference,))), "//mixed-citation")
    assert [part.tag for part in printed] == []


def test_a_second_list_has_its_own_title_and_ids_and_citations_point_to_the_first() -> None:
    latin = ReferenceList(title="References", entries=(Reference(label="1", content="Akhmetov Q. Abai dunietanymy."),))
    root = jats_of(an_article(body=a_body("Айтылған [1]."), references=(an_entry(),), other_references=(latin,)))
    assert find_texts(root, "//ref-list/title/text()") == ["References"]
    assert find_texts(root, "//ref/@id") == ["ref1", "ref-list2-1"]
    assert find_texts(root, "//body//xref/@rid") == ["ref1"]


def test_an_address_in_angle_brackets_is_whole_whatever_lines_it_was_broken_over() -> None:
    broken = Reference(
        label="2", content="Annual report. URL: <https://www.unicef.org/media/892 1/ file/Report.pdf> (Accessed 02.02.2024)"
    )
    parsed = ParsedReference(publication_type=PublicationType.WEB, confidence=0.9, url="https://www.unicef.org/media/892")
    root = jats_of(an_article(references=(replace(broken, parsed=parsed),)))
    assert [link.get(XLINK_HREF) for link in root.iter("ext-link")] == 2 * ["https://www.unicef.org/media/8921/file/Report.pdf"]
    assert root.xpath("string(//mixed-citation)") == broken.content


def test_a_date_of_access_that_cannot_be_stays_text() -> None:
    impossible = Reference(label="1", content="URL: https://a.kz (дата обращения: 31.02.2024)")
    root = jats_of(an_article(references=(impossible,)))
    assert root.find(".//date-in-citation") is None
    assert root.xpath("string(//mixed-citation)") == impossible.content
