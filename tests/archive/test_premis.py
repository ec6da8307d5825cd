"""PREMIS tells how each byte of a package came to be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.markup import Element, find_texts, parse_xml
from archive.package import PackageContent, plan_package
from archive.premis import Agent, Event
from archive.premis_reading import PremisContents
from archive.validate import check_premis
from ocr.page import ProcessingStep
from tests.archive.contents import PREMIS_NS, a_content, a_content_of_one_pdf, made, two_pages

OPENCV = Agent(name="OpenCV", version="5.0.1")


def premis_of(content: PackageContent) -> Element:
    return parse_xml(premis_file_of(content))


def premis_file_of(content: PackageContent) -> bytes:
    return made(plan_package(content), "PREMIS.xml")


def details_of(root: Element, event_type: str) -> list[str]:
    return find_texts(root, f"p:event[p:eventType='{event_type}']//p:eventDetail/text()", PREMIS_NS)


@pytest.mark.parametrize("build", [a_content, a_content_of_one_pdf])
def test_what_we_write_holds_our_profile_and_no_link_leads_nowhere(tmp_path: Path, build: Callable[[Path], PackageContent]) -> None:
    assert check_premis(premis_file_of(build(tmp_path))) == ()


def test_every_file_is_an_object_with_its_digest_and_format(tmp_path: Path) -> None:
    content = a_content(tmp_path)
    files = {str(file.path): file.fixity.digest for file in plan_package(content).files if file.use not in {"METS", "PREMIS"}}
    said = PremisContents()
    assert check_premis(premis_file_of(content), said) == ()
    assert said.digests == files
    root = premis_of(content)
    described = find_texts(root, "p:object[p:objectIdentifier/*='articles/a001.xml']//p:formatDesignation/*/text()", PREMIS_NS)
    assert described == ["JATS Archiving", "1.3"]


def test_a_file_says_what_it_was_made_of_and_the_name_it_had(tmp_path: Path) -> None:
    root = premis_of(a_content_of_one_pdf(tmp_path))

    def sources(path: str) -> list[str]:
        return find_texts(root, f"p:object[p:objectIdentifier/*='{path}']//p:relatedObjectIdentifierValue/text()", PREMIS_NS)

    assert sources("image/0001.png") == ["master/0001.pdf"]
    assert sources("alto/0001.xml") == ["image/0001.png"]
    assert sources("articles/a001.xml") == ["alto/0001.xml"]
    assert find_texts(root, "p:object[p:objectIdentifier/*='master/0001.pdf']/p:originalName/text()", PREMIS_NS) == ["хабаршы.pdf"]


def test_each_step_done_to_a_page_is_an_event_with_its_parameters_and_its_doers(tmp_path: Path) -> None:
    steps = (
        ProcessingStep(name="deskew", parameters={"angle": "-1.25"}),
        ProcessingStep(name="recognise", parameters={"languages": "rus+kaz+eng"}),
    )
    first, second = two_pages()
    root = premis_of(a_content(tmp_path, pages=(replace(first, steps=steps), second), agents=(OPENCV,)))
    assert details_of(root, "image preprocessing") == ["deskew(angle=-1.25)"]
    assert find_texts(root, "p:event[p:eventType='image preprocessing']/p:linkingAgentIdentifier/*[2]/text()", PREMIS_NS) == [
        "Muragat",
        "OpenCV",
    ]
    assert details_of(root, "transcription") == ["recognise(languages=rus+kaz+eng)", "recognise()"]
    links = find_texts(root, "p:event[p:eventType='transcription'][1]/p:linkingObjectIdentifier/*[2]/text()", PREMIS_NS)
    assert links == ["master/0001.png", "alto/0001.xml"]


def test_the_story_goes_from_scans_taken_over_to_the_finished_package(tmp_path: Path) -> None:
    told = list(dict.fromkeys(find_texts(premis_of(a_content(tmp_path)), "p:event/p:eventType/text()", PREMIS_NS)))
    assert told == [
        "ingestion",
        "message digest calculation",
        "fixity check",
        "image preprocessing",
        "transcription",
        "segmentation",
        "creation",
        "validation",
        "information package creation",
    ]


def test_the_engine_is_named_with_its_languages_and_the_digests_of_its_models(tmp_path: Path) -> None:
    plan = plan_package(a_content(tmp_path))
    root = premis_of(a_content(tmp_path))
    engine = "p:agent[p:agentName='Tesseract']"
    assert find_texts(root, f"{engine}/p:agentVersion/text()", PREMIS_NS) == ["5.3.0"]
    notes = find_texts(root, f"{engine}/p:agentNote/text()", PREMIS_NS)
    assert notes == ["models: kaz+rus+eng", "model kaz: sha256:ab12", "model rus: sha256:cd34"]
    engine_line = b"Tesseract 5.3.0; lang=kaz+rus+eng; models=kaz:sha256:ab12,rus:sha256:cd34"
    assert engine_line in made(plan, "articles/a001.xml")


def test_a_correction_by_a_person_is_part_of_the_story(tmp_path: Path) -> None:
    corrected = Event(
        event_type="modification",
        when=datetime(2026, 11, 20, 8, tzinfo=UTC),
        detail="name of the author corrected",
        outcomes=("alto/0001.xml",),
        agents=("А. Омарова",),
    )
    premis = premis_file_of(a_content(tmp_path, events=(corrected,), agents=(Agent(name="А. Омарова", kind="person"),)))
    assert check_premis(premis) == ()
    root = parse_xml(premis)
    assert find_texts(root, "p:event[p:eventType='modification']/p:eventDateTime/text()", PREMIS_NS) == [
        "2026-11-20T08:00:00+00:00"
    ]
    assert find_texts(root, "p:event[p:eventType='modification']/p:linkingObjectIdentifier/*[2]/text()", PREMIS_NS) == [
        "alto/0001.xml"
    ]


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    event = Event(event_type="capture", when=datetime(2026, 11, 20, tzinfo=UTC), agents=("nobody",), outcomes=("master/9.tif",))
    found = check_premis(premis_file_of(a_content(tmp_path, events=(event,))))
    assert [(finding.rule, finding.message) for finding in found] == [
        ("premis-links", "Nothing there is called master/9.tif."),
        ("premis-links", "Nothing there is called nobody."),
    ]


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Event(event_type="capture", when=datetime(2026, 11, 20))  # noqa: DTZ001  # what is refused
