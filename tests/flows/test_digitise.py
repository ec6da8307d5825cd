"""The whole job through the command line and the real flow. One Prefect server serves all runs but one."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from tests.flows.conftest import Muragat
from tests.flows.running import ROOT, Ended, Start, a_sample, ended, members_of, packages_in, until, until_said
from tests.flows.scans import SAMPLE, a_bomb, a_text_file, a_tiny_image, a_truncated_jpeg, an_empty_file

pytestmark = [pytest.mark.flow, pytest.mark.engine]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the runs of this module keep their pages."""
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, start: Start, work: Path) -> tuple[Path, Ended]:
    """Digitise two pages; return their package and how the run ended."""
    folder = tmp_path_factory.mktemp("first")
    run = ended(start("digitise", a_sample(folder / "jinaq"), "--archive", folder / "archive", "--work", work))
    return folder / "archive" / "jinaq", run


def test_a_volume_becomes_a_package_that_holds(first: tuple[Path, Ended], muragat: Muragat) -> None:
    package, run = first
    assert run.code == ExitCode.OK, run.err
    assert str(package) in run.out
    assert muragat("verify", package).code == ExitCode.OK
    assert muragat("verify", package.parent).code == ExitCode.OK


def test_the_user_hears_what_happens_and_nothing_of_prefect(first: tuple[Path, Ended]) -> None:
    _, run = first
    lines = run.err.splitlines()
    assert lines[1] == "jinaq: reading 2 of 2 pages, 0 kept"
    assert sorted(line.split(" read – ")[0] for line in lines[2:4]) == ["jinaq: page 1 (0001.jpg)", "jinaq: page 2 (0002.jpg)"]
    assert lines[4:] == ["jinaq: read 2 of 2 pages, 0 kept; finding articles and making the package"]


def test_the_scans_lie_in_the_package_byte_for_byte(first: tuple[Path, Ended]) -> None:
    package, _ = first
    for name in ("0001.jpg", "0002.jpg"):
        assert (package / "data" / "master" / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_a_damaged_package_does_not_hold(first: tuple[Path, Ended], muragat: Muragat, tmp_path: Path) -> None:
    package = shutil.copytree(first[0], tmp_path / "jinaq")
    with (package / "data" / "master" / "0001.jpg").open("r+b") as scan:
        scan.seek(5000)
        scan.write(b"\0\0\0\0")
    run = muragat("verify", package)
    assert run.code == ExitCode.INVALID_PACKAGE
    assert "master/0001.jpg" in run.out


def test_a_second_run_reads_no_page_twice(first: tuple[Path, Ended], start: Start, work: Path, tmp_path: Path) -> None:
    volume = a_sample(tmp_path / "jinaq")
    run = ended(start("digitise", volume, "--archive", tmp_path / "archive", "--work", work, "--json"))
    assert "jinaq: reading 0 of 2 pages, 2 kept" in run.err
    document = json.loads(run.out)
    (done,) = document["volumes"]
    assert (done["pages"], done["pages_read"], done["exit_code"]) == (2, 0, 0)
    assert {article["article"] for article in done["articles"]} == {
        path.stem for path in (first[0] / "data" / "articles").iterdir()
    }


@pytest.mark.usefixtures("first")
def test_failed_pages_are_named_and_the_next_run_reads_only_what_is_missing(start: Start, work: Path, tmp_path: Path) -> None:
    volume, archive = a_sample(tmp_path / "jinaq"), tmp_path / "archive"
    bad = [
        a_truncated_jpeg(volume / "0003.jpg"),
        an_empty_file(volume / "0004.png"),
        a_text_file(volume / "0005.tif"),
        a_tiny_image(volume / "0006.png"),
        a_bomb(volume / "0007.png"),
    ]
    failed = ended(start("digitise", volume, "--archive", archive, "--work", work))
    assert failed.code == ExitCode.UNREADABLE
    sentence = failed.err.splitlines()[-1]
    assert sentence.startswith(
        "muragat: 5 of 7 pages of 'jinaq' could not be read, so it was not archived: page 3, 0003.jpg: its pixels"
    )
    for said in (
        "0004.png: the file is empty",
        "0005.tif: it is not an image",
        "0006.png: 1 × 1 pixels",
        "0007.png: 60000 × 60000",
    ):
        assert said in sentence
    assert "Traceback" not in failed.err
    assert packages_in(archive) == []
    allowed = ended(start("digitise", volume, "--archive", archive, "--work", work, "--allow-gaps"))
    assert allowed.code == ExitCode.OK, allowed.err
    assert "Page 4 could not be read (the file is empty); the volume was archived without it." in allowed.out + allowed.err
    assert ended(start("verify", archive)).code == ExitCode.OK
    for path in bad:
        path.unlink()
    mended = ended(start("digitise", volume, "--archive", archive, "--work", work))
    assert mended.code == ExitCode.OK
    assert "reading 0 of 2 pages, 2 kept" in mended.err
    assert packages_in(archive) == ["jinaq"]
    assert "Package-Version: 2" in (archive / "jinaq" / "bag-info.txt").read_text()


@pytest.mark.usefixtures("first")
def test_a_disk_full_while_packaging_leaves_nothing_half_written(start: Start, work: Path, tmp_path: Path) -> None:
    def no_room_for_a_scan() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    volume, archive = a_sample(tmp_path / "jinaq"), tmp_path / "archive"
    run = ended(start("digitise", volume, "--archive", archive, "--work", work, preexec_fn=no_room_for_a_scan))
    assert run.code == ExitCode.DISK_FULL
    assert "There is no room left on the disk for " in run.err.splitlines()[-1]
    assert packages_in(archive) == []


@pytest.mark.usefixtures("first")
def test_what_a_killed_run_left_is_cleared(start: Start, work: Path, tmp_path: Path) -> None:
    volume, archive = a_sample(tmp_path / "jinaq"), tmp_path / "archive"
    (archive / ".incoming-jinaq-0123abcd" / "data").mkdir(parents=True)
    assert ended(start("digitise", volume, "--archive", archive, "--work", work)).code == ExitCode.OK
    assert packages_in(archive) == ["jinaq"]


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGTERM, ExitCode.TERMINATED)], ids=["ctrl-c", "sigterm"]
)
def test_a_stopped_run_says_so_and_leaves_no_child_and_no_package(
    start: Start, tmp_path: Path, sent: signal.Signals, code: ExitCode
) -> None:
    archive = tmp_path / "archive"
    process = start("digitise", a_sample(tmp_path / "jinaq"), "--archive", archive, "--work", tmp_path / "work")
    until_said(process, "reading 2 of 2 pages")
    until(lambda: any("tesseract" in command for command in members_of(process.pid)), "Tesseract reads")
    os.killpg(process.pid, sent)
    run = ended(process)
    assert run.code == code
    assert run.err.splitlines()[-1].startswith("muragat: Stopped. Pages that were read are kept")
    assert "Traceback" not in run.err
    assert packages_in(archive) == []
    assert members_of(process.pid) == []


def test_a_page_whose_engine_crashed_is_tried_again(start: Start, environment: dict[str, str], tmp_path: Path) -> None:
    programs, crashed = tmp_path / "bin", tmp_path / "crashed"
    programs.mkdir()
    (programs / "tesseract").write_text(
        f"""#!/bin/sh
        case "$1" in --*) exec {shutil.which("tesseract")} "$@" ;; esac
        if [ ! -e {crashed} ]; then touch {crashed}; exit 139; fi
        exec {shutil.which("tesseract")} "$@"
        """,
        encoding="ascii",
    )
    (programs / "tesseract").chmod(0o755)
    volume, archive = a_sample(tmp_path / "jinaq", "0001.jpg"), tmp_path / "archive"
    given = {**environment, "PATH": f"{programs}:{environment['PATH']}"}
    run = ended(start("digitise", volume, "--archive", archive, "--work", tmp_path / "work", env=given))
    assert crashed.exists()
    assert run.code == ExitCode.OK, run.err
    assert packages_in(archive) == ["jinaq"]


def test_a_server_that_does_not_answer_is_told(start: Start, environment: dict[str, str], tmp_path: Path) -> None:
    given = {**environment, "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    run = ended(start("digitise", a_sample(tmp_path / "jinaq"), "--archive", tmp_path / "a", "--work", tmp_path / "w", env=given))
    assert run.code == ExitCode.ORCHESTRATOR
    assert "the server at http://127.0.0.1:9/api does not answer" in run.err.splitlines()[-1]
    assert "Traceback" not in run.err


@pytest.mark.usefixtures("first")
def test_without_a_server_prefects_own_serves_and_keeps_the_record(
    start: Start, environment: dict[str, str], database: Path, work: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(database)) as made, closing(sqlite3.connect(home / "prefect.db")) as copy:
        made.backup(copy)
    shared = ("PREFECT_API_URL", "PREFECT_SERVER_DATABASE_CONNECTION_URL")
    given = {name: value for name, value in environment.items() if name not in shared} | {"PREFECT_HOME": str(home)}
    volume = a_sample(tmp_path / "jinaq-2")
    run = ended(start("digitise", volume, "--archive", tmp_path / "archive", "--work", work, env=given))
    assert run.code == ExitCode.OK, run.err
    assert [line for line in run.err.splitlines() if not line.startswith(("starting Prefect", "jinaq-2: "))] == []
    with closing(sqlite3.connect(home / "prefect.db")) as record:
        assert record.execute("select state_type from flow_run where name = 'jinaq-2 – 2 pages'").fetchall() == [("COMPLETED",)]
    assert (work / "prefect-server.log").read_text(encoding="utf-8") == ""


def test_the_server_goes_when_its_parent_is_killed() -> None:
    parent = """if True:
        import socket, subprocess, sys, time
        listening = socket.create_server(("127.0.0.1", 0))
        command = [sys.executable, "-m", "flows.server", str(listening.fileno())]
        server = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[listening.fileno()], start_new_session=True)
        print(server.pid, flush=True)
        time.sleep(600)
        """
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
        assert process.stdout is not None
        server = int(process.stdout.readline())
        until(lambda: len(list(Path(f"/proc/{server}/task").iterdir())) > 1, "the server watches its parent")
        process.kill()
    until(lambda: not members_of(server), "the server ends")


def test_an_audit_checks_what_is_due_keeps_it_and_names_what_is_damaged(
    first: tuple[Path, Ended], start: Start, work: Path, tmp_path: Path
) -> None:
    archive = shutil.copytree(first[0].parent, tmp_path / "archive")
    whole = ended(start("audit", "--archive", archive, "--work", work, "--json"))
    assert whole.code == ExitCode.OK, whole.err
    assert [(check["package"], check["valid"]) for check in json.loads(whole.out)["packages"]] == [("jinaq", True)]
    assert ended(start("audit", "--archive", archive, "--work", work)).out == "No package is due.\n"
    (archive / "jinaq" / "data" / "METS.xml").unlink()
    damaged = ended(start("audit", "--archive", archive, "--work", work, "--older", "0"))
    assert damaged.code == ExitCode.INVALID_PACKAGE
    assert "error: data/METS.xml: The file is missing." in damaged.out
    outcomes = [json.loads(line)["outcome"] for line in (archive / ".audits" / "jinaq.jsonl").read_text().splitlines()]
    assert outcomes == ["success", "failure"]
