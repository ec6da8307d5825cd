"""A package is written whole or not at all."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from archive.content import PackagePlan
from archive.errors import (
    AlteredMasterError,
    DiskFullError,
    InvalidPackageError,
    NameTakenError,
    NotWritableError,
    OvertakenError,
)
from archive.package import plan_package
from archive.store import write_package
from archive.validate import Finding, Severity, check_package
from ocr.article import Segmentation
from ocr.page import ILLEGIBLE, ProcessingStep
from tests.archive.contents import a_content, a_content_of_one_pdf, two_pages


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    (tmp_path / "scans").mkdir()
    return tmp_path / "scans"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def plan(scans: Path) -> PackagePlan:
    return plan_package(a_content(scans))


def everything_in(folder: Path) -> list[str]:
    return sorted(str(found.relative_to(folder)) for found in folder.rglob("*"))


def in_sight(archive: Path) -> list[str]:
    """Return what `ls` shows of an archive; nothing hidden but the locks may be there."""
    assert [path.name for path in archive.iterdir() if path.name.startswith(".")] in ([], [".locks"])
    return sorted(path.name for path in archive.iterdir() if not path.name.startswith("."))


def test_a_package_is_a_valid_bag_with_nothing_to_find(plan: PackagePlan, archive: Path) -> None:
    write_package(plan, archive / "хабаршы-2015")
    bagit.Bag(str(archive / "хабаршы-2015")).validate()
    assert check_package(archive / "хабаршы-2015") == ()
    assert in_sight(archive) == ["хабаршы-2015", "хабаршы-2015.sha512"]


def test_a_volume_with_a_page_that_nobody_can_read_is_archived_and_says_so(scans: Path, archive: Path) -> None:
    first, second = two_pages()
    given_up = (ProcessingStep(name="recognise"), ProcessingStep(name=ILLEGIBLE, parameters={"certainty": "0.21"}))
    write_package(plan_package(a_content(scans, pages=(first, replace(second, steps=given_up)))), archive / "v")
    assert check_package(archive / "v") == ()
    assert 'LABEL="illegible"' in (archive / "v/data/METS.xml").read_text()
    assert "what was read made no sense and was not kept" in (archive / "v/data/PREMIS.xml").read_text()


def test_a_package_of_a_pdf_keeps_the_pdf_and_the_images_taken_out(scans: Path, archive: Path) -> None:
    write_package(plan_package(a_content_of_one_pdf(scans)), archive / "v")
    assert check_package(archive / "v") == ()
    assert (archive / "v/data/master/0001.pdf").read_bytes() == (scans / "хабаршы.pdf").read_bytes()


def test_scans_are_kept_byte_for_byte(plan: PackagePlan, scans: Path, archive: Path) -> None:
    write_package(plan, archive / "v")
    assert (archive / "v/data/master/0001.png").read_bytes() == (scans / "скан 1.png").read_bytes()


def test_the_same_plan_gives_the_same_package(plan: PackagePlan, archive: Path) -> None:
    for name in ("a", "b"):
        write_package(plan, archive / name)
    assert everything_in(archive / "a") == everything_in(archive / "b")
    assert all(
        (archive / "a" / name).read_bytes() == (archive / "b" / name).read_bytes()
        for name in everything_in(archive / "a")
        if (archive / "a" / name).is_file()
    )


def test_what_bears_a_packages_name_and_is_none_is_never_overwritten(plan: PackagePlan, archive: Path) -> None:
    target = archive / "v"
    target.mkdir(parents=True)
    (target / "note.txt").write_text("мұнда бірдеңе бар")
    with pytest.raises(NameTakenError, match="no package that can be read"):
        write_package(plan, target)
    assert everything_in(archive) == ["v", "v/note.txt"]


def test_a_scan_that_changed_since_it_was_read_stops_the_package(plan: PackagePlan, scans: Path, archive: Path) -> None:
    (scans / "скан 2.png").write_bytes(b"another scan")
    with pytest.raises(AlteredMasterError, match=r"скан 2\.png has changed"):
        write_package(plan, archive / "v")
    assert everything_in(archive) == []


def test_a_scan_that_is_gone_stops_the_package(plan: PackagePlan, scans: Path, archive: Path) -> None:
    (scans / "скан 2.png").unlink()
    with pytest.raises(AlteredMasterError):
        write_package(plan, archive / "v")
    assert everything_in(archive) == []


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Let the system refuse to write more than `size` bytes to a file, as a full disk or a quota does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_quota_that_is_used_up_leaves_nothing_behind(plan: PackagePlan, archive: Path) -> None:
    with no_file_longer_than(2000), pytest.raises(DiskFullError, match="no room left"):
        write_package(plan, archive / "v")
    assert everything_in(archive) == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of 32 kB; only root can make one."""
    mount = shutil.which("mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=32k", "tmpfs", folder], capture_output=True, check=False)
    if not mounted or mounted.returncode:
        pytest.skip("a file system of its own can be mounted by root only")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_nothing_behind(plan: PackagePlan, tiny_disk: Path) -> None:
    with pytest.raises(DiskFullError, match="no room left"):
        write_package(plan, tiny_disk / "v")
    assert everything_in(tiny_disk) == []


def test_a_folder_that_cannot_be_made_is_named(plan: PackagePlan, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("бұл — файл")
    with pytest.raises(NotWritableError, match="cannot be written to"):
        write_package(plan, tmp_path / "file" / "archive" / "v")


def test_an_archive_on_a_file_system_that_takes_nothing_is_named(plan: PackagePlan) -> None:
    with pytest.raises(NotWritableError, match="cannot be written to"):
        write_package(plan, Path("/proc/sys/v"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_archive_without_write_access_is_named(plan: PackagePlan, archive: Path) -> None:
    archive.mkdir(mode=0o555)
    with pytest.raises(NotWritableError, match="Permission denied"):
        write_package(plan, archive / "v")


def test_an_article_that_breaks_a_rule_stops_the_package_before_anything_is_written(plan: PackagePlan, archive: Path) -> None:
    finding = Finding(severity=Severity.ERROR, rule="R05", where="articles/a001.xml", message="No title.", remedy="Look.")
    with pytest.raises(InvalidPackageError, match=r"articles/a001.xml: No title. \(R05\)"):
        write_package(replace(plan, findings=(finding,)), archive / "v")
    assert not archive.exists()


def test_a_block_that_is_nowhere_stops_the_package(scans: Path, archive: Path) -> None:
    content = a_content(scans)
    lossy = replace(content, segmentation=Segmentation(articles=content.segmentation.articles, dropped=()))
    with pytest.raises(InvalidPackageError, match="Block b002 is in 0 articles"):
        write_package(plan_package(lossy), archive / "v")
    assert everything_in(archive) == []


def test_an_interruption_leaves_nothing_behind(plan: PackagePlan, scans: Path, archive: Path) -> None:
    """A scan that is a pipe: the writer is held at it, and interrupted there by a real signal."""
    scan = scans / "скан 2.png"
    scan.unlink()
    os.mkfifo(scan)
    script = f"exec 3>'{scan}'; sleep 0.3; kill -INT {os.getpid()}; sleep 0.3"
    with subprocess.Popen(["sh", "-c", script]), pytest.raises(KeyboardInterrupt):
        write_package(plan, archive / "v")
    assert everything_in(archive) == []


def test_of_two_writers_of_one_package_the_second_loses(plan: PackagePlan, scans: Path, archive: Path) -> None:
    """A scan that is a pipe holds the second writer until the first is done."""
    content = (scans / "скан 2.png").read_bytes()
    write_package(plan, archive / "first")
    (scans / "скан 2.png").unlink()
    os.mkfifo(scans / "скан 2.png")
    (scans / "kept.png").write_bytes(content)
    script = f"exec 3>'{scans}/скан 2.png'; mv '{archive}/first' '{archive}/v'; cat '{scans}/kept.png' >&3"
    with subprocess.Popen(["sh", "-c", script]), pytest.raises(OvertakenError):
        write_package(plan, archive / "v")
    assert in_sight(archive) == ["first.sha512", "v"]
    assert check_package(archive / "v") == ()
