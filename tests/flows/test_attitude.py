"""A page with hardly any print is read as its volume lies: through the real flow and the real engine."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from archive.alto import parse_alto
from flows.exit_codes import ExitCode
from ocr.scan import GreyImage
from tests.flows.running import Ended, Start, ended
from tests.ocr.drawing import ENGLISH, KAZAKH, RUSSIAN, a_printed_page, blank_paper

pytestmark = [pytest.mark.flow, pytest.mark.engine]

SPARSE = "69"
"""Reads as well on its head."""


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return four scans, all on their heads: print, a page of two figures, a blank one, print."""
    folder = tmp_path_factory.mktemp("scans") / "teris"
    folder.mkdir()
    pages = (a_printed_page(KAZAKH + RUSSIAN), a_printed_page([SPARSE]), blank_paper(), a_printed_page(ENGLISH * 3))
    for number, pixels in enumerate(pages, start=1):
        _save(np.rot90(pixels, 2), folder / f"{number:04d}.png")
    return folder


def _save(pixels: GreyImage, path: Path) -> None:
    Image.fromarray(pixels).save(path, dpi=(300, 300))


@pytest.fixture(scope="module")
def digitised(volume: Path, start: Start, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended, Ended]:
    """Return the package of the volume, and how its run ended and a second one on the same work folder."""
    folder = tmp_path_factory.mktemp("digitised")
    place = ("--archive", folder / "archive", "--work", folder / "work")
    first, second = (ended(start("digitise", volume, *place)) for _ in range(2))
    return folder / "archive" / "teris", first, second


def test_pages_of_little_print_are_read_again_as_their_volume_lies(digitised: tuple[Path, Ended, Ended]) -> None:
    package, run, _ = digitised
    assert run.code == ExitCode.OK, run.err
    assert "of little print again, as the volume lies (turned by 180°)" in run.err
    pages = [parse_alto(package / "data" / "alto" / f"{number:04d}.xml") for number in range(1, 5)]
    assert [page.quarter_turns for page in pages] == [2, 2, 2, 2]
    assert [word.content for word in pages[1].words] == [SPARSE]


def test_premis_tells_that_the_volume_decided(digitised: tuple[Path, Ended, Ended]) -> None:
    package, _, _ = digitised
    record = (package / "data" / "PREMIS.xml").read_text(encoding="utf-8")
    assert "expected_by_volume=180" in record


def test_a_second_run_reads_none_of_them_again(digitised: tuple[Path, Ended, Ended]) -> None:
    _, _, run = digitised
    assert "teris: reading 0 of 4 pages, 4 kept" in run.err
    assert "again" not in run.err
