"""Killed, out of room, not allowed, not alone: an archive is what it was, or what it was to become."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import DiskFullError, NotWritableError, OvertakenError
from archive.store import recover, write_package
from archive.validate import check_archive, check_package, has_errors
from archive.versions import newest_version, parked_path, read_register, volume_versions
from tests.archive.killed import VOLUME_ID, first_plan, second_plan

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory where there is one: what is flushed to disk after each file takes its time on a disk."""
    memory = Path("/dev/shm")  # noqa: S108  # the folder made in it has a name of its own
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    (tmp_path / "scans").mkdir()
    return tmp_path / "scans"


@pytest.fixture(params=[False, True], ids=["first version", "second version"])
def before(request: pytest.FixtureRequest, scans: Path, tmp_path: Path) -> Path:
    """Return an archive as it is before the writer: without the volume, or with its first version."""
    archive = tmp_path / "before"
    archive.mkdir()
    if request.param:
        write_package(first_plan(scans), archive / VOLUME_ID)
    return archive


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file by its path, but the locks, which are empty."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != ".locks")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def check_old_or_new(archive: Path, before: Path) -> bool:
    """Check that `archive` is what it was before or has one whole version more; return whether it has."""
    target, old = archive / VOLUME_ID, newest_version(before / VOLUME_ID)
    found = newest_version(target)
    if found is None or (old and found.digest == old.digest):
        assert target.exists() == (before / VOLUME_ID).exists()
        assert found is None or contents(target) == contents(before / VOLUME_ID)
        return False
    assert check_package(target) == ()
    assert found.number == (old.number + 1 if old else 1)
    return True


def test_killed_at_any_call_the_archive_is_the_old_or_the_whole_new(before: Path, scans: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.archive.killed", str(tmp_path), str(scans)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    archives = sorted(tmp_path.glob("[0-9][0-9][0-9][0-9]"))
    became = [check_old_or_new(archive, before) for archive in archives]
    assert len(archives) > 40
    assert became == sorted(became)
    assert became[0] is False
    assert became[-1] is True
    for archive, is_new in zip(archives, became, strict=True):
        recover(archive / VOLUME_ID)
        assert check_old_or_new(archive, before) == is_new
        assert [name for name in os.listdir(archive) if name.startswith(".incoming")] == []  # noqa: PTH208  # hidden ones
        versions = volume_versions(archive / VOLUME_ID)
        assert [version.number for version in versions] == list(range(1, len(versions) + 1))
        assert read_register(archive / VOLUME_ID) == tuple(version.digest for version in versions)
    for archive in archives[::10]:
        write_package(second_plan(scans), archive / VOLUME_ID)
        assert set(check_archive(archive).values()) == {()}


def test_where_names_cannot_be_exchanged_a_run_stopped_between_is_undone(scans: Path, tmp_path: Path) -> None:
    target = tmp_path / "archive" / VOLUME_ID
    version = write_package(first_plan(scans), target)
    parked_path(target, 1).parent.mkdir(parents=True)
    target.rename(parked_path(target, 1))
    assert has_errors(check_archive(target.parent)[VOLUME_ID])
    recover(target)
    assert newest_version(target) == version
    assert check_archive(target.parent) == {VOLUME_ID: ()}


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that a file system of its own can be mounted on; only root can."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None or mount(folder, "size=1m") != 0:
        pytest.skip("a file system of its own can be mounted by root only")
    yield folder
    with contextlib.suppress(subprocess.CalledProcessError):
        subprocess.run(["umount", folder], check=True)


def mount(folder: Path, options: str) -> int:
    return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False).returncode


def test_a_disk_that_is_full_at_any_write_leaves_what_was_there(before: Path, scans: Path, mounted: Path) -> None:
    plan = second_plan(scans)
    shutil.copytree(before, mounted, dirs_exist_ok=True)
    free = os.statvfs(mounted)
    used = (free.f_blocks - free.f_bfree) * free.f_frsize
    refused = written = 0
    for room in range(4096, 200_000, 8192):
        assert mount(mounted, f"remount,size={used + room}") == 0
        with contextlib.suppress(DiskFullError):
            write_package(plan, mounted / VOLUME_ID)
            written += 1
            break
        refused += 1
        assert not check_old_or_new(mounted, before)
        assert contents(mounted) == contents(before)
    assert refused > 5
    assert written == 1
    assert check_old_or_new(mounted, before)


def test_a_read_only_archive_stays_as_it_is_and_verifies(scans: Path, mounted: Path) -> None:
    target = mounted / VOLUME_ID
    write_package(first_plan(scans), target)
    was = contents(mounted)
    assert mount(mounted, "remount,ro") == 0
    with pytest.raises(NotWritableError, match="Read-only file system"):
        write_package(second_plan(scans), target)
    assert contents(mounted) == was
    assert check_archive(mounted) == {VOLUME_ID: ()}


def test_of_many_writers_at_once_one_wins_and_the_rest_say_so(scans: Path, tmp_path: Path) -> None:
    target, plan = tmp_path / "archive" / VOLUME_ID, second_plan(scans)
    children = []
    for _ in range(8):
        child = os.fork()
        if child == 0:
            try:
                write_package(plan, target)
                os._exit(0)
            except OvertakenError:
                os._exit(11)
            finally:
                os._exit(1)
        children.append(child)
    codes = [os.WEXITSTATUS(os.waitpid(child, 0)[1]) for child in children]
    assert set(codes) <= {0, 11}
    assert codes.count(0) == len(volume_versions(target)) >= 1
    assert set(check_archive(target.parent).values()) == {()}
