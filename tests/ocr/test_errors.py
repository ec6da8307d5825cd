"""A failure is one sentence with a remedy, and keeps its facts wherever it is sent."""

import pickle
from pathlib import Path

import pytest

from ocr.errors import (
    EngineFailedError,
    EngineMissingError,
    EngineTimeoutError,
    LanguageMissingError,
    OcrError,
    PermanentError,
    StatedError,
    TransientError,
    UnreadableScanError,
)

FAILURES = [
    UnreadableScanError(scan=Path("скан 07.tif"), reason="it is not an image"),
    EngineMissingError(),
    LanguageMissingError(codes=("kaz", "eng")),
    EngineFailedError(scan="0007.jpg", reason="Segmentation fault"),
    EngineTimeoutError(scan="0007.jpg", seconds=2.5),
]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
def test_a_failure_survives_the_way_through_another_process(failure: StatedError) -> None:
    again = pickle.loads(pickle.dumps(failure))  # noqa: S301  # our own bytes
    assert type(again) is type(failure)
    assert (str(again), again.facts) == (str(failure), failure.facts)


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (FAILURES[0], "скан 07.tif cannot be read as a scan: it is not an image. Scan that page again, or take the file out"),
        (
            FAILURES[1],
            "the command 'tesseract' was not found. Install it with 'apt-get install tesseract-ocr', or run 'make setup'.",
        ),
        (FAILURES[2], "no model for: kaz, eng. Install it with 'apt-get install tesseract-ocr-kaz tesseract-ocr-eng'"),
        (FAILURES[3], "Tesseract failed on 0007.jpg: Segmentation fault. The page will be tried again"),
        (FAILURES[4], "did not finish 0007.jpg within 2.5 seconds. The page will be tried again"),
    ],
)
def test_a_failure_says_what_happened_and_what_to_do(failure: StatedError, sentence: str) -> None:
    assert sentence in str(failure)


def test_trying_again_may_help_an_engine_but_not_a_broken_scan() -> None:
    transient = {type(failure) for failure in FAILURES if isinstance(failure, TransientError)}
    permanent = {type(failure) for failure in FAILURES if isinstance(failure, PermanentError)}
    assert transient == {EngineFailedError, EngineTimeoutError}
    assert permanent == {UnreadableScanError, EngineMissingError, LanguageMissingError}


def test_every_failure_of_reading_can_be_caught_as_one() -> None:
    assert all(isinstance(failure, OcrError) for failure in FAILURES)
