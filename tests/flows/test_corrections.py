"""What people corrected stands for what was read, and the package says who did it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.alto import alto_bytes
from archive.bibliography import Volume
from archive.errors import BrokenAltoError
from archive.markup import find_texts, parse_xml
from archive.package import plan_package
from archive.store import store_volume
from archive.validate import check_package
from flows.corrections import find_corrections, with_corrections
from flows.errors import CorrectionError, MetadataError
from ocr.page import Page
from tests.archive.contents import PREMIS_NS, a_content, made, two_pages
from tests.builders import a_page

VOLUME = Volume(volume_id="v", corrected_by="А. Омарова", corrected_on=date(2026, 11, 20))


def a_source(tmp_path: Path, **corrected: Page) -> Path:
    """Return a volume's folder with corrected pages, by the names of their files."""
    (tmp_path / "volume" / "corrected").mkdir(parents=True)
    for name, page in corrected.items():
        (tmp_path / "volume" / "corrected" / f"{name.removeprefix('page')}.xml").write_bytes(alto_bytes(page))
    return tmp_path / "volume"


def read() -> tuple[Page, ...]:
    """Return two pages as they were read: a letter of the first is wrong."""
    first, second = two_pages()
    return a_page("Абаи — қазақ халқының ұлы ақыны.", image_nr=1, scan=first.scan), second


def the_corrected_page() -> Page:
    return a_page("Абай — қазақ халқының ұлы ақыны.", image_nr=1, scan="master/0001.png")


def corrected(source: Path) -> tuple[Page, ...]:
    return tuple(with_corrections(read(), find_corrections(source, VOLUME), source))


def test_a_corrected_page_stands_for_what_was_read(tmp_path: Path) -> None:
    first, second = corrected(a_source(tmp_path, page0001=the_corrected_page()))
    assert next(first.words).content == "Абай"
    assert second == read()[1]


def test_the_package_names_who_corrected_a_page_and_when(tmp_path: Path) -> None:
    pages = corrected(a_source(tmp_path, page0001=the_corrected_page()))
    premis = parse_xml(made(plan_package(a_content(tmp_path, pages=(pages[0], read()[1]))), "PREMIS.xml"))
    event = "p:event[p:eventType='modification']"
    assert find_texts(premis, f"{event}/p:eventDateTime/text()", PREMIS_NS) == ["2026-11-20"]
    assert find_texts(premis, f"{event}/p:linkingAgentIdentifier/*[2]/text()", PREMIS_NS) == ["А. Омарова"]
    assert find_texts(premis, f"{event}/p:linkingObjectIdentifier/*[2]/text()", PREMIS_NS) == ["alto/0001.xml"]
    assert find_texts(premis, "p:agent[p:agentName='А. Омарова']/p:agentType/text()", PREMIS_NS) == ["person"]


def test_a_correction_of_the_corrected_page_says_who_did_each(tmp_path: Path) -> None:
    once = corrected(a_source(tmp_path / "1", page0001=the_corrected_page()))[0]
    source = a_source(tmp_path / "2", page0001=once)
    again = with_corrections(read(), find_corrections(source, replace(VOLUME, corrected_by="Б. Сейітова")), source)
    assert [step.parameters["by"] for step in next(again).steps] == ["А. Омарова", "Б. Сейітова"]
    assert corrected(source)[0].steps == once.steps


def test_correcting_makes_a_new_version_once(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    target = tmp_path / "archive" / "v"
    content = replace(a_content(tmp_path / "scans"), volume=replace(VOLUME, corrected_by=None, corrected_on=None))
    first = store_volume(content, target, tmp_path)
    block = content.pages[0].blocks[0]
    words = tuple(replace(word, content=word.content.replace("ұлы", "ұлық")) for word in block.lines[0].words)
    mended = replace(block, lines=(replace(block.lines[0], words=words), *block.lines[1:]))
    source = a_source(tmp_path, page0001=replace(content.pages[0], blocks=(mended, *content.pages[0].blocks[1:])))
    pages = tuple(with_corrections(content.pages, find_corrections(source, VOLUME), source))
    again = [store_volume(replace(content, volume=VOLUME, pages=pages), target, tmp_path) for _ in range(2)]
    assert (first.is_new, [one.is_new for one in again]) == (True, [True, False])
    assert check_package(target) == ()


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (replace(the_corrected_page(), scan="master/0002.png"), "page 1 is another scan now"),
        (replace(the_corrected_page(), width=10), "page 1 is another scan now"),
    ],
)
def test_a_correction_of_another_scan_is_refused(tmp_path: Path, page: Page, reason: str) -> None:
    with pytest.raises(CorrectionError, match=reason):
        corrected(a_source(tmp_path, page0001=page))


def test_a_correction_of_a_page_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=r"0009\.xml cannot be used: there is no such page"):
        corrected(a_source(tmp_path, page0009=the_corrected_page()))


def test_a_file_that_is_no_correction_is_named(tmp_path: Path) -> None:
    source = a_source(tmp_path)
    (source / "corrected" / "бет 1.txt").touch()
    with pytest.raises(CorrectionError, match="not named as the package names"):
        find_corrections(source, VOLUME)
    (source / "corrected" / "бет 1.txt").rename(source / "corrected" / "0001.xml")
    with pytest.raises(BrokenAltoError, match=r"0001\.xml"):
        find_corrections(source, VOLUME)


def test_a_file_as_large_as_no_page_is_not_opened(tmp_path: Path) -> None:
    source = a_source(tmp_path, page0001=the_corrected_page())
    with (source / "corrected" / "0001.xml").open("r+b") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(CorrectionError, match="larger than what is read on any page"):
        corrected(source)


ENTITY = '<!DOCTYPE alto [<!ENTITY x SYSTEM "file://{secret}">]>'
LAUGHS = '<!DOCTYPE alto [<!ENTITY x "ха">{more}<!ENTITY y "&x9;&x9;">]>'
MORE = "".join(f'<!ENTITY x{number} "{10 * ("&x;" if number == 0 else f"&x{number - 1};")}">' for number in range(10))


@pytest.mark.parametrize("document_type", [ENTITY, LAUGHS], ids=["a file elsewhere", "a billion laughs"])
def test_entities_of_a_corrected_page_are_not_expanded(tmp_path: Path, document_type: str) -> None:
    source = a_source(tmp_path, page0001=the_corrected_page())
    secret = tmp_path / "secret"
    secret.write_text("құпия", encoding="utf-8")
    path = source / "corrected" / "0001.xml"
    declared = document_type.format(secret=secret, more=MORE)
    wanted = "x" if document_type is ENTITY else "y"
    text = path.read_text(encoding="utf-8").replace("<alto", f"{declared}<alto", 1)
    path.write_text(re.sub(r"<fileName>[^<]*", f"<fileName>&{wanted};", text), encoding="utf-8")
    with pytest.raises((BrokenAltoError, CorrectionError)) as caught:
        corrected(source)
    assert "құпия" not in str(caught.value)


def test_corrections_without_who_and_when_are_refused(tmp_path: Path) -> None:
    source = a_source(tmp_path, page0001=the_corrected_page())
    with pytest.raises(MetadataError, match="'corrected_by' and 'corrected_on'"):
        find_corrections(source, replace(VOLUME, corrected_on=None))


def test_a_volume_without_corrections_needs_no_corrector(tmp_path: Path) -> None:
    assert find_corrections(tmp_path, Volume(volume_id="v")) == {}


def test_corrections_of_a_pdf_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "жинақ.pdf").touch()
    (tmp_path / "жинақ.corrected").mkdir()
    (tmp_path / "жинақ.corrected" / "0001.xml").write_bytes(alto_bytes(the_corrected_page()))
    assert list(find_corrections(tmp_path / "жинақ.pdf", VOLUME)) == [1]
