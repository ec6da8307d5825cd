"""Several volumes in one command: each is checked first, and one that fails does not stop the next."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.errors import OrchestratorError
from flows.ingest import count_pages
from flows.job import VolumeJob, check_job, held
from flows.messages import say
from flows.orchestrator import prefect_api
from flows.outcome import Archived, Outcome
from flows.progress import tell, tell_end
from flows.settings import Settings
from flows.stopping import start_again
from ocr.errors import StatedError


def digitise_volumes(sources: Sequence[Path], settings: Settings, volume_id: str | None, started: datetime) -> Iterator[Outcome]:
    """Digitise the volumes at `sources` one after the other; yield how each went, those that cannot begin first.

    Prefect is started only when there is something to run.
    """
    jobs: list[VolumeJob] = []
    with ExitStack() as stack:
        for source in sources:
            try:
                job = check_job(source, settings.archive_folder, settings.work, volume_id)
                stack.enter_context(held(job))
                jobs.append(job)
            except StatedError as error:
                yield Outcome(source=source, result=error)
        yield from _run_all(jobs, settings, started)


def _run_all(jobs: Sequence[VolumeJob], settings: Settings, started: datetime) -> Iterator[Outcome]:
    if not jobs:
        return
    tell(None, say("starting Prefect, which runs the job; this takes some seconds"))
    with ExitStack() as stack:
        try:
            stack.enter_context(prefect_api(settings.work))
        except StatedError as error:
            yield from (Outcome(source=job.listing.source, result=error) for job in jobs)
            return
        for job in jobs:
            yield Outcome(source=job.listing.source, result=_run(job, settings, started), remarks=job.listing.remarks)


def _run(job: VolumeJob, settings: Settings, started: datetime) -> Archived | StatedError:
    """Run the flow of one volume; what can be stated is returned, a server lost on the way among it."""
    from httpx import HTTPError  # noqa: PLC0415

    try:
        return _run_flow(job, settings, started)
    except StatedError as error:
        return error
    except HTTPError as error:
        return OrchestratorError(reason=f"its server was lost ({error})")
    finally:
        tell_end()


def _run_flow(job: VolumeJob, settings: Settings, started: datetime) -> Archived | StatedError:
    from prefect.task_runners import ThreadPoolTaskRunner  # noqa: PLC0415  # Prefect takes seconds: only when something runs

    from flows.digitise import digitise_volume  # noqa: PLC0415

    start_again()
    runner: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=settings.jobs)
    name = f"{job.volume.volume_id} – {count_pages(job.listing)} pages"
    run = digitise_volume.with_options(task_runner=runner, flow_run_name=name)  # type: ignore[arg-type]  # Prefect's own runner
    return run(
        source=job.listing.source.absolute(),
        target=job.target.absolute(),
        work=settings.work.absolute(),
        started=started,
        timeout=settings.timeout,
    )
