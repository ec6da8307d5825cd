"""The engine as a child process, run by pytesseract: one thread, a time limit, and each way it fails told from the others."""

import os
import signal
from pathlib import Path

import pytesseract
from pytesseract import pytesseract as engine

from ocr.errors import (
    EngineCrashedError,
    EngineFailedError,
    EngineKilledError,
    EngineMissingError,
    EngineTimeoutError,
    LanguageMissingError,
)

THE_PAGE = "the page"
"""How a page is called here: the child gets pixels without a name (see EngineFailedError.about)."""

_IN_HOCR = "-c tessedit_create_hocr=1"
"""Not the engine's own config file of that name: it stands beside its own models, and nowhere else."""

_UNLOADED = "Failed loading language"


def run_engine(image: Path, codes: str, config: str, limit: float) -> bytes:
    """Return as hOCR what the engine reads on `image` with the models `codes` in at most `limit` seconds.

    What it writes lies beside the image. Raises EngineTimeoutError, EngineKilledError, EngineCrashedError or EngineFailedError (all
    transient), EngineMissingError or LanguageMissingError.
    """
    # Tesseract's default threads make parallel runs many times slower (tesseract#3109). pytesseract hands its own `environ` to the
    # children; what it took on import may have changed since.
    engine.environ = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    target = image.with_suffix("")
    try:
        engine.run_tesseract(str(image), str(target), "", codes, f"{config} {_IN_HOCR}", timeout=limit)
    except pytesseract.TesseractNotFoundError as error:
        raise EngineMissingError(command=engine.tesseract_cmd) from error
    except pytesseract.TesseractError as error:
        raise _failure(int(error.status), str(error.message)) from error
    except UnicodeDecodeError as error:
        raise EngineFailedError(scan=THE_PAGE, reason="it gave a reason that is not UTF-8") from error
    except RuntimeError as error:  # how pytesseract says that the time is up
        raise EngineTimeoutError(scan=THE_PAGE, seconds=limit) from error
    try:
        return target.with_suffix(".hocr").read_bytes()
    except FileNotFoundError:
        return b""


def _failure(code: int, remarks: str) -> EngineFailedError | LanguageMissingError:
    """Return what an exit code (negative: by that signal) and the last words of the engine mean."""
    by_signal = -code if code < 0 else code - _TOLD_BY_A_SHELL
    if by_signal == signal.SIGKILL:
        return EngineKilledError(scan=THE_PAGE)
    if by_signal in signal.valid_signals():
        return EngineCrashedError(scan=THE_PAGE, reason=f"{signal.strsignal(by_signal)}, signal {by_signal}")
    if _UNLOADED in remarks:
        return LanguageMissingError(codes=(remarks.split(_UNLOADED, 1)[1].split("'")[1],))
    return EngineFailedError(scan=THE_PAGE, reason=" ".join(remarks.split()[:_WORDS_OF_REASON]).rstrip(".") or "it gave no reason")


_TOLD_BY_A_SHELL = 128
"""An engine that is a shell script around the real one gives 128 and the signal for a signal."""

_WORDS_OF_REASON = 40
