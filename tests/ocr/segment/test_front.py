"""The front matter is read line by line: who wrote it, where, and what it is about."""

import pytest

from ocr.article import Article, HistoryEvent
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


# --- persons and places -----------------------------------------------------------------------------------------------

KAZNU = "Әл-Фараби атындағы Қазақ ұлттық университеті, Алматы, Қазақстан"
ENU = "Л. Н. Гумилёв атындағы Еуразия ұлттық университеті, Астана, Қазақстан"


@pytest.mark.parametrize(
    ("people", "marked"),
    [
        ("Сәрсенова Г. Б.1, Тілеуқабылов Н. Ә.2, Орлова М. С.1,2", ("1", "2")),
        ("Сәрсенова Г. Б.¹, Тілеуқабылов Н. Ә.², Орлова М. С.¹,²*", ("¹", "²")),
        ("Сәрсенова Г. Б.*, Тілеуқабылов Н. Ә.**, Орлова М. С.*,**", ("*", "**")),
        ("Сәрсенова Г. Б.a, Тілеуқабылов Н. Ә.b, Орлова М. С.a,b", ("a ", "b ")),
        ("Сәрсенова Г. Б.!, Тілеуқабылов Н. Ә.?, Орлова М. С.1,2", ("", "")),
        ("Сәрсенова Г. Б.', Тілеуқабылов Н. Ә.2, Орлова М. С.1,2", ("'", "°")),
    ],
)
def test_markers_tie_persons_to_affiliations_also_when_misread(people: str, marked: tuple[str, str]) -> None:
    article = an_article_with(line(people), line(f"{marked[0]}{KAZNU}\n{marked[1]}{ENU}"))
    assert places(article) == [KAZNU, ENU]
    assert [author.affiliations for author in article.authors] == [(0,), (1,), (0, 1)]


def test_an_affiliation_below_each_name_is_that_persons() -> None:
    article = an_article_with(line("Сәрсенова Г. Б."), line(KAZNU), line("Тілеуқабылов Н. Ә."), line(ENU))
    assert [(author.surname, author.affiliations) for author in article.authors] == [("Сәрсенова", (0,)), ("Тілеуқабылов", (1,))]


@pytest.mark.parametrize(
    ("printed", "posts"),
    [
        ("Сәрсенова Г. Б., т.ғ.к., доцент", ("т.ғ.к.", "доцент")),
        ("т.ғ.к., доцент Сәрсенова Г. Б.", ("т.ғ.к.", "доцент")),
        ("Сәрсенова Г. Б. – педагогика ғылымдарының докторы, профессор", ("педагогика ғылымдарының докторы", "профессор")),
        ("Сәрсенова Г. Б.\nPhD докторант", ("PhD докторант",)),
        ("магистрант Сәрсенова Г. Б.", ("магистрант",)),
        ("Сәрсенова Г. Б.\nмагистрант 2 курса, специальность «История»", ("магистрант 2 курса", "специальность «История»")),
    ],
)
def test_degrees_and_posts_are_the_persons_and_no_affiliation(printed: str, posts: tuple[str, ...]) -> None:
    article = an_article_with(line(printed), line(KAZNU))
    assert [(author.surname, author.posts) for author in article.authors] == [("Сәрсенова", posts)]
    assert places(article) == [KAZNU]


def test_names_and_affiliation_on_one_line_are_told_apart() -> None:
    article = an_article_with(line("Орлова М. С., к.и.н., доцент, КазНУ им. аль-Фараби, г. Алматы, Казахстан"))
    assert names(article.authors) == ["Орлова, М. С."]
    assert places(article) == ["КазНУ им. аль-Фараби, г. Алматы, Казахстан"]


def test_an_affiliation_says_what_its_parts_are() -> None:
    article = an_article_with(line("Орлова М. С."), line(f"Тарих кафедрасы, {KAZNU}"))
    [place] = article.affiliations
    assert place.departments == ("Тарих кафедрасы",)
    assert place.institutions == ("Әл-Фараби атындағы Қазақ ұлттық университеті",)
    assert (place.city, place.country, place.country_code) == ("Алматы", "Қазақстан", "KZ")


@pytest.mark.parametrize(
    "printed",
    [
        "Карагандинский университет имени академика\nЕ.А. Букетова, Караганда, Казахстан",
        "Карагандинский университет имени академика Е.А. Букетова,\nКараганда, Казахстан",
        "Карагандинский университет имени академика Е.А. Букетова\nКараганда, Казахстан",
    ],
)
def test_an_affiliation_broken_over_lines_is_one(printed: str) -> None:
    article = an_article_with(line("Орлова М. С."), line(printed))
    assert places(article) == [" ".join(printed.split())]
    assert names(article.authors) == ["Орлова, М. С."]


def test_two_affiliations_on_one_line_are_two() -> None:
    article = an_article_with(line("J. Smith1, M. Brown2"), line("1University of Oxford, Oxford, UK; 2Leeds University, UK"))
    assert [(place.label, place.content) for place in article.affiliations] == [
        ("1", "University of Oxford, Oxford, UK"),
        ("2", "Leeds University, UK"),
    ]
    assert [author.affiliations for author in article.authors] == [(0,), (1,)]


def test_a_place_in_brackets_is_told_from_the_institution_before_it() -> None:
    article = an_article_with(line("Орлова М. С."), line("Северо-Казахстанский университет (Петропавловск, Казахстан)"))
    [place] = article.affiliations
    assert (place.institutions, place.city, place.country_code) == (("Северо-Казахстанский университет",), "Петропавловск", "KZ")


def test_names_broken_over_lines_are_whole() -> None:
    article = an_article_with(line("Сәрсенова Г. Б., Тілеуқабылов\nН. Ә., Орлова М. С."), line(KAZNU))
    assert names(article.authors) == ["Сәрсенова, Г. Б.", "Тілеуқабылов, Н. Ә.", "Орлова, М. С."]


@pytest.mark.parametrize("others", ["и др.", "және т.б.", "et al."])
def test_others_who_are_not_named_are_told_of(others: str) -> None:
    article = an_article_with(line(f"Сәрсенова Г. Б., Орлова М. С. {others}"), line(KAZNU))
    assert (len(article.authors), article.authors_incomplete) == (2, True)


def test_an_orcid_is_its_authors_when_its_check_digit_holds() -> None:
    article = an_article_with(line("J. Smith"), line("ORCID: 0000-0002-1825-0097"), line("University of Karaganda"))
    assert [author.orcid for author in article.authors] == ["0000-0002-1825-0097"]
    broken = an_article_with(line("J. Smith"), line("ORCID: 0000-0002-1825-0098"), line("University of Karaganda"))
    assert [author.orcid for author in broken.authors] == [None]


def test_the_corresponding_author_is_marked() -> None:
    article = an_article_with(line("J. Smith, M. Brown"), line("*Corresponding author: M. Brown, brown@example.org"))
    assert [author.corresponding for author in article.authors] == [False, True]
    assert article.emails == ("brown@example.org",)


def test_a_supervisor_may_stand_below_the_label() -> None:
    both = "т.ғ.д., профессор Қ. Жұбанов, PhD Н. Ә. Тілеуқабылов"
    article = an_article_with(line("Сәрсенова Г. Б."), line("Ғылыми жетекшілері:"), line(both))
    assert [(person.surname, person.posts) for person in article.supervisors] == [
        ("Жұбанов", ("т.ғ.д.", "профессор")),
        ("Тілеуқабылов", ("PhD",)),
    ]


def test_authors_above_the_title_are_read_with_all_that_belongs_to_them() -> None:
    page = set_page(
        line("Орлова М. С., магистрант", "right"),
        line("Карагандинский университет, Караганда, Казахстан", "right"),
        line("Научный руководитель: к.и.н., доцент Кузнецов П. И.", "right"),
        line("E-mail: orlova@example.org", "right"),
        title("Оцифровка районных газет и их читатели"),
        text(RUSSIAN),
        text(RUSSIAN),
    )
    article = the_article(page)
    assert [(author.surname, author.posts, author.email) for author in article.authors] == [
        ("Орлова", ("магистрант",), "orlova@example.org")
    ]
    assert places(article) == ["Карагандинский университет, Караганда, Казахстан"]
    assert names(article.supervisors) == ["Кузнецов, П. И."]


@pytest.mark.parametrize("printed", ["Original article", "© Авторлар, 2020", "Ғылыми мақала", "https://example.org/journal"])
def test_what_stands_among_the_names_and_is_no_place_is_none(printed: str) -> None:
    article = an_article_with(line("Сәрсенова Г. Б."), line(KAZNU), line(printed))
    assert places(article) == [KAZNU]


def test_an_address_read_with_blanks_is_whole() -> None:
    article = an_article_with(line("Сәрсенова Г. Б."), line("E-mail: sarsenova @kaznu.kz"))
    assert article.emails == ("sarsenova@kaznu.kz",)


# --- codes and dates --------------------------------------------------------------------------------------------------


def test_two_codes_on_one_line_are_both_read() -> None:
    page = set_page(line("УДК 94(574) МРНТИ 03.20.00", "left"), TITLE, line("Сәрсенова Г. Б."), text(KAZAKH))
    article = the_article(page)
    assert (article.udc, article.mrnti) == ("94(574)", "03.20.00")


def test_the_days_an_article_came_in_and_was_accepted_are_its_history() -> None:
    article = an_article_with(line("Сәрсенова Г. Б."), line("Received 12 March 2019; revised 1 April 2019; accepted May 3, 2019"))
    assert [(date.event, date.iso) for date in article.history] == [
        (HistoryEvent.RECEIVED, "2019-03-12"),
        (HistoryEvent.REVISED, "2019-04-01"),
        (HistoryEvent.ACCEPTED, "2019-05-03"),
    ]


# --- three languages --------------------------------------------------------------------------------------------------


def test_front_matter_in_three_languages_is_one_article() -> None:
    article = an_article_with(
        line("Сәрсенова Г. Б., Жұбанов Қ. А."),
        line(KAZNU),
        Part(text=f"Аңдатпа. {KAZAKH}"),
        Part(text="Түйін сөздер: халық әндері, дыбыстық мұрағат."),
        Part(text="Звуковой архив народных песен", align="centre", bold=True),
        line("Сарсенова Г. Б., Жубанов К. А."),
        line("Казахский национальный университет имени аль-Фараби, Алматы, Казахстан"),
        Part(text=f"Аннотация. {RUSSIAN}"),
        Part(text="Ключевые слова: народные песни, звуковой архив."),
        Part(text="Sound archive of folk songs", align="centre", bold=True),
        line("G. B. Sarsenova, K. A. Zhubanov"),
        line("Al-Farabi Kazakh National University, Almaty, Kazakhstan"),
        Part(text="Abstract. The article describes how recordings of folk songs were kept in the archive."),
        Part(text="Keywords: folk songs, sound archive."),
    )
    assert names(article.authors) == ["Сәрсенова, Г. Б.", "Жұбанов, Қ. А."]
    assert [[(name.language, name.surname) for name in author.alternatives] for author in article.authors] == [
        [(Language.RUSSIAN, "Сарсенова"), (Language.ENGLISH, "Sarsenova")],
        [(Language.RUSSIAN, "Жубанов"), (Language.ENGLISH, "Zhubanov")],
    ]
    assert [(one.language, one.content) for one in article.translated_titles] == [
        (Language.RUSSIAN, "Звуковой архив народных песен"),
        (Language.ENGLISH, "Sound archive of folk songs"),
    ]
    assert places(article) == [KAZNU]
    assert [place.partition(",")[0] for place in article.affiliations[0].alternatives] == [
        "Казахский национальный университет имени аль-Фараби",
        "Al-Farabi Kazakh National University",
    ]
    assert len(article.abstracts) == len(article.keywords) == 3
    assert len(article.body[0].paragraphs) == 2


def test_the_label_of_an_abstract_may_stand_on_a_line_of_its_own() -> None:
    article = an_article_with(
        line("J. Smith"),
        line("Abstract"),
        Part(text="The article describes how recordings of folk songs were kept in the archive of the region."),
        Part(text="Keywords: folk songs, sound archive."),
    )
    assert [abstract.content[:11] for abstract in article.abstracts] == ["The article"]
    assert [keywords.content for keywords in article.keywords] == [("folk songs", "sound archive")]


def test_keywords_grown_together_with_the_abstract_are_apart_again() -> None:
    article = an_article_with(
        line("J. Smith"),
        Part(text="Abstract. The article describes how recordings were kept.\nKeywords: folk songs; sound archive."),
    )
    assert article.abstracts[0].content == "The article describes how recordings were kept."
    assert article.keywords[0].content == ("folk songs", "sound archive")


def test_an_abstract_is_in_the_language_of_its_text_not_of_its_label() -> None:
    article = an_article_with(line("Сәрсенова Г. Б."), Part(text=f"Аннотация. {KAZAKH}"))
    assert [abstract.language for abstract in article.abstracts] == [Language.KAZAKH]


def test_the_title_and_names_in_the_language_of_the_text_are_the_articles_own() -> None:
    page = set_page(
        title("Районные газеты и их читатели"),
        line("Сарсенова Г. Б."),
        Part(text=f"Аннотация. {RUSSIAN}"),
        Part(text="Ключевые слова: газеты, архив."),
        Part(text="Аудандық газеттер және олардың оқырмандары", align="centre", bold=True),
        line("Сәрсенова Г. Б."),
        Part(text=f"Аңдатпа. {KAZAKH}"),
        Part(text="Түйін сөздер: газеттер, мұрағат."),
        text(KAZAKH),
        text(KAZAKH),
    )
    article = the_article(page)
    assert (article.language, article.title) == (Language.KAZAKH, "Аудандық газеттер және олардың оқырмандары")
    assert names(article.authors) == ["Сәрсенова, Г. Б."]
    assert [name.surname for name in article.authors[0].alternatives] == ["Сарсенова"]
    assert [(one.language, one.content) for one in article.translated_titles] == [
        (Language.RUSSIAN, "РАЙОННЫЕ ГАЗЕТЫ И ИХ ЧИТАТЕЛИ")
    ]


def test_a_second_title_right_below_the_first_is_its_translation_though_neither_has_an_abstract() -> None:
    second = Part(text="институт истории", align="centre", bold=True)
    article = the_article(set_page(title("Халық әндерінің дыбыстық мұрағаты"), second, text(KAZAKH), text(KAZAKH)))
    assert article.title == "ХАЛЫҚ ӘНДЕРІНІҢ ДЫБЫСТЫҚ МҰРАҒАТЫ"
    assert [(one.language, one.content) for one in article.translated_titles] == [(Language.RUSSIAN, second.text)]


@pytest.mark.parametrize("code", ["81'373", "81’42:39", "811.512.122'36"])
def test_an_apostrophe_is_part_of_a_udc_number(code: str) -> None:
    assert the_article(set_page(line(f"УДК {code}"), TITLE, text(KAZAKH), text(KAZAKH))).udc == code


def test_of_two_titles_the_one_in_the_language_of_the_text_is_the_articles() -> None:
    english = title("The sound archive of folk songs in the steppe")
    kazakh = Part(text="Музыка институтының дыбыстық қорындағы ән мұрасы", align="centre", bold=True)
    article = the_article(set_page(english, kazakh, text(KAZAKH), text(KAZAKH)))
    assert article.title == kazakh.text
    assert [(one.language, one.content) for one in article.translated_titles] == [(Language.ENGLISH, english.text)]
