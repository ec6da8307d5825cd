"""Documents too long for memory: the bytes of a whole tree, and nothing missed when they are read back."""

from collections.abc import Iterator

import pytest
from lxml import etree

from archive.long_xml import LongDocument, parse_thinned, place_of
from archive.markup import Element, element_maker, find_texts, parse_xml, xml_bytes
from archive.mets_reading import MetsContents
from archive.package import plan_package
from archive.validate import check_mets, check_premis
from ocr.article import Area, Segmentation
from tests.archive.contents import a_content, a_master, made
from tests.builders import a_block, a_page, an_article

KEEPING = "urn:test:keeping"
E = element_maker(KEEPING, {"k": KEEPING, "xsi": "http://www.w3.org/2001/XMLSchema-instance"})


def the_pages(count: int) -> Iterator[Element]:
    for number in range(count):
        yield E.page({"nr": str(number)}, E.name(f"бет <{number}> &\nekі жол"), *([E.mark()] if number % 2 else []))


def the_kept(*children: Element) -> Element:
    return E.kept({"title": 'Кітап "Абай"'}, E.about("  ескі  "), E.pages({"of": "the book"}, *children), E.end())


@pytest.mark.parametrize("count", [1, 2, 31, 32, 33, 100])
def test_a_long_document_is_the_bytes_of_the_whole_tree(count: int) -> None:
    document = LongDocument(skeleton=the_kept(place_of("pages")), parts={"pages": lambda: the_pages(count)})
    for _ in range(2):
        assert b"".join(document.pieces()) == xml_bytes(the_kept(*the_pages(count)))


def test_places_beside_each_other_are_filled_each_with_its_own() -> None:
    skeleton = E.kept(place_of("first"), E.between(), place_of("second"))
    document = LongDocument(skeleton=skeleton, parts={"first": lambda: the_pages(2), "second": lambda: the_pages(40)})
    assert b"".join(document.pieces()) == xml_bytes(E.kept(*the_pages(2), E.between(), *the_pages(40)))


def test_a_long_document_is_not_held_whole() -> None:
    document = LongDocument(skeleton=the_kept(place_of("pages")), parts={"pages": lambda: the_pages(10_000)})
    assert max(map(len, document.pieces())) < 10_000


def test_of_many_alike_the_first_and_the_last_are_left_and_each_was_seen() -> None:
    taken: list[str] = []
    checked: list[str] = []
    root = parse_thinned(
        xml_bytes(the_kept(*the_pages(50))),
        frozenset({f"{{{KEEPING}}}page"}),
        lambda element: taken.append(element.get("nr", "")),
        lambda part: checked.append(part.get("nr", "")),
    )
    assert find_texts(root, "//k:page/@nr", {"k": KEEPING}) == ["0", "49"]
    assert [number for number in taken if number] == list(map(str, range(50)))
    assert checked == list(map(str, range(1, 50)))


def test_what_is_no_xml_is_no_long_document_either() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        parse_thinned(b"<kept><page/><page/><page>", frozenset({"page"}), lambda _: None, lambda _: None)


# --------------------------------------------------------------------------------------------- the papers of a longer volume


@pytest.fixture
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return METS and PREMIS of nine pages with an article each."""
    folder, numbers = tmp_path_factory.mktemp("papers"), range(1, 10)
    pages = tuple(a_page(a_block("Абай — ақын."), image_nr=nr, scan=f"master/{nr:04d}.png") for nr in numbers)
    articles = tuple(an_article(number=nr, areas=(Area(image_nr=nr, block_id="b001"),)) for nr in numbers)
    masters = tuple(a_master(folder, nr) for nr in numbers)
    content = a_content(folder, masters=masters, pages=pages, segmentation=Segmentation(articles=articles, dropped=()))
    plan = plan_package(content)
    return {name: made(plan, name) for name in ("METS.xml", "PREMIS.xml")}


def test_the_papers_of_a_longer_volume_hold(papers: dict[str, bytes]) -> None:
    contents = MetsContents()
    assert check_mets(papers["METS.xml"], contents) == ()
    assert check_premis(papers["PREMIS.xml"]) == ()
    assert len(contents.files) == 9 + 9 + 9 + 2
    assert contents.areas == {f"article-{nr:03d}": [(f"f-alto-{nr:04d}.xml", "b001")] for nr in range(1, 10)}


@pytest.mark.parametrize(
    ("name", "right", "wrong", "rule"),
    [
        ("METS.xml", b'ID="page-0005" TYPE="page" ORDER="5"', b'ID="page-0005" TYPE="page" ORDER="0"', "mets-profile"),
        ("METS.xml", b'ID="f-alto-0005.xml" ADMID="premis"', b'ID="f-alto-0005.xml"', "mets-profile"),
        ("METS.xml", b'ID="page-0005"', b'ID="page-0004"', "mets-links"),
        ("METS.xml", b'FILEID="f-alto-0005.xml" BETYPE', b'FILEID="f-alto-0055.xml" BETYPE', "mets-links"),
        ("METS.xml", b'<mets:div ID="article-005" TYPE="article"', b'<mets:div ID="article-005" TYPE="chapter"', "mets-profile"),
        ("PREMIS.xml", b"event-00007", b"", "premis-profile"),
        ("PREMIS.xml", b"<premis:objectIdentifierValue>alto/0005.xml", b"<premis:objectIdentifierValue>alto/5.xml", "premis-links"),
        ("PREMIS.xml", b"<premis:linkingObjectRole>source", b"<premis:linkingObjectRole>result", "premis-profile"),
    ],
)
def test_a_fault_in_the_midst_of_many_alike_is_found(
    papers: dict[str, bytes], name: str, right: bytes, wrong: bytes, rule: str
) -> None:
    whole = papers[name]
    assert right in whole
    check = check_mets if name == "METS.xml" else check_premis
    assert rule in {finding.rule for finding in check(whole.replace(right, wrong))}


def test_an_event_after_the_agents_is_found(papers: dict[str, bytes]) -> None:
    root = parse_xml(papers["PREMIS.xml"])
    event = root.find("{*}event")
    assert event is not None
    root.append(event)
    assert {finding.rule for finding in check_premis(xml_bytes(root))} == {"premis-profile"}
