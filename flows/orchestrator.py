"""Prefect without a server set up, and quiet: its embedded server as our child, or the server the user has configured."""

import gc
import http.client
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock, Timeout

from flows.atomic import writing_to
from flows.errors import OrchestratorError, SettingsError

STARTUP_SECONDS = 180
"""How long the embedded server may take: its first start on a machine makes its database, half a minute on a slow one."""

_QUIET: Mapping[str, str] = MappingProxyType({
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    # Our own lines tell the user what happens; Prefect's go to the run's record only.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "60",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
})  # fmt: skip

_EMBEDDED: Mapping[str, str] = MappingProxyType({
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "NOTSET",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    # Nothing is scheduled, triggered or late in a server that lives as long as one command.
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED": "false",
})  # fmt: skip

_LASTING: Mapping[str, str] = MappingProxyType({
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "NOTSET",
    # What a look at the inbox every minute leaves behind for years.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    # Slots are asked for again this many seconds after all were taken.
    "PREFECT_SERVER_DEPLOYMENT_CONCURRENCY_SLOT_WAIT_SECONDS": "5",
    # So that slots held by runs live as long as the runs, and not only as long as the server.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
})  # fmt: skip


def quieten_prefect() -> None:
    """Set, before Prefect is imported, what keeps it quiet; what the user has set stays."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)


@contextmanager
def prefect_api(work: Path, server: AbstractContextManager[str] | None = None) -> Iterator[str]:
    """Let flows run inside the block: on the server that PREFECT_API_URL names, else on `server`, an embedded one by default.

    Gives the address of its API. The embedded server writes its log to `work`, and its record of runs to Prefect's own
    database. Raises OrchestratorError when no server answers.
    """
    configured = configured_api()
    from prefect.settings import (  # noqa: PLC0415  # two seconds, and only after the quiet
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )

    with ExitStack() as stack:
        url = configured or stack.enter_context(server or embedded_server(work))
        # Nobody listens to the heart of a run whose server goes with it; to stop its beat takes up to a second of each volume.
        quiet = {} if configured or server else {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
        stack.enter_context(temporary_settings(updates={PREFECT_API_URL: url, **quiet}))
        if configured:
            _check_configured(configured)
        try:
            yield url
        finally:
            _flush()


def configured_api() -> str | None:
    """Return the address of the server that the user has configured, if any. Imports Prefect, quietly.

    Raises SettingsError when Prefect's own variables cannot be used.
    """
    quieten_prefect()
    from pydantic import ValidationError  # noqa: PLC0415

    try:
        with _no_garbage():
            from prefect.settings import PREFECT_API_URL  # noqa: PLC0415  # two seconds, and only after the quiet

            return PREFECT_API_URL.value()  # type: ignore[no-any-return]  # text or nothing, as Prefect says elsewhere
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors())
        raise SettingsError(problems=f"Prefect's own ({problems})") from error


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Look for no garbage inside the block: what an import makes stays, and looking through it takes a fifth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _check_configured(url: str) -> None:
    from prefect.client.orchestration import get_client  # noqa: PLC0415

    with get_client(sync_client=True) as client:
        error = client.api_healthcheck()
    if error:
        raise OrchestratorError(reason=f"the server at {url} does not answer ({error})") from error


def _flush() -> None:
    """Send what the run still has to say, while there is a server to hear it."""
    from prefect.events.worker import EventsWorker  # noqa: PLC0415
    from prefect.logging.handlers import APILogWorker  # noqa: PLC0415

    for worker in (APILogWorker, EventsWorker):
        worker.drain_all(timeout=10, at_exit=False)


@contextmanager
def embedded_server(work: Path) -> Iterator[str]:
    """Run Prefect's server as our child inside the block; give the address of its API. Its log is in `work`."""
    with ExitStack() as stack:
        environment = {**_EMBEDDED, **stack.enter_context(_own_database())}
        yield stack.enter_context(_server(work, ("127.0.0.1", 0), environment))


@contextmanager
def lasting_server(work: Path, host: str, port: int) -> Iterator[str]:
    """Run Prefect's server with all its services and its pages at `host` and `port` inside the block; give the address of its API.

    It keeps its record in `work`, in a database that two of them cannot share, unless Prefect's own settings name another. Raises
    OrchestratorError when another is there, or `port` is taken.
    """
    with ExitStack() as stack:
        yield stack.enter_context(_server(work, (host, port), {**_LASTING, **stack.enter_context(_lasting_database(work))}))


@contextmanager
def _lasting_database(work: Path) -> Iterator[dict[str, str]]:
    if "PREFECT_SERVER_DATABASE_CONNECTION_URL" in os.environ or "PREFECT_API_DATABASE_CONNECTION_URL" in os.environ:
        yield {}
        return
    with writing_to(work):
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / "prefect-serve.lock", is_singleton=False)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise OrchestratorError(reason=f"another 'muragat serve' keeps its record in {work}") from error
    with lock:
        lock.release()
        yield {"PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{(work / 'prefect-serve.db').absolute()}"}


@contextmanager
def _server(work: Path, address: tuple[str, int], settings: Mapping[str, str]) -> Iterator[str]:
    """Run Prefect's server as our child inside the block, its own `settings` on top of ours; give the address of its API."""
    with ExitStack() as stack, writing_to(work):
        work.mkdir(parents=True, exist_ok=True)
        log = work / "prefect-server.log"
        with _listening(address) as listening, log.open("wb") as stream:
            host, port = listening.getsockname()[:2]
            server = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                [sys.executable, "-m", "flows.server", str(listening.fileno())],
                stdin=subprocess.PIPE,
                stdout=stream,
                stderr=stream,
                pass_fds=[listening.fileno()],
                env={**os.environ, **settings},
                start_new_session=True,
            )
        stack.callback(_stop, server)
        _wait_until_ready(host, port, server, log)
        yield f"http://{host}:{port}/api"


def _listening(address: tuple[str, int]) -> socket.socket:
    try:
        return socket.create_server(address)
    except OSError as error:
        reason = f"nothing can listen at {address[0]}:{address[1]} ({error.strerror}); another port may be set with --port"
        raise OrchestratorError(reason=reason) from error


@contextmanager
def _own_database() -> Iterator[dict[str, str]]:
    """Give the settings that keep two embedded servers from sharing one SQLite file, which cannot back both.

    The first on a machine has Prefect's own database, where runs stay on record; one beside it has a passing one.
    """
    if "PREFECT_SERVER_DATABASE_CONNECTION_URL" in os.environ or "PREFECT_API_DATABASE_CONNECTION_URL" in os.environ:
        yield {}
        return
    from prefect.settings import PREFECT_HOME  # noqa: PLC0415

    home = PREFECT_HOME.value()
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / "muragat.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        with tempfile.TemporaryDirectory(prefix="muragat-prefect-") as folder:
            yield {"PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{folder}/prefect.db"}
    else:
        with lock:
            lock.release()
            yield {}


def _wait_until_ready(host: str, port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Ask once for the server's health: the socket is open already, so the question waits in line until the server answers."""
    try:
        with closing(http.client.HTTPConnection(host, port, timeout=STARTUP_SECONDS)) as connection:
            connection.request("GET", "/api/health")
            if connection.getresponse().status == http.client.OK:
                return
    except OSError as error:
        ended = server.poll() is not None
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        reason = "its server ended at once" if ended else f"its server does not answer ({error})"
        raise OrchestratorError(reason=f"{reason}: {said[0]}" if said else reason) from error
    raise OrchestratorError(reason="its server answers, but is not well")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server: politely, then not."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    if server.stdin:
        server.stdin.close()
