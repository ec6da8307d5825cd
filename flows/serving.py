"""`muragat serve`: the inbox, the volumes and the audit as deployments that this process serves, until it is stopped."""

import asyncio
import signal
from dataclasses import asdict
from datetime import timedelta

from prefect.client.schemas.schedules import construct_schedule
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron, Interval, Schedule

from flows.audit_slice import AuditSlice
from flows.crashes import TAG, mark_crashed
from flows.errors import SettingsError
from flows.settings import Settings

BESIDE_VOLUMES = 2
"""Runs at once that are no volumes: a look at the inbox, and an audit."""

POLL = 2
"""Seconds between two questions to the server whether there is something to run."""


def check_schedules(settings: Settings) -> None:
    """Raise SettingsError when a cron line cannot be used."""
    inbox_schedule(settings)
    _cron(settings.audit_cron, settings.timezone, "audit_cron")


def inbox_schedule(settings: Settings) -> Schedule:
    """Return when to look into the inbox. Raises SettingsError when the cron line cannot be used."""
    if settings.cron:
        return _cron(settings.cron, settings.timezone, "cron")
    return Interval(timedelta(seconds=settings.interval), timezone=settings.timezone)


def _cron(line: str, timezone: str, name: str) -> Schedule:
    try:
        construct_schedule(cron=line, timezone=timezone)
    except ValueError as error:
        raise SettingsError(problems=f"{name}: {line!r} is not what cron understands, such as '30 2 * * *'") from error
    return Cron(line, timezone=timezone)


def served_deployments(settings: Settings) -> tuple[RunnerDeployment, ...]:
    """Return the deployments that `settings` ask for. Raises SettingsError."""
    deployed = RunnerDeployment.from_entrypoint
    return (
        deployed("flows.look.look_into_inbox", "inbox", schedule=inbox_schedule(settings), concurrency_limit=1, tags=[TAG]),
        deployed("flows.deployments.digitise_volume", "volume", concurrency_limit=settings.volumes, tags=[TAG]),
        deployed(
            "flows.audit.audit_archive",
            "audit",
            schedule=_cron(settings.audit_cron, settings.timezone, "audit_cron"),
            parameters={"archive": str(settings.archive_folder.absolute()), "which": asdict(AuditSlice())},
            concurrency_limit=1,
            tags=[TAG],
        ),
    )


def serve(settings: Settings, *, own_server: bool) -> signal.Signals:
    """Serve until told to stop; return by which signal. Volumes under way are stopped then, and go on with the next start.

    With a server of our own, whatever runs on its record was left by a service that was killed.
    """
    mark_crashed(settings.work, alone=own_server)
    return asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> signal.Signals:
    runner = Runner(name="muragat", limit=settings.volumes + BESIDE_VOLUMES, query_seconds=POLL)
    for deployment in served_deployments(settings):
        await runner.aadd_deployment(deployment)
    serving = asyncio.ensure_future(runner.start())
    await asyncio.sleep(0)  # the runner sets its own signal handlers first, which end the process in the middle of things
    told: asyncio.Future[signal.Signals] = asyncio.get_running_loop().create_future()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, _tell, told, each)
    await asyncio.wait((serving, told), return_when=asyncio.FIRST_COMPLETED)
    if not told.done():
        await serving  # it ended by itself: whatever it raises is the reason
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    return told.result()


def _tell(told: asyncio.Future[signal.Signals], by: signal.Signals) -> None:
    if not told.done():
        told.set_result(by)
