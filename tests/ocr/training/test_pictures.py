"""Pictures of lines: type that is set, worn as print and scans are, and written as the trainer reads it."""

import random
import struct
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import ImageFont

from ocr.training.lines import Line
from ocr.training.pages import set_page
from ocr.training.samples import Sample, draw_samples, write_samples
from ocr.training.typefaces import Case, Typeface
from ocr.training.typesetting import SIDE, Measure, choose_measure, set_line
from ocr.training.wear import BADNESS, worn


@pytest.fixture
def face(tmp_path: Path) -> Typeface:
    """The Latin typeface that Pillow carries."""
    file = tmp_path / "face.otf"
    file.write_bytes(ImageFont.load_default(10).font_bytes)  # type: ignore[union-attr]  # of FreeType, as the size asks
    return Typeface(file=file, family="Aileron", bold=False, slanted=False, ranges="20-7e")


def a_face(family: str, ranges: str, *, bold: bool = False) -> Typeface:
    return Typeface(file=Path(family), family=family, bold=bold, slanted=False, ranges=ranges)


def test_only_a_face_that_has_every_letter_sets_a_line() -> None:
    case = Case((a_face("Latin", "20-7e"), a_face("Kazakh", "20-7e 400-4ff")), {"Latin": 9.0, "Kazakh": 1.0})
    chosen = case.face_for("Мұрағат", random.Random(1), heading=False)
    assert chosen is not None
    assert chosen.family == "Kazakh"
    assert case.face_for("档案", random.Random(1), heading=False) is None


def test_headings_are_mostly_bold() -> None:
    case = Case((a_face("Book", "20-7e"), a_face("Book", "20-7e", bold=True)), {"Book": 1.0})
    lot = random.Random(1)
    headings, text = ([case.face_for("Title", lot, heading=heading) for _ in range(200)] for heading in (True, False))
    assert sum(face.bold for face in headings if face) > 120
    assert sum(face.bold for face in text if face) < 60


def test_a_line_has_its_ink_between_its_top_and_its_foot(face: Typeface) -> None:
    line = set_line("Archive", face, Measure(size=40))
    rows = np.flatnonzero(line.ink.max(axis=1) > 0.5)
    assert line.top <= rows[0] < rows[-1] <= line.foot
    assert line.ink[:, :SIDE].max() == 0


def test_a_superscript_is_a_small_raised_figure(face: Typeface) -> None:
    plain, raised = (set_line(text, face, Measure(size=60)).ink for text in ("2", "²"))
    height = [np.ptp(np.flatnonzero(ink.max(axis=1) > 0.5)) for ink in (plain, raised)]
    foot = [np.flatnonzero(ink.max(axis=1) > 0.5)[-1] for ink in (plain, raised)]
    assert height[1] < 0.75 * height[0]
    assert foot[1] < foot[0]


def test_a_face_with_superscripts_sets_its_own_or_raised_figures(face: Typeface) -> None:
    has_them = replace(face, ranges="20-7e b2-b3 b9 2074-2079")
    own, raised, without = (
        set_line("x²", each, Measure(size=60, raised=lift)).ink for each, lift in ((has_them, 0.0), (has_them, 0.36), (face, 0.0))
    )
    assert not np.array_equal(own, raised)
    assert np.array_equal(raised, without)
    assert face.can_set("x²")


def test_headings_are_set_larger() -> None:
    def mean_size(line: Line) -> float:
        return float(np.mean([choose_measure(line, random.Random(number)).size for number in range(200)]))

    assert mean_size(Line(text="", heading=True)) > 1.15 * mean_size(Line(text=""))


def test_a_clean_line_is_black_on_white(face: Typeface) -> None:
    line = set_line("Archive", face, Measure(size=40))
    picture = worn(line, line.ink, np.random.default_rng(3), 0.0)
    assert picture.dtype == np.uint8
    assert np.median(picture) == 255
    assert picture.min() < 60


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("badness", BADNESS[-2:])
def test_the_worst_scan_still_has_the_line_on_it(face: Typeface, badness: float, seed: int) -> None:
    line = set_line("The archive of the region", face, Measure(size=46))
    picture = worn(line, np.zeros_like(line.ink), np.random.default_rng(seed), badness)
    clean = worn(line, np.zeros_like(line.ink), np.random.default_rng(seed), 0.0)
    assert picture.shape[1] / picture.shape[0] == pytest.approx(clean.shape[1] / clean.shape[0], rel=0.25)
    dark = cv2.resize(255 - picture, (200, 20)).astype(float).std()
    assert dark > 3


def test_the_same_seed_wears_a_line_the_same(face: Typeface) -> None:
    lines = [Line(text="Archive"), Line(text="Library")]
    first, second = (list(draw_samples(lines, Case((face,), {"Aileron": 1.0}), 5)) for _ in range(2))
    assert [sample.text for sample in first] == ["Archive", "Library"]
    assert all(np.array_equal(one.pixels, other.pixels) for one, other in zip(first, second, strict=True))


def test_samples_are_written_as_the_trainer_reads_them(tmp_path: Path) -> None:
    pixels = np.arange(120, dtype=np.uint8).reshape(10, 12)
    write_samples([Sample(pixels=pixels, text="Қор")], tmp_path / "a.lstmf")
    written = (tmp_path / "a.lstmf").read_bytes()
    pages, there, name, _, length = struct.unpack_from("<IBIiI", written)
    picture, rest = written[17 : 17 + length], written[17 + length :]
    text = "Қор".encode()
    assert (pages, there, name) == (1, 1, 0)
    assert np.array_equal(np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)), pixels)
    told = struct.pack("<II", 0, len(text)) + text
    box = struct.pack("<Ihhhh", 1, 0, 0, 12, 10) + struct.pack("<II", 1, len(text)) + text
    assert rest == told + box + b"\0"


def test_a_page_is_filled_column_by_column(face: Typeface) -> None:
    paragraph = " ".join(["Every item was described and entered into the archive of the region."] * 12)
    ink, text = set_page([paragraph] * 40, face, Measure(size=46), 2)
    assert ink.shape == (3508, 2480)
    assert text.startswith("Every item was described")
    assert ink[:, 1200:1280].max() == 0
    assert min(ink[:, :1200].max(), ink[:, 1280:].max()) > 0.9


def test_a_line_is_cut_out_as_the_engine_cuts_it(face: Typeface) -> None:
    """Nearest to its ink, but with room for ascenders and descenders where it has none."""
    low, tall = (set_line(text, face, Measure(size=60)) for text in ("noses", "[bpq]|"))
    x_height = np.ptp(np.flatnonzero(low.ink.max(axis=1) > 0.5)) + 1
    assert low.foot - low.top == pytest.approx(2 * x_height, rel=0.12)
    rows = np.flatnonzero(tall.ink.max(axis=1) > 0.5)
    assert tall.top <= rows[0] <= tall.top + 2
    assert rows[-1] < tall.foot <= low.foot + 12
