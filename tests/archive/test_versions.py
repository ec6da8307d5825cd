"""Digitising again: nothing new when nothing changed, else a new version, and every version holds by itself."""

import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import bagit
import pytest

from archive.bag import bag_info
from archive.bibliography import Volume
from archive.content import PackageContent
from archive.errors import NameTakenError
from archive.package import plan_package
from archive.store import Stored, recover, store_volume, write_package
from archive.validate import check_archive, check_package, check_register, packages_of
from archive.versions import newest_version, read_register, volume_versions
from tests.archive.contents import STARTED, a_content

ID = "хабаршы-2015"


@pytest.fixture
def content(tmp_path: Path) -> PackageContent:
    (tmp_path / "scans").mkdir()
    return a_content(tmp_path / "scans")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "archive" / ID


def corrected(content: PackageContent, title: str = "Хабаршы. Филология сериясы") -> PackageContent:
    """Return the same volume, digitised a day later, its title corrected."""
    volume = Volume(volume_id=ID, title=title, year=2015, languages=content.volume.languages)
    return replace(content, volume=volume, started=content.started + timedelta(days=1))


def kept(content: PackageContent, target: Path) -> Stored:
    """Store a volume, its PDF drawn beside the archive."""
    return store_volume(content, target, target.parents[1])


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def visible(archive: Path) -> list[str]:
    return sorted(path.name for path in archive.iterdir() if not path.name.startswith("."))


def test_digitising_again_another_day_makes_nothing_new(content: PackageContent, target: Path) -> None:
    first = kept(content, target)
    before = bytes_in(target.parent)
    again = kept(replace(content, started=content.started + timedelta(days=30, microseconds=7)), target)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.version == first.version
    assert bytes_in(target.parent) == before


def test_a_correction_makes_a_new_version_and_the_old_stays_as_it_was(content: PackageContent, target: Path) -> None:
    kept(content, target)
    before = bytes_in(target)
    stored = kept(corrected(content), target)
    assert (stored.is_new, stored.version.number) == (True, 2)
    assert visible(target.parent) == ["_versions", ID, f"{ID}.sha512"]
    assert bytes_in(target.parent / "_versions" / ID / "v1") == before
    assert "Филология" in (target / "data" / "METS.xml").read_text(encoding="utf-8")


def test_every_version_verifies_by_itself_and_the_archive_as_a_whole(content: PackageContent, target: Path) -> None:
    for title in ("Хабаршы", "Хабаршы, 1", "Хабаршы, 2"):
        kept(corrected(content, title), target)
    assert list(packages_of(target.parent)) == [ID, f"_versions/{ID}/v1", f"_versions/{ID}/v2"]
    for package in packages_of(target.parent).values():
        bagit.Bag(str(package)).validate()
        assert check_package(package) == ()
    assert set(check_archive(target.parent).values()) == {()}


def test_a_version_names_its_number_and_the_digest_of_the_one_before(content: PackageContent, target: Path) -> None:
    first = kept(content, target).version
    kept(corrected(content), target)
    info = bag_info(target)
    assert (info["Package-Version"], info["Package-Supersedes"]) == ("2", first.digest)
    assert info["Digitisation-Started"] == (STARTED + timedelta(days=1)).isoformat()


def test_going_back_to_what_it_once_was_is_a_new_version_too(content: PackageContent, target: Path) -> None:
    for each in (content, corrected(content), replace(content, started=content.started + timedelta(days=2))):
        assert kept(each, target).is_new
    assert [version.number for version in volume_versions(target)] == [1, 2, 3]


def test_better_software_is_a_change(content: PackageContent, target: Path) -> None:
    kept(content, target)
    assert kept(replace(content, software_version="0.2.0"), target).version.number == 2


def test_the_register_is_what_sha512sum_checks(content: PackageContent, target: Path) -> None:
    kept(content, target)
    kept(corrected(content), target)
    said = subprocess.run(
        ["sha512sum", "-c", f"{ID}.sha512"],
        cwd=target.parent,
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "C.UTF-8"},
    ).stdout
    assert said.splitlines() == [f"_versions/{ID}/v1/tagmanifest-sha512.txt: OK", f"{ID}/tagmanifest-sha512.txt: OK"]


def test_a_whole_package_taken_away_or_changed_for_another_is_noticed(content: PackageContent, target: Path) -> None:
    kept(content, target)
    kept(corrected(content), target)
    aside = target.rename(target.with_name("aside"))
    assert [(one.rule, one.where) for one in check_archive(target.parent)[ID]] == [("missing", ID)]
    write_package(plan_package(corrected(content, "Басқа")), target.parent / "forged")
    (target.parent / "forged").rename(target)
    forged = check_archive(target.parent)[ID]
    assert ("missing", ID) in {(one.rule, one.where) for one in forged}
    target.rename(target.with_name("gone"))
    aside.rename(target)
    assert tuple(check_register(target)) == ()


def test_a_version_forged_with_its_number_is_noticed(content: PackageContent, target: Path, tmp_path: Path) -> None:
    kept(content, target)
    write_package(plan_package(corrected(content)), tmp_path / "elsewhere" / ID)
    target.rename(tmp_path / "stolen")
    (tmp_path / "elsewhere" / ID).rename(target)
    assert [(one.rule, one.where) for one in check_archive(target.parent)[ID]] == [("altered", ID)]


def test_an_unregistered_version_asks_a_person_and_the_next_run_registers_it(content: PackageContent, target: Path) -> None:
    stored = kept(content, target)
    (target.parent / f"{ID}.sha512").unlink()
    assert [(one.severity, one.rule) for one in check_archive(target.parent)[ID]] == [("W", "unregistered")]
    recover(target)
    assert read_register(target) == (stored.version.digest,)
    assert check_archive(target.parent)[ID] == ()


def test_what_is_registered_is_never_registered_anew(content: PackageContent, target: Path) -> None:
    kept(content, target)
    with (target / "tagmanifest-sha512.txt").open("a") as manifest:
        manifest.write("\n")
    recover(target)
    assert ("altered", ID) in [(one.rule, one.where) for one in check_archive(target.parent)[ID]]


def test_a_place_taken_among_the_old_versions_stops_the_new_one(content: PackageContent, target: Path) -> None:
    kept(content, target)
    before = bytes_in(target)
    (target.parent / "_versions" / ID / "v1").mkdir(parents=True)
    with pytest.raises(NameTakenError):
        kept(corrected(content), target)
    assert bytes_in(target) == before
    assert visible(target.parent) == ["_versions", ID, f"{ID}.sha512"]


def test_a_bag_from_before_versions_is_the_first(content: PackageContent, target: Path) -> None:
    kept(content, target)
    (target.parent / f"{ID}.sha512").unlink()
    newest = newest_version(target)
    assert newest
    assert newest.number == 1
    assert kept(corrected(content), target).version.number == 2
    assert check_archive(target.parent)[ID] == ()
