"""A failure is one sentence with a remedy, and keeps its facts wherever it is sent."""

import pickle
from pathlib import Path

import pytest

from ocr.errors import (
    EngineCrashedError,
    EngineFailedError,
    EngineGarbledError,
    EngineKilledError,
    EngineMissingError,
    EngineTimeoutError,
    EngineTooOldError,
    EngineUnusableError,
    LanguageMissingError,
    ModelMissingError,
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
    EngineCrashedError(scan="0007.jpg", reason="Segmentation fault, signal 11"),
    EngineKilledError(scan="0007.jpg"),
    EngineGarbledError(scan="0007.jpg", reason="it is empty"),
    EngineUnusableError(command="tesseract", reason="Exec format error"),
    EngineTooOldError(version="4.1.1", needed="5.0"),
    ModelMissingError(model="kazrus"),
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
        (FAILURES[5], "Tesseract crashed on 0007.jpg: Segmentation fault, signal 11. The page will be tried again"),
        (FAILURES[6], "killed while it read 0007.jpg: most likely memory ran out. The page will be tried again"),
        (FAILURES[7], "What Tesseract gave for 0007.jpg cannot be used: it is empty. The page will be tried again"),
        (FAILURES[8], "'tesseract' does not work as Tesseract: Exec format error. Install it anew"),
        (FAILURES[9], "Tesseract 4.1.1 is too old: 5.0 or newer is needed. Install a newer one"),
    ],
)
def test_a_failure_says_what_happened_and_what_to_do(failure: StatedError, sentence: str) -> None:
    assert sentence in str(failure)


def test_trying_again_may_help_an_engine_but_not_a_broken_scan() -> None:
    transient = {type(failure) for failure in FAILURES if isinstance(failure, TransientError)}
    permanent = {type(failure) for failure in FAILURES if isinstance(failure, PermanentError)}
    assert transient == {EngineFailedError, EngineTimeoutError, EngineCrashedError, EngineKilledError, EngineGarbledError}
    assert permanent == {
        UnreadableScanError,
        EngineMissingError,
        EngineUnusableError,
        EngineTooOldError,
        LanguageMissingError,
        ModelMissingError,
    }


def test_a_failure_of_the_engine_can_be_said_of_a_scan_that_it_did_not_know() -> None:
    again = EngineTimeoutError(scan="the page", seconds=2.5).about(Path("0008.jpg"))
    assert str(again).startswith("Tesseract did not finish 0008.jpg within 2.5 seconds.")


def test_every_failure_of_reading_can_be_caught_as_one() -> None:
    assert all(isinstance(failure, OcrError) for failure in FAILURES)
