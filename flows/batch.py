"""Several volumes in one command: each is checked first, and one that fails does not stop the next."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.errors import NotBegunError, OrchestratorError
from flows.failures import Breaker
from flows.job import VolumeJob, check_free, check_job
from flows.manner import Manner
from flows.messages import say
from flows.orchestrator import prefect_api
from flows.outcome import Archived, Outcome
from flows.progress import tell, tell_end
from flows.scratch import sweep
from flows.settings import Settings
from flows.stopping import start_again
from ocr.errors import StatedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A volume to digitise: where it is, and its id when that is not to be taken from the volume itself."""

    source: Path
    volume_id: str | None = None


def digitise_volumes(orders: Sequence[Order], settings: Settings, started: datetime) -> Iterator[Outcome]:
    """Digitise the volumes that are ordered one after the other; yield how each went, those that cannot begin first.

    Prefect is started only when there is something to run.
    """
    jobs: list[VolumeJob] = []
    for order in orders:
        try:
            job = check_job(order.source, settings.archive_folder, settings.work, order.volume_id, settings.manner.reading)
            check_free(job)
            jobs.append(job)
        except StatedError as error:
            yield Outcome(source=order.source, result=error)
    yield from _run_all(jobs, settings, started)


def _run_all(jobs: Sequence[VolumeJob], settings: Settings, started: datetime) -> Iterator[Outcome]:
    if not jobs:
        return

    def run(job: VolumeJob) -> Archived | StatedError:
        return run_volume(job.listing.source, job.target, settings, started, settings.manner)

    with ExitStack() as stack:
        try:
            stack.enter_context(orchestrated(settings))
        except StatedError as error:
            yield from (Outcome(source=job.listing.source, result=error) for job in jobs)
            return
        yield from until_systemic(jobs, run)


@contextmanager
def orchestrated(settings: Settings) -> Iterator[None]:
    """Have Prefect inside the block, told of the runs that were killed, what they left removed. Raises OrchestratorError."""
    tell(None, say("starting Prefect, which runs the job; this takes some seconds"))
    with prefect_api(settings.work):
        from flows.crashes import mark_crashed  # noqa: PLC0415  # Prefect takes seconds: only when something runs

        mark_crashed(settings.work)
        sweep(settings.work, time.time())
        yield


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


def run_volume(source: Path, target: Path, settings: Settings, started: datetime, manner: Manner) -> Archived | StatedError:
    """Run the flow of one volume, in the block of `orchestrated`; what can be stated is returned, a lost server among it."""
    from httpx import HTTPError  # noqa: PLC0415

    try:
        return _run_flow(source, target, settings, started, manner)
    except StatedError as error:
        return error
    except HTTPError as error:
        return OrchestratorError(reason=f"its server was lost ({error})")
    finally:
        tell_end()


def _run_flow(source: Path, target: Path, settings: Settings, started: datetime, manner: Manner) -> Archived | StatedError:
    from prefect import tags  # noqa: PLC0415

    from flows.digitise import digitise_volume  # noqa: PLC0415
    from flows.runners import task_runner  # noqa: PLC0415

    start_again()
    run = digitise_volume.with_options(task_runner=task_runner(settings))
    with tags("muragat", target.name):
        return run(
            source=source.absolute(), target=target.absolute(), work=settings.work.absolute(), started=started, manner=manner
        )
