"""What a volume has beside its articles is in none of them, and is called by its name."""

from ocr.article import DropReason, Segmentation
from tests.ocr.segment.printing import (
    KAZAKH,
    RUSSIAN,
    Part,
    headline,
    line,
    segmented,
    set_newspaper,
    set_page,
    text,
    title,
    titles,
)

SONGS = title("Халық әндерінің дыбыстық мұрағаты")
ARTICLE = (SONGS, line("Сәрсенова Г. Б."), text(KAZAKH), text(KAZAKH))


def reasons(found: Segmentation, image_nr: int) -> set[DropReason]:
    return {dropped.reason for dropped in found.dropped if dropped.area.image_nr == image_nr}


def test_a_title_page_is_none_of_the_articles() -> None:
    cover = set_page(title("Мәдени мұра және цифрлық архив"), Part(text="Астана 2025", align="centre"))
    found = segmented(cover, set_page(*ARTICLE, image_nr=2))
    assert titles(found) == [SONGS.text]
    assert reasons(found, 1) == {DropReason.COVER}


def test_an_editorial_board_is_no_article_though_names_and_places_stand_under_a_title() -> None:
    board = set_page(
        title("Редакция алқасы"),
        line("Сейдімбек А. Т., филология ғылымдарының докторы, профессор"),
        line("Иванов П. С., доктор исторических наук, институт археологии"),
        image_nr=1,
    )
    found = segmented(board, set_page(*ARTICLE, image_nr=2))
    assert titles(found) == [SONGS.text]
    assert reasons(found, 1) == {DropReason.EDITORIAL_BOARD}


def test_an_imprint_is_told_by_what_it_says() -> None:
    imprint = set_page(
        title("Мәдени мұра және цифрлық архив"),
        Part(text="Подписано в печать 12.05.2019. Формат 60×84 1/16.", align="centre"),
        Part(text="Тираж 100 экз. Заказ № 214.", align="centre"),
        image_nr=2,
    )
    found = segmented(set_page(*ARTICLE), imprint)
    assert titles(found) == [SONGS.text]
    assert reasons(found, 2) == {DropReason.IMPRINT}


def test_the_last_page_of_an_article_is_no_cover_however_little_stands_on_it() -> None:
    rest = text("Районная газета выходила дважды в неделю, и в каждом номере печатались письма читателей, сводки с полей.")
    [article] = segmented(set_page(*ARTICLE), set_page(rest, image_nr=2)).articles
    assert article.pages == (1, 2)


def test_a_page_of_references_is_no_imprint_though_it_names_printers_and_numbers() -> None:
    entries = (
        Part(text="1. Орлова М. С. Газеты. — Алматы: Типография, 1975. — ISBN 5-02-013850-9."),
        Part(text="2. Кузнецов П. И. Сельские библиотеки // Вестник. — 1995. — № 3. — ISSN 1563-0269."),
    )
    [article] = segmented(
        set_page(*ARTICLE, Part(text="Әдебиеттер", bold=True, align="centre")), set_page(*entries, image_nr=2)
    ).articles
    assert article.pages == (1, 2)


def test_an_article_about_printing_is_no_imprint() -> None:
    told = text(f"Тираж газеты рос, типография работала в две смены. {RUSSIAN}")
    [article] = segmented(set_page(title("Районная газета и её читатели"), line("Орлова М. С."), told, text(RUSSIAN))).articles
    assert len(list(article.paragraphs)) == 2


def test_a_newspapers_masthead_imprint_and_advertisements_are_no_articles() -> None:
    masthead = (
        Part(text="ЕҢБЕК ТУЫ", align="centre", bold=True, font_size=46.0),
        Part(text="№ 58 (3412) Сәрсенбі, 23 шілде 1986 жыл", align="centre"),
    )
    paid = (headline("Хабарландыру", 14.0), Part(text="Ескі кітаптар сатып аламын. Абай көшесі, 12."))
    page = set_newspaper(
        (headline("Жаңа медальдар бекітілді"), text(KAZAKH), text(KAZAKH)),
        (headline("В районе открыта библиотека"), text(RUSSIAN), text(RUSSIAN)),
        (headline("Егін жинау басталды"), text(KAZAKH), text(KAZAKH), *paid),
        over=masthead,
    )
    found = segmented(page)
    assert titles(found) == ["Жаңа медальдар бекітілді", "В районе открыта библиотека", "Егін жинау басталды"]
    assert [(dropped.reason, dropped.content) for dropped in found.dropped] == [
        *((DropReason.MASTHEAD, part.text) for part in masthead),
        *((DropReason.ADVERTISEMENT, part.text) for part in paid),
    ]


def test_the_editor_named_right_above_an_imprint_is_of_it() -> None:
    editor = Part(text="Редактор С. Д. МУКАНОВ.", bold=True, align="centre")
    imprint = Part(text="Адрес редакции: ул. Садовая, 20. Типография районного управления. Тираж 3100. Заказ 212.", space=10)
    columns = [(headline(head), *[text(RUSSIAN)] * 4) for head in ("Телефон на отгоне", "Почта едет в горы", "Совет агронома")]
    page = set_newspaper((*columns[0], editor, imprint), *columns[1:])
    found = segmented(page)
    assert reasons(found, 1) == {DropReason.IMPRINT}
    assert [dropped.content for dropped in found.dropped] == [editor.text, imprint.text]
