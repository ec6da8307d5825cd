"""What the user sees while pages are read: lines, or a bar on a terminal that goes away before anything else is written."""

import io
import logging

import pytest
from rich.console import Console

from flows.progress import JournalHandler, shown_progress, tell, tell_end


def a_terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=100)


def written_on(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_without_a_terminal_everything_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(Console(file=io.StringIO())):
        tell(None, "jinaq: reading 2 of 2 pages, 0 kept", total=2)
        tell(None, "jinaq: page 1 (1.jpg) read – 1 of 2", done=1)
    assert capsys.readouterr().err.splitlines() == ["jinaq: reading 2 of 2 pages, 0 kept", "jinaq: page 1 (1.jpg) read – 1 of 2"]


def test_the_journal_of_a_service_has_volumes_and_what_went_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    journal = JournalHandler()
    progress = logging.getLogger("muragat.progress")
    progress.addHandler(journal)
    tell(None, "jinaq: reading 2 of 2 pages, 0 kept", total=2)
    tell(None, "jinaq: page 1 (1.jpg) read – 1 of 2", done=1)
    tell(None, "jinaq: page 2 (2.jpg) could not be read – 2 of 2", done=1, level=logging.WARNING)
    progress.removeHandler(journal)
    told = capsys.readouterr().err.splitlines()
    assert told == ["jinaq: reading 2 of 2 pages, 0 kept", "jinaq: page 2 (2.jpg) could not be read – 2 of 2"]


def test_on_a_terminal_pages_move_a_bar() -> None:
    console = a_terminal()
    with shown_progress(console):
        tell(None, "jinaq: reading 2 of 2 pages, 0 kept", total=2)
        tell(None, "jinaq: page 1 (1.jpg) read – 1 of 2", done=1)
        tell_end()
    assert "1/2" in written_on(console)
    assert "page 1 (1.jpg)" not in written_on(console)


def test_a_failed_page_is_a_line_above_the_bar() -> None:
    console = a_terminal()
    with shown_progress(console):
        tell(None, "jinaq: reading 2 of 2 pages, 0 kept", total=2)
        tell(None, "jinaq: page 1 (1.jpg) could not be read: the file is empty – 1 of 2", level=logging.WARNING, done=1)
    assert "page 1 (1.jpg) could not be read" in written_on(console)


def test_the_bar_is_gone_before_others_write() -> None:
    console = a_terminal()
    with shown_progress(console):
        tell(None, "jinaq: reading 2 of 2 pages, 0 kept", total=2)
        tell_end()
        before = written_on(console)
        tell(None, "jinaq: page 1 (1.jpg) read – 1 of 2", done=1)
        assert written_on(console) == before


def test_the_record_of_the_run_has_the_same_lines(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        tell(logging.getLogger("a run"), "jinaq: reading 2 of 2 pages, 0 kept", total=2)
    recorded = [record.getMessage() for record in caplog.records if record.name == "a run"]
    assert recorded == ["jinaq: reading 2 of 2 pages, 0 kept"]
