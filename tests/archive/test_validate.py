"""Every rule catches what it is for; a package that was touched says where."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.alto import alto_bytes
from archive.bibliography import Volume
from archive.errors import NotAPackageError
from archive.fixity import fixity_of
from archive.jats import Provenance, build_article_element, jats_bytes
from archive.markup import parse_xml
from archive.package import plan_package
from archive.store import write_package
from archive.validate import check_alto, check_archive, check_jats, check_package, has_errors
from ocr.article import Area, Citation, Keywords, LanguageText, PageStart, Paragraph, Section
from ocr.language import Language
from ocr.reference import Reference
from tests.archive.contents import a_content
from tests.builders import a_contributor, a_page, an_affiliation, an_article


def a_full_article() -> bytes:
    """Return the file of an article that has all the rules speak of."""
    article = an_article(
        authors=(a_contributor(affiliations=(0,), email="seitkali@kaznu.kz"), a_contributor("Omarova", "A.", affiliations=(0,))),
        affiliations=(an_affiliation("Карагандинский университет, Казахстан", country="Казахстан", country_code="KZ"),),
        body=(
            Section(
                heading=None,
                paragraphs=(
                    Paragraph(content=(PageStart(image_nr=1), "Абай туралы ", Citation(content="[1]", numbers=(1,)), " айтылған.")),
                    Paragraph(content=("Екінші ", PageStart(image_nr=2), "абзац.")),
                ),
            ),
        ),
        areas=(Area(image_nr=1, block_id="b001"), Area(image_nr=2, block_id="b001")),
        translated_titles=(LanguageText(language=Language.ENGLISH, content="Abai"),),
        keywords=(Keywords(language=Language.KAZAKH, content=("өлең",)),),
        references=(Reference(label="1.", content="Абай. URL: https://abai.kz (дата обращения: 03.02.2024)"),),
        printed_pages=("5", "6"),
    )
    provenance = Provenance(ocr_engine="Tesseract 5.3.0", source_images={})
    return jats_bytes(build_article_element(article, Volume(volume_id="v", title="Хабаршы", year=2015), provenance))


def test_an_article_with_all_its_parts_has_nothing_to_find() -> None:
    assert check_jats(parse_xml(a_full_article())) == ()


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("R01", 'base-tagset="archiving"', 'base-tagset="publishing"'),
        ("R02", '<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali', '<article xmlns:x="x" xmlns:ali'),
        ("R03", 'article-type="research-article"', 'article-type="paper"'),
        ("R04", ">Хабаршы</journal-title>", "> </journal-title>"),
        ("R05", "</article-title>", " abai@mail.kz</article-title>"),
        ("R06", ">v-a001</article-id>", "></article-id>"),
        ("R07", 'contrib-type="author"', 'contrib-type="editor"'),
        ("R08", "Сейітқали</surname>", "Сейітқали1</surname>"),
        ("R10", 'xml:lang="en">', 'xml:lang="ru">'),
        ("R11", '<aff id="aff1"', '<aff id="aff9"'),
        ("R12", '<xref ref-type="aff" rid="aff1"/>', ""),
        ("R13", "seitkali@kaznu.kz", "seitkali@kaznu"),
        ("R14", 'country="KZ"', 'country="kz"'),
        ("R15", 'iso-8601-date="2015"', 'iso-8601-date="15"'),
        ("R16", "<fpage>5</fpage>", "<fpage>7</fpage>"),
        ("R17", "permissions>", "notes>"),
        ("R18", '<trans-title-group xml:lang="en">', '<trans-title-group xml:lang="kk">'),
        ("R19", "<kwd>өлең</kwd>", "<kwd>өлең; дастан</kwd>"),
        ("R20", 'rid="ref1"', 'rid="p1"'),
        ("R21", '[<xref ref-type="bibr" rid="ref1">1</xref>]', "[1]"),
        ("R22", ' publication-type="other"', ""),
        ("R23", 'href="https://abai.kz"', 'href="abai.kz"'),
        ("R23", 'iso-8601-date="2024-02-03"', 'iso-8601-date="3.2.2024"'),
        ("R24", ">Екінші ", ">екінші "),
        ("R25", 'id="scan-0002"', 'id="scan-0000"'),
        ("R25", "айтылған", "ай\u00adтылған"),
        ("NFC", "айтылған", "аи\u0306тылған"),
        ("DTD", "<body>", "<body><paragraph/>"),
    ],
)
def test_each_rule_catches_what_it_is_for(rule: str, right: str, wrong: str) -> None:
    whole = a_full_article().decode()
    if rule == "R02":
        right, wrong = 'dtd-version="1.3" xml:lang="kk"', 'dtd-version="1.3" xml:lang="de"'
    spoilt = whole.replace(right, wrong)
    assert spoilt != whole
    found = check_jats(parse_xml(spoilt.encode()))
    assert rule in {finding.rule for finding in found}
    assert all(finding.message and finding.remedy and finding.where for finding in found)
    assert has_errors(found) is (rule != "R24")


def test_two_forms_of_a_name_in_one_language_are_an_error() -> None:
    name = '<name name-style="western" xml:lang="kk"><surname>Сейітқали</surname></name>'
    spoilt = (
        a_full_article()
        .decode()
        .replace(
            "<contrib contrib-type", f"<contrib><name-alternatives>{name * 2}</name-alternatives></contrib><contrib contrib-type", 1
        )
    )
    assert "R09" in {finding.rule for finding in check_jats(parse_xml(spoilt.encode()))}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'WC="0.96"', b'WC="2"'),
        (b'LABEL="paragraph"', b'LABEL="verse"'),
        (b"<SP ", b"<Space "),
        (b'TAGREFS="role-paragraph"', b""),
        (b'WIDTH="1748"', b'WIDTH="0"'),
        (b"pixel<", b"mm10<"),
    ],
)
def test_an_alto_file_is_held_to_what_we_write(right: bytes, wrong: bytes) -> None:
    whole = alto_bytes(a_page("мұрағат ісі"))
    assert check_alto(parse_xml(whole)) == ()
    assert right in whole
    assert check_alto(parse_xml(whole.replace(right, wrong))) != ()


# --------------------------------------------------------------------------------------------------------------- packages


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "scans").mkdir()
    write_package(plan_package(a_content(tmp_path / "scans")), tmp_path / "archive" / "v")
    return tmp_path / "archive" / "v"


def rewritten(package: Path, name: str, right: bytes, wrong: bytes) -> None:
    """Change a file and every manifest that names it, as a careful hand would."""
    file = package / name
    before = fixity_of(file).digest
    content = file.read_bytes()
    assert right in content
    file.write_bytes(content.replace(right, wrong))
    manifest, tags = package / "manifest-sha512.txt", package / "tagmanifest-sha512.txt"
    old = fixity_of(manifest).digest
    manifest.write_text(manifest.read_text().replace(before, fixity_of(file).digest))
    tags.write_text(tags.read_text().replace(old, fixity_of(manifest).digest))


def flip_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("touch", "expected"),
    [
        (lambda package: flip_a_bit(package / "data/master/0001.png"), ("altered", "data/master/0001.png")),
        (lambda package: (package / "data/master/0001.png").unlink(), ("missing", "data/master/0001.png")),
        (lambda package: (package / "data/alto/0001.xml").unlink(), ("missing", "data/alto/0001.xml")),
        (lambda package: (package / "data/METS.xml").unlink(), ("missing", "data/METS.xml")),
        (lambda package: (package / "data/master/Thumbs.db").write_bytes(b"x"), ("unexpected", "data/master/Thumbs.db")),
        (lambda package: (package / "notes.txt").write_bytes(b"x"), ("unexpected", "notes.txt")),
        (lambda package: (package / "manifest-sha512.txt").unlink(), ("missing", "manifest-sha512.txt")),
        (lambda package: (package / "tagmanifest-sha512.txt").unlink(), ("missing", "tagmanifest-sha512.txt")),
        (lambda package: (package / "bag-info.txt").unlink(), ("missing", "bag-info.txt")),
        (lambda package: (package / "bagit.txt").write_text("жоқ"), ("invalid", "bagit.txt")),
        (lambda package: (package / "data/alto/0001.xml").write_text("<alto"), ("invalid", "data/alto/0001.xml")),
        (lambda package: rewritten(package, "data/alto/0001.xml", b"0.96", b"0.99"), ("altered", "data/alto/0001.xml")),
        (
            lambda package: rewritten(package, "data/METS.xml", b'BEGIN="b002"', b'BEGIN="b009"'),
            ("unaccounted", "data/alto/0001.xml"),
        ),
        (
            lambda package: rewritten(package, "data/METS.xml", b'BEGIN="b002"', b'BEGIN="b001"'),
            ("unaccounted", "data/alto/0001.xml"),
        ),
        (lambda package: rewritten(package, "data/METS.xml", b"SHA-512", b"MD5"), ("mets-profile", "data/METS.xml line")),
        (
            lambda package: rewritten(package, "data/articles/a001.xml", b"scan-0001", b"scan-0002"),
            ("unaccounted", "data/articles/a001.xml"),
        ),
    ],
)
def test_a_package_that_was_touched_says_where_and_how(
    package: Path, touch: Callable[[Path], object], expected: tuple[str, str]
) -> None:
    touch(package)
    found = {(finding.rule, finding.where) for finding in check_package(package)}
    assert any(rule == expected[0] and where.startswith(expected[1]) for rule, where in found), found


def test_a_bag_info_without_its_identifier_is_a_finding(package: Path) -> None:
    rewritten(package, "bag-info.txt", b"External-Identifier", b"Identifier")
    assert ("invalid", "bag-info.txt") in {(finding.rule, finding.where) for finding in check_package(package)}


def test_a_bag_info_that_announces_another_payload_is_a_finding(package: Path) -> None:
    rewritten(package, "bag-info.txt", b"Payload-Oxum: ", b"Payload-Oxum: 1")
    assert ("altered", "bag-info.txt") in {(finding.rule, finding.where) for finding in check_package(package)}


def test_an_archive_is_checked_package_by_package(package: Path) -> None:
    shutil.copytree(package, package.parent / "w")
    flip_a_bit(package.parent / "w" / "data/report.json")
    (package.parent / ".incoming-u-0a").mkdir()
    found = check_archive(package.parent)
    assert list(found) == ["v", "w"]
    assert (has_errors(found["v"]), has_errors(found["w"])) == (False, True)


def test_a_folder_in_an_archive_that_is_no_package_is_a_finding(package: Path) -> None:
    (package.parent / "сканы").mkdir()
    assert [finding.rule for finding in check_archive(package.parent)["сканы"]] == ["missing"]


def test_a_package_is_an_archive_of_one(package: Path) -> None:
    assert check_archive(package) == {"v": ()}


@pytest.mark.parametrize(
    ("name", "reason"), [("nowhere", "no such folder"), ("file", "not a folder"), ("empty", "no folder in it")]
)
def test_what_is_neither_package_nor_archive_is_named(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotAPackageError, match=reason):
        check_archive(tmp_path / name)


def test_the_report_is_json_that_needs_no_person_for_a_good_volume(package: Path) -> None:
    assert json.loads((package / "data/report.json").read_text())["needs_a_person"] == []
