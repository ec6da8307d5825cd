"""Runs whose process is gone: nobody tells a Prefect server of one's own, so we look, and tell it."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType, FlowRunFilterTags
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed
from prefect.types._datetime import now

from flows.presence import departed, is_present, suspect

TAG = "muragat"
"""Tag of all our runs."""

_STARTING = timedelta(minutes=10)
"""How long a run may take from being handed to a process to being under way; that takes seconds."""


def mark_crashed(work: Path, *, alone: bool = False) -> tuple[UUID, ...]:
    """Tell the server of every run under `work` whose process is gone, and of those that never came to run; return which.

    Their concurrency slots are free from then on. `alone` says that nobody else uses that server: then every run that is not seen
    to be alive is gone. Else a run of a volume is given time until the next call to be seen. One that another process has seen to
    is left as it is.
    """
    marked = list[UUID]()
    with get_client(sync_client=True) as client:
        for file in departed(work):
            if not is_present(work, file.name):
                marked += _mark(client, UUID(file.name))
            file.unlink(missing_ok=True)
        for run in _under_way(client):
            if is_present(work, str(run.id)):
                continue
            if alone or _is_stuck(run):
                marked += _mark(client, run.id)
            elif run.state and run.state.is_running() and run.parameters.get("work") == str(work.absolute()):
                # It may be about to be seen, or to tell its end; or its process lost the server, and never will.
                suspect(work, str(run.id))
    return tuple(marked)


def _mark(client: SyncPrefectClient, run_id: UUID) -> tuple[UUID, ...]:
    try:
        run = client.read_flow_run(run_id)
    except ObjectNotFound:
        return ()  # the server has been set up anew since
    if run.state is None or run.state.is_final() or run.state.is_scheduled():
        return ()
    client.set_flow_run_state(run_id, Crashed(message="Its process is gone: it was killed, or the machine went down."), force=True)
    return (run_id,)


def _under_way(client: SyncPrefectClient) -> list[FlowRun]:
    """Return our runs that have been handed to a process."""
    types = FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING, StateType.CANCELLING])
    ours = FlowRunFilter(tags=FlowRunFilterTags(all_=[TAG]), state=FlowRunFilterState(type=types))
    return client.read_flow_runs(flow_run_filter=ours)


def _is_stuck(run: FlowRun) -> bool:
    """Tell whether a run was handed to a process long ago, and has not begun."""
    return bool(run.state and run.state.is_pending() and now() - run.state.timestamp > _STARTING)
