"""The whole recipe, step by step: what is done is not done again, what was stopped goes on."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ocr.training.charset import NAME, make_charset
from ocr.training.convert import convert
from ocr.training.corpus import Corpus, read_corpus
from ocr.training.dictionary import add_dictionary
from ocr.training.lines import Line, draw_lines
from ocr.training.samples import IN_A_FILE, draw_samples, write_samples
from ocr.training.stages import STAGES, Start, train
from ocr.training.start import AUTHORS, PACKAGE, STOCK, unpack_stock
from ocr.training.typefaces import TO_LEARN, Case, find_typefaces

LINES = 88_000
"""Lines asked for; rare characters bring some thousands more: enough that hardly one is learnt from twice."""

_SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kitchen:
    """Where what is: the folder of texts, the stock models, the folder all is made in."""

    texts: Path
    tessdata: Path
    work: Path


def make_model(kitchen: Kitchen) -> Path:
    """Return the model file, made in the work folder with a note of where it comes from beside it (hours of one core)."""
    corpus = read_corpus(kitchen.texts)
    charset = make_charset(kitchen.work / "charset", NAME)
    network, stock = unpack_stock(kitchen.tessdata, kitchen.work / "start")
    samples = draw_all(corpus, kitchen.work / "samples")
    checkpoint = train(Start(network=network, old_model=stock, charset=charset), samples, kitchen.work / "training")
    with_words = add_dictionary(charset, corpus, kitchen.tessdata, kitchen.work / "dictionary")
    model = convert(checkpoint, with_words, kitchen.work / f"{NAME}.traineddata")
    provenance = json.dumps(_provenance(model, stock, corpus), ensure_ascii=False, indent=2)
    model.with_suffix(".json").write_text(provenance + "\n", "utf-8")
    return model


def draw_all(corpus: Corpus, folder: Path) -> Iterator[Path]:
    """Draw the lines to learn from into files below `folder`, and yield each as it is ready; those that are there stay.

    All cores draw, and go on drawing while the first files are learnt from; no more is drawn than the stages take.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = draw_lines(corpus.to_learn, corpus.words, LINES, _SEED)
    numbers = range(min(sum(stage.files for stage in STAGES), len(lines) // IN_A_FILE))
    parts = [lines[number * IN_A_FILE :][:IN_A_FILE] for number in numbers]
    files = [folder / f"{number:03d}.lstmf" for number in numbers]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(_draw_part, numbers, parts, files)


def _draw_part(number: int, lines: Sequence[Line], file: Path) -> Path:
    if not file.exists():
        case = Case(find_typefaces(TO_LEARN), TO_LEARN)
        write_samples(draw_samples(lines, case, number), file)
    return file


def _provenance(model: Path, stock: Path, corpus: Corpus) -> dict[str, object]:
    return {
        "model": {"name": NAME, "sha256": _digest(model), "bytes": model.stat().st_size, "licence": "Apache-2.0"},
        "continued_from": {"model": STOCK, "package": PACKAGE, "sha256": _digest(stock), "licence": "Apache-2.0", "by": AUTHORS},
        "learnt": [{"rate": stage.rate, "lines": stage.lines} for stage in STAGES],
        "dictionary": f"words of the stock models kaz, rus and eng (Apache-2.0, {AUTHORS}) and of the texts",
        "typefaces": sorted({face.family for face in find_typefaces(TO_LEARN)}),
        "texts": dict(sorted(corpus.files.items())),
    }


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
