"""Marks that cannot be flattered: nothing is folded, and what is told of a class is told of that class."""

from pathlib import Path

from ocr.language import Language
from ocr.training.evaluation import CLASSES, Answer, Marks, class_table_of, table_of
from ocr.training.exam import CLEAN, SCAN, Question


def an_answer(truth: str, said: str, *, kind: str = CLEAN, language: Language = Language.KAZAKH, seconds: float = 0.5) -> Answer:
    question = Question(file=Path("a.png"), text=truth, language=language, print=kind, subject="running")
    return Answer(question=question, text=said, seconds=seconds)


def marked(truth: str, said: str) -> Marks:
    marks = Marks()
    marks.mark(an_answer(truth, said))
    return marks


def test_a_quotation_mark_or_a_dash_that_is_read_as_another_is_wrong() -> None:
    marks = marked("«Қор» – 2", '"Қор" - 2')
    assert (marks.wrong, marks.characters) == (3, 9)
    assert marks.recall(CLASSES["quotes"]) == marks.recall(CLASSES["dashes"]) == 0.0
    assert marks.recall(CLASSES["Kazakh letters"]) == 100.0


def test_white_space_is_one() -> None:
    assert marked("ғылым мен\nбілім", " ғылым  мен білім\n\f").error == 0.0


def test_letters_of_another_alphabet_that_look_alike_are_wrong() -> None:
    assert marked("сор", "cop").error == 100.0


def test_more_than_everything_cannot_be_wrong() -> None:
    assert marked("қор", "x" * 50).error == 100.0


def test_a_class_that_was_not_asked_for_has_no_mark() -> None:
    assert marked("қор", "қор").recall("№") is None


def test_the_table_tells_every_language_clean_and_scanned_apart() -> None:
    answers = [
        an_answer("қор", "кор"),
        *(an_answer("абвг", "абвг", kind=kind, language=Language.RUSSIAN) for kind in (CLEAN, SCAN)),
        an_answer("abcd", "abce", kind=SCAN, language=Language.ENGLISH, seconds=2.5),
    ]
    row = table_of({"own": answers}).splitlines()[-1]
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "own",
        "33.33 / 100.0",
        "0.00 / 0.0",
        "0.00 / 0.0",
        "0.00 / 0.0",
        "0.00 / 0.0",
        "25.00 / 100.0",
        "12.50",
        "1",
    ]


def test_addresses_are_told_by_themselves() -> None:
    answers = [an_answer("a@b.kz", "a@b.kr"), an_answer("мұрағат", "мураrат")]
    table = class_table_of({"own": answers})
    assert "| e-mails, URLs, DOIs, clean | 83.3 |" in table
    assert "| ё щ ъ, clean | – |" in table
