"""The flow of one volume as it is deployed: on the runner that the settings ask for, its end told in the journal of the service."""

from typing import Any

from prefect import Flow, State
from prefect.client.schemas.objects import FlowRun

from flows.digitise import digitise_volume as _digitise_volume
from flows.failures import failure_of
from flows.messages import say
from flows.progress import keep_journal, tell
from flows.runners import task_runner
from flows.settings import settings_from


def _tell_end(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001  # how Prefect calls it
    ended = state.result(raise_on_failure=False)
    why = failure_of(ended).sentence if isinstance(ended, BaseException) else say("in the archive")
    tell(None, f"{flow_run.name}: {why}")


keep_journal()
digitise_volume = _digitise_volume.with_options(
    task_runner=task_runner(settings_from()), on_completion=[_tell_end], on_failure=[_tell_end], on_crashed=[_tell_end]
)
