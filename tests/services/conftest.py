"""Services as an institution runs them: PostgreSQL, a Prefect server on it, a work pool. Skipped where PostgreSQL is not there."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flows.orchestrator import lasting_server
from tests.flows.conftest import database, environment, start
from tests.flows.running import ROOT

__all__ = ["cluster", "database", "environment", "postgres", "start"]

POOL = "muragat"


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
    """Run a PostgreSQL of our own on the loopback address; give the URL of an empty database."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    # Not among pytest's own folders, which only their owner may enter.
    with tempfile.TemporaryDirectory(prefix="muragat-postgres-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        yield from _served(initdb, pg_ctl, folder, a_free_port())


def _served(initdb: str, pg_ctl: str, folder: str, port: int) -> Iterator[str]:
    data = f"{folder}/data"
    as_postgres(initdb, "--auth=trust", "--username=muragat", "--encoding=UTF8", "--no-locale", "--pgdata", data)
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    as_postgres(pg_ctl, "--pgdata", data, "--wait", "--log", f"{folder}/log", "--options", options, "start")
    try:
        yield f"postgresql+asyncpg://muragat@127.0.0.1:{port}/postgres"
    finally:
        as_postgres(pg_ctl, "--pgdata", data, "--mode=immediate", "stop")


@pytest.fixture(scope="session")
def cluster(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Run a Prefect server on PostgreSQL, with our deployments in a work pool; give the environment of a worker."""
    home = tmp_path_factory.mktemp("cluster")
    with pytest.MonkeyPatch.context() as patch:
        for name in (name for name in os.environ if name.startswith(("PREFECT_", "MURAGAT_"))):
            patch.delenv(name)
        patch.setenv("PREFECT_HOME", str(home))
        patch.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", postgres)
        with lasting_server(home / "work", "127.0.0.1", 0) as url:
            environment = {**os.environ, "PREFECT_API_URL": url, "DO_NOT_TRACK": "1", **folders(home)}
            prefect(environment, "work-pool", "create", POOL, "--type", "process")
            prefect(environment, "--no-prompt", "deploy", "--all")
            prefect(environment, "deployment", "schedule", "clear", "look-into-inbox/inbox", "--accept-yes")
            yield environment


def folders(home: Path) -> dict[str, str]:
    """Make the folders that all machines share; return the settings that name them."""
    made = {name: home / name for name in ("inbox", "archive", "work")}
    for folder in made.values():
        folder.mkdir(exist_ok=True)
    return {f"MURAGAT_{name.upper()}": str(folder) for name, folder in made.items()}


def prefect(environment: dict[str, str], *arguments: str) -> str:
    """Run Prefect's own command line; return what it says."""
    command = [sys.executable, "-m", "prefect", *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout
