"""What a run tells while it goes on: plain lines, or a bar on a terminal. Prefect's record of the run has the same lines."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

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


class JournalHandler(LineHandler):
    """Writes what becomes of volumes, and what goes wrong with pages: a service reads thousands that are well."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, unless it is a page that went well."""
        if not getattr(record, "pages_done", 0) or record.levelno >= logging.WARNING:
            super().emit(record)


def keep_journal() -> None:
    """From now on write what is told as a service does; once in a process."""
    if not any(isinstance(handler, JournalHandler) for handler in _ours.handlers):
        _ours.addHandler(JournalHandler())


class BarHandler(logging.Handler):
    """Shows the pages of one volume as a bar on a terminal while they are read; what else is told are lines."""

    def __init__(self, console: Console) -> None:
        """Draw on `console`."""
        super().__init__()
        self._console = console
        self._bar: Progress | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Begin the bar, move it, or write a line."""
        total, done = getattr(record, "pages_total", 0), getattr(record, "pages_done", 0)
        if total:
            self._begin(record.getMessage(), total)
        elif not done:
            self.end()
        if not (total or done) or record.levelno >= logging.WARNING:
            self._console.print(record.getMessage(), markup=False, highlight=False, soft_wrap=True)
        if done and self._bar:
            self._bar.advance(self._bar.task_ids[0], done)

    def _begin(self, message: str, total: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=self._console, transient=True, refresh_per_second=4)
        self._bar.add_task(message, total=total)
        self._bar.start()

    def end(self) -> None:
        """Take the bar away, so that others may write."""
        if self._bar:
            self._bar.stop()
            self._bar = None

    def close(self) -> None:
        """Take the bar away for good."""
        self.end()
        super().close()


def tell_end() -> None:
    """Let others write: the volume that was told of is done, well or not."""
    for handler in _ours.handlers:
        if isinstance(handler, BarHandler):
            handler.end()


@contextmanager
def shown_progress(console: Console) -> Iterator[None]:
    """Show what is told inside the block: as a bar when `console` is a terminal, else as lines."""
    handler = BarHandler(console) if console.is_terminal else LineHandler()
    _ours.addHandler(handler)
    try:
        yield
    finally:
        _ours.removeHandler(handler)
        handler.close()
