"""The text to learn from: cleaned, part of it kept aside, cut into lines that hold every character."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from ocr.language import Language
from ocr.training import corpus
from ocr.training.alphabet import CHARACTERS, KAZAKH, SUPERSCRIPTS, cleaned, in_alphabet
from ocr.training.corpus import read_corpus
from ocr.training.lines import LONGEST, Blend, draw_lines, words_of
from ocr.training.oddments import KINDS, Oddments

TEXTS = {
    Language.KAZAKH: (
        "Ғылыми кітапхананың қорында көне қолжазбалар сақталып келеді, олардың ішінде өлең жинақтары бар.",
        "Әрбір қолжазба жеке сипатталып, үлгісі цифрлық мұрағатқа енгізілді; жұмысты үш жыл бойы өңірлік орталық жүргізді.",
    ),
    Language.RUSSIAN: (
        "Ещё в начале двадцатого века учёные собирали рукописи, письма и народные песни, объезжая сёла и города.",
        'В отчёте за 1912 год упомянуто "более тысячи листов" -- объём собранного поразил современников.',
    ),
    Language.ENGLISH: (
        "The library keeps manuscripts, letters and printed books, which its readers have asked for since 1958.",
        "Every item was described, photographed and entered into the region's digital archive by hand.",
    ),
}


def a_folder_of_texts(folder: Path) -> Path:
    for language in Language:
        place = folder / language.tesseract
        place.mkdir()
        paragraphs = [f"{TEXTS[language][0]} {number}" for number in range(99)] + [TEXTS[language][1]]
        (place / "essays.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    (folder / "kaz" / "wordlist.txt").write_text("съезд\nшаңырақ\n=\n", encoding="utf-8")
    return folder


@pytest.fixture
def no_debian_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "DEBIAN_TEXTS", ())


# --- alphabet ---------------------------------------------------------------------------------------------------------


def test_every_character_is_there_once() -> None:
    assert [character for character, times in Counter(CHARACTERS).items() if times > 1] == []


def test_old_files_latin_schwa_becomes_the_kazakh_letter() -> None:
    assert cleaned("мəдениет\u00ad  жəне\nтіл") == "мәдениет және тіл"


@pytest.mark.parametrize("text", ["cловарь", "қaла", "日本", "AT&amp;T", "<b>том</b>"])
def test_text_that_is_not_as_in_print_is_left_out(text: str) -> None:
    assert cleaned(text) is None


# --- corpus -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_debian_texts")
def test_the_last_part_of_a_document_is_kept_aside_and_nothing_of_it_is_learnt(tmp_path: Path) -> None:
    read = read_corpus(a_folder_of_texts(tmp_path))
    for language in Language:
        assert cleaned(TEXTS[language][1]) in read.aside[language]
        assert cleaned(TEXTS[language][1]) not in read.to_learn[language]


@pytest.mark.usefixtures("no_debian_texts")
def test_a_paragraph_that_quotes_what_is_kept_aside_is_not_learnt(tmp_path: Path) -> None:
    folder = a_folder_of_texts(tmp_path)
    quoted = f"Как сказано выше: {TEXTS[Language.RUSSIAN][1]}"
    (folder / "rus" / "letters.txt").write_text(f"{quoted}\n\nПисьмо осталось без ответа.", encoding="utf-8")
    assert read_corpus(folder).to_learn[Language.RUSSIAN][-1] == "Письмо осталось без ответа."


@pytest.mark.usefixtures("no_debian_texts")
def test_lists_of_words_are_words_and_not_text(tmp_path: Path) -> None:
    read = read_corpus(a_folder_of_texts(tmp_path))
    assert read.words[Language.KAZAKH] == ("съезд", "шаңырақ")
    assert not any("съезд" in paragraph for paragraph in read.to_learn[Language.KAZAKH])


@pytest.mark.usefixtures("no_debian_texts")
def test_of_a_paragraph_with_a_strange_character_the_other_sentences_are_kept(tmp_path: Path) -> None:
    place = tmp_path / "rus"
    place.mkdir()
    (place / "a.txt").write_text("Первое предложение цело. Второе с иероглифом 字 выпадает. Третье снова цело.", encoding="utf-8")
    assert read_corpus(tmp_path).to_learn[Language.RUSSIAN] == ("Первое предложение цело.", "Третье снова цело.")


# --- lines ------------------------------------------------------------------------------------------------------------


def test_the_same_seed_draws_the_same_lines() -> None:
    assert draw_lines(TEXTS, {}, 200, 7) == draw_lines(TEXTS, {}, 200, 7) != draw_lines(TEXTS, {}, 200, 8)


def test_every_character_stands_in_enough_lines_and_none_beyond_the_alphabet() -> None:
    lines = draw_lines(TEXTS, {}, 400, 7, Blend(least=10.0))
    seen = Counter(character for line in lines for character in set(line.text))
    assert min(seen[character] for character in CHARACTERS) >= 4
    assert all(in_alphabet(line.text) and len(line.text) <= LONGEST for line in lines)


def test_kazakh_letters_are_met_in_headings_in_capitals() -> None:
    headings = "".join(line.text for line in draw_lines(TEXTS, {}, 600, 7) if line.heading and line.text.isupper())
    assert set(KAZAKH[:8]) <= set(headings)


def test_words_are_broken_at_the_ends_of_lines() -> None:
    nothing = dict.fromkeys(Language, 0.0)
    only_running = Blend(running={**nothing, Language.RUSSIAN: 1.0}, shuffled=nothing, odd=0.0, least=0.0)
    lines = draw_lines(TEXTS, {}, 60, 7, only_running)
    assert any(line.text.endswith("-") and line.text[-2].isalpha() for line in lines)


def test_texts_do_not_teach_which_dash_stands_between_years() -> None:
    nothing = dict.fromkeys(Language, 0.0)
    blend = Blend(running={**nothing, Language.KAZAKH: 1.0}, shuffled=nothing, odd=0.0, noted=0.0, least=0.0)
    texts = {language: ["Ғылыми-практикалық жинақ 2005-2015 жылдары жарық көрді"] for language in Language}
    drawn = " ".join(line.text.lower() for line in draw_lines(texts, {}, 60, 7, blend))
    assert all(f"2005{dash}2015" in drawn for dash in "-–—")
    assert not re.search(r"ғылыми[–—]", drawn)


def test_marks_of_footnotes_stand_after_words() -> None:
    nothing = dict.fromkeys(Language, 0.0)
    blend = Blend(
        running={**nothing, Language.KAZAKH: 1.0}, shuffled=nothing, odd=0.0, capitals=0.0, titles=0.0, noted=1.0, least=0.0
    )
    lines = draw_lines(TEXTS, {}, 60, 7, blend)
    assert lines
    assert all(re.search(rf"\S[{SUPERSCRIPTS}]{{1,2}}( |$)", line.text) for line in lines)


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_every_kind_of_odd_line_can_be_filled_in_every_language(kind: int) -> None:
    class Chosen(random.Random):
        def choice(self, options):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # as random's own
            return options[kind] if options is KINDS else super().choice(options)

    oddments = Oddments({language: words_of(TEXTS[language]) for language in Language}, Chosen(3))
    for language in Language:
        line = oddments.line(language)
        assert in_alphabet(line), line
        assert line
