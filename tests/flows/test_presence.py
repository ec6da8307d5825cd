"""Who is alive is known from locks that the system lets go of; what the dead left is swept, what the living use is not."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from flows.presence import departed, is_present, present
from flows.scratch import scratch, sweep

ROOT = Path(__file__).parents[2]
YEARS_LATER = 4e9

STAYS = """if True:
    import sys, tempfile
    from pathlib import Path
    from flows.presence import present
    from flows.scratch import scratch
    with present(Path(sys.argv[1]), "қосу-1"), scratch(Path(sys.argv[1])):
        tempfile.mkdtemp(prefix="бет-")
        print("here", flush=True)
        sys.stdin.read()
    """


def a_living_process(work: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", STAYS, str(work)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    return process


def test_a_run_is_present_until_its_process_is_killed(tmp_path: Path) -> None:
    with a_living_process(tmp_path) as process:
        assert is_present(tmp_path, "қосу-1")
        assert list(departed(tmp_path)) == []
        process.kill()
        process.wait()
    assert not is_present(tmp_path, "қосу-1")
    assert [path.name for path in departed(tmp_path)] == ["қосу-1"]


def test_a_run_that_ends_leaves_nothing(tmp_path: Path) -> None:
    with present(tmp_path, "қосу-1"):
        assert is_present(tmp_path, "қосу-1")
    assert list(departed(tmp_path)) == []


def test_temporary_files_of_the_living_stay_and_those_of_the_dead_are_swept(tmp_path: Path) -> None:
    with a_living_process(tmp_path) as process:
        assert sweep(tmp_path, YEARS_LATER) == 0
        assert len(list((tmp_path / "tmp").glob("*/бет-*"))) == 1
        process.kill()
        process.wait()
    assert sweep(tmp_path, YEARS_LATER) == 1
    assert list((tmp_path / "tmp").iterdir()) == []


def test_temporary_files_lie_in_the_work_folder_and_go_with_the_block(tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    with scratch(tmp_path), scratch(tmp_path):
        made = Path(tempfile.mkdtemp())
        assert tmp_path / "tmp" in made.parents
    assert not made.exists()
    assert tempfile.gettempdir() == before
    assert list((tmp_path / "tmp").iterdir()) == []


def test_files_never_finished_are_swept_once_they_are_old(tmp_path: Path) -> None:
    fresh, old = tmp_path / "pages" / "ab" / ".ab-1.xml", tmp_path / "images" / "cd" / ".0001-2.tif"
    for path in (fresh, old):
        path.parent.mkdir(parents=True)
        path.touch()
    os.utime(old, (0, 0))
    assert sweep(tmp_path, fresh.stat().st_mtime + 60) == 1
    assert (fresh.exists(), old.exists()) == (True, False)
