"""What comes back on page after page is no text of the volume, and is kept with the reason."""

import pytest

from ocr.article import DropReason, Segmentation
from tests.ocr.segment.printing import KAZAKH, RUSSIAN, Part, line, segmented, set_page, text, the_article, title

TITLE = title("Халық әндерінің дыбыстық мұрағаты")
NAMES = line("Сәрсенова Г. Б.")


def dropped(found: Segmentation, reason: DropReason) -> list[str]:
    return [block.content for block in found.dropped if block.reason is reason]


def test_a_line_that_comes_back_at_the_head_of_pages_is_a_running_header() -> None:
    found = segmented(
        set_page(TITLE, NAMES, text(KAZAKH), image_nr=1, header="Мәдени мұра және цифрлық архив. Астана, 2025"),
        set_page(text(KAZAKH), image_nr=2, header="Мәдени мұра және цифрлық архив. Астана, 2025"),
    )
    assert dropped(found, DropReason.RUNNING_HEADER) == ["Мәдени мұра және цифрлық архив. Астана, 2025"] * 2
    assert found.articles[0].running_header == "Мәдени мұра және цифрлық архив. Астана, 2025"


def test_a_running_header_is_known_though_a_word_of_it_was_misread() -> None:
    found = segmented(
        set_page(TITLE, NAMES, text(KAZAKH), image_nr=1, header="Мәдени мұра және цифрлық архив. Астана, 2025"),
        set_page(text(KAZAKH), image_nr=2, header="Мәдени мура және цифрлық архив. Астана, 2O25"),
    )
    assert len(dropped(found, DropReason.RUNNING_HEADER)) == 2


def test_the_same_words_in_the_middle_of_pages_are_text() -> None:
    again = Part(text="Мәдени мұра және цифрлық архив туралы.")
    found = segmented(
        set_page(TITLE, NAMES, text(KAZAKH), again, text(RUSSIAN), image_nr=1),
        set_page(text(KAZAKH), again, text(RUSSIAN), image_nr=2),
    )
    assert found.dropped == ()


@pytest.mark.parametrize("printed", ["17", "— 17 —", "- 17 -", "• 17 •"])
def test_a_number_at_the_foot_is_the_page_number_however_it_is_set(printed: str) -> None:
    found = segmented(set_page(TITLE, NAMES, text(KAZAKH), number=printed))
    assert dropped(found, DropReason.PAGE_NUMBER) == [printed]
    assert found.articles[0].printed_pages == ("17", "17")


def test_printed_numbers_of_first_and_last_page_are_kept_when_they_agree_with_the_scans() -> None:
    pages = [(TITLE, NAMES, text(KAZAKH)), (text(KAZAKH),), (text(RUSSIAN),)]
    numbers = ("17", "18", "19")
    article = the_article(*(set_page(*parts, image_nr=nr, number=numbers[nr - 1]) for nr, parts in enumerate(pages, start=1)))
    assert article.printed_pages == ("17", "19")


def test_printed_numbers_that_were_misread_are_not_believed() -> None:
    article = the_article(set_page(TITLE, NAMES, text(KAZAKH), number="17"), set_page(text(KAZAKH), image_nr=2, number="13"))
    assert article.printed_pages is None


@pytest.mark.parametrize(
    "printed",
    ["(Жалғасы 2-бетте)", "(Басы 1-бетте)", "Окончание на стр. 3", "(Продолжение. Начало на стр. 1)", "Continued on page 4"],
)
def test_a_line_that_sends_the_reader_to_another_page_is_no_text(printed: str) -> None:
    found = segmented(set_page(TITLE, NAMES, text(KAZAKH), Part(text=printed, align="right"), text(RUSSIAN)))
    assert dropped(found, DropReason.JUMP_LINE) == [printed]


def test_a_sentence_that_begins_like_a_jump_line_is_text() -> None:
    sentence = "Окончание войны застало его в Алматы, где он руководил областной библиотекой до пенсии."
    assert segmented(set_page(TITLE, NAMES, text(KAZAKH), text(sentence))).dropped == ()


def test_a_lone_number_above_the_running_text_is_noise_when_the_page_number_stands_at_the_foot() -> None:
    found = segmented(set_page(TITLE, NAMES, text(KAZAKH), Part(text="1 |"), text(RUSSIAN), number="17"))
    assert dropped(found, DropReason.PAGE_NUMBER) == ["17"]
    assert dropped(found, DropReason.NOISE) == ["1 |"]


def test_a_number_that_does_not_run_on_with_the_others_is_not_believed() -> None:
    pages = [(TITLE, NAMES, text(KAZAKH)), (text(KAZAKH),), (text(RUSSIAN),)]
    numbers = ("11", "18", "19")
    article = the_article(*(set_page(*parts, image_nr=nr, number=numbers[nr - 1]) for nr, parts in enumerate(pages, start=1)))
    assert article.printed_pages is None


def test_a_header_that_names_the_volume_is_one_though_it_is_printed_once() -> None:
    name = Part(text="ЖАҢА ӨМІР", bold=True, font_size=40.0)
    found = segmented(
        set_page(name, TITLE, NAMES, text(KAZAKH), text(KAZAKH), image_nr=1),
        set_page(text(KAZAKH), image_nr=2, header="2-бет. Жаңа өмір. 4 ақпан 1976 ж."),
    )
    assert dropped(found, DropReason.RUNNING_HEADER) == ["2-бет. Жаңа өмір. 4 ақпан 1976 ж."]
