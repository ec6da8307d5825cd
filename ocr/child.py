"""The engine as a child process: one thread, a time limit, no files, and it ends when we do."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ocr.errors import EngineCrashedError, EngineFailedError, EngineKilledError, EngineMissingError, EngineTimeoutError

THE_PAGE = "the page"
"""How a page is called here: the child gets pixels without a name (see EngineFailedError.about)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a child ended: its exit code (negative: by that signal), what it wrote, and what it remarked on standard error."""

    code: int
    output: bytes
    remarks: str


def run_child(command: Sequence[str], given: bytes, limit: float) -> Ended:
    """Run `command` with `given` on standard input for at most `limit` seconds.

    Raises EngineTimeoutError (transient) or EngineMissingError.
    """
    try:
        # The command is our engine, found on the path, with options of ours.
        ended = subprocess.run(  # noqa: S603  # see above
            [*_leash(), *command], input=given, capture_output=True, timeout=limit, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise EngineTimeoutError(scan=THE_PAGE, seconds=limit) from error
    except FileNotFoundError as error:
        raise EngineMissingError(command=command[0]) from error
    return Ended(code=ended.returncode, output=ended.stdout, remarks=ended.stderr.decode("utf-8", "replace"))


def _environment() -> dict[str, str]:
    """Return the child's environment: ours as it is now, and one thread.

    Tesseract's default threads make parallel runs many times slower (tesseract#3109).
    """
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def check_ended(ended: Ended) -> None:
    """Raise EngineKilledError, EngineCrashedError or EngineFailedError (all transient) unless the child ended well."""
    if not ended.code:
        return
    by_signal = -ended.code if ended.code < 0 else ended.code - _TOLD_BY_A_SHELL
    if by_signal == signal.SIGKILL:
        raise EngineKilledError(scan=THE_PAGE)
    if by_signal in signal.valid_signals():
        raise EngineCrashedError(scan=THE_PAGE, reason=f"{signal.strsignal(by_signal)}, signal {by_signal}")
    raise EngineFailedError(scan=THE_PAGE, reason=_last_line(ended.remarks))


_TOLD_BY_A_SHELL = 128
"""An engine that is a shell script around the real one gives 128 and the signal for a signal."""


def _last_line(remarks: str) -> str:
    lines = remarks.strip().splitlines()
    return lines[-1].rstrip(".") if lines else "it gave no reason"


def _leash() -> tuple[str, ...]:
    """Return what to put before a command so that it ends with us however we end: util-linux's setpriv, where there is one."""
    setpriv = shutil.which("setpriv")
    return (setpriv, *_DIE_WITH_PARENT) if setpriv and _can_leash(setpriv) else ()


_DIE_WITH_PARENT = ("--pdeathsig", "KILL")


@cache
def _can_leash(setpriv: str) -> bool:
    """Tell whether `setpriv` knows the option: that of BusyBox does not."""
    # The path is what shutil.which found; the options are ours.
    return subprocess.run([setpriv, *_DIE_WITH_PARENT, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603  # see above
