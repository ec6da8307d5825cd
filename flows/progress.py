"""What a run tells while it goes on: plain lines, or a bar on a terminal. Prefect's record of the run has the same lines."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

_ours = logging.getLogger("muragat.progress")
_ours.setLevel(logging.INFO)
_ours.propagate = False

Logger = logging.Logger | logging.LoggerAdapter[logging.Logger]


def tell(record: Logger | None, message: str, *, level: int = logging.INFO, total: int = 0, done: int = 0) -> None:
    """Tell the user `message`, and write it into the run's `record`.

    `total` pages are to be read from now on; `done` were read since last told.
    """
    _ours.log(level, "%s", message, extra={"pages_total": total, "pages_done": done})
    if record:
        record.log(level, "%s", message)


class LineHandler(logging.Handler):
    """Writes what is told as plain lines on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
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
    if not console.is_terminal:
        with _attached(LineHandler()):
            yield
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars, _attached(BarHandler(bars)):
        yield


@contextmanager
def _attached(handler: logging.Handler) -> Iterator[None]:
    _ours.addHandler(handler)
    try:
        yield
    finally:
        _ours.removeHandler(handler)
