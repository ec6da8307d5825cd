"""Whatever a volume holds, every block of it is accounted for once, and the same volume gives the same articles."""

import re
from collections import Counter
from itertools import chain

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocr.article import PageStart, Segmentation, plain_text
from ocr.page import BlockRole, Page
from ocr.person import Contributor
from tests.ocr.segment.printing import KAZAKH, RUSSIAN, Part, heading, headline, line, segmented, set_page, text, title

SNIPPETS = (
    "Сәрсенова Г. Б.",
    "g.sarsenova@example.org",
    "Аңдатпа. Мақалада тәжірибе баяндалады.",
    "Түйін сөздер: ән; мұра",
    "Ғылыми жетекшісі: Қ. Жұбанов",
    "УДК 784.4",
    "1. Затаевич А. В. Мың ән.",
    "МАЗМҰНЫ",
    "(Жалғасы 2-бетте)",
    "(Басы 1-бетте)",
    "хал-",
    "-",
    "17",
    "[3, 5–7]",
    "¹ ескертпе",
    "https://example.org/",
)

any_text = st.one_of(st.sampled_from((KAZAKH, RUSSIAN, *SNIPPETS)), st.text("абғіAB12 .,-[]@/", min_size=1).filter(str.strip))
parts = st.one_of(
    any_text.map(text),
    any_text.map(title),
    any_text.map(heading),
    any_text.map(headline),
    any_text.map(line),
    st.just(heading("Әдебиеттер")),
    st.builds(
        Part,
        text=any_text,
        role=st.sampled_from(BlockRole),
        align=st.sampled_from(("left", "centre", "right")),
        bold=st.booleans(),
        font_size=st.sampled_from((0.0, 7.0, 10.0, 20.0)),
        confidence=st.sampled_from((0.1, 0.95)),
    ),
)
OPENINGS = (
    (title("Халық әндерінің дыбыстық мұрағаты"), line("Сәрсенова Г. Б."), text(KAZAKH)),
    (line("Орлова М. С."), title("Районная газета и её читатели"), text(RUSSIAN)),
    (headline("Жаңа медальдар бекітілді"), text(KAZAKH)),
    (heading("Әдебиеттер"), Part(text="1. Затаевич А. В. Мың ән."), Part(text="2. Орлова М. С. Газеты.")),
)
runs = st.lists(st.one_of(parts.map(lambda part: (part,)), st.sampled_from(OPENINGS)), max_size=5)
furniture = st.sampled_from((None, "Хабаршы, 2025", "— 7 —"))


@st.composite
def volumes(draw: st.DrawFn) -> list[Page]:
    return [
        set_page(*chain(*draw(runs)), image_nr=image_nr, header=draw(furniture), number=draw(furniture))
        for image_nr in range(1, draw(st.integers(1, 4)) + 1)
    ]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(volumes())
def test_every_block_is_in_one_article_or_dropped_with_a_reason(pages: list[Page]) -> None:
    found = segmented(*pages)
    assert [article.number for article in found.articles] == list(range(1, len(found.articles) + 1))
    for article in found.articles:
        assert article.areas
        assert 0 <= article.confidence <= 1
        assert all(plain_text(paragraph.content).strip() for paragraph in article.paragraphs)
        marks = [part.image_nr for each in article.paragraphs for part in each.content if isinstance(part, PageStart)]
        assert marks == sorted(set(marks))
        assert set(marks) <= set(article.pages)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(volumes())
def test_the_same_volume_gives_the_same_articles(pages: list[Page]) -> None:
    assert segmented(*pages) == segmented(*pages)


# --- words ------------------------------------------------------------------------------------------------------------

SENTENCES = (
    "Районная газета выходила дважды в неделю, и в каждом номере печатались письма читателей.",
    "Бумага пожелтела;",
    "– Где теперь эти подшивки?",
    "Халық әндерінің тізімі төменде:",
    "«Мың ән» жинағы 1925 жылы жарық көрді [3, 5–7].",
    "1) магнитті таспалар;",
    "2) нота дәптерлері;",
    "Таблица 3 показывает, как менялось число писем.",
    "ҰЛТТЫҚ КІТАПХАНА",
    "Подшивки сохранились не полностью",
)
pieces = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)
text_parts = st.one_of(
    pieces.map(text),
    pieces.map(lambda words: text(words, indent=0)),
    st.sampled_from(("Подшивки", "2. Зерттеу әдістері", "Первые годы издания")).map(heading),
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4).map(lambda rows: text("\n".join(rows))),
    pieces.map(lambda words: Part(text=words, indent=200, inset=200, italic=True, font_size=8.5)),
)
OPENING = (title("Халық әндерінің дыбыстық мұрағаты"), line("Сәрсенова Г. Б."), text(KAZAKH))


def words_told(found: Segmentation) -> Counter[str]:
    """Return the words of all that an article tells, and of what is in none."""
    told: list[str] = [dropped.content for dropped in found.dropped]
    for article in found.articles:
        told += [article.rubric, article.title, *(f"{one.surname} {one.given_names}" for one in article.authors)]
        told += [affiliation.content for affiliation in article.affiliations]
        told += [other.content for other in (*article.translated_titles, *article.abstracts)]
        told += [section.heading for section in article.body if section.heading]
        told += [f"{one.label} {plain_text(one.content)}" for one in article.paragraphs]
        told += [f"{note.label} {note.content}" for note in article.footnotes]
        told += [f"{figure.label} {figure.caption}" for figure in article.figures]
        told += [f"{table.label} {table.caption}" for table in article.tables]
    return Counter(word for each in told for word in re.findall(r"\w+", each.casefold()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(text_parts, min_size=1, max_size=5), min_size=1, max_size=3))
def test_no_word_of_the_text_is_lost_wherever_its_pages_break(sheets: list[list[Part]]) -> None:
    parts = [[*OPENING, *sheets[0]], *sheets[1:]]
    pages = [set_page(*sheet, image_nr=image_nr) for image_nr, sheet in enumerate(parts, start=1)]
    printed = Counter(word for page in pages for word in re.findall(r"\w+", " ".join(one.content for one in page.words).casefold()))
    assert printed - words_told(segmented(*pages)) == Counter()


# --- front matter -----------------------------------------------------------------------------------------------------

FRONT = (
    line("Сәрсенова Г. Б., Тілеуқабылов Н. Ә."),
    line("М. Орлова, старший преподаватель"),
    line("Ұлытау өңірлік музыкалық мұра орталығы, Жезқазған, Қазақстан"),
    line("Кафедра истории, Павлодар"),
    heading("Районная газета и её первые читатели в степи"),
    heading("The sound archive of folk songs in the steppe"),
    heading("Екінші бөлім: дауыстар мен адамдар тағдыры"),
    title("Материалы к истории одной подшивки"),
    line("© Авторы, при поддержке областного фонда"),
    text("Аңдатпа. Мақалада өңірлік орталықтың магнитті таспаларды цифрлау тәжірибесі баяндалады."),
    text("Ключевые слова: архив, газета, читатели"),
    line("Мақала редакцияға 2020 жылғы 12 наурызда келіп түсті"),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(FRONT), max_size=6), st.sampled_from((KAZAKH, RUSSIAN)))
def test_every_line_of_front_matter_is_in_a_field_or_told_to_a_person(front: list[Part], spoken: str) -> None:
    page = set_page(OPENING[0], *front, text(spoken), text(spoken))
    found = segmented(page)
    told = words_told(found)
    doubts = [doubt for article in found.articles for field in article.field_confidences for doubt in field.doubts]
    known = {
        word
        for article in found.articles
        for each in article.keywords
        for word in re.findall(r"\w+", " ".join(each.content).casefold())
    }
    known |= {word for article in found.articles for one in (*article.authors, *article.supervisors) for word in _of_person(one)}
    for printed in (each.content for block in page.blocks for each in block.lines):
        words = re.findall(r"[^\W\d_]{3,}", re.sub(r"\w+-$", "", printed).casefold())
        lost = [word for word in words if word not in told and word not in known]
        labelled = re.match(r"Аңдатпа|Ключевые|Мақала ред", printed)
        assert 2 * len(lost) <= len(words) or labelled or any(printed in doubt for doubt in doubts), (printed, lost)


def _of_person(person: Contributor) -> list[str]:
    told = (*person.posts, *(f"{name.surname} {name.given_names}" for name in person.alternatives), person.role or "")
    return re.findall(r"\w+", " ".join(told).casefold())
