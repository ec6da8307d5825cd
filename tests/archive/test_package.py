"""The plan of a package: what is in METS, in PREMIS, in the report."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from archive.errors import BrokenAltoError, DiskFullError, InvalidPackageError
from archive.fixity import fixity_of, fixity_of_pieces
from archive.markup import Element, find_elements, find_texts, parse_xml
from archive.package import Gap, PackagePlan, plan_package
from archive.validate import check_mets
from ocr.article import Area, DropReason, PrintedNumber, Segmentation
from ocr.geometry import Box
from tests.archive.contents import METS_NS, a_content, a_content_of_one_pdf, a_master, made, two_pages
from tests.archive.foreign import official_schema
from tests.builders import a_block, a_page, a_paragraph, an_article


def mets_of(plan: PackagePlan) -> Element:
    return parse_xml(made(plan, "METS.xml"))


def report_of(plan: PackagePlan) -> dict[str, object]:
    report: dict[str, object] = json.loads(made(plan, "report.json"))
    return report


def test_a_package_has_scans_alto_articles_mets_and_a_report(tmp_path: Path) -> None:
    plan = plan_package(a_content(tmp_path))
    assert [str(file.path) for file in plan.files] == [
        "METS.xml",
        "PREMIS.xml",
        "alto/0001.xml",
        "alto/0002.xml",
        "articles/a001.xml",
        "master/0001.png",
        "master/0002.png",
        "report.json",
    ]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = ({file.path: b"".join(file.pieces()) for file in plan_package(a_content(tmp_path)).files} for _ in range(2))
    assert one == other


def test_a_file_is_the_same_bytes_whenever_it_is_made(tmp_path: Path) -> None:
    for file in plan_package(a_content(tmp_path)).files:
        assert file.fixity == fixity_of_pieces(file.pieces()) == fixity_of_pieces(file.pieces())


def test_mets_is_valid_by_the_official_schemas_and_by_our_profile(tmp_path: Path) -> None:
    for content in (a_content(tmp_path), a_content_of_one_pdf(tmp_path)):
        plan = plan_package(content)
        root = mets_of(plan)
        official_schema("mets-1-12").assertValid(root)
        [mods] = find_elements(root, "//*[local-name()='mods']")
        official_schema("mods-3-7").assertValid(mods)
        assert check_mets(made(plan, "METS.xml")) == ()


def test_mets_lists_every_file_but_itself_with_its_digest(tmp_path: Path) -> None:
    plan = plan_package(a_content(tmp_path))
    listed = find_texts(mets_of(plan), "//m:file/@CHECKSUM", METS_NS)
    assert sorted(listed) == sorted(file.fixity.digest for file in plan.files if file.use not in {"METS", "PREMIS"})


def test_mets_keeps_the_name_a_scan_had(tmp_path: Path) -> None:
    root = mets_of(plan_package(a_content(tmp_path)))
    assert find_texts(root, "//m:fileGrp[@USE='MASTER']/m:file/@OWNERID", METS_NS) == ["скан 1.png", "скан 2.png"]


def test_every_scan_is_in_mets_as_read_or_blank_with_its_image_and_alto(tmp_path: Path) -> None:
    root = mets_of(plan_package(a_content(tmp_path)))
    pages = find_elements(root, "//m:structMap[@TYPE='PHYSICAL']//m:div[@TYPE='page']", METS_NS)
    assert [(page.get("ORDER"), page.get("ORDERLABEL"), page.get("LABEL")) for page in pages] == [
        ("1", "7", "read"),
        ("2", None, "blank"),
    ]
    assert find_texts(pages[1], "m:fptr/@FILEID", METS_NS) == ["f-master-0002.png", "f-alto-0002.xml"]


def test_pages_of_an_open_book_point_to_their_halves_of_one_scan(tmp_path: Path) -> None:
    halves = (Box(hpos=0, vpos=0, width=900, height=2480), Box(hpos=900, vpos=0, width=848, height=2480))
    pages = tuple(replace(page, scan="master/0001.png", part=half) for page, half in zip(two_pages(), halves, strict=True))
    plan = plan_package(a_content(tmp_path, pages=pages))
    root = mets_of(plan)
    assert find_texts(root, "//m:div[@TYPE='page']/m:fptr/m:area/@COORDS", METS_NS) == ["0,0,900,2480", "900,0,1748,2480"]
    assert find_texts(root, "//m:div[@TYPE='page']/m:fptr/m:area/@FILEID", METS_NS) == 2 * ["f-master-0001.png"]
    assert check_mets(made(plan, "METS.xml")) == ()
    official_schema("mets-1-12").assertValid(root)


def test_a_page_out_of_a_pdf_points_to_its_image_and_the_pdf_belongs_to_the_whole(tmp_path: Path) -> None:
    root = mets_of(plan_package(a_content_of_one_pdf(tmp_path)))
    assert find_texts(root, "//m:structMap[@TYPE='PHYSICAL']/m:div/m:fptr/@FILEID", METS_NS) == ["f-master-0001.pdf"]
    assert find_texts(root, "//m:div[@TYPE='page']/m:fptr[1]/@FILEID", METS_NS) == ["f-image-0001.png", "f-image-0002.png"]


def test_an_article_points_to_the_blocks_it_was_made_of_and_dropped_blocks_say_why(tmp_path: Path) -> None:
    root = mets_of(plan_package(a_content(tmp_path)))
    assert find_texts(root, "//m:div[@TYPE='article']//m:area/@BEGIN", METS_NS) == ["b001"]
    assert find_texts(root, "//m:div[@TYPE='dropped'][@LABEL='page number']//m:area/@BEGIN", METS_NS) == ["b002"]


def test_a_page_that_could_not_be_read_is_a_gap_in_mets_and_premis(tmp_path: Path) -> None:
    first, _ = two_pages()
    gap = Gap(image_nr=2, reason="its pixels do not decode", scan="master/0002.png")
    plan = plan_package(a_content(tmp_path, pages=(first,), gaps=(gap,)))
    [page] = find_elements(mets_of(plan), "//m:div[@TYPE='page'][@LABEL='failed']", METS_NS)
    assert (page.get("ORDER"), find_texts(page, "m:fptr/@FILEID", METS_NS)) == ("2", ["f-master-0002.png"])
    assert check_mets(made(plan, "METS.xml")) == ()
    assert b"its pixels do not decode" in made(plan, "PREMIS.xml")
    report = report_of(plan)
    assert (report["pages_in"], report["pages_out"]) == (2, {"read": 1, "blank": 0, "illegible": 0, "failed": 1})
    assert report["gaps"] == [{"image_nr": 2, "image": "master/0002.png", "reason": "its pixels do not decode"}]
    [finding] = [finding for finding in plan.findings if finding.rule == "gap"]
    assert str(finding).startswith("master/0002.png: Page 2 could not be read (its pixels do not decode)")


def test_a_page_after_a_gap_is_found_in_the_pdf_where_it_is(tmp_path: Path) -> None:
    _, second = two_pages()
    third = replace(two_pages()[0], image_nr=3, scan="master/0002.png")
    article = an_article(areas=(Area(image_nr=3, block_id="b001"),))
    gap = Gap(image_nr=1, reason="its pixels do not decode", scan="master/0001.png")
    content = a_content(tmp_path, pages=(second, third), gaps=(gap,), segmentation=Segmentation(articles=(article,), dropped=()))
    plan = plan_package(replace(content, access_pdf=content.masters[0].path))
    assert b"access/volume.pdf#page=3" in made(plan, "articles/a001.xml")


def test_who_holds_the_volume_is_named_in_the_bag_and_in_mets(tmp_path: Path) -> None:
    content = a_content(tmp_path)
    assert "Source-Organization" not in plan_package(content).bag_info
    plan = plan_package(replace(content, volume=replace(content.volume, organisation="Ұлттық кітапхана")))
    assert plan.bag_info["Source-Organization"] == "Ұлттық кітапхана"
    assert find_texts(mets_of(plan), "//m:agent[@ROLE='CUSTODIAN']/m:name/text()", METS_NS) == ["Ұлттық кітапхана"]
    assert check_mets(made(plan, "METS.xml")) == ()
    official_schema("mets-1-12").assertValid(mets_of(plan))


def test_a_page_cannot_be_read_and_missing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="read and missing"):
        a_content(tmp_path, gaps=(Gap(image_nr=2, reason="its pixels do not decode"),))


def test_the_number_the_volume_gives_a_page_labels_it_before_what_was_read_from_the_page_alone(tmp_path: Path) -> None:
    numbers = (PrintedNumber(image_nr=2, content="8", seen=True), PrintedNumber(image_nr=1, content="9", seen=False))
    content = a_content(tmp_path)
    assert find_texts(mets_of(plan_package(content)), "//m:div[@TYPE='page']/@ORDERLABEL", METS_NS) == ["7"]
    content = replace(content, segmentation=replace(content.segmentation, printed_numbers=numbers))
    assert find_texts(mets_of(plan_package(content)), "//m:div[@TYPE='page']/@ORDERLABEL", METS_NS) == ["[9]", "8"]


@pytest.mark.parametrize("reason", DropReason)
def test_every_reason_to_drop_a_block_can_be_said_in_mets(tmp_path: Path, reason: DropReason) -> None:
    content = a_content(tmp_path)
    [dropped] = content.segmentation.dropped
    segmentation = replace(content.segmentation, dropped=(replace(dropped, reason=reason),))
    assert check_mets(made(plan_package(replace(content, segmentation=segmentation)), "METS.xml")) == ()


def test_the_report_counts_pages_in_and_out_and_names_what_was_dropped(tmp_path: Path) -> None:
    report = report_of(plan_package(a_content(tmp_path)))
    assert (report["pages_in"], report["pages_out"]) == (2, {"read": 1, "blank": 1, "illegible": 0, "failed": 0})
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
        InvalidPackageError(name="хабаршы", findings=("a", "b")),
    ],
)
def test_a_failure_keeps_its_sentence_when_it_crosses_a_process(failure: Exception) -> None:
    import pickle  # noqa: PLC0415

    assert str(pickle.loads(pickle.dumps(failure))) == str(failure)  # noqa: S301  # our own bytes
