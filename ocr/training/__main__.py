"""`python -m ocr.training TEXTS WORK`: make the model, and measure it beside the stock ones."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

from ocr.training.charset import NAME
from ocr.training.corpus import read_corpus
from ocr.training.evaluation import Reader, class_table_of, examine, table_of
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
    kitchen = Kitchen(texts=given.texts, tessdata=stock_models(), work=given.work.absolute())
    model = given.evaluate or make_model(kitchen)
    sys.stdout.write(evaluate(model, kitchen) + "\n")


def evaluate(model: Path, kitchen: Kitchen) -> str:
    """Return the tables of the model beside the stock ones, in Markdown."""
    aside, faces = read_corpus(kitchen.texts).aside, find_typefaces(ASIDE)
    exam = kitchen.work / "exam"
    lines, pages = print_lines(aside, Case(faces, ASIDE), exam / "lines"), print_pages(aside, faces, exam / "pages")
    readers = _readers(model, kitchen.tessdata)
    running, odd = ([question for question in lines if question.subject == subject] for subject in (RUNNING, ODD))
    on_pages = {reader.name: examine(reader, pages, _ANY_PAGE, exam) for reader in readers}
    on_running = {reader.name: examine(reader, running, _ONE_LINE, exam) for reader in readers}
    on_odd = {reader.name: examine(reader, odd, _ONE_LINE, exam) for reader in readers}
    on_lines = {name: (*answers, *on_odd[name]) for name, answers in on_running.items()}
    tables = {
        "Pages": table_of(on_pages),
        "Lines of running text": table_of(on_running),
        "Odd lines": table_of(on_odd),
        "Characters found, of a hundred, on all lines": class_table_of(on_lines),
    }
    return "\n\n".join(f"### {title}\n\n{table}" for title, table in tables.items())


def _readers(model: Path, tessdata: Path) -> tuple[Reader, ...]:
    combined = ("kaz+rus+eng", "rus+kaz+eng", "Cyrillic+eng")
    return (
        Reader(name="the one of the language", folder=tessdata, codes=None),
        *(Reader(name=codes, folder=tessdata, codes=codes) for codes in combined),
        Reader(name=NAME, folder=model.absolute().parent, codes=model.stem),
    )


def stock_models() -> Path:
    """Return the folder of the models that Tesseract finds by itself."""
    said = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout  # noqa: S607  # the one on the path
    found = re.search(r'"(?P<folder>[^"]+)"', said)
    if found is None:
        sys.exit("tesseract does not say where its models are")
    return Path(found["folder"])


if __name__ == "__main__":
    main()
