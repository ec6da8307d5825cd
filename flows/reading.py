"""The pages of a volume, read one task each: a page that fails stops no other, and what fails for all stops early."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import floor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.tasks import exponential_backoff

from flows.checkpoints import Checkpoints
from flows.errors import EngineBrokenError, FailedPage, PagesFailedError, TooManyBadPagesError
from flows.failures import failure_class, is_of_engine
from flows.ingest import ScannedPage
from flows.ledger import FailureClass
from flows.manner import Manner
from flows.progress import tell
from flows.steps import read_page_file
from flows.stopping import StoppedError, is_stopping, stop
from ocr.errors import StatedError

TOLERATED = 5
"""Pages that may be bad in any volume, however short, before it is given up."""

TRIED = 5
"""Pages on all of which the engine has to fail before it is taken to be broken."""


def is_transient(_task: object, _run: object, state: State[Any]) -> bool:
    """Tell whether a page that failed is worth another try."""
    error = state.result(raise_on_failure=False)
    return not is_stopping() and isinstance(error, BaseException) and failure_class(error) is FailureClass.TRANSIENT


_read_page = task(
    name="read-page",
    task_run_name="page {page.image_nr}",
    retry_delay_seconds=exponential_backoff(backoff_factor=2),
    retry_jitter_factor=0.5,
    retry_condition_fn=is_transient,
    persist_result=False,
    cache_policy=NO_CACHE,
)(read_page_file)


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What has become of the pages so far."""

    volume_id: str
    total: int
    tolerated: int
    read: int = 0
    failed: list[FailedPage] = field(default_factory=list)

    def add(self, page: ScannedPage, error: BaseException) -> FailedPage:
        """Count a page that failed. Raises what concerns more than this page."""
        if failure_class(error) is FailureClass.SYSTEMIC or isinstance(error, StoppedError) or not isinstance(error, Exception):
            raise error
        failed = FailedPage(image_nr=page.image_nr, scan=page.origin, reason=_reason(error), of_engine=is_of_engine(error))
        self.failed.append(failed)
        of_engine = sum(page.of_engine for page in self.failed)
        if of_engine >= TRIED and not self.read:
            raise EngineBrokenError(failed=of_engine, reason=failed.reason) from error
        if len(self.failed) > self.tolerated:
            raise self._error(TooManyBadPagesError) from error
        return failed

    def refuse_failures(self) -> None:
        """Raise PagesFailedError when a page failed."""
        if self.failed:
            raise self._error(PagesFailedError)

    def _error(self, kind: type[PagesFailedError]) -> PagesFailedError:
        failed = tuple(sorted(self.failed, key=lambda page: page.image_nr))
        return kind(volume_id=self.volume_id, failed=failed, total=self.total)


def read_pages(pages: Sequence[ScannedPage], checkpoints: Checkpoints, manner: Manner, volume_id: str, total: int) -> Iterator[int]:
    """Read `pages`, of `total` in the volume, and keep them; yield how many are through, after each.

    Raises PagesFailedError when all were tried and some failed, TooManyBadPagesError as soon as too many have, EngineBrokenError
    as soon as the engine has failed on all of several, and at once what concerns more than one page.
    """
    tally = _Tally(volume_id=volume_id, total=total, tolerated=max(TOLERATED, floor(manner.bad_pages * total)))
    record = get_run_logger()
    try:
        for done, (page, error) in enumerate(_as_read(pages, checkpoints, manner), start=1):
            if error is None:
                tally.read += 1
            said = f"could not be read: {tally.add(page, error).reason}" if error else "read"
            line = f"{volume_id}: page {page.image_nr} ({page.origin}) {said} – {done} of {len(pages)}"
            tell(record, line, level=logging.WARNING if error else logging.INFO, done=1)
            yield done
    except BaseException:
        stop()
        raise
    tally.refuse_failures()


def _as_read(
    pages: Sequence[ScannedPage], checkpoints: Checkpoints, manner: Manner
) -> Iterator[tuple[ScannedPage, BaseException | None]]:
    """Yield each page as it is through, and why it failed if it did. Few are handed out ahead, so that a stop is a stop."""
    read_page = _read_page.with_options(retries=manner.retries)
    waiting, handed_out = iter(pages), dict[PrefectFuture[Path], ScannedPage]()
    through: SimpleQueue[PrefectFuture[Path]] = SimpleQueue()
    while True:
        for page in islice(waiting, manner.ahead - len(handed_out)):
            future = read_page.submit(page, checkpoints, manner.reading)
            handed_out[future] = page
            future.add_done_callback(through.put)
        if not handed_out:
            return
        future = through.get()
        yield handed_out.pop(future), _error_of(future)


def _error_of(future: PrefectFuture[Path]) -> BaseException | None:
    try:
        result: Path | BaseException = future.result(raise_on_failure=False)
    except Exception as error:  # noqa: BLE001  # a worker that is gone raises whatever its cluster raises
        return error
    return result if isinstance(result, BaseException) else None


def _reason(error: BaseException) -> str:
    """Return why a page failed, in few words: its name stands beside them."""
    if isinstance(error, StatedError):
        return str(error.facts.get("reason") or error.template.format(**error.facts).rstrip("."))
    return f"{type(error).__name__}: {error}"
