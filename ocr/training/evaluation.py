"""Models side by side on the same exam: wrong characters and words, found characters of each class, seconds.

Nothing is folded: a quotation mark or a dash that is read as another one is wrong. Only white space counts as one.
"""

import hashlib
import json
import os
import resource
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ocr.language import Language
from ocr.model import model_digest
from ocr.training.alphabet import CYRILLIC, DIGITS, KAZAKH, LATIN, SUPERSCRIPTS
from ocr.training.exam import CLEAN, SCAN, Question

CLASSES = {
    "Kazakh letters": KAZAKH,
    "ё щ ъ": "ёщъЁЩЪ",
    "other Cyrillic": "".join(sorted(set(CYRILLIC) - set("ёщъЁЩЪ"))),
    "Latin": LATIN,
    "digits": DIGITS,
    "№": "№",
    "dashes": "–—-",
    "quotes": "«»„“”‘’'\"",
    "superscripts": SUPERSCRIPTS,
    "signs": "§©°±×€₸%‰…•=+<>[]/\\@#&_~^",
}
"""Characters of which it is told how many of a hundred were found."""

_ADDRESSES = ("@", "://", "www.", "10.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Models that read together, by Tesseract's codes, from a folder. `codes` None: the one of each picture's own language."""

    name: str
    folder: Path
    codes: str | None

    def codes_for(self, language: Language) -> str:
        """Return what the engine is told."""
        return self.codes or language.tesseract


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reader saw in a picture, and the seconds of one core that it took."""

    question: Question
    text: str
    seconds: float


@dataclass(slots=True, kw_only=True)
class Marks:
    """What a reader did in a group of questions."""

    wrong: int = 0
    characters: int = 0
    wrong_words: int = 0
    words: int = 0
    seconds: float = 0.0
    pictures: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    @property
    def error(self) -> float:
        """Wrong characters, in percent."""
        return 100 * self.wrong / max(1, self.characters)

    @property
    def word_error(self) -> float:
        """Wrong words, in percent."""
        return 100 * self.wrong_words / max(1, self.words)

    def recall(self, characters: str) -> float | None:
        """Return how many of a hundred of `characters` were found; None when none was asked for."""
        asked = sum(self.asked[each] for each in characters)
        return 100 * sum(self.found[each] for each in characters) / asked if asked else None

    def mark(self, answer: Answer) -> None:
        """Count an answer."""
        truth, said = (" ".join(text.split()) for text in (answer.question.text, answer.text))
        changes = Levenshtein.editops(said, truth)
        missed = {change.dest_pos for change in changes if change.tag != "delete"}
        self.wrong += min(len(changes), len(truth))
        self.characters += len(truth)
        self.wrong_words += min(Levenshtein.distance(said.split(), truth.split()), len(truth.split()))
        self.words += len(truth.split())
        self.seconds += answer.seconds
        self.pictures += 1
        self.asked.update(truth)
        self.found.update(character for at, character in enumerate(truth) if at not in missed)


def examine(reader: Reader, questions: Sequence[Question], layout: int, folder: Path) -> tuple[Answer, ...]:
    """Return the answers to all questions; `layout` is a page segmentation mode.

    They are kept in `folder`, under what was asked of whom: the same is not read twice.
    """
    kept = folder / f"{reader.name.replace(' ', '-')}-{_asked(reader, questions)}.json"
    if not kept.exists():
        read = [each for language in Language for each in _read(questions, reader, language, layout)]
        kept.write_text(json.dumps({answer.question.file.name: [answer.text, answer.seconds] for answer in read}), "utf-8")
    said = json.loads(kept.read_text("utf-8"))
    return tuple(Answer(question=each, text=said[each.file.name][0], seconds=said[each.file.name][1]) for each in questions)


def _asked(reader: Reader, questions: Sequence[Question]) -> str:
    codes = {code for language in Language for code in reader.codes_for(language).split("+")}
    models = (model_digest(reader.folder / f"{code}.traineddata") for code in sorted(codes))
    pictures = (hashlib.sha256(question.file.read_bytes()).hexdigest() for question in questions)
    return hashlib.sha256("".join((*models, *pictures)).encode()).hexdigest()[:12]


def _read(questions: Sequence[Question], reader: Reader, language: Language, layout: int) -> Iterator[Answer]:
    """Read the pictures of one language by one child with one thread."""
    asked = [question for question in questions if question.language is language]
    listed = asked[0].file.parent / "pictures.txt"
    listed.write_text("".join(f"{question.file}\n" for question in asked), "utf-8")
    models = ("--tessdata-dir", reader.folder, "-l", reader.codes_for(language))
    command = ("tesseract", listed, "-", *models, "--psm", layout, "--dpi", _RESOLUTION)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(  # noqa: S603  # Tesseract, with arguments of ours
        [str(part) for part in command], capture_output=True, text=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"}, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    for question, text in zip(asked, ended.stdout.split("\f"), strict=False):  # after the last page there is a form feed too
        yield Answer(question=question, text=text, seconds=seconds / len(asked))


_RESOLUTION = 300


# --- Tables -----------------------------------------------------------------------------------------------------------

Sheets = Mapping[str, Sequence[Answer]]
"""The answers of each reader, by its name."""


def table_of(sheets: Sheets) -> str:
    """Return the errors of every reader as a table in Markdown: characters / words in percent by language, clean and scan."""
    kinds = [(kind, language) for kind in (CLEAN, SCAN) for language in Language]
    heads = (*(f"{kind} {language.tesseract}" for kind, language in kinds), "all scans", "s each")
    rows = [_row("models", heads), _row("---", ["---"] * len(heads))]
    for name, answers in sheets.items():
        marks = [_marked(each for each in answers if (each.question.print, each.question.language) == kind) for kind in kinds]
        scans, everything = _marked(_printed(answers, SCAN)), _marked(answers)
        cells = (f"{mark.error:.2f} / {mark.word_error:.1f}" for mark in marks)
        rows.append(_row(name, (*cells, f"{scans.error:.2f}", f"{everything.seconds / everything.pictures:.3g}")))
    return "\n".join(rows)


def class_table_of(sheets: Sheets) -> str:
    """Return how many of a hundred characters of each class every reader found, clean and on scans."""
    rows = [_row("class", sheets), _row("---", ["---"] * len(sheets))]
    for name, characters in CLASSES.items():
        for kind in _KINDS:
            recalls = [_marked(_printed(answers, kind)).recall(characters) for answers in sheets.values()]
            rows.append(_row(f"{name}, {kind}", ["–" if one is None else f"{one:.1f}" for one in recalls]))
    for kind in _KINDS:
        errors = [_marked(filter(_has_address, _printed(answers, kind))).error for answers in sheets.values()]
        rows.append(_row(f"e-mails, URLs, DOIs, {kind}", [f"{100 - error:.1f}" for error in errors]))
    return "\n".join(rows)


_KINDS = (CLEAN, SCAN)


def _printed(answers: Iterable[Answer], kind: str) -> Iterator[Answer]:
    return (answer for answer in answers if answer.question.print == kind)


def _marked(answers: Iterable[Answer]) -> Marks:
    marks = Marks()
    for answer in answers:
        marks.mark(answer)
    return marks


def _has_address(answer: Answer) -> bool:
    return any(sign in answer.question.text for sign in _ADDRESSES)


def _row(head: str, cells: Iterable[str]) -> str:
    return f"| {head} | {' | '.join(cells)} |"
