"""An inbox of two hundred volumes of which five are bad: 195 packages, five reasons, no volume stops another or is taken twice."""

from pathlib import Path

import pytest

from flows.exit_codes import ExitCode
from flows.ledger import Ledger, Standing
from tests.flows.running import PATIENCE, Start, ended, packages_in
from tests.flows.scans import a_locked_pdf, a_printed_scan, a_text_file, a_truncated_jpeg
from tests.ocr.engines import READS_EACH_LINE_ALIKE, stand_in_on_path

pytestmark = [pytest.mark.services, pytest.mark.flow, pytest.mark.engine]

GOOD = 195
BAD = {
    "атаусыз": "MetadataError",
    "бос": "EmptyVolumeError",
    "жыртық": "PagesFailedError",
    "құлып": "LockedPdfError",
    "сынық": "PagesFailedError",
}


def put_bad_volumes(inbox: Path) -> None:
    """Put a volume of each kind of bad into the inbox."""
    empty, broken, untitled, torn = (inbox / name for name in ("бос", "сынық", "атаусыз", "жыртық"))
    for folder in (empty, broken, untitled, torn):
        folder.mkdir()
    a_text_file(broken / "0001.tif")
    (untitled / "volume.toml").write_text("tilte = 1\n", encoding="utf-8")
    a_printed_scan(untitled / "0001.png", "Gylym")
    a_truncated_jpeg(torn / "0001.jpg")
    a_locked_pdf(inbox.parent / "құлып.pdf").rename(inbox / "құлып.pdf")


def put_good_volumes(inbox: Path) -> list[str]:
    """Put volumes of one page each, like no other, into the inbox; return their names."""
    names = [f"жинақ-{number:03d}" for number in range(1, GOOD + 1)]
    for name in names:
        (inbox / name).mkdir()
        a_printed_scan(inbox / name / "0001.png", f"Jinaq {name[-3:]}\nGylym jarshysy")
    return names


def test_bad_volumes_stop_no_other_and_none_is_taken_twice(start: Start, environment: dict[str, str], tmp_path: Path) -> None:
    inbox, archive = tmp_path / "inbox", tmp_path / "archive"
    inbox.mkdir()
    put_bad_volumes(inbox)
    good = put_good_volumes(inbox)
    given = {**environment, "PATH": stand_in_on_path(tmp_path / "bin", READS_EACH_LINE_ALIKE)}
    look = ("serve", "--once", "--inbox", inbox, "--archive", archive, "--work", tmp_path / "work", "--settle", "0")

    first = ended(start(*look, env=given), patience=10 * PATIENCE)
    assert first.err.splitlines()[-1] == f"muragat: 200 volumes: {GOOD} in the archive, 5 failed, 0 not begun"
    assert packages_in(archive) == good
    entries = Ledger(archive=archive).entries()
    assert {entry.source.stem: entry.failure.error for entry in entries if entry.failure} == BAD
    assert [entry.volume_id for entry in entries if entry.standing is Standing.DONE] == good
    assert {entry.metrics.read for entry in entries if entry.metrics} == {1}

    again = ended(start(*look, env=given))
    assert (again.code, again.out, again.err) == (ExitCode.OK, "", "")
    assert Ledger(archive=archive).entries() == entries
