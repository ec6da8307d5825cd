"""Where pages are read: threads of this process, each with an engine of its own as a child, or a Dask cluster."""

from typing import Any

from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.settings import Settings


def task_runner(settings: Settings) -> TaskRunner[PrefectFuture[Any]]:
    """Return the runner that `settings` ask for: threads, the Dask scheduler at an address, or Dask on this machine."""
    if settings.runner == "threads":
        return ThreadPoolTaskRunner(max_workers=settings.jobs)  # type: ignore[return-value]  # its futures are Prefect's own kind
    from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415  # only when it is asked for

    if settings.address:
        return DaskTaskRunner(address=settings.address)  # type: ignore[return-value]  # the same
    cluster = {"n_workers": settings.jobs, "threads_per_worker": 1, "dashboard_address": None}
    return DaskTaskRunner(cluster_kwargs=cluster)  # type: ignore[return-value]  # the same
