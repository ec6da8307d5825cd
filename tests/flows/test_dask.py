"""Pages read on a Dask cluster: a real scheduler, two workers as processes of their own, one of which is killed in mid-volume."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from tests.flows.running import ROOT, Start, a_sample, ended, members_of, packages_in, until, until_said

pytestmark = [pytest.mark.flow, pytest.mark.engine]

PAGES = tuple(f"000{number}.jpg" for number in range(1, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A scheduler at `address`, and the worker processes."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


def a_process(stack: ExitStack, environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True)
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


@pytest.fixture
def cluster(environment: dict[str, str], tmp_path: Path) -> Iterator[Cluster]:
    """Run a scheduler and two workers on this machine."""
    file = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        own: tuple[str, ...] = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
        a_process(stack, environment, "scheduler", *own)
        until(file.exists, "the scheduler listens")
        own = ("--scheduler-file", str(file), "--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(tmp_path))
        workers = tuple(a_process(stack, environment, "worker", *own) for _ in range(2))
        import distributed  # noqa: PLC0415  # a second, for this test alone

        with distributed.Client(scheduler_file=str(file), set_as_default=False) as client:  # type: ignore[no-untyped-call]  # Dask has no annotations
            client.wait_for_workers(2, timeout=60)
            address = str(client.scheduler_info()["address"])
        yield Cluster(address=address, workers=workers)


def test_a_volume_is_read_whole_though_a_worker_is_killed(cluster: Cluster, start: Start, tmp_path: Path) -> None:
    volume, archive, work = a_sample(tmp_path / "dask", *PAGES), tmp_path / "archive", tmp_path / "work"
    process = start("digitise", volume, "--archive", archive, "--work", work, "--runner", "dask", "--address", cluster.address)
    until_said(process, "dask: page")
    unlucky, lucky = cluster.workers
    until(lambda: any("tesseract" in command for command in members_of(unlucky.pid)), "both workers read")
    os.killpg(unlucky.pid, signal.SIGKILL)
    run = ended(process)
    assert run.code == ExitCode.OK, run.err
    assert packages_in(archive) == ["dask"]
    assert lucky.poll() is None
    assert len(list((work / "pages").glob("*/[!.]*.xml"))) == len(PAGES)
