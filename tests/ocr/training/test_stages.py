"""Training proper, with Tesseract's trainer: a network of whole numbers learns from lines that were drawn here."""

from pathlib import Path

import pytest
from PIL import ImageFont

from ocr.training.__main__ import stock_models
from ocr.training.charset import NAME, make_charset
from ocr.training.convert import convert
from ocr.training.lines import Line
from ocr.training.samples import draw_samples, write_samples
from ocr.training.stages import Stage, Start, train
from ocr.training.start import unpack_stock
from ocr.training.typefaces import Case, Typeface

pytestmark = pytest.mark.engine

STAGES = (Stage(rate=1e-3, lines=6), Stage(rate=1e-4, lines=4))


@pytest.fixture
def start(tmp_path: Path) -> Start:
    network, old_model = unpack_stock(stock_models(), tmp_path / "start", "rus")
    return Start(network=network, old_model=old_model, charset=make_charset(tmp_path / "charset", NAME))


@pytest.fixture
def samples(tmp_path: Path) -> tuple[Path, ...]:
    """A file of samples for each stage."""
    file = tmp_path / "face.otf"
    file.write_bytes(ImageFont.load_default(10).font_bytes)  # type: ignore[union-attr]  # of FreeType, as the size asks
    case = Case([Typeface(file=file, family="Aileron", bold=False, slanted=False, ranges="20-7e")], {"Aileron": 1.0})
    lines = [Line(text="Reading room"), Line(text="Archive of the region"), Line(text="No. 12, pp. 4-9")]
    files = tuple(tmp_path / f"{number}.lstmf" for number in range(len(STAGES)))
    for number, each in enumerate(files):
        write_samples(draw_samples(lines, case, number), each)
    return files


def test_a_stock_network_goes_through_all_stages_and_becomes_a_model(
    start: Start, samples: tuple[Path, ...], tmp_path: Path
) -> None:
    checkpoint = train(start, iter(samples), tmp_path / "training", STAGES)
    model = convert(checkpoint, start.charset, tmp_path / "made.traineddata")
    assert model.stat().st_size > 100_000
    listed = [(tmp_path / "training" / f"stage-{number}" / "samples.txt").read_text("utf-8").split() for number in (1, 2)]
    assert listed == [[str(file)] for file in samples]


def test_stages_that_are_done_are_not_gone_through_again(start: Start, samples: tuple[Path, ...], tmp_path: Path) -> None:
    folder = tmp_path / "training"
    first = train(start, iter(samples), folder, STAGES[:1])
    learnt = first.read_bytes()
    last = train(start, iter(samples), folder, STAGES)
    assert (first.parent.name, last.parent.name) == ("stage-1", "stage-2")
    assert first.read_bytes() == learnt
