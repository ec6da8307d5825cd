"""A paragraph begins where its print says so, and nowhere else."""

from dataclasses import replace

import pytest

from ocr.page import BlockRole, TextLine
from tests.builders import LINE_HEIGHT, a_line
from tests.ocr.layout.setting import KAZAKH, RUSSIAN, a_column, as_read, justified, laid_out, texts

LEFT, FULL = 200, 1340


def below(lines: list[TextLine], gap: int = LINE_HEIGHT) -> int:
    return lines[-1].box.vpos + gap


def test_an_indent_begins_a_paragraph() -> None:
    first = a_column(KAZAKH, (LEFT, 300), FULL, indent=60)
    second = a_column(RUSSIAN, (LEFT, below(first)), FULL, indent=60)
    assert texts(laid_out([*first, *second])) == as_read(first, second)


def test_an_indent_begins_a_paragraph_even_after_a_full_line() -> None:
    first = a_column(KAZAKH, (LEFT, 300), FULL)[:-1]
    second = a_column(RUSSIAN, (LEFT, below(first)), FULL, indent=60)
    assert texts(laid_out([*first, *second])) == as_read(first, second)


def test_space_begins_a_paragraph() -> None:
    first = a_column(KAZAKH, (LEFT, 300), FULL)[:-1]
    second = a_column(RUSSIAN, (LEFT, below(first, LINE_HEIGHT + 25)), FULL)
    assert texts(laid_out([*first, *second])) == as_read(first, second)


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    first = a_column(KAZAKH[: KAZAKH.index(" Біздің")], (LEFT, 300), FULL)
    assert first[-1].box.right < LEFT + 0.8 * FULL
    second = a_column(RUSSIAN, (LEFT, below(first)), FULL)
    assert texts(laid_out([*first, *second])) == as_read(first, second)


def test_a_justified_paragraph_is_not_broken() -> None:
    lines = a_column(RUSSIAN, (LEFT, 300), FULL, indent=60)
    assert texts(laid_out(lines)) == as_read(lines)


def test_a_bold_line_of_its_own_is_a_heading() -> None:
    heading = a_line("Кіріспе", at=(LEFT, 300), bold=True)
    text = a_column(KAZAKH, (LEFT, 350), FULL)
    layout = laid_out([heading, *text])
    assert texts(layout) == as_read([heading], text)
    assert [block.role for block in layout.blocks] == [BlockRole.HEADING, BlockRole.PARAGRAPH]


def test_a_long_bold_line_is_a_heading_when_it_does_not_fill_its_column() -> None:
    heading = a_line("Магнитті таспаларды цифрлық түрге көшіру кезеңдері", at=(LEFT, 300), bold=True)
    assert 0.7 * FULL < heading.box.width < 0.88 * FULL
    text = a_column(KAZAKH, (LEFT, 350), FULL)
    assert texts(laid_out([heading, *text])) == as_read([heading], text)


def test_italic_lines_above_the_text_are_a_block_of_their_own() -> None:
    place_of_work = a_line("Ұлытау өңірлік музыкалық мұра орталығы, Жезқазған", at=(LEFT, 300), italic=True)
    text = a_column(KAZAKH, (LEFT, 350), FULL)
    assert texts(laid_out([place_of_work, *text])) == as_read([place_of_work], text)


def test_a_centred_line_above_the_text_is_a_block_of_its_own() -> None:
    motto = a_line("Ән — халықтың жаны, күй — халықтың үні", at=(450, 300))
    text = a_column(KAZAKH, (LEFT, 350), FULL)
    assert texts(laid_out([*text, motto_below(motto, text)])) == as_read(text, [motto])
    assert texts(laid_out([motto, *text])) == as_read([motto], text)


def motto_below(motto: TextLine, text: list[TextLine]) -> TextLine:
    return a_line(motto.content, at=(450, below(text)))


def test_an_entry_is_told_by_its_number_though_the_one_before_it_fills_its_last_line() -> None:
    entries = [
        [
            justified(f"{number}. {first}", (LEFT, 200 + number * 100), FULL),
            justified(second, (LEFT + 60, 250 + number * 100), FULL - 60),
        ]
        for number, (first, second) in enumerate(
            (
                (
                    "Затаевич А. В. Қазақ халқының мың әні: ән-күйлер жинағы — Алматы",
                    "Дайк-Пресс баспасы, 2004. — 496 б. — Қазақ және орыс тілдерінде",
                ),
                (
                    "Ерзакович Б. Г. Музыкальное наследие казахского народа — Алма-Ата",
                    "Наука Казахской ССР, 1979. — 148 с. — На русском и казахском",
                ),
                (
                    "Сарыбаев Б. Ш. Қазақтың музыкалық аспаптары: зерттеу — Алматы қаласы",
                    "Жалын баспасы, 1980. — 176 б. — Суретті және нотаға түсірілген",
                ),
            ),
            start=1,
        )
    ]
    assert texts(laid_out([line for entry in entries for line in entry])) == as_read(*entries)


def test_bold_words_that_run_into_the_text_do_not_break_it() -> None:
    lines = a_column(f"Аңдатпа. {KAZAKH}", (LEFT, 300), FULL)
    label = TextLine(box=lines[0].box, words=(bold(lines[0]).words[0], *lines[0].words[1:]), font_size=10.0)
    assert texts(laid_out([label, *lines[1:]])) == as_read(lines)


def test_a_whole_line_of_bold_that_runs_on_in_the_next_does_not_break_the_text() -> None:
    first, *rest = a_column(KAZAKH, (LEFT, 300), FULL)
    assert texts(laid_out([bold(first), *rest])) == as_read([first, *rest])


def bold(line: TextLine) -> TextLine:
    words = tuple(
        type(word)(content=word.content, box=word.box, confidence=word.confidence, language=word.language, bold=True)
        for word in line.words
    )
    return TextLine(box=line.box, words=words, font_size=line.font_size)


def test_capitals_of_a_title_are_told_from_the_names_under_them() -> None:
    title = a_line("ХАЛЫҚ ӘНДЕРІНІҢ ДЫБЫСТЫҚ МҰРАҒАТЫ", at=(540, 300))
    names = a_line("Сәрсенова Г. Б., Тілеуқабылов Н. Ә.", at=(530, 350))
    text = a_column(KAZAKH, (LEFT, 450), FULL)
    layout = laid_out([title, names, *text])
    assert texts(layout) == as_read([title], [names], text)
    assert layout.blocks[0].role is BlockRole.HEADING


def test_type_of_another_size_begins_a_block() -> None:
    note = "Мақала өңірлік орталықта сақталған магнитті таспалар туралы"
    small = a_line(note, at=(LEFT, 300), font_size=7.0)
    text = a_column(KAZAKH, (LEFT, 350), FULL)
    assert texts(laid_out([small, *text])) == as_read([small], text)


@pytest.mark.parametrize("mark", ["{}.", "{})", "[{}]"])
def test_each_entry_of_a_list_is_a_block_also_with_a_hanging_indent(mark: str) -> None:
    works = (
        "Затаевич А. В. Қазақ халқының мың әні: ән-күйлер жинағы. — Алматы: Дайк-Пресс баспасы",
        "Ерзакович Б. Г. Музыкальное наследие казахского народа — Алма-Ата: Наука",
        "Сарыбаев Б. Ш. Қазақтың музыкалық аспаптары: зерттеу. Екінші басылымы. — Алматы: Жалын",
        "Жұбанов А. Қ. Замана бұлбұлдары: әншілер туралы очерктер. Үшінші басылымы. — Алматы",
    )
    entries = [
        [
            justified(f"{mark.format(number)} {work}", (LEFT, 200 + number * 100), FULL),
            a_line("баспасы, 2004. — 496 б.", at=(LEFT + 60, 250 + number * 100)),
        ]
        for number, work in enumerate(works, start=1)
    ]
    assert texts(laid_out([line for entry in entries for line in entry])) == as_read(*entries)


@pytest.mark.parametrize(
    "mark", ["Аңдатпа.", "Түйін сөздер:", "Аннотация.", "Ключевые слова:", "Abstract.", "Keywords:", "УДК", "ӘОЖ"]
)
def test_words_that_open_a_part_of_the_front_matter_open_a_block(mark: str) -> None:
    first = a_column(KAZAKH, (LEFT, 300), FULL)[:-1]
    second = a_column(f"{mark} {RUSSIAN}", (LEFT, below(first)), FULL)
    assert texts(laid_out([*first, *second])) == as_read(first, second)


def test_a_line_set_to_the_right_is_a_block_of_its_own() -> None:
    text = a_column(KAZAKH, (LEFT, 300), FULL)
    name = a_line("Қайрат Сейітқали", at=(1220, below(text)))
    assert texts(laid_out([*text, name])) == as_read(text, [name])


# --- roles ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["1-сурет. Таспалар сақталатын бөлме", "Рис. 2. Схема хранилища", "Table 3. Tapes by year", "Кесте 4"]
)
def test_a_caption_is_told_by_its_first_words(text: str) -> None:
    assert laid_out([a_line(text, at=(LEFT, 900))]).blocks[0].role is BlockRole.CAPTION


def test_a_sentence_about_a_table_is_no_caption() -> None:
    assert laid_out([a_line("Таблицы были составлены позже.", at=(LEFT, 900))]).blocks[0].role is BlockRole.PARAGRAPH


@pytest.mark.parametrize(
    ("text", "vpos", "role"), [("— 17 —", 2400, "page-number"), ("xiv", 60, "page-number"), ("17", 1200, "paragraph")]
)
def test_a_number_is_a_page_number_only_in_the_margin(text: str, vpos: int, role: str) -> None:
    assert laid_out([a_line(text, at=(850, vpos))]).blocks[0].role == role


def test_a_lone_letter_at_the_foot_of_a_page_is_the_number_it_looks_like() -> None:
    column = a_column(RUSSIAN, (200, 300), 1300)
    foot = justified("б", (860, 2300), 17)
    assert texts(laid_out([*column, foot]))[-1] == "6"


def test_a_short_line_of_names_in_smaller_bold_type_is_parted_from_the_title_above_it() -> None:
    (above,), (below_it,) = (
        a_column(words, (LEFT, down), FULL) for words, down in (("Балалар ойындары мәні", 300), ("Жүнісова Айгүл", 340))
    )
    title, names = (
        replace(line, font_size=size, words=tuple(replace(word, bold=True) for word in line.words))
        for line, size in ((above, 13.0), (below_it, 8.5))
    )
    assert texts(laid_out([title, names])) == ["Балалар ойындары мәні", "Жүнісова Айгүл"]
