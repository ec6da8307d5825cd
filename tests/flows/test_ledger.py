"""The small state beside the packages: whole or not at all, and never trusted when it is damaged."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.ledger import Entry, Failure, FailureClass, Ledger, Metrics, Standing

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def an_entry(volume_id: str = "жинақ-2024", **facts: object) -> Entry:
    given: dict[str, object] = {"source": Path("/скан/жинақ"), "standing": Standing.WAITING, **facts}
    return Entry(volume_id=volume_id, started=NOON, changed=NOON, **given)  # type: ignore[arg-type]  # facts are Entry's own


def test_what_is_written_is_found_again(tmp_path: Path) -> None:
    failure = Failure(sentence="Бет оқылмады.", error="PagesFailedError", exit_code=4, failure_class=FailureClass.PERMANENT)
    entry = an_entry(standing=Standing.FAILED, failure=failure, attempts=2)
    ledger = Ledger(archive=tmp_path)
    ledger.write(entry)
    assert ledger.find("жинақ-2024") == entry
    assert ledger.entries() == (entry,)


@pytest.mark.parametrize("keep", [0, 40, -3])
def test_a_damaged_entry_is_as_good_as_none(tmp_path: Path, keep: int) -> None:
    ledger = Ledger(archive=tmp_path)
    ledger.write(an_entry())
    path = ledger.path("жинақ-2024")
    path.write_bytes(path.read_bytes()[:keep])
    assert ledger.find("жинақ-2024") is None
    assert ledger.entries() == ()


def test_rates_are_of_the_pages_read_anew() -> None:
    metrics = Metrics(pages=300, read=2, articles=9, findings=0, seconds=30.0, cpu_seconds=20.0, confidence=0.9)
    assert (metrics.pages_per_minute, metrics.cpu_per_page) == (4.0, 10.0)


def test_a_volume_all_of_whose_pages_were_kept_has_no_rates() -> None:
    metrics = Metrics(pages=300, read=0, articles=9, findings=0, seconds=0.0, cpu_seconds=2.0, confidence=0.9)
    assert (metrics.pages_per_minute, metrics.cpu_per_page) == (0.0, 0.0)
