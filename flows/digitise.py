"""One volume from scans to package, as a Prefect flow: what is missing is read, page by page, then the package is made."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.context import TagsContext
from prefect.runtime import flow_run

from flows.artifacts import PagesShown, show_volume
from flows.attempt import attempt
from flows.checkpoints import Checkpoints
from flows.errors import FailedPage, PagesFailedError, TooManyBadPagesError
from flows.inbox import check_trust
from flows.ingest import ScannedPage, ScannedVolume, ingest, run_name
from flows.job import check_job
from flows.listing import list_scans
from flows.manner import Manner
from flows.outcome import Archived
from flows.progress import tell
from flows.reading import read_pages
from flows.steps import archive_volume, lying_otherwise
from ocr.errors import StatedError
from ocr.fingerprint import reading_fingerprint

_ingest = task(name="ingest", persist_result=False, cache_policy=NO_CACHE)(ingest)

_archive_volume = task(name="archive-volume", persist_result=False, cache_policy=NO_CACHE)(archive_volume)


def _run_name() -> str:
    """Return how the run is named for people: "seed – 6 pages"; a volume that cannot be listed has only its id."""
    source, target = Path(flow_run.parameters["source"]), Path(flow_run.parameters["target"])
    try:
        return run_name(target.name, list_scans(source))
    except StatedError:
        return target.name


@flow(name="digitise-volume", flow_run_name=_run_name, persist_result=False)
def digitise_volume(source: Path, target: Path, work: Path, started: datetime, manner: Manner) -> Archived:
    """Digitise the volume at `source` into the package `target`, whose name is the volume's id; pages read are kept in `work`.

    May be run, retried and killed at will: pages are found by what they were made from, so only what is missing is read.
    Raises PagesFailedError when a page could not be read, unless gaps are allowed; the others are read and kept all the same.
    """
    # The run has tags, its tasks have none: for each tag of a task the server is asked whether a slot is free.
    with attempt(source, target, work, started, flow_run.id) as this, TagsContext():
        if manner.inbox:
            check_trust(source, manner.inbox)
        job = check_job(source, target.parent, work, target.name, manner.reading)
        scanned = _ingest(job.listing, work / "images")
        checkpoints = Checkpoints(folder=work / "pages", fingerprint=reading_fingerprint(manner.reading))
        missing = tuple(page for page in scanned.pages if checkpoints.load(page) is None)
        of_all = f"{len(missing)} of {len(scanned.pages)} pages, {len(scanned.pages) - len(missing)} kept"
        tell(get_run_logger(), f"{target.name}: reading {of_all}", total=len(missing))
        failed = _read_missing(missing, checkpoints, manner, target.name, len(scanned.pages))
        _settle_attitudes(scanned, checkpoints, manner, target.name)
        tell(get_run_logger(), f"{target.name}: read {of_all}; finding articles and making the package")
        archived = _archive_volume(
            job.volume, scanned, checkpoints, target, this.entry.started, options=manner.reading, failed=failed, source=source
        )
        archived = replace(archived, read=len(missing))
        this.done(archived, scanned.masters)
        show_volume(archived, scanned)
    return archived


def _read_missing(
    missing: Sequence[ScannedPage], checkpoints: Checkpoints, manner: Manner, volume_id: str, total: int
) -> Sequence[FailedPage]:
    """Read the `missing` pages; return those that could not be read, where the volume may be archived without them."""
    try:
        with PagesShown(total=len(missing)) as shown:
            for done in read_pages(missing, checkpoints, manner, volume_id, total):
                shown.move(done)
    except TooManyBadPagesError:
        raise
    except PagesFailedError as error:
        if not manner.allow_gaps or len(error.failed_pages) == total:
            raise
        return error.failed_pages
    return ()


def _settle_attitudes(scanned: ScannedVolume, checkpoints: Checkpoints, manner: Manner, volume_id: str) -> None:
    """Read pages that say little of how they lie once more, knowing how their volume does."""
    for turns, pages in lying_otherwise(scanned.pages, checkpoints).items():
        said = f"reading {len(pages)} pages of little print again, as the volume lies (turned by {90 * turns}°)"
        tell(get_run_logger(), f"{volume_id}: {said}", total=len(pages))
        known = replace(manner, expected_turns=turns)
        for _ in read_pages(pages, checkpoints.expecting(turns), known, volume_id, len(scanned.pages)):
            pass
