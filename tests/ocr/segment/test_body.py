"""The body: paragraphs whole over columns and pages, notes and captions beside them."""

from ocr.article import Figure, Footnote, PageStart
from ocr.geometry import Box
from ocr.page import BlockRole, GraphicBlock, GraphicKind
from tests.ocr.segment.printing import (
    KAZAKH,
    RUSSIAN,
    Part,
    heading,
    line,
    paragraphs,
    segmented,
    set_page,
    text,
    the_article,
    title,
)

TITLE = title("Халық әндерінің дыбыстық мұрағаты")
NAMES = line("Сәрсенова Г. Б.")
FIRST_HALF = "Районная газета выходила дважды в неделю, и в каждом номере печатались письма читателей, сводки с полей и"
SECOND_HALF = "объявления о пропаже скота, которые теперь читаются как хроника. Подшивки сохранились не полностью."


def test_a_paragraph_runs_on_over_the_page_break() -> None:
    article = the_article(
        set_page(TITLE, NAMES, text(KAZAKH), text(FIRST_HALF)), set_page(text(SECOND_HALF, indent=0), text(RUSSIAN), image_nr=2)
    )
    assert paragraphs(article) == [KAZAKH, f"{FIRST_HALF} {SECOND_HALF}", RUSSIAN]
    [_, broken, _] = article.paragraphs
    assert PageStart(image_nr=2) in broken.content


def test_a_word_cut_by_the_page_break_is_whole_again() -> None:
    article = the_article(
        set_page(TITLE, NAMES, text(KAZAKH), text(f"{FIRST_HALF} объяв-")),
        set_page(text(SECOND_HALF.removeprefix("объяв"), indent=0), image_nr=2),
    )
    assert paragraphs(article)[1] == f"{FIRST_HALF} {SECOND_HALF}"


def test_a_paragraph_that_ended_with_its_page_is_not_joined_to_the_next() -> None:
    article = the_article(set_page(TITLE, NAMES, text(KAZAKH)), set_page(text(RUSSIAN), image_nr=2))
    assert paragraphs(article) == [KAZAKH, RUSSIAN]


def test_a_paragraph_without_an_end_is_not_joined_to_an_indented_one_that_begins_a_sentence_on_the_same_page() -> None:
    unended = KAZAKH.rstrip(".")
    assert paragraphs(the_article(set_page(TITLE, NAMES, text(unended), text(RUSSIAN)))) == [unended, RUSSIAN]


def test_every_page_of_an_article_is_marked_once_where_it_begins() -> None:
    article = the_article(
        set_page(TITLE, NAMES, text(KAZAKH)), set_page(text(RUSSIAN), text(KAZAKH), image_nr=2), set_page(text(RUSSIAN), image_nr=3)
    )
    marks = [part.image_nr for paragraph in article.paragraphs for part in paragraph.content if isinstance(part, PageStart)]
    assert marks == [1, 2, 3]


def test_a_caption_within_a_paragraph_does_not_part_it() -> None:
    caption = Part(text="Сурет 1. Таспалар бөлмесі", role=BlockRole.CAPTION, align="centre")
    article = the_article(
        set_page(TITLE, NAMES, text(KAZAKH), text(FIRST_HALF)), set_page(caption, text(SECOND_HALF, indent=0), image_nr=2)
    )
    assert article.figures == (Figure(label="Сурет 1", caption="Таспалар бөлмесі"),)
    assert paragraphs(article) == [KAZAKH, f"{FIRST_HALF} {SECOND_HALF}"]


def test_a_note_in_small_type_at_the_foot_is_no_paragraph() -> None:
    note = Part(text="1 Бұл жерде және бұдан әрі аударма автордікі.", font_size=8.0)
    article = the_article(set_page(TITLE, NAMES, *[text(KAZAKH)] * 5, note))
    assert article.footnotes == (Footnote(label="1", content="Бұл жерде және бұдан әрі аударма автордікі."),)
    assert paragraphs(article) == [KAZAKH] * 5


def test_a_note_under_a_short_rule_at_the_foot_is_no_paragraph() -> None:
    note = Part(text="Аударма автордікі, ескертпе де автордікі.", space=60)
    page = set_page(TITLE, NAMES, *[text(KAZAKH)] * 5, note)
    vpos = page.blocks[-1].box.vpos
    assert vpos > 0.6 * page.height
    rule = GraphicBlock(block_id="g001", kind=GraphicKind.SEPARATOR, box=Box(hpos=200, vpos=vpos - 30, width=300, height=3))
    ruled = set_page(TITLE, NAMES, *[text(KAZAKH)] * 5, note, graphics=(rule,))
    assert the_article(page).footnotes == ()
    assert [footnote.content for footnote in the_article(ruled).footnotes] == [note.text]


def test_sections_carry_their_headings() -> None:
    page = set_page(TITLE, NAMES, heading("Кіріспе"), text(KAZAKH), heading("Зерттеу\nәдістері"), text(RUSSIAN))
    assert [(section.heading, len(section.paragraphs)) for section in the_article(page).body] == [
        ("Кіріспе", 1),
        ("Зерттеу әдістері", 1),
    ]


def test_references_are_not_in_the_body() -> None:
    entries = (Part(text="1. Затаевич А. В. Мың ән. — Алматы, 2004."), Part(text="2. Жұбанов А. Қ. Замана бұлбұлдары."))
    article = the_article(set_page(TITLE, NAMES, text(KAZAKH), heading("Пайдаланылған әдебиеттер"), *entries))
    assert article.references_title == "Пайдаланылған әдебиеттер"
    assert [reference.label for reference in article.references] == ["1", "2"]
    assert paragraphs(article) == [KAZAKH]


def test_a_list_of_references_runs_on_over_the_page_break() -> None:
    article = the_article(
        set_page(TITLE, NAMES, text(KAZAKH), heading("References"), Part(text="1. Smith J. R. Digital archives of")),
        set_page(Part(text="the regions. — London, 2019."), Part(text="2. Brown M. Libraries. — Leeds, 2020."), image_nr=2),
    )
    assert [reference.content for reference in article.references] == [
        "Smith J. R. Digital archives of the regions. — London, 2019.",
        "Brown M. Libraries. — Leeds, 2020.",
    ]


def test_confidence_is_the_mean_over_the_words_of_the_article() -> None:
    sure, doubtful = (set_page(TITLE, NAMES, Part(text=KAZAKH, confidence=value)) for value in (0.95, 0.6))
    assert the_article(sure).confidence == 0.95
    assert 0.6 < the_article(doubtful).confidence < 0.7


def test_segmenting_changes_nothing_of_the_pages() -> None:
    made = [set_page(TITLE, NAMES, text(KAZAKH), image_nr=1, header="Хабаршы") for _ in range(2)]
    segmented(made[0])
    assert made[0] == made[1]


def test_a_line_in_italics_over_upright_text_is_a_heading() -> None:
    italic = Part(text="2.1. Описи фондов", italic=True, indent=60)
    quoted = Part(text="Так говорили старые учителя района.", italic=True, indent=60)
    article = the_article(
        set_page(
            title("Районная газета и её читатели"),
            line("Орлова М. С."),
            text(RUSSIAN),
            italic,
            text(RUSSIAN),
            quoted,
            text(RUSSIAN),
        )
    )
    assert [section.heading for section in article.body] == [None, "2.1. Описи фондов"]
