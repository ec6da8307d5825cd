"""Two hundred volumes of which five are bad: one hundred and ninety-five packages, five reasons, and no volume stops another."""

import shutil
from pathlib import Path

import pytest

from flows.ledger import Ledger, Standing
from tests.flows.running import Start, packages_in
from tests.flows.scans import SAMPLE, a_locked_pdf, a_text_file, a_truncated_jpeg

pytestmark = [pytest.mark.services, pytest.mark.flow, pytest.mark.engine]

GOOD = 195


def bad_volumes(inbox: Path) -> list[Path]:
    """Make one volume of each kind of bad."""
    empty, broken, untitled, torn = (inbox / name for name in ("бос", "сынық", "атаусыз", "жыртық"))
    for folder in (empty, broken, untitled, torn):
        folder.mkdir()
    a_text_file(broken / "0001.tif")
    (untitled / "volume.toml").write_text("tilte = 1\n", encoding="utf-8")
    shutil.copy(SAMPLE / "0004.jpg", untitled)
    a_truncated_jpeg(torn / "0001.jpg")
    locked = a_locked_pdf(inbox.parent / "құлып.pdf").rename(inbox / "құлып.pdf")
    return [empty, broken, untitled, torn, locked]


def test_bad_volumes_stop_no_other(start: Start, tmp_path: Path) -> None:
    inbox, archive = tmp_path / "inbox", tmp_path / "archive"
    inbox.mkdir()
    bad = bad_volumes(inbox)
    good = [inbox / f"жинақ-{number:03d}" for number in range(GOOD)]
    for folder in good:
        folder.mkdir()
        # The same page in each: read once, since pages are known by what they were made from.
        shutil.copy(SAMPLE / "0004.jpg", folder)
    arrived = sorted((*bad, *good))
    process = start("digitise", *arrived, "--archive", archive, "--work", tmp_path / "work")
    _, said = process.communicate(timeout=3000)
    assert packages_in(archive) == [folder.name for folder in good]
    assert said.splitlines()[-1] == f"muragat: 200 volumes: {GOOD} in the archive, 5 failed, 0 not begun"
    done = [entry for entry in Ledger(archive=archive).entries() if entry.standing is Standing.DONE]
    assert len(done) == GOOD
    assert sum(entry.metrics.read for entry in done if entry.metrics) == 1
