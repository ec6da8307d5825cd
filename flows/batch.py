"""Several volumes in one command: each is checked first, and one that fails does not stop the next."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from flows.errors import NotBegunError, OrchestratorError
from flows.failures import Breaker
from flows.ingest import count_pages
from flows.job import VolumeJob, check_free, check_job
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
    for source in sources:
        try:
            job = check_job(source, settings.archive_folder, settings.work, volume_id, settings.manner.reading)
            check_free(job)
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
        yield from until_systemic(jobs, lambda job: _run(job, settings, started))


def until_systemic(jobs: Sequence[VolumeJob], run: Callable[[VolumeJob], Archived | StatedError]) -> Iterator[Outcome]:
    """Run the jobs one after the other; what one meets that every other would meet stops the batch, and is told once."""
    breaker = Breaker()
    for done, job in enumerate(jobs, start=1):
        result = run(job)
        yield Outcome(source=job.listing.source, result=result, remarks=job.listing.remarks)
        if breaker.opens(result) and done < len(jobs):
            error = NotBegunError(left=len(jobs) - done)
            yield from (Outcome(source=left.listing.source, result=error) for left in jobs[done:])
            return


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
    from prefect import tags  # noqa: PLC0415

    from flows.digitise import digitise_volume  # noqa: PLC0415  # Prefect takes seconds: only when something runs
    from flows.runners import task_runner  # noqa: PLC0415

    start_again()
    name = f"{job.volume.volume_id} – {count_pages(job.listing)} pages"
    run = digitise_volume.with_options(task_runner=task_runner(settings), flow_run_name=name)
    with tags("muragat", job.volume.volume_id):
        return run(
            source=job.listing.source.absolute(),
            target=job.target.absolute(),
            work=settings.work.absolute(),
            started=started,
            manner=settings.manner,
        )
