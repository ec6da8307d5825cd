"""The front matter is read line by line: who wrote it, where, and what it is about."""

import pytest

from ocr.article import Article
from ocr.language import Language
from tests.ocr.segment.printing import KAZAKH, RUSSIAN, Part, line, names, set_page, text, the_article, title

TITLE = title("Халық әндерінің дыбыстық мұрағаты")
CENTRE = "Ұлытау өңірлік музыкалық мұра орталығы, Жезқазған, Қазақстан"


def an_article_with(*front: Part) -> Article:
    return the_article(set_page(TITLE, *front, text(KAZAKH), text(KAZAKH)))


def places(article: Article) -> list[str]:
    return [affiliation.content for affiliation in article.affiliations]


def test_authors_affiliation_and_address_are_told_apart() -> None:
    article = an_article_with(line("Сәрсенова Г. Б., Тілеуқабылов Н. Ә."), line(CENTRE), line("g.sarsenova@example.org"))
    assert names(article.authors) == ["Сәрсенова, Г. Б.", "Тілеуқабылов, Н. Ә."]
    assert places(article) == [CENTRE]
    assert article.emails == ("g.sarsenova@example.org",)
    assert [author.affiliations for author in article.authors] == [(0,), (0,)]


def test_an_address_is_given_to_the_author_whose_surname_it_spells() -> None:
    article = an_article_with(line("J. Smith, M. Brown"), line("brown@example.org"))
    assert [author.email for author in article.authors] == [None, "brown@example.org"]


def test_an_address_that_spells_nobody_is_the_first_authors() -> None:
    article = an_article_with(line("Сәрсенова Г. Б., Тілеуқабылов Н. Ә."), line("archive@example.org"))
    assert [author.email for author in article.authors] == ["archive@example.org", None]


@pytest.mark.parametrize("label", ["E-mail:", "Е-mail:", "Эл. пошта:", "Электронды пошта:"])
def test_the_label_of_an_address_is_no_part_of_it(label: str) -> None:
    article = an_article_with(line("Сәрсенова Г. Б."), line(f"{label} g.sarsenova@example.org"))
    assert (article.emails, places(article)) == (("g.sarsenova@example.org",), [])


def test_as_many_affiliations_as_authors_belong_to_them_in_turn() -> None:
    other = "Абай атындағы университет, Алматы, Қазақстан"
    article = an_article_with(line("Сәрсенова Г. Б., Тілеуқабылов Н. Ә."), line(f"{CENTRE}\n{other}"))
    assert places(article) == [CENTRE, other]
    assert [author.affiliations for author in article.authors] == [(0,), (1,)]


@pytest.mark.parametrize(
    ("printed", "surname", "given", "roles"),
    [
        (
            "Ғылыми жетекшісі: тарих ғылымдарының кандидаты Қ. Жұбанов",
            "Жұбанов",
            "Қ.",
            ("Ғылыми жетекшісі", "тарих ғылымдарының кандидаты"),
        ),
        ("Научный руководитель: доцент Орлова М. С.", "Орлова", "М. С.", ("Научный руководитель", "доцент")),
        ("Scientific supervisor: professor J. R. Smith", "Smith", "J. R.", ("Scientific supervisor", "professor")),
    ],
)
def test_a_supervisor_is_named_with_rank_and_is_no_author(printed: str, surname: str, given: str, roles: tuple[str, ...]) -> None:
    article = an_article_with(line("Сәрсенова Г. Б."), line(printed))
    [supervisor] = article.supervisors
    assert (supervisor.surname, supervisor.given_names, (supervisor.role, *supervisor.posts)) == (surname, given, roles)
    assert names(article.authors) == ["Сәрсенова, Г. Б."]


@pytest.mark.parametrize(("label", "code"), [("ӘОЖ", "784.4"), ("УДК", "025.85:784"), ("UDC", "027.022(574)")])
def test_the_classification_above_the_title_is_read(label: str, code: str) -> None:
    page = set_page(line(f"{label} {code}", "left"), TITLE, line("Сәрсенова Г. Б."), text(KAZAKH))
    assert the_article(page).udc == code


@pytest.mark.parametrize("label", ["ҒТАМР", "МРНТИ", "IRSTI"])
def test_the_rubric_of_the_state_is_read(label: str) -> None:
    page = set_page(line(f"{label} 13.20.15", "left"), TITLE, line("Сәрсенова Г. Б."), text(KAZAKH))
    assert the_article(page).mrnti == "13.20.15"


def test_abstracts_and_keywords_are_read_in_each_language() -> None:
    article = an_article_with(
        line("Сәрсенова Г. Б."),
        Part(text=f"Аңдатпа. {KAZAKH}"),
        Part(text="Түйін сөздер: халық әндері, дыбыстық мұрағат, сақтау."),
        Part(text=f"Аннотация. {RUSSIAN}"),
        Part(text="Ключевые слова: народные песни; звуковой архив."),
        Part(text="Abstract. The article describes how recordings of folk songs were kept."),
        Part(text="Keywords: folk songs, sound archive"),
    )
    assert [abstract.language for abstract in article.abstracts] == [Language.KAZAKH, Language.RUSSIAN, Language.ENGLISH]
    assert article.abstracts[1].content == RUSSIAN
    assert [keywords.content for keywords in article.keywords] == [
        ("халық әндері", "дыбыстық мұрағат", "сақтау"),
        ("народные песни", "звуковой архив"),
        ("folk songs", "sound archive"),
    ]


def test_an_abstract_goes_on_until_its_keywords_in_each_language() -> None:
    article = an_article_with(
        line("Сәрсенова Г. Б."),
        Part(text="Аңдатпа. Таспалар көшірілді.", font_size=8.0),
        Part(text="Жазбалар сипатталды.", font_size=8.0),
        Part(text="Түйін сөздер: халық әндері.", font_size=8.0),
        Part(text="Аннотация. Ленты переписаны.", font_size=8.0),
        Part(text="Записи описаны.", font_size=8.0),
        Part(text="Ключевые слова: народные песни.", font_size=8.0),
    )
    assert [abstract.content for abstract in article.abstracts] == [
        "Таспалар көшірілді. Жазбалар сипатталды.",
        "Ленты переписаны. Записи описаны.",
    ]
    assert places(article) == []


def test_an_identifier_of_the_article_is_read() -> None:
    article = an_article_with(line("Сәрсенова Г. Б.\nҰлттық университет, DOI: 10.1234/abc-2025.7."))
    assert article.doi == "10.1234/abc-2025.7"


def test_the_text_below_the_front_matter_is_the_body() -> None:
    article = an_article_with(line("Сәрсенова Г. Б."), line(CENTRE), Part(text=f"Аңдатпа. {KAZAKH}"))
    assert [len(section.paragraphs) for section in article.body] == [2]


def test_a_title_cut_at_a_line_end_is_whole_again() -> None:
    page = set_page(title("Халық әндерінің мұра-\nғаты туралы сөз"), line("Сәрсенова Г. Б."), text(KAZAKH))
    assert the_article(page).title == "ХАЛЫҚ ӘНДЕРІНІҢ МҰРАҒАТЫ ТУРАЛЫ СӨЗ"
