"""What a failure asks for, by its type; and when going on with a batch is of no use."""

import errno

import pytest

from archive.errors import DiskFullError, NotWritableError
from flows.errors import EngineBrokenError, FailedPage, LockedPdfError, OrchestratorError, PagesFailedError
from flows.failures import Breaker, failure_class, failure_of
from flows.ledger import FailureClass
from ocr.errors import (
    EngineFailedError,
    EngineKilledError,
    EngineMissingError,
    EngineTimeoutError,
    EngineTooOldError,
    EngineUnusableError,
    LanguageMissingError,
    UnreadableScanError,
)


class KilledWorker(Exception):  # noqa: N818  # Dask's own name for it
    """As Dask raises it."""


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (EngineFailedError(scan="1.tif", reason="segmentation fault"), FailureClass.TRANSIENT),
        (EngineTimeoutError(scan="1.tif", seconds=300), FailureClass.TRANSIENT),
        (EngineKilledError(scan="1.tif"), FailureClass.TRANSIENT),
        (OSError(errno.EBUSY, "Device or resource busy"), FailureClass.TRANSIENT),
        (OSError(errno.ESTALE, "Stale file handle"), FailureClass.TRANSIENT),
        (KilledWorker(), FailureClass.TRANSIENT),
        (UnreadableScanError(scan="1.tif", reason="the file is empty"), FailureClass.PERMANENT),
        (LockedPdfError(path="a.pdf"), FailureClass.PERMANENT),
        (KeyError("a bug of ours"), FailureClass.PERMANENT),
        (DiskFullError(path="archive"), FailureClass.SYSTEMIC),
        (NotWritableError(path="archive", reason="Read-only file system"), FailureClass.SYSTEMIC),
        (EngineMissingError(), FailureClass.SYSTEMIC),
        (EngineTooOldError(version="4.1.1", needed="5.0"), FailureClass.SYSTEMIC),
        (EngineUnusableError(command="tesseract", reason="Exec format error"), FailureClass.SYSTEMIC),
        (LanguageMissingError(codes=("kaz",)), FailureClass.SYSTEMIC),
        (EngineBrokenError(failed=5, reason="segmentation fault"), FailureClass.SYSTEMIC),
        (OrchestratorError(reason="its server was lost"), FailureClass.SYSTEMIC),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else str(value),
)
def test_each_failure_asks_for_one_thing(error: BaseException, expected: FailureClass) -> None:
    assert failure_class(error) is expected


def test_the_ledger_keeps_the_sentence_that_was_told() -> None:
    kept = failure_of(DiskFullError(path="/мұрағат"))
    assert kept.sentence.startswith("There is no room left on the disk for /мұрағат")
    assert (kept.error, kept.exit_code) == ("DiskFullError", 9)


def all_pages_crash() -> PagesFailedError:
    page = FailedPage(image_nr=1, scan="1.tif", reason="segmentation fault", of_engine=True)
    return PagesFailedError(volume_id="жинақ", failed=(page,), total=1)


def a_bad_scan() -> PagesFailedError:
    page = FailedPage(image_nr=1, scan="1.tif", reason="the file is empty")
    return PagesFailedError(volume_id="жинақ", failed=(page,), total=1)


def test_bad_volumes_do_not_stop_a_batch() -> None:
    breaker = Breaker()
    assert not any(breaker.opens(a_bad_scan()) for _ in range(20))


def test_a_full_disk_stops_a_batch_at_once() -> None:
    assert Breaker().opens(DiskFullError(path="archive"))


def test_an_engine_that_fails_on_volume_after_volume_stops_a_batch() -> None:
    breaker = Breaker()
    assert [breaker.opens(all_pages_crash()) for _ in range(3)] == [False, False, True]


def test_one_good_volume_shows_that_the_engine_is_well() -> None:
    breaker = Breaker()
    told = [breaker.opens(result) for result in (all_pages_crash(), all_pages_crash(), None, all_pages_crash())]
    assert told == [False, False, False, False]
