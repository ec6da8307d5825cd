"""Several workers on one work pool, the server on PostgreSQL: volumes are shared out, and what is killed costs nothing."""

import subprocess
from pathlib import Path

import pytest

from flows.ledger import Ledger, Standing
from tests.flows.running import commands_of, family_of, kill_family, packages_in, until
from tests.flows.scans import a_printed_scan
from tests.ocr.engines import READS_EACH_LINE_ALIKE, stand_in_on_path, waits_for
from tests.services.conftest import Cluster

pytestmark = [pytest.mark.services, pytest.mark.flow, pytest.mark.engine]

VOLUMES = ("бір", "екі", "үш")


def put_volumes(inbox: Path) -> None:
    for name in VOLUMES:
        (inbox / name).mkdir()
        for page in range(1, 4):
            a_printed_scan(inbox / name / f"{page}.png", f"{VOLUMES.index(name)} {page}\nGylym jarshysy")
        (inbox / name / ".ready").touch()


def reads(worker: subprocess.Popen[bytes]) -> bool:
    return any("/engine/tesseract" in command and "page.tif" in command for command in commands_of(family_of(worker.pid)))


def test_volumes_are_shared_out_and_go_on_when_a_worker_and_the_server_are_killed(cluster: Cluster) -> None:
    archive, gate = cluster.home / "archive", cluster.home / "gate"
    path = stand_in_on_path(cluster.home / "engine", waits_for(gate) + READS_EACH_LINE_ALIKE)
    put_volumes(cluster.home / "inbox")
    workers = [
        cluster.start("worker", "--name", name, PATH=path, PREFECT_WORKER_QUERY_SECONDS="2", MURAGAT_JOBS="1")
        for name in ("бірінші", "екінші")
    ]
    cluster.look()
    until(lambda: all(map(reads, workers)), "both workers read")
    unlucky, lucky = workers
    kill_family(unlucky)
    kill_family(cluster.running[0])
    cluster.server()
    gate.touch()
    assert lucky.poll() is None, cluster.said("worker")

    cluster.look()
    until(lambda: packages_in(archive) == sorted(VOLUMES), "all volumes are in the archive")
    until(lambda: standings(archive) == {Standing.DONE}, "all are on record")
    until(lambda: set(cluster.states("digitise-volume")) == {"COMPLETED", "CRASHED"}, "no run is left that is not at its end")


def standings(archive: Path) -> set[Standing]:
    return {entry.standing for entry in Ledger(archive=archive).entries()}
