"""A look at the inbox, as a Prefect flow: what is there whole is handed on, each volume to a run of its own.

It takes its settings from where it runs (variables, settings file), so that the same deployment works on one machine and on a
pool of workers. The runs of volumes are handed everything, so that a retry is the same run.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect import flow, get_run_logger
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from prefect.runtime import flow_run

from flows.artifacts import show_table
from flows.crashes import TAG, mark_crashed
from flows.errors import CancelledRunError, CutOffError
from flows.failures import failure_of
from flows.inbox import Taken, machine_clock, take
from flows.ledger import Entry, Ledger, Standing
from flows.presence import present
from flows.scratch import sweep
from flows.settings import Settings, settings_from

DIGITISE = "digitise-volume/volume"
"""The deployment that volumes are handed to."""


@flow(name="look-into-inbox", flow_run_name="look into the inbox", persist_result=False)
def look_into_inbox(inbox: Path | None = None, archive: Path | None = None, work: Path | None = None) -> int:
    """Take up what has arrived whole and hand each volume to a run of its own; return how many were handed on.

    May be run by several schedulers at once, and killed at any moment: the next look goes on.
    """
    settings = settings_from(inbox=inbox, archive=archive, work=work)
    with present(settings.work, flow_run.id):
        return _look(settings)


def _look(settings: Settings) -> int:
    ledger, now = Ledger(archive=settings.archive_folder), datetime.now(UTC)
    record = get_run_logger()
    for run_id in mark_crashed(settings.work):
        record.warning("The process of run %s is gone: marked as crashed", run_id)
    sweep(settings.work, now.timestamp())
    refuse_cancelled(ledger)
    taken = take(settings.inbox_folder, ledger, settings.rules, machine_clock(), now)
    for entry in taken.refused:
        record.warning("%s: %s", entry.volume_id, entry.failure.sentence if entry.failure else "refused")
    handed_on = taken.volumes[: settings.queue]
    for entry in handed_on:
        hand_on(entry, ledger, settings)
        record.info("%s: handed on", entry.volume_id)
    if len(taken.volumes) > len(handed_on):
        record.info("%d more wait for a later look", len(taken.volumes) - len(handed_on))
    if taken.paused:
        record.info("Nothing is taken up for some minutes: the last failure is one that every volume would meet")
    if taken.volumes or taken.refused:
        show_table("inbox", "What the inbox came to", ("volume", "now", "why"), inbox_rows(taken, ledger))
    return len(handed_on)


def inbox_rows(taken: Taken, ledger: Ledger) -> Iterator[tuple[object, ...]]:
    """Yield a row for each volume on record, and for each that is watched."""
    for entry in ledger.entries():
        yield entry.volume_id, entry.standing, entry.failure.sentence if entry.failure else ""
    yield from ((source.name, "watched", "not whole yet") for source in taken.watched)


def hand_on(entry: Entry, ledger: Ledger, settings: Settings) -> None:
    """Have the volume of `entry` digitised by a run of its own; handed on twice with one number of tries, that is one run."""
    run = _run_of(entry, settings)
    while run.state and run.state.is_final():
        # That run ended before it was put on record that it began: nothing is known of it but its end.
        entry = replace(entry, attempts=entry.attempts + 1)
        if entry.attempts >= settings.attempts:
            failure = failure_of(CutOffError(volume_id=entry.volume_id, attempts=entry.attempts))
            ledger.write(replace(entry, standing=Standing.FAILED, failure=failure))
            return
        run = _run_of(entry, settings)
    ledger.write(replace(entry, flow_run_id=str(run.id)))


def _run_of(entry: Entry, settings: Settings) -> FlowRun:
    run: Any = run_deployment(
        DIGITISE,
        parameters={
            "source": str(entry.source),
            "target": str(settings.archive_folder.absolute() / entry.volume_id),
            "work": str(settings.work.absolute()),
            "started": entry.started.isoformat(),
            "manner": replace(settings.manner, inbox=settings.inbox_folder.absolute()),
        },
        flow_run_name=entry.volume_id,
        idempotency_key=f"{entry.volume_id}:{entry.signature[:16]}:{entry.attempts}",
        tags=[TAG, entry.volume_id],
        timeout=0,
        as_subflow=False,
    )
    assert isinstance(run, FlowRun)  # noqa: S101  # not awaited, it is no coroutine
    return run


def refuse_cancelled(ledger: Ledger) -> None:
    """Put on record which runs were cut off because a person cancelled them: these are not taken up again by themselves."""
    cut_off = [entry for entry in ledger.entries() if entry.standing is Standing.CUT_OFF and entry.flow_run_id]
    if not cut_off:
        return
    with get_client(sync_client=True) as client:
        for entry in cut_off:
            run = client.read_flow_run(UUID(entry.flow_run_id))
            if run.state and (run.state.is_cancelled() or run.state.is_cancelling()):
                failure = failure_of(CancelledRunError(volume_id=entry.volume_id))
                ledger.write(replace(entry, standing=Standing.FAILED, failure=failure))
