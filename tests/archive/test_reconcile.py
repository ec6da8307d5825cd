"""What the catalogue and the volume itself say of it, and the dates of its articles."""

from datetime import date
from pathlib import Path

import pytest

from archive.bibliography import Volume
from archive.jats import Provenance, build_article_element
from archive.markup import Element, find_elements, find_texts, parse_xml
from archive.package import plan_package
from archive.questions import open_questions
from archive.reconcile import printed_values, reconciled
from archive.validate import check_jats, check_mets
from ocr.article import (
    Article,
    ArticleField,
    ContentsFinding,
    Disagreement,
    FieldConfidence,
    HistoryDate,
    HistoryEvent,
    Segmentation,
)
from ocr.imprint import PrintedFact, VolumeFact
from ocr.reference import ParsedReference, PublicationType, Reference
from tests.archive.contents import a_content, made
from tests.builders import an_article


def printed(fact: VolumeFact, value: str, *, page: int = 1, confidence: float = 0.9) -> PrintedFact:
    return PrintedFact(fact=fact, value=value, image_nr=page, content=value, confidence=confidence)


def found(*imprint: PrintedFact, articles: tuple[Article, ...] = ()) -> Segmentation:
    return Segmentation(articles=articles, dropped=(), imprint=imprint)


def citing_a_page_seen_on(day: date) -> Article:
    parsed = ParsedReference(publication_type=PublicationType.WEB, confidence=0.9, url="https://abai.kz", accessed=day)
    return an_article(references=(Reference(label="1", content="https://abai.kz", parsed=parsed),))


def jats_in(volume: Volume, segmentation: Segmentation) -> Element:
    years = printed_values(segmentation, VolumeFact.YEAR)
    editors = printed_values(segmentation, VolumeFact.EDITOR)
    provenance = Provenance(ocr_engine="Tesseract 5.3.0", source_images={}, printed_years=years, editors=editors)
    return build_article_element(segmentation.articles[0], reconciled(volume, segmentation), provenance)


def test_what_the_catalogue_does_not_say_is_taken_from_print() -> None:
    segmentation = found(
        printed(VolumeFact.YEAR, "2015"), printed(VolumeFact.ISSN, "2616-7263"), printed(VolumeFact.TITLE, "Хабаршы")
    )
    volume = reconciled(Volume(volume_id="v", title="Ғылыми хабаршы"), segmentation)
    assert (volume.title, volume.year, volume.issn) == ("Ғылыми хабаршы", 2015, "2616-7263")


@pytest.mark.parametrize(
    "imprint",
    [
        (printed(VolumeFact.ISSN, "2616-7263"), printed(VolumeFact.ISSN, "2049-3630")),
        (printed(VolumeFact.ISSN, "2616-7264"),),
        (printed(VolumeFact.ISSN, "2616-7263", confidence=0.5),),
    ],
    ids=["contradicts itself", "cannot be", "is uncertain"],
)
def test_print_that_cannot_be_relied_on_is_not_taken(imprint: tuple[PrintedFact, ...]) -> None:
    assert reconciled(Volume(volume_id="v"), found(*imprint)).issn is None


def test_a_conflict_between_catalogue_and_print_is_a_question_to_a_person() -> None:
    segmentation = found(printed(VolumeFact.YEAR, "2015", page=3), printed(VolumeFact.TITLE, "«ХАБАРШЫ»"))
    [question] = open_questions(Volume(volume_id="v", year=2016, title="Хабаршы"), segmentation)
    assert (question.severity, question.rule) == ("W", "catalogue")
    assert question.message == "The catalogue says year '2016', but page 3 prints '2015'."


def test_a_volume_that_contradicts_itself_is_a_question_to_a_person() -> None:
    segmentation = found(printed(VolumeFact.YEAR, "2015", page=1), printed(VolumeFact.YEAR, "2016", page=2))
    [question] = open_questions(Volume(volume_id="v"), segmentation)
    assert "page 1 prints '2015', page 2 prints '2016'" in question.message


def test_a_year_that_a_later_date_in_the_text_belies_is_kept_as_printed_and_never_asserted() -> None:
    segmentation = found(printed(VolumeFact.YEAR, "2015"), articles=(citing_a_page_seen_on(date(2024, 2, 3)),))
    root = jats_in(Volume(volume_id="v"), segmentation)
    assert find_elements(root, "//pub-date") == []
    assert find_texts(root, "//custom-meta[meta-name='date-as-printed']/meta-value/text()") == ["2015"]
    conflict = find_texts(root, "//custom-meta[meta-name='date-conflict']/meta-value/text()")
    assert conflict == ["printed 2015; latest date in text 2024-02-03"]


def test_a_year_nothing_belies_is_the_date_of_publication() -> None:
    segmentation = found(printed(VolumeFact.YEAR, "2015"), articles=(citing_a_page_seen_on(date(2014, 2, 3)),))
    root = jats_in(Volume(volume_id="v"), segmentation)
    assert find_texts(root, "//pub-date/@iso-8601-date") == ["2015"]
    assert find_elements(root, "//custom-meta[meta-name='date-conflict']") == []


def test_the_catalogues_year_stands_even_against_the_text_and_the_conflict_is_told() -> None:
    root = jats_in(Volume(volume_id="v", year=2015), found(articles=(citing_a_page_seen_on(date(2024, 2, 3)),)))
    assert find_texts(root, "//pub-date/@iso-8601-date") == ["2015"]
    conflict = find_texts(root, "//custom-meta[meta-name='date-conflict']/meta-value/text()")
    assert conflict == ["catalogue 2015; latest date in text 2024-02-03"]


def test_the_editors_the_volume_names_are_those_of_the_journal() -> None:
    segmentation = found(printed(VolumeFact.EDITOR, "Қ. Ә. Ахметов"), articles=(an_article(),))
    root = jats_in(Volume(volume_id="v"), segmentation)
    assert find_texts(root, "//journal-meta//contrib[@contrib-type='editor']/string-name/text()") == ["Қ. Ә. Ахметов"]
    assert [finding for finding in check_jats(root) if finding.severity == "E"] == []


def test_mets_says_what_was_read_from_the_volume_and_not_from_the_catalogue(tmp_path: Path) -> None:
    segmentation = found(printed(VolumeFact.ISSN, "2616-7263"))
    content = a_content(tmp_path, segmentation=segmentation)
    mets = made(plan_package(content), "METS.xml")
    assert check_mets(mets) == ()
    assert find_texts(parse_xml(mets), "//*[local-name()='note'][@type]/text()") == ["Read from the volume itself: issn"]


def test_the_history_of_an_article_has_each_date_by_its_parts_and_as_printed() -> None:
    history = (
        HistoryDate(event=HistoryEvent.RECEIVED, iso="2019-03-12", content="12.03.2019"),
        HistoryDate(event=HistoryEvent.ACCEPTED, iso="2019-05", content="мамыр 2019"),
    )
    root = jats_in(Volume(volume_id="v"), found(articles=(an_article(history=history),)))
    received, accepted = find_elements(root, "//history/date")
    assert [(part.tag, part.text) for part in received] == [
        ("day", "12"),
        ("month", "03"),
        ("year", "2019"),
        ("string-date", "12.03.2019"),
    ]
    assert (accepted.get("date-type"), accepted.get("iso-8601-date")) == ("accepted", "2019-05")


def test_doubts_of_fields_and_of_the_table_of_contents_are_questions_to_a_person() -> None:
    doubt = FieldConfidence(field=ArticleField.AUTHORS, confidence=0.4, doubts=("a line of names was not understood",))
    sure = FieldConfidence(field=ArticleField.TITLE, confidence=0.99)
    missing = ContentsFinding(disagreement=Disagreement.MISSING, title="АБАЙ ЖОЛЫ", listed_page="17")
    segmentation = Segmentation(articles=(an_article(field_confidences=(doubt, sure)),), dropped=(), disagreements=(missing,))
    contents, field = open_questions(Volume(volume_id="v"), segmentation)
    assert contents.message == "'АБАЙ ЖОЛЫ' is listed in the table of contents, but not found (listed on page 17)."
    assert (field.where, field.message) == (
        "articles/a001.xml",
        "There is doubt about the authors (0.40): a line of names was not understood.",
    )
