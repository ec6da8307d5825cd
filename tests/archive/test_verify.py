"""Every file of a package altered, cut short, taken away, added to: verifying names it, and how it is wrong."""

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import NotAPackageError
from archive.package import plan_package
from archive.store import store_volume, write_package
from archive.validate import check_package, has_errors
from tests.archive.contents import a_content, a_master

Damage = Callable[[Path], None]


def alter(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a whole package, its PDF with it."""
    folder = tmp_path_factory.mktemp("package")
    (folder / "scans").mkdir()
    return store_volume(a_content(folder / "scans"), folder / "archive" / "v", folder).version.path


def files_of(package: Path) -> list[str]:
    return sorted(path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file())


def kinds_by_file(package: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in check_package(package):
        found.setdefault(finding.where.split(" ")[0], set()).add(finding.rule)
    return found


@pytest.mark.parametrize("damage", [alter, cut_short, empty, lengthen])
def test_every_file_that_is_altered_is_named(damage: Damage, package: Path, tmp_path: Path) -> None:
    for name in files_of(package):
        copy = shutil.copytree(package, tmp_path / "copy")
        damage(copy / name)
        found = kinds_by_file(copy)
        assert found.get(name, set()) & {"altered", "invalid"}, f"{name} was altered, found was {found}"
        shutil.rmtree(copy)


def test_every_file_that_is_missing_is_named(package: Path, tmp_path: Path) -> None:
    for name in set(files_of(package)) - {"bagit.txt"}:
        copy = shutil.copytree(package, tmp_path / "copy")
        (copy / name).unlink()
        assert "missing" in kinds_by_file(copy).get(name, set()), name
        shutil.rmtree(copy)


def test_without_its_declaration_it_is_no_package(package: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(package, tmp_path / "copy")
    (copy / "bagit.txt").unlink()
    with pytest.raises(NotAPackageError, match=r"it holds no bagit\.txt"):
        check_package(copy)


def test_every_file_that_is_added_is_named(package: Path, tmp_path: Path) -> None:
    for folder in sorted({"", *(Path(name).parent.as_posix() for name in files_of(package))}):
        copy = shutil.copytree(package, tmp_path / "copy")
        name = Path(folder, "қосымша файл.xml").as_posix()
        (copy / name).write_bytes(b"<a/>")
        assert ("unexpected", name) in {(finding.rule, finding.where) for finding in check_package(copy)}
        shutil.rmtree(copy)


def test_a_file_in_another_folder_is_missing_there_and_unexpected_here(package: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(package, tmp_path / "copy")
    (copy / "data/master/0001.png").rename(copy / "data/0001.png")
    found = kinds_by_file(copy)
    assert "missing" in found["data/master/0001.png"]
    assert "unexpected" in found["data/0001.png"]


def test_two_scans_exchanged_are_both_altered(package: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(package, tmp_path / "copy")
    one, other = copy / "data/master/0001.png", copy / "data/master/0002.png"
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)
    found = kinds_by_file(copy)
    assert "altered" in found["data/master/0001.png"]
    assert "altered" in found["data/master/0002.png"]


def test_a_file_that_became_a_link_is_named(package: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(package, tmp_path / "copy")
    scan = copy / "data/master/0001.png"
    scan.rename(tmp_path / "elsewhere.png")
    scan.symlink_to(tmp_path / "elsewhere.png")
    assert has_errors(check_package(copy))
    assert "invalid" in kinds_by_file(copy)["data/master/0001.png"]


def test_files_read_at_once_are_judged_alike(package: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(package, tmp_path / "copy")
    for name in ("data/master/0001.png", "data/articles/a001.xml", "bag-info.txt"):
        alter(copy / name)
    assert check_package(copy, jobs=4) == check_package(copy, jobs=1) != ()


def test_a_whole_package_has_no_finding(package: Path) -> None:
    assert check_package(package) == ()


def test_names_are_portable_and_composed_whatever_the_scans_were_called(tmp_path: Path) -> None:
    names = ("мақала 1 (көшірме).png", unicodedata.normalize("NFD", "йёўї бет.png"))
    content = a_content(tmp_path, masters=tuple(a_master(tmp_path, number, name) for number, name in enumerate(names, start=1)))
    write_package(plan_package(content), tmp_path / "archive" / "v")
    for name in files_of(tmp_path / "archive" / "v"):
        assert name.isascii()
        assert unicodedata.is_normalized("NFC", name)
    assert check_package(tmp_path / "archive" / "v") == ()
