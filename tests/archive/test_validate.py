"""Every rule catches what it is for; a package that was touched says where."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.alto import alto_bytes
from archive.errors import NotAPackageError
from archive.fixity import fixity_of
from archive.markup import parse_xml
from archive.package import plan_package
from archive.store import write_package
from archive.validate import check_alto, check_archive, check_package, has_errors
from tests.archive.contents import a_content
from tests.archive.test_graphics import a_content_with_a_picture
from tests.builders import a_page


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
        (lambda package: rewritten(package, "data/alto/0001.xml", b"<alto ", b"<<alto "), ("invalid", "data/alto/0001.xml")),
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


@pytest.mark.parametrize("name", ["alto/0001.xml", "articles/a001.xml", "METS.xml", "PREMIS.xml", "master/0001.png"])
@pytest.mark.parametrize(("touch", "kind"), [(Path.unlink, "missing"), (flip_a_bit, "altered")], ids=["missing", "altered"])
def test_what_follows_from_a_damaged_file_is_not_said_again(
    package: Path, name: str, touch: Callable[[Path], object], kind: str
) -> None:
    touch(package / "data" / name)
    assert [(finding.rule, finding.kind, finding.where) for finding in check_package(package)] == [(kind, kind, f"data/{name}")]


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        (b"../METS.xml", b"../mets.xml", ("missing", "data/articles/a001.xml")),
        (b"graphics/a001-figure1.png", b"graphics/a001-figure9.png", ("missing", "data/articles/a001.xml")),
        (b"graphics/a001-figure1.png", b"graphics/a001-figure9.png", ("unexpected", "data/articles/graphics/a001-figure1.png")),
    ],
)
def test_an_article_and_the_files_it_points_to_agree(tmp_path: Path, right: bytes, wrong: bytes, expected: tuple[str, str]) -> None:
    package = tmp_path / "archive" / "v"
    write_package(plan_package(a_content_with_a_picture(tmp_path)), package)
    assert check_package(package) == ()
    rewritten(package, "data/articles/a001.xml", right, wrong)
    assert expected in {(finding.rule, finding.where) for finding in check_package(package)}


@pytest.mark.parametrize(
    ("name", "right", "wrong", "rule"),
    [
        ("METS.xml", b'FILEID="f-alto-0002.xml"', b'FILEID="f-alto-0009.xml"', "mets-links"),
        ("METS.xml", b'DMDID="dmd-volume"', b'DMDID="dmd"', "mets-links"),
        ("METS.xml", b'LABEL="blank"', b'LABEL="lost"', "mets-profile"),
        ("PREMIS.xml", b"<premis:eventOutcome>success", b"<premis:eventOutcome>maybe", "premis-profile"),
        ("PREMIS.xml", b"<premis:agentIdentifierValue>Tesseract", b"<premis:agentIdentifierValue>Engine", "premis-links"),
        ("PREMIS.xml", b"<premis:objectIdentifierValue>report.json", b"<premis:objectIdentifierValue>notes", "unexpected"),
    ],
)
def test_the_papers_of_a_package_are_held_to_their_profiles_and_their_links(
    package: Path, name: str, right: bytes, wrong: bytes, rule: str
) -> None:
    rewritten(package, f"data/{name}", right, wrong)
    assert rule in {finding.rule for finding in check_package(package)}


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
