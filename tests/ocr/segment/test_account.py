"""Whatever a volume holds, every block of it is accounted for once, and the same volume gives the same articles."""

from itertools import chain

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocr.article import PageStart, plain_text
from ocr.page import BlockRole, Page
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
