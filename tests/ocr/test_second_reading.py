"""Lines in doubt are read again, and what is likelier right is kept."""

from collections.abc import Sequence

import pytest

from ocr.confidence import likelihood
from ocr.geometry import Affine, Box
from ocr.language import Language
from ocr.layout.chains import chain
from ocr.model import OWN, STOCK, Model
from ocr.page import TextLine, Word
from ocr.preprocess import Leader, PreparedImage
from ocr.preprocess.cleaning import clear_specks
from ocr.printed_lines import PrintedLine, find_printed_lines
from ocr.seats import with_leaders
from ocr.second_reading import SURE, likely, read_again
from ocr.sheet import Sheet, paste
from tests.builders import a_line, a_word
from tests.ocr.drawing import KAZAKH, RESOLUTION, blank_paper, draw_lines

ALL = (Language.RUSSIAN, Language.KAZAKH, Language.ENGLISH)
TEXTS = (KAZAKH[0], "The library keeps manuscripts", KAZAKH[1])


@pytest.fixture(scope="module")
def image() -> PreparedImage:
    paper = blank_paper()
    draw_lines(paper, TEXTS)
    return clear_specks(PreparedImage(pixels=paper, to_scan=Affine(), resolution=RESOLUTION))


@pytest.fixture(scope="module")
def printed(image: PreparedImage) -> tuple[PrintedLine, ...]:
    return find_printed_lines(image)


def first_read(printed: Sequence[PrintedLine], *certain: float, texts: Sequence[str] = TEXTS) -> list[TextLine]:
    """The lines as they were read first, each so likely right."""
    return [said(text, line.box(0.0), sure) for text, line, sure in zip(texts, printed, certain, strict=False)]


def said(text: str, box: Box, confidence: float) -> TextLine:
    """A line of one word that fills `box`."""
    return TextLine(box=box, words=(Word(content="_".join(text.split()), box=box, confidence=confidence),))


class Reader:
    """A second model that reads every line as `text`, so likely right; keeps what it was asked."""

    def __init__(self, text: str, confidence: float) -> None:
        self.text, self.confidence = text, confidence
        self.asked: list[tuple[int, tuple[Language, ...]]] = []

    def __call__(self, sheet: Sheet, languages: tuple[Language, ...]) -> Sequence[TextLine]:
        self.asked.append((len(sheet.zones), languages))
        return [
            said(self.text, Box.of_edges(zone.hpos + 9, zone.vpos + 9, zone.right - 9, zone.bottom - 9), self.confidence)
            for zone in sheet.zones
        ]


def again(lines: Sequence[TextLine], image: PreparedImage, printed: Sequence[PrintedLine], read: Reader) -> list[str]:
    return [line.content for line in read_again(lines, image, printed, read, ALL)]


def test_lines_that_are_sure_are_not_read_again(image: PreparedImage, printed: tuple[PrintedLine, ...]) -> None:
    lines, read = first_read(printed, 0.99, 0.97, SURE), Reader("басқа", 1.0)
    assert again(lines, image, printed, read) == [line.content for line in lines]
    assert read.asked == []


def test_a_line_in_doubt_is_taken_as_read_again_where_that_is_likelier(
    image: PreparedImage, printed: tuple[PrintedLine, ...]
) -> None:
    lines = first_read(printed, 0.6, 0.99, 0.99)
    assert again(lines, image, printed, Reader("басқа", 0.8)) == ["басқа", *(line.content for line in lines[1:])]


def test_a_line_in_doubt_stays_as_it_was_where_the_second_reading_is_no_likelier(
    image: PreparedImage, printed: tuple[PrintedLine, ...]
) -> None:
    lines = first_read(printed, 0.6, 0.99, 0.99)
    assert again(lines, image, printed, Reader("басқа", 0.6)) == [line.content for line in lines]


def test_a_line_in_the_letters_of_one_language_is_read_again_in_that_one_alone(
    image: PreparedImage, printed: tuple[PrintedLine, ...]
) -> None:
    texts = (KAZAKH[0] * 3, "The library keeps manuscripts " * 3, "В фонде хранятся рукописи " * 3)
    read = Reader("басқа", 0.9)
    again(first_read(printed, 0.5, 0.5, 0.5, texts=texts), image, printed, read)
    assert read.asked == [(1, (Language.KAZAKH,)), (1, (Language.ENGLISH,)), (1, (Language.RUSSIAN,))]


def test_a_line_of_two_alphabets_is_read_again_in_all_languages_and_few_letters_of_one_with_it(
    image: PreparedImage, printed: tuple[PrintedLine, ...]
) -> None:
    read = Reader("басқа", 0.9)
    again(first_read(printed, 0.5, 0.5, 0.5, texts=("№ 17", "Вестник – Bulletin", "қор")), image, printed, read)
    assert [spoken for _, spoken in read.asked] == [ALL]


def test_a_page_in_doubt_for_the_most_part_is_read_again_as_a_whole(image: PreparedImage, printed: tuple[PrintedLine, ...]) -> None:
    asked = []
    for certain in ((0.5, 0.99, 0.99), (0.5, 0.99, 0.5)):
        read = Reader("басқа", 0.9)
        again(first_read(printed, *certain, texts=[KAZAKH[0]] * 3), image, printed, read)
        asked += read.asked
    in_pieces, as_a_whole = asked
    assert in_pieces == (1, (Language.KAZAKH,))
    assert as_a_whole == (len(paste(image, chain(printed)).zones), (Language.KAZAKH,))


@pytest.mark.parametrize(("likely_right", "taken"), [(0.55, True), (0.45, False)])
def test_there_the_second_reading_has_the_benefit_of_the_doubt(likely_right: float, *, taken: bool) -> None:
    paper = blank_paper()
    draw_lines(paper, TEXTS[:1])
    image = clear_specks(PreparedImage(pixels=paper, to_scan=Affine(), resolution=RESOLUTION))
    printed = find_printed_lines(image)
    [line] = again(first_read(printed, 0.6), image, printed, Reader("басқа", likely_right))
    assert (line == "басқа") is taken


def test_a_line_of_two_alphabets_on_an_english_page_is_english(image: PreparedImage, printed: tuple[PrintedLine, ...]) -> None:
    read = Reader("басқа", 0.9)
    texts = ("The constitution of the new state " * 9, "Fue NEW БтАТЕ of Deseret", "The library keeps manuscripts " * 9)
    again(first_read(printed, 0.99, 0.5, 0.99, texts=texts), image, printed, read)
    assert read.asked == [(1, (Language.ENGLISH,))]


def test_a_few_letters_misread_as_of_another_alphabet_do_not_make_a_line_one_of_two(
    image: PreparedImage, printed: tuple[PrintedLine, ...]
) -> None:
    read = Reader("басқа", 0.9)
    again(first_read(printed, 0.5, texts=("постановлением Правительства PФ",)), image, printed, read)
    assert read.asked == [(1, (Language.RUSSIAN,))]


def test_a_language_that_is_not_asked_for_is_not_read(image: PreparedImage, printed: tuple[PrintedLine, ...]) -> None:
    read, asked = Reader("басқа", 0.9), (Language.RUSSIAN, Language.ENGLISH)
    read_again(first_read(printed, 0.5), image, printed, read, asked)
    assert read.asked == [(1, asked)]


def test_what_is_read_again_stands_where_the_line_is_printed(image: PreparedImage, printed: tuple[PrintedLine, ...]) -> None:
    lines = first_read(printed, 0.99, 0.99, 0.4)
    found = read_again(lines, image, printed, Reader("басқа", 0.9), ALL)[2]
    assert printed[2].holds(*found.box.centre)


def test_a_line_is_as_likely_right_as_its_letters_are() -> None:
    assert likely([a_word("ана", confidence=1.0), a_word("мұрағат", confidence=0.5)]) == pytest.approx(0.65)
    assert likely([]) == 0.0


# --- how likely -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [STOCK, OWN])
def test_the_surer_a_model_is_the_likelier_its_word_is_right(model: Model) -> None:
    found = [likelihood(model, step / 50) for step in range(51)]
    assert found == sorted(found)
    assert 0.0 < found[0] < 0.4
    assert found[-1] == 1.0


def test_models_are_sure_of_themselves_each_in_its_own_way() -> None:
    assert likelihood(OWN, 0.7) > likelihood(STOCK, 0.7) + 0.1


def test_a_model_nobody_measured_is_taken_at_its_word() -> None:
    assert likelihood(Model(name="өзге"), 0.7) == 0.7


# --- leaders ----------------------------------------------------------------------------------------------------------


def test_lifted_dots_stand_in_their_line_between_the_entry_and_its_page(printed: tuple[PrintedLine, ...]) -> None:
    line = printed[0]
    top, middle = int(line.top), int((line.left + line.right) / 2)
    entry, number = (a_word("Кіріспе", at=(int(line.left), top)), a_word("17", at=(int(line.right) - 60, top)))
    leader = Leader(box=Box(hpos=middle, vpos=top + 10, width=200, height=8), dots=34)
    read = TextLine(box=Box.enclosing((entry.box, number.box)), words=(entry, number))
    other = a_line("Қорытынды", at=(int(printed[2].left), int(printed[2].top)))
    found = with_leaders([other, read], [leader], printed, 0.0)
    assert [line.content for line in found] == ["Қорытынды", f"Кіріспе {'.' * 34} 17"]


def test_dots_beside_every_line_are_nowhere(printed: tuple[PrintedLine, ...]) -> None:
    line = a_line("Қорытынды", at=(int(printed[2].left), int(printed[2].top)))
    leader = Leader(box=Box(hpos=300, vpos=1100, width=200, height=8), dots=34)
    assert with_leaders([line], [leader], printed, 0.0) == (line,)
