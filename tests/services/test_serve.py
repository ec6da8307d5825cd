"""`muragat serve` as it is lived with: volumes arrive, good and bad; the service is killed, started again, stopped."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from flows.ledger import Entry, Ledger, Standing
from tests.flows.running import ROOT, a_sample, ended, members_of, packages_in, until, until_said
from tests.flows.scans import a_locked_pdf

pytestmark = [pytest.mark.services, pytest.mark.flow, pytest.mark.engine]

# A look at the inbox may just have begun when the service was stopped; it gives its slot back at the next start.
SLOTS_HELD_BY_VOLUMES = """
    select active_slots from concurrency_limit_v2 where id = (select concurrency_limit_id from deployment where name = 'volume')
"""

Serve = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with an empty inbox."""
    (tmp_path / "inbox").mkdir()
    return tmp_path


@pytest.fixture
def serve(desk: Path) -> Serve:
    """Start the service, at the head of its own process group, on a record of its own."""
    taken = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "MURAGAT_"))}
    folders = {f"MURAGAT_{name.upper()}": str(desk / name) for name in ("inbox", "archive", "work", "settings")}
    environment = {**taken, **folders, "PREFECT_HOME": str(desk / "prefect"), "MURAGAT_PORT": "0", "MURAGAT_INTERVAL": "5"}

    def run() -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "flows.cli", "serve"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True, **pipes)  # type: ignore[call-overload, no-any-return]  # options of Popen

    return run


def entry(desk: Path, volume_id: str) -> Entry | None:
    return Ledger(archive=desk / "archive").find(volume_id)


def stands(desk: Path, volume_id: str, standing: Standing) -> bool:
    found = entry(desk, volume_id)
    return found is not None and found.standing is standing


def test_a_service_that_is_killed_in_mid_volume_goes_on_with_the_next_start(serve: Serve, desk: Path) -> None:
    (a_sample(desk / "inbox" / "жинақ") / ".ready").touch()
    a_locked_pdf(desk / "құлып.pdf").rename(desk / "inbox" / "құлып.pdf")
    (desk / "inbox" / "құлып.pdf.ready").touch()
    first = serve()
    until_said(first, "runs are shown at")
    until(lambda: stands(desk, "жинақ", Standing.RUNNING), "the volume is read")
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    until(lambda: not members_of(first.pid), "all its processes are gone")

    second = serve()
    until_said(second, "runs are shown at")
    until(lambda: stands(desk, "жинақ", Standing.DONE), "the volume is in the archive")
    until(lambda: stands(desk, "құлып", Standing.FAILED), "the bad one is told of")
    os.kill(second.pid, signal.SIGTERM)
    run = ended(second)
    assert run.code == ExitCode.TERMINATED
    assert "Traceback" not in run.err
    assert members_of(second.pid) == []

    assert packages_in(desk / "archive") == ["жинақ"]
    done, locked = entry(desk, "жинақ"), entry(desk, "құлып")
    assert done is not None
    assert locked is not None
    assert done.attempts == 2
    assert locked.failure is not None
    assert "protected by a password" in locked.failure.sentence
    with closing(sqlite3.connect(desk / "work" / "prefect-serve.db")) as record:
        states = record.execute("select state_type from flow_run where name like 'жинақ –%' order by created").fetchall()
        slots = record.execute(SLOTS_HELD_BY_VOLUMES).fetchall()
    assert states == [("CRASHED",), ("COMPLETED",)]
    assert slots == [(0,)]
