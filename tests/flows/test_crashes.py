"""Runs whose process is gone are told to the server, and the living are left alone."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Running

from flows.crashes import TAG, mark_crashed
from flows.presence import present

pytestmark = pytest.mark.flow


@flow(name="digitise-volume")
def a_flow(work: Path) -> None:
    """Stand for the run of a volume: only its record matters."""


@pytest.fixture
def client(environment: dict[str, str]) -> Iterator[SyncPrefectClient]:
    with temporary_settings({PREFECT_API_URL: environment["PREFECT_API_URL"]}), get_client(sync_client=True) as client:
        yield client


def a_run(client: SyncPrefectClient, work: Path) -> UUID:
    """Put a run on record that is said to be under way."""
    return client.create_flow_run(a_flow, parameters={"work": str(work)}, tags=[TAG], state=Running()).id


def state_of(client: SyncPrefectClient, run: UUID) -> str:
    state = client.read_flow_run(run).state
    assert state is not None
    return str(state.type.value)


def test_a_run_of_which_nothing_is_seen_twice_is_taken_to_be_gone(client: SyncPrefectClient, tmp_path: Path) -> None:
    run = a_run(client, tmp_path)
    assert run not in mark_crashed(tmp_path)
    assert state_of(client, run) == "RUNNING"
    assert run in mark_crashed(tmp_path)
    assert state_of(client, run) == "CRASHED"


def test_a_run_that_is_seen_by_the_second_time_goes_on(client: SyncPrefectClient, tmp_path: Path) -> None:
    run = a_run(client, tmp_path)
    mark_crashed(tmp_path)
    with present(tmp_path, str(run)):
        assert run not in mark_crashed(tmp_path)
    assert state_of(client, run) == "RUNNING"


def test_a_run_with_another_work_folder_is_not_ours_to_judge(client: SyncPrefectClient, tmp_path: Path) -> None:
    run = a_run(client, tmp_path / "elsewhere")
    assert [run in mark_crashed(tmp_path) for _ in range(2)] == [False, False]
