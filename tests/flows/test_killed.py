"""Runs that are killed, retried and taken up again: nothing is read twice, and what comes out is the same, byte for byte."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from tests.flows.running import ROOT, Start, a_sample, ended, members_of, packages_in, until, until_said
from tests.flows.scans import an_empty_file

pytestmark = [pytest.mark.flow, pytest.mark.engine]

KILLS = 3
PAGES = tuple(f"{number:04d}.jpg" for number in range(1, KILLS + 2))
"""One more than are read before the last kill: the volume must not be through by then, however quick the machine."""


def files_of(package: Path) -> dict[str, bytes]:
    return {str(path.relative_to(package)): path.read_bytes() for path in sorted(package.rglob("*")) if path.is_file()}


def kept_pages(work: Path) -> dict[str, int]:
    """Return when each page that is kept was written."""
    return {path.name: path.stat().st_mtime_ns for path in (work / "pages").glob("*/[!.]*.xml")}


def states_of(database: Path, volume_id: str) -> list[str]:
    with closing(sqlite3.connect(database)) as record:
        found = record.execute("select state_type from flow_run where name like ? order by created", (f"{volume_id} –%",))
        return [state for (state,) in found.fetchall()]


def test_a_volume_killed_again_and_again_ends_as_if_nothing_had_happened(start: Start, database: Path, tmp_path: Path) -> None:
    volume, archive, work = a_sample(tmp_path / "killed", *PAGES), tmp_path / "archive", tmp_path / "work"
    moments = random.Random(20261123)  # noqa: S311  # any moments do, and the same ones every time are easier to look into
    kept = dict[str, int]()
    for _ in range(KILLS):
        process = start("digitise", volume, "--archive", archive, "--work", work, "--jobs", "1")
        until_said(process, "read – 1 of")
        time.sleep(moments.uniform(0.0, 0.3))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        until(lambda pid=process.pid: not members_of(pid), "all its processes are gone")  # type: ignore[misc]  # mypy does not see the default
        assert packages_in(archive) == []
        assert kept.items() <= kept_pages(work).items()
        kept = kept_pages(work)
    cut_off = (archive / ".ledger" / "killed.json").read_bytes()

    mended = ended(start("rerun", "--all", "--archive", archive, "--work", work))
    assert mended.code == ExitCode.OK, mended.err
    assert f"killed: reading {len(PAGES) - len(kept)} of {len(PAGES)} pages, {len(kept)} kept" in mended.err
    assert 0 < len(kept) < len(PAGES)
    assert kept.items() <= kept_pages(work).items()
    assert states_of(database, "killed") == ["CRASHED"] * KILLS + ["COMPLETED"]
    assert list((work / "runs").glob("*/*")) == []
    assert list((work / "tmp").iterdir()) == []

    # The same volume, begun at the same time, and never disturbed.
    other = tmp_path / "other"
    (other / ".ledger").mkdir(parents=True)
    (other / ".ledger" / "killed.json").write_bytes(cut_off)
    assert ended(start("digitise", volume, "--archive", other, "--work", tmp_path / "work-2")).code == ExitCode.OK
    assert files_of(other / "killed") == files_of(archive / "killed")


def test_prefects_own_retry_reads_only_what_is_missing(
    start: Start, environment: dict[str, str], database: Path, tmp_path: Path
) -> None:
    volume, archive, work = a_sample(tmp_path / "mended"), tmp_path / "archive", tmp_path / "work"
    bad = an_empty_file(volume / "0003.jpg")
    assert ended(start("digitise", volume, "--archive", archive, "--work", work)).code == ExitCode.UNREADABLE
    kept = kept_pages(work)
    shutil.copy(volume / "0002.jpg", bad)

    with closing(sqlite3.connect(database)) as record:
        ((run_id,),) = record.execute("select id from flow_run where name = 'mended – 3 pages'").fetchall()
    command = [
        sys.executable,
        "-m",
        "prefect",
        "flow-run",
        "retry",
        str(run_id),
        "--entrypoint",
        "flows/digitise.py:digitise_volume",
    ]
    retried = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert retried.returncode == 0, retried.stderr
    assert packages_in(archive) == ["mended"]
    assert kept_pages(work) == kept
    with closing(sqlite3.connect(database)) as record:
        said = [message for (message,) in record.execute("select message from log where flow_run_id = ?", (run_id,)).fetchall()]
    assert "mended: reading 0 of 3 pages, 3 kept" in said
    assert "mended: read 0 of 3 pages, 3 kept; finding articles and making the package" in said


def a_broken_engine(folder: Path) -> dict[str, str]:
    """Return the variables under which Tesseract says what it is, and crashes on every page."""
    folder.mkdir()
    engine = folder / "tesseract"
    engine.write_text(f'#!/bin/sh\ncase "$1" in --*) exec {shutil.which("tesseract")} "$@" ;; esac\nexit 139\n', encoding="ascii")
    engine.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}", "MURAGAT_RETRIES": "0"}


def test_an_engine_that_crashes_on_every_page_stops_the_batch_and_is_told_once(
    start: Start, environment: dict[str, str], tmp_path: Path
) -> None:
    names = tuple(f"000{number}.jpg" for number in range(1, 7))
    volumes = [a_sample(tmp_path / f"crash-{number}", *names) for number in range(3)]
    given = {**environment, **a_broken_engine(tmp_path / "bin")}
    run = ended(start("digitise", *volumes, "--archive", tmp_path / "archive", "--work", tmp_path / "work", "--json", env=given))
    assert run.code == ExitCode.MISSING_SOFTWARE
    assert run.err.count("Nothing can be read") == 1
    assert run.err.count("2 not begun") == 2
    document = json.loads(run.out)
    assert [volume["error"] for volume in document["volumes"]] == ["EngineBrokenError", "NotBegunError", "NotBegunError"]
