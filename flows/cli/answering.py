"""How every command answers: an exit code for whatever happened, and one sentence about it."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

from flows.exit_codes import ExitCode, exit_code_of
from flows.messages import say, state
from ocr.errors import StatedError

WIDTH_WITHOUT_TERMINAL = 132


class TerminatedError(BaseException):
    """The process was told to end (SIGTERM)."""


def terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Turn SIGTERM into an exception, so that what was begun is tidied up."""
    raise TerminatedError


def console(*, stderr: bool = False) -> Console:
    """Return where to write: on a terminal as wide as that, else wide enough for a table."""
    found = Console(stderr=stderr, highlight=False)
    if not found.is_terminal and "COLUMNS" not in os.environ:
        return Console(stderr=stderr, highlight=False, width=WIDTH_WITHOUT_TERMINAL)
    return found


@contextmanager
def answering(*, as_json: bool) -> Iterator[None]:
    """End the command with the exit code of whatever failure leaves the block, and one sentence about it."""
    try:
        yield
    except typer.Exit:
        raise
    except StatedError as error:
        if as_json:
            from flows.failures import failure_of  # noqa: PLC0415
            from flows.report import failure_json, write_json  # noqa: PLC0415

            write_json(failure_json(failure_of(error)))
        _complain(state(error))
        raise typer.Exit(exit_code_of(error)) from None
    except (KeyboardInterrupt, TerminatedError) as stopped:
        _complain(say("Stopped. Pages that were read are kept, and nothing half-written is left in the archive."))
        _leave_now(ExitCode.INTERRUPTED if isinstance(stopped, KeyboardInterrupt) else ExitCode.TERMINATED)
    except Exception as error:
        traceback.print_exc()
        _complain(say("This is a bug in muragat: {error}. Please report it with the lines above.", error=repr(error)))
        raise typer.Exit(ExitCode.BUG) from error


def _complain(sentence: str) -> None:
    console(stderr=True).print(Text(f"muragat: {sentence}"), soft_wrap=True)


def _leave_now(code: ExitCode) -> NoReturn:
    """End at once: threads that still wait for something are not waited for."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
