"""What models are measured with: lines and pages of texts and in typefaces that none of ours was trained with.

Each is printed twice: clean, as a computer draws it, and as a book scan of middling badness.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ocr.language import Language
from ocr.training.alphabet import in_alphabet
from ocr.training.lines import Blend, Line, draw_lines, words_of
from ocr.training.oddments import Oddments
from ocr.training.pages import set_page
from ocr.training.typefaces import Case, Typeface
from ocr.training.typesetting import Measure, choose_measure, set_line
from ocr.training.wear import weathered, worn

CLEAN, SCAN = "clean", "scan"
RUNNING, ODD = "running", "odd"
_BADNESS = {CLEAN: (0.0,), SCAN: (0.7, 1.0)}
_SEED = 20_000
_LINES_OF_EACH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A picture to read, the text that stands in it, its main language, and whether it is `clean` or a `scan`.

    `subject` is `running` text, `odd` lines, or the number of columns of a page.
    """

    file: Path
    text: str
    language: Language
    print: str
    subject: str


def print_lines(aside: Mapping[Language, Sequence[str]], case: Case, folder: Path) -> tuple[Question, ...]:
    """Draw the lines of the exam into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(question for language in Language for question in _lines_in(language, aside, case, folder))


def _lines_in(language: Language, aside: Mapping[Language, Sequence[str]], case: Case, folder: Path) -> Iterator[Question]:
    for subject, lines in _subjects(language, aside).items():
        for number, line in enumerate(lines):
            name = f"{language.tesseract}-{subject}-{number:03d}"
            lot = random.Random(name)
            face = case.face_for(line.text, lot, heading=line.heading)
            if face is None:
                continue
            measure = choose_measure(line, lot)
            ink, beside = set_line(line.text, face, measure), set_line(lot.choice(lines).text, face, measure).ink
            for kind, badness in _BADNESS.items():
                file, chance = folder / f"{name}-{kind}.png", np.random.default_rng(list(name.encode()))
                cv2.imwrite(str(file), worn(ink, beside, chance, lot.choice(badness)))
                yield Question(file=file, text=line.text, language=language, print=kind, subject=subject)


def _subjects(language: Language, aside: Mapping[Language, Sequence[str]]) -> dict[str, list[Line]]:
    """Return the lines of running text and the odd ones of a language."""
    nothing = dict.fromkeys(Language, 0.0)
    blend = Blend(running={**nothing, language: 1.0}, shuffled=nothing, odd=0.0, noted=0.0, least=0.0)
    lot = random.Random(_SEED)
    oddments = Oddments({each: words_of(aside[each]) for each in Language}, lot)
    odd = (oddments.line(language) for _ in range(_LINES_OF_EACH))
    return {
        RUNNING: draw_lines(aside, {}, _LINES_OF_EACH, _SEED, blend),
        ODD: [Line(text=text) for text in odd if in_alphabet(text)],
    }


def print_pages(aside: Mapping[Language, Sequence[str]], faces: Sequence[Typeface], folder: Path) -> tuple[Question, ...]:
    """Draw the pages of the exam into `folder`: in each language one of one column and one of two, each in its own typeface."""
    folder.mkdir(parents=True, exist_ok=True)
    upright = {face.family: face for face in faces if not face.bold and not face.slanted}
    return tuple(
        question
        for language in Language
        for columns, family in _FACE_OF_PAGES.items()
        for question in _page_in(language, aside[language], upright[family], columns, folder)
    )


_OF_A_PAGE = 100
_FACE_OF_PAGES = {1: "Tinos", 2: "Open Sans"}


def _page_in(language: Language, paragraphs: Sequence[str], face: Typeface, columns: int, folder: Path) -> Iterator[Question]:
    lot = random.Random(_SEED + columns)
    settable = [paragraph for paragraph in paragraphs if face.can_set(paragraph) and len(paragraph) > _OF_A_PAGE]
    ink, text = set_page(lot.sample(settable, len(settable)), face, Measure(size=46), columns)
    behind, _ = set_page(lot.sample(settable, len(settable)), face, Measure(size=46), columns)
    for kind, badness in _BADNESS.items():
        file = folder / f"{language.tesseract}-{columns}-{kind}.png"
        chance = np.random.default_rng(list(file.name.encode()))
        cv2.imwrite(str(file), weathered(ink, 46, behind, chance, badness[-1]))
        yield Question(file=file, text=text, language=language, print=kind, subject=str(columns))
