"""The plan of a package: what is in METS, in PREMIS, in the report."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.errors import BrokenAltoError, DiskFullError, InvalidPackageError
from archive.fixity import fixity_of
from archive.markup import Element, find_elements, find_texts, parse_xml
from archive.mets import NS
from archive.package import PackagePlan, plan_package
from archive.premis import PREMIS, Agent, Event
from archive.validate import check_mets
from ocr.article import Segmentation
from tests.archive.contents import a_content, a_content_of_one_pdf, a_master
from tests.archive.foreign import official_schema
from tests.builders import a_block, a_page, a_paragraph, an_article

ALL = {**NS, "p": PREMIS}


def made(plan: PackagePlan, path: str) -> bytes:
    [source] = [file.source for file in plan.files if str(file.path) == path]
    assert isinstance(source, bytes)
    return source


def mets_of(plan: PackagePlan) -> Element:
    return parse_xml(made(plan, "METS.xml"))


def report_of(plan: PackagePlan) -> dict[str, object]:
    report: dict[str, object] = json.loads(made(plan, "report.json"))
    return report


def test_a_package_has_scans_alto_articles_mets_and_a_report(tmp_path: Path) -> None:
    plan = plan_package(a_content(tmp_path))
    assert [str(file.path) for file in plan.files] == [
        "METS.xml",
        "alto/0001.xml",
        "alto/0002.xml",
        "articles/a001.xml",
        "master/0001.png",
        "master/0002.png",
        "report.json",
    ]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    assert plan_package(a_content(tmp_path)) == plan_package(a_content(tmp_path))


def test_mets_is_valid_by_the_official_schemas_and_by_our_profile(tmp_path: Path) -> None:
    for content in (a_content(tmp_path), a_content_of_one_pdf(tmp_path)):
        root = mets_of(plan_package(content))
        official_schema("mets-1-12").assertValid(root)
        [mods] = find_elements(root, "//*[local-name()='mods']")
        official_schema("mods-3-7").assertValid(mods)
        assert check_mets(root) == ()


def test_mets_lists_every_file_but_itself_with_its_digest(tmp_path: Path) -> None:
    plan = plan_package(a_content(tmp_path))
    listed = find_texts(mets_of(plan), "//m:file/@CHECKSUM", NS)
    assert sorted(listed) == sorted(file.fixity.digest for file in plan.files if file.use != "METS")


def test_mets_keeps_the_name_a_scan_had(tmp_path: Path) -> None:
    root = mets_of(plan_package(a_content(tmp_path)))
    assert find_texts(root, "//m:fileGrp[@USE='MASTER']/m:file/@OWNERID", NS) == ["скан 1.png", "скан 2.png"]


def test_every_scan_is_in_mets_as_read_or_blank_with_its_image_and_alto(tmp_path: Path) -> None:
    root = mets_of(plan_package(a_content(tmp_path)))
    pages = find_elements(root, "//m:structMap[@TYPE='PHYSICAL']//m:div[@TYPE='page']", NS)
    assert [(page.get("ORDER"), page.get("ORDERLABEL"), page.get("LABEL")) for page in pages] == [
        ("1", "7", "read"),
        ("2", None, "blank"),
    ]
    assert find_texts(pages[1], "m:fptr/@FILEID", NS) == ["f-master-0002.png", "f-alto-0002.xml"]


def test_a_page_out_of_a_pdf_points_to_its_image_and_the_pdf_belongs_to_the_whole(tmp_path: Path) -> None:
    root = mets_of(plan_package(a_content_of_one_pdf(tmp_path)))
    assert find_texts(root, "//m:structMap[@TYPE='PHYSICAL']/m:div/m:fptr/@FILEID", NS) == ["f-master-0001.pdf"]
    assert find_texts(root, "//m:div[@TYPE='page']/m:fptr[1]/@FILEID", NS) == ["f-image-0001.png", "f-image-0002.png"]


def test_an_article_points_to_the_blocks_it_was_made_of_and_dropped_blocks_say_why(tmp_path: Path) -> None:
    root = mets_of(plan_package(a_content(tmp_path)))
    assert find_texts(root, "//m:div[@TYPE='article']//m:area/@BEGIN", NS) == ["b001"]
    assert find_texts(root, "//m:div[@TYPE='dropped'][@LABEL='page number']//m:area/@BEGIN", NS) == ["b002"]


def test_what_was_done_to_a_page_is_a_premis_event_its_files_point_to(tmp_path: Path) -> None:
    root = mets_of(plan_package(a_content(tmp_path)))
    details = find_texts(root, "//p:event[p:linkingObjectIdentifier/*='alto/0001.xml']//p:eventDetail/text()", ALL)
    assert details == ["text recognition of master/0001.png after deskew(angle=-1.25)"]
    [admid] = find_texts(root, "//m:file[@ID='f-alto-0001.xml']/@ADMID", NS)
    assert find_texts(root, f"//m:digiprovMD[@ID='{admid}']//p:eventDetail/text()", ALL) == details


def test_the_engine_is_named_with_its_languages_and_the_digests_of_its_models(tmp_path: Path) -> None:
    plan = plan_package(a_content(tmp_path))
    engine = "5.3.0; lang=kaz+rus+eng; models=kaz:sha256:ab12,rus:sha256:cd34"
    assert engine in find_texts(mets_of(plan), "//p:agentVersion/text()", ALL)
    assert f"Tesseract {engine}".encode() in made(plan, "articles/a001.xml")


def test_events_and_agents_of_the_digitisation_go_into_premis(tmp_path: Path) -> None:
    scanned = Event(
        event_type="capture", when=datetime(2026, 11, 20, 8, tzinfo=UTC), objects=("master/0001.png",), agents=("А. Омарова",)
    )
    content = a_content(tmp_path, events=(scanned,), agents=(Agent(name="А. Омарова", kind="person"),))
    root = mets_of(plan_package(content))
    assert check_mets(root) == ()
    assert find_texts(root, "//p:event[p:eventType='capture']/p:eventDateTime/text()", ALL) == ["2026-11-20T08:00:00+00:00"]


def test_the_report_counts_pages_in_and_out_and_names_what_was_dropped(tmp_path: Path) -> None:
    report = report_of(plan_package(a_content(tmp_path)))
    assert (report["pages_in"], report["pages_out"]) == (2, {"read": 1, "blank": 1})
    assert report["dropped_blocks"] == [{"image_nr": 1, "block_id": "b002", "reason": "page number", "content": "7"}]
    assert report["needs_a_person"] == []


def test_the_report_names_pages_read_with_little_certainty_and_findings(tmp_path: Path) -> None:
    doubtful = (a_page(a_block("Абай", confidence=0.4), scan="master/0001.png"),)
    article = an_article(body=(replace(an_article().body[0], paragraphs=(a_paragraph("бұл абзац сөз ортасынан үзі-", page=1),)),))
    content = a_content(
        tmp_path, pages=doubtful, masters=(a_master(tmp_path, 1),), segmentation=Segmentation(articles=(article,), dropped=())
    )
    plan = plan_package(content)
    needed = "\n".join(map(str, report_of(plan)["needs_a_person"]))  # type: ignore[call-overload]  # a list in the JSON
    assert "Page 1 (master/0001.png)" in needed
    assert {finding.rule for finding in plan.findings} == {"R24"}
    assert all(finding.where.startswith("articles/a001.xml") for finding in plan.findings)


def test_a_volume_without_articles_says_so(tmp_path: Path) -> None:
    content = a_content(tmp_path, segmentation=Segmentation(articles=(), dropped=()))
    assert "No article was found in the volume." in str(report_of(plan_package(content))["needs_a_person"])


def test_pages_out_of_order_and_a_clock_without_a_zone_are_refused(tmp_path: Path) -> None:
    content = a_content(tmp_path)
    with pytest.raises(ValueError, match="in order"):
        replace(content, pages=content.pages[::-1])
    with pytest.raises(ValueError, match="time zone"):
        replace(content, started=datetime(2026, 11, 23))  # noqa: DTZ001  # what is refused


def test_a_digest_is_that_of_the_whole_file_however_long(tmp_path: Path) -> None:
    long = tmp_path / "long"
    long.write_bytes(b"\x00" * (3 << 20))
    assert fixity_of(long).size == 3 << 20
    assert fixity_of(long) != fixity_of(a_master(tmp_path, 1).path)


@pytest.mark.parametrize(
    "failure",
    [
        BrokenAltoError(path="0001.xml", reason="it has no Page"),
        DiskFullError(path="/archive/хабаршы"),
        InvalidPackageError(volume_id="хабаршы", findings=("a", "b")),
    ],
)
def test_a_failure_keeps_its_sentence_when_it_crosses_a_process(failure: Exception) -> None:
    import pickle  # noqa: PLC0415

    assert str(pickle.loads(pickle.dumps(failure))) == str(failure)  # noqa: S301  # our own bytes
