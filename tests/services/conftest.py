"""PostgreSQL, a Prefect server on it and a work pool, as deploy/compose.yaml has them. Skipped where PostgreSQL is not there."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.flows.conftest import database, environment, start
from tests.flows.running import ROOT, kill_family, until
from tests.services.compose import service

__all__ = ["cluster", "database", "environment", "postgres", "start"]

PASSWORD = "мұрағат-құпиясы"  # noqa: S105  # of a database that lives as long as the tests


def a_free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])


def program(name: str) -> str:
    """Return where a program of PostgreSQL is; Debian keeps them off the path."""
    found = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None)
    if not found:
        pytest.skip(f"PostgreSQL is not installed here: no {name}; 'apt-get install postgresql' brings it")
    return found


def as_postgres(*command: str) -> None:
    """Run a program of PostgreSQL, which refuses to be run by root."""
    user = {"user": pwd.getpwnam("postgres").pw_uid, "group": pwd.getpwnam("postgres").pw_gid} if os.geteuid() == 0 else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", extra_groups=[] if user else None, **user)  # type: ignore[call-overload]  # user and group


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Run a PostgreSQL of our own on the loopback address, with a user and a database 'prefect'; give host and port."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    # Not among pytest's own folders, which only their owner may enter.
    with tempfile.TemporaryDirectory(prefix="muragat-postgres-") as folder:
        Path(folder, "password").write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        yield from _served(initdb, pg_ctl, folder, a_free_port())


def _served(initdb: str, pg_ctl: str, folder: str, port: int) -> Iterator[str]:
    data, own = f"{folder}/data", ("--username=prefect", "--encoding=UTF8", "--no-locale", f"--pwfile={folder}/password")
    as_postgres(initdb, "--auth-host=scram-sha-256", "--auth-local=trust", *own, "--pgdata", data)
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    as_postgres(pg_ctl, "--pgdata", data, "--wait", "--log", f"{folder}/log", "--options", options, "start")
    try:
        as_postgres(program("createdb"), "--host", folder, "--port", str(port), "--username=prefect", "prefect")
        yield f"127.0.0.1:{port}"
    finally:
        as_postgres(pg_ctl, "--pgdata", data, "--mode=immediate", "stop")


@dataclass(slots=True, kw_only=True)
class Cluster:
    """The services of deploy/compose.yaml as processes; folders of their own in `home`, `here` what stands for the containers."""

    home: Path
    api: str
    here: Mapping[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, name: str, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        """Start a service, at the head of its own process group."""
        told = service(name, self.here)
        taken = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT_", "MURAGAT_"))}
        given = {**taken, "PREFECT_HOME": str(self.home / "prefect"), **told.variables, **variables}
        # Our own programs come first, whatever else a test puts on the path: the virtual environment need not be active.
        given["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{given['PATH']}"
        log = (self.home / f"{name}.log").open("ab")
        with log:
            command = [*told.command, *arguments]
            process = subprocess.Popen(command, env=given, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
        self.running.append(process)
        return process

    def server(self) -> subprocess.Popen[bytes]:
        """Start Prefect's server, and wait until it is well."""
        process = self.start("server")
        until(self.is_well, "the server is well")
        return process

    def is_well(self) -> bool:
        """Tell whether the server answers."""
        try:
            return httpx.get(f"{self.api}/health", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def look(self) -> None:
        """Have the inbox looked into, as its schedule would."""
        deployment = httpx.get(f"{self.api}/deployments/name/look-into-inbox/inbox", timeout=60).raise_for_status().json()
        httpx.post(f"{self.api}/deployments/{deployment['id']}/create_flow_run", json={}, timeout=60).raise_for_status()

    def states(self, flow: str) -> list[str]:
        """Return the states of the runs of a flow."""
        wanted = {"flows": {"name": {"any_": [flow]}}}
        found = httpx.post(f"{self.api}/flow_runs/filter", json=wanted, timeout=60).raise_for_status().json()
        return [run["state_type"] for run in found]

    def said(self, name: str) -> str:
        """Return what a service said."""
        return (self.home / f"{name}.log").read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def cluster(postgres: str, tmp_path: Path) -> Iterator[Cluster]:
    """Run the server on PostgreSQL with our deployments in a work pool."""
    for name in ("inbox", "archive", "work"):
        (tmp_path / name).mkdir()
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    port = a_free_port()
    here = {
        "/run/secrets/database": str(tmp_path / "password"),
        "@database/": f"@{postgres}/",
        "--host 0.0.0.0": f"--host 127.0.0.1 --port {port}",
        "http://server:4200": f"http://127.0.0.1:{port}",
        "/srv/": f"{tmp_path}/",
    }
    cluster = Cluster(home=tmp_path, api=f"http://127.0.0.1:{port}/api", here=here)
    try:
        cluster.server()
        assert cluster.start("deploy").wait() == 0, cluster.said("deploy")
        yield cluster
    finally:
        for process in cluster.running:
            kill_family(process)
