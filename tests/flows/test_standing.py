"""What a maintainer sees of many volumes, and what a rerun takes up: from the archive alone, without a server."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import DiskFullError
from flows.errors import UnknownVolumeError
from flows.exit_codes import ExitCode
from flows.failures import failure_of
from flows.ledger import Ledger, Metrics, Standing
from flows.overview import standing_volumes, to_rerun
from tests.flows.conftest import Muragat
from tests.flows.scans import a_volume
from tests.flows.test_ledger import an_entry

METRICS = Metrics(pages=300, read=298, articles=41, findings=2, seconds=1490.0, cpu_seconds=894.0, confidence=0.943)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive on whose record is a volume of each kind; nobody is at work on any."""
    ledger = Ledger(archive=tmp_path / "archive")
    done = an_entry("жинақ-1", standing=Standing.DONE, metrics=METRICS, package=ledger.archive / "жинақ-1")
    failed = an_entry("жинақ-2", standing=Standing.FAILED, failure=failure_of(DiskFullError(path="/мұрағат")))
    for entry in (done, failed, an_entry("жинақ-3", standing=Standing.RUNNING), an_entry("жинақ-4")):
        ledger.write(entry)
    return ledger.archive


def test_a_run_that_nobody_holds_was_cut_off(archive: Path) -> None:
    standing = {entry.volume_id: entry.standing for entry in standing_volumes(archive)}
    assert standing["жинақ-3"] is Standing.CUT_OFF
    assert standing["жинақ-4"] is Standing.WAITING


def test_status_shows_every_volume_and_why_it_failed(muragat: Muragat, archive: Path) -> None:
    ended = muragat("status", "--archive", archive)
    assert ended.code == ExitCode.OK
    assert "There is no room left on the disk" in ended.out
    assert "1 cut-off, 1 done, 1 failed, 1 waiting" in ended.out


def test_status_shows_what_has_arrived_and_is_not_taken_up(muragat: Muragat, archive: Path, tmp_path: Path) -> None:
    volume = a_volume(tmp_path / "inbox" / "жинақ-5")
    document = json.loads(muragat("status", "--archive", archive, "--inbox", volume.parent, "--json").out)
    assert document["unrecorded"] == [str(volume)]
    assert len(document["volumes"]) == 4


def test_failed_shows_only_what_a_rerun_takes_up(muragat: Muragat, archive: Path) -> None:
    document = json.loads(muragat("failed", "--archive", archive, "--json").out)
    shown = [(volume["volume_id"], volume["failure_class"]) for volume in document["volumes"]]
    assert shown == [("жинақ-2", "systemic"), ("жинақ-3", None)]
    assert [entry.volume_id for entry in to_rerun(archive, [], everything=True)] == ["жинақ-2", "жинақ-3"]


def test_a_volume_that_is_not_on_record_cannot_be_rerun(archive: Path) -> None:
    with pytest.raises(UnknownVolumeError, match="жинақ-9"):
        to_rerun(archive, ["жинақ-9"], everything=False)


def test_a_rerun_says_which_volumes_or_all(muragat: Muragat, archive: Path) -> None:
    assert muragat("rerun", "--archive", archive).code == ExitCode.USAGE
    assert muragat("rerun", "жинақ-2", "--all", "--archive", archive).code == ExitCode.USAGE


def test_a_volume_without_an_id_of_its_own_is_rerun_under_the_one_it_has_by_then(archive: Path) -> None:
    Ledger(archive=archive).write(replace(an_entry("Жинақ-2~0123abcd"), standing=Standing.FAILED))
    assert to_rerun(archive, ["Жинақ-2~0123abcd"], everything=False)[0].own_id is None


def test_stats_draws_what_each_volume_took(muragat: Muragat, archive: Path) -> None:
    ended = muragat("stats", "--archive", archive)
    assert "12.0" in ended.out
    assert "█" in ended.out
    assert "1 volume, 300 pages, 298 of them read in 894 s of processor time" in ended.out
    (volume,) = json.loads(muragat("stats", "--archive", archive, "--json").out)["volumes"]
    assert (volume["pages_per_minute"], volume["cpu_seconds_per_page"], volume["confidence"]) == (12.0, 3.0, 0.943)


def test_an_archive_without_a_record_is_told_plainly(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("status", "--archive", tmp_path)
    assert (ended.code, ended.out) == (ExitCode.OK, "no volume is on record\n")
