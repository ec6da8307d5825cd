"""Several workers on one work pool, the server on PostgreSQL: volumes are shared out, and a worker that is killed costs nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from flows.ledger import Ledger, Standing
from tests.flows.running import ROOT, a_sample, packages_in, until
from tests.services.conftest import POOL, prefect

pytestmark = [pytest.mark.services, pytest.mark.flow, pytest.mark.engine]

VOLUMES = ("бір", "екі", "үш")


@pytest.fixture
def workers(cluster: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], ...]]:
    """Run two workers as processes of their own, each at one volume at a time."""
    with ExitStack() as stack:

        def a_worker(name: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--name", name, "--limit", "1"]
            environment = {**cluster, "PREFECT_WORKER_QUERY_SECONDS": "2"}
            process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
            stack.callback(process.wait)
            stack.callback(os.killpg, process.pid, signal.SIGKILL)
            return process

        yield a_worker("бірінші"), a_worker("екінші")


def test_volumes_are_shared_out_and_those_of_a_killed_worker_are_taken_up_by_the_other(
    cluster: dict[str, str], workers: tuple[subprocess.Popen[bytes], ...]
) -> None:
    inbox, archive = Path(cluster["MURAGAT_INBOX"]), Path(cluster["MURAGAT_ARCHIVE"])
    for number, name in enumerate(VOLUMES, start=1):
        (a_sample(inbox / name, f"000{number}.jpg", f"000{number + 3}.jpg") / ".ready").touch()
    look(cluster)
    until(lambda: running(archive) != [], "a volume is read")
    unlucky, _ = workers
    os.killpg(unlucky.pid, signal.SIGKILL)

    def all_done() -> bool:
        look(cluster)
        time.sleep(10)
        return packages_in(archive) == sorted(VOLUMES)

    until(all_done, "all volumes are in the archive")
    entries = {entry.volume_id: entry for entry in Ledger(archive=archive).entries()}
    assert {entry.standing for entry in entries.values()} == {Standing.DONE}
    listed = prefect(
        cluster, "flow-run", "ls", "--state-type", "RUNNING", "--state-type", "PENDING", "--flow-name", "digitise-volume"
    )
    assert "digitise" not in listed


def look(environment: dict[str, str]) -> None:
    """Have the inbox looked into, as its schedule would."""
    prefect(environment, "deployment", "run", "look-into-inbox/inbox")


def running(archive: Path) -> list[str]:
    return [entry.volume_id for entry in Ledger(archive=archive).entries() if entry.standing is Standing.RUNNING]
