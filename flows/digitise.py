"""One volume from scans to package, as a Prefect flow: what is missing is read, page by page, then the package is made."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture, as_completed

from flows.catalogue import read_catalogue
from flows.checkpoints import Checkpoints
from flows.errors import FailedPage, PagesFailedError
from flows.ingest import ScannedPage, ingest
from flows.listing import list_scans
from flows.outcome import Archived
from flows.progress import tell
from flows.steps import archive_volume, read_page_file
from flows.stopping import is_stopping, stop
from ocr.errors import EngineFailedError, EngineTimeoutError, StatedError, TransientError, UnreadableScanError
from ocr.fingerprint import reading_fingerprint
from ocr.read import ReadOptions

_OF_ONE_PAGE = (UnreadableScanError, EngineFailedError, EngineTimeoutError)
"""Failures that say nothing about the other pages."""


def is_transient(_task: object, _run: object, state: State[Any]) -> bool:
    """Tell whether a page that failed is worth another try."""
    return not is_stopping() and isinstance(state.result(raise_on_failure=False), TransientError)


_ingest = task(name="ingest", persist_result=False, cache_policy=NO_CACHE)(ingest)

_read_page = task(
    name="read-page",
    task_run_name="page {page.image_nr}",
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=is_transient,
    persist_result=False,
    cache_policy=NO_CACHE,
)(read_page_file)

_archive_volume = task(name="archive-volume", persist_result=False, cache_policy=NO_CACHE)(archive_volume)


@flow(name="digitise-volume", persist_result=False)
def digitise_volume(source: Path, target: Path, work: Path, started: datetime, timeout: float) -> Archived:
    """Digitise the volume at `source` into the package `target`, whose name is the volume's id; pages read are kept in `work`.

    Raises PagesFailedError when a page could not be read; the others are read and kept all the same.
    """
    volume_id = target.name
    scanned = _ingest(list_scans(source), work / "images")
    options = ReadOptions(timeout=timeout)
    checkpoints = Checkpoints(folder=work / "pages", fingerprint=reading_fingerprint(options))
    missing = tuple(page for page in scanned.pages if checkpoints.load(page) is None)
    total = len(scanned.pages)
    tell(get_run_logger(), f"{volume_id}: reading {len(missing)} of {total} pages, {total - len(missing)} kept", total=len(missing))
    failed = _read(missing, checkpoints, options, volume_id)
    if failed:
        raise PagesFailedError(volume_id=volume_id, failed=failed, total=total)
    tell(get_run_logger(), f"{volume_id}: finding articles and making the package")
    archived = _archive_volume(read_catalogue(source, volume_id), scanned, checkpoints, target, started)
    return replace(archived, read=len(missing))


def _read(pages: Sequence[ScannedPage], checkpoints: Checkpoints, options: ReadOptions, volume_id: str) -> tuple[FailedPage, ...]:
    """Read `pages`, one task each; return those that failed. What concerns more than one page is raised at once."""
    futures = {_read_page.submit(page, checkpoints, options): page for page in pages}
    failed: list[FailedPage] = []
    try:
        for done, future in enumerate(as_completed(list(futures)), start=1):
            page = futures[future]
            failure = _failure(page, future)
            failed.extend(failure)
            said = f"could not be read: {failure[0].reason}" if failure else "read"
            line = f"{volume_id}: page {page.image_nr} ({page.origin}) {said} – {done} of {len(pages)}"
            tell(get_run_logger(), line, level=logging.WARNING if failure else logging.INFO, done=1)
    except BaseException:
        stop()
        raise
    return tuple(sorted(failed, key=lambda page: page.image_nr))


def _failure(page: ScannedPage, future: PrefectFuture[Path]) -> tuple[FailedPage, ...]:
    """Return why the page failed, or nothing. A failure that is not of this page alone is raised."""
    result: Path | BaseException = future.result(raise_on_failure=False)
    if isinstance(result, Path):
        return ()
    if isinstance(result, StatedError) and not isinstance(result, _OF_ONE_PAGE):
        raise result
    return (FailedPage(image_nr=page.image_nr, scan=page.origin, reason=_reason(result)),)


def _reason(error: BaseException) -> str:
    """Return why a page failed, in few words: its name stands beside them."""
    if isinstance(error, StatedError):
        return str(error.facts.get("reason") or error.template.format(**error.facts).rstrip("."))
    return f"{type(error).__name__}: {error}"
