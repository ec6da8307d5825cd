"""`python -m ocr.training TEXTS WORK`: make the model, and measure it beside the stock ones."""

import argparse
import hashlib
import re
import subprocess
import sys
from pathlib import Path

from ocr.model import model_digest
from ocr.training.charset import NAME
from ocr.training.corpus import read_corpus
from ocr.training.evaluation import Reader, Sheets, class_table_of, examine, table_of
from ocr.training.exam import ODD, RUNNING, print_lines, print_pages
from ocr.training.recipe import Kitchen, make_model
from ocr.training.typefaces import ASIDE, Case, find_typefaces

_ANY_PAGE, _ONE_LINE = 3, 13
"""Page segmentation modes."""


def main() -> None:
    """Make the model and print how it compares."""
    asked = argparse.ArgumentParser(prog="python -m ocr.training", description=__doc__)
    asked.add_argument("texts", type=Path, help="folder with kaz/*.txt, rus/*.txt, eng/*.txt")
    asked.add_argument("work", type=Path, help="folder in which all is made; run again, what is there is not made again")
    asked.add_argument("--evaluate", type=Path, metavar="MODEL", help="only measure this model file")
    given = asked.parse_args()
    kitchen = Kitchen(texts=given.texts, tessdata=_stock_models(), work=given.work.absolute())
    model = given.evaluate or make_model(kitchen)
    sys.stdout.write(evaluate(model, kitchen) + "\n")


def evaluate(model: Path, kitchen: Kitchen) -> str:
    """Return the tables of the model beside the stock ones, in Markdown."""
    aside, faces = read_corpus(kitchen.texts).aside, find_typefaces(ASIDE)
    exam = kitchen.work / "exam"
    lines, pages = print_lines(aside, Case(faces, ASIDE), exam / "lines"), print_pages(aside, faces, exam / "pages")
    readers = _readers(model, kitchen.tessdata)
    on_lines = {each.name: examine(each, lines, _ONE_LINE, exam / f"{_known(each)}-lines.json") for each in readers}
    on_pages = {each.name: examine(each, pages, _ANY_PAGE, exam / f"{_known(each)}-pages.json") for each in readers}
    tables = {
        "Pages": table_of(on_pages),
        "Lines of running text": table_of(_about(on_lines, RUNNING)),
        "Odd lines": table_of(_about(on_lines, ODD)),
        "Characters found, of a hundred, on all lines": class_table_of(on_lines),
    }
    return "\n\n".join(f"### {title}\n\n{table}" for title, table in tables.items())


def _known(reader: Reader) -> str:
    """Return a name for a reader's answers that another model of the same name does not take."""
    files = [reader.folder / f"{code}.traineddata" for code in (reader.codes or reader.name).split("+")]
    digests = "".join(model_digest(file) for file in files if file.exists())
    return f"{reader.name}-{hashlib.sha256(digests.encode()).hexdigest()[:12]}".replace(" ", "-")


def _about(sheets: Sheets, subject: str) -> Sheets:
    return {name: [answer for answer in answers if answer.question.subject == subject] for name, answers in sheets.items()}


def _readers(model: Path, tessdata: Path) -> tuple[Reader, ...]:
    combined = ("kaz+rus+eng", "rus+kaz+eng", "Cyrillic+eng")
    return (
        Reader(name="the one of the language", folder=tessdata, codes=None),
        *(Reader(name=codes, folder=tessdata, codes=codes) for codes in combined),
        Reader(name=NAME, folder=model.absolute().parent, codes=model.stem),
    )


def _stock_models() -> Path:
    said = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout  # noqa: S607  # the one on the path
    found = re.search(r'"(?P<folder>[^"]+)"', said)
    if found is None:
        sys.exit("tesseract does not say where its models are")
    return Path(found["folder"])


if __name__ == "__main__":
    main()
