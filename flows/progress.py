"""What a run tells while it goes on: plain lines, or a bar on a terminal. It travels as log records, so Prefect has it too."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

_RUNS = "prefect.flow_runs"
Logger = logging.Logger | logging.LoggerAdapter[logging.Logger]


def told(logger: Logger, message: str, *, level: int = logging.INFO, total: int = 0, done: int = 0) -> None:
    """Tell the user `message`. `total` pages are to be read from now on; `done` were read since last told."""
    logger.log(level, "%s", message, extra={"told": True, "pages_total": total, "pages_done": done})


class LineHandler(logging.Handler):
    """Writes what is told as plain lines on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        if getattr(record, "told", False):
            sys.stderr.write(f"{record.getMessage()}\n")


class BarHandler(logging.Handler):
    """Shows what is told as a bar on a terminal; warnings stay above it as lines."""

    def __init__(self, bars: Progress) -> None:
        """Draw on `bars`."""
        super().__init__()
        self._bars = bars
        self._bar: TaskID | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Move the bar."""
        if not getattr(record, "told", False):
            return
        if total := getattr(record, "pages_total", 0):
            self._bar = self._bars.add_task(record.getMessage(), total=total)
        elif done := getattr(record, "pages_done", 0):
            if self._bar is not None:
                self._bars.advance(self._bar, done)
        else:
            self._bars.console.print(record.getMessage(), markup=False, highlight=False)
        if record.levelno >= logging.WARNING:
            self._bars.console.print(record.getMessage(), style="yellow", markup=False, highlight=False)


@contextmanager
def shown_progress(console: Console) -> Iterator[None]:
    """Show what is told inside the block: as a bar when `console` is a terminal, else as lines."""
    logger = logging.getLogger(_RUNS)
    if not console.is_terminal:
        with _attached(logger, LineHandler()):
            yield
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars, _attached(logger, BarHandler(bars)):
        yield


@contextmanager
def _attached(logger: logging.Logger, handler: logging.Handler) -> Iterator[None]:
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
