"""Titles that were misread in capitals are put right by the rest of the volume, and only then."""

import pytest

from ocr.language import Language
from ocr.segment.text import Vocabulary
from ocr.segment.titles import LetterWitness, mend_title
from tests.builders import a_page

RUNNING_TEXT = "сақталған қалған алған салған барған соң"
WITNESS = LetterWitness.of(Vocabulary.of([a_page(RUNNING_TEXT)]))


def test_a_kazakh_letter_that_lost_its_mark_is_as_the_running_text_has_it() -> None:
    assert mend_title("ЦИФРЛАНГАН ЖИНАЛГАН", Language.KAZAKH, WITNESS) == "ЦИФРЛАНГАН ЖИНАЛҒАН"


@pytest.mark.parametrize(
    ("title", "language"), [("ЖИНАЛГАН", Language.RUSSIAN), ("Жиналган", Language.KAZAKH), ("ЛГА", Language.KAZAKH)]
)
def test_other_titles_are_left_as_they_were_read(title: str, language: Language) -> None:
    assert mend_title(title, language, WITNESS) == title


def test_a_word_of_the_table_of_contents_that_kept_its_marks_is_taken_in_the_titles_case() -> None:
    entry = "Сәрсенова Г. Б. Халық әндерінің мұрағаты"
    assert mend_title("ХАЛЫК ӘНДЕРІНІҢ мурағаты", Language.KAZAKH, WITNESS, entry) == "ХАЛЫҚ ӘНДЕРІНІҢ мұрағаты"


def test_marks_that_the_table_of_contents_lost_are_kept() -> None:
    assert mend_title("ХАЛЫҚ МҰРАСЫ", Language.KAZAKH, WITNESS, "Халык мурасы") == "ХАЛЫҚ МҰРАСЫ"
