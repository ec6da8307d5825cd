"""What follows the text is told apart: lists of references, abstracts in other languages, who the authors are."""

from ocr.article import HistoryEvent
from ocr.language import Language
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
    titles,
)

TITLE = title("Халық әндерінің дыбыстық мұрағаты")
NAMES = line("Сәрсенова Г. Б., Тілеуқабылов Н. Ә.")
ENTRIES = (
    Part(text="1. Затаевич А. В. Қазақ халқының мың әні. — Алматы: Дайк-Пресс, 2004. — 496 б."),
    Part(text="2. Жұбанов А. Қ. Замана бұлбұлдары. — Алматы: Жазушы, 1975. — 240 б."),
)
SUMMARY = (
    Part(text="Summary. The article describes how recordings of folk songs were kept in the archive of the region."),
    Part(text="Keywords: folk songs, sound archive"),
)


def test_a_second_list_in_latin_letters_is_a_list_of_its_own() -> None:
    article = the_article(
        set_page(
            TITLE,
            NAMES,
            text(KAZAKH),
            heading("Әдебиеттер"),
            *ENTRIES,
            heading("References"),
            Part(text="1. Zataevich A. V. Kazakh halkynyn myn ani. Almaty: Daik-Press, 2004. 496 p."),
        )
    )
    assert (article.references_title, [entry.label for entry in article.references]) == ("Әдебиеттер", ["1", "2"])
    [other] = article.other_references
    assert (other.title, [entry.content[:9] for entry in other.entries]) == ("References", ["Zataevich"])


def test_abstracts_after_the_references_belong_to_the_front_matter() -> None:
    article = the_article(set_page(TITLE, NAMES, text(KAZAKH), heading("Әдебиеттер"), *ENTRIES, *SUMMARY))
    assert [abstract.language for abstract in article.abstracts] == [Language.ENGLISH]
    assert article.keywords[0].content == ("folk songs", "sound archive")
    assert len(article.references) == 2


def test_abstracts_between_text_and_references_are_no_text() -> None:
    article = the_article(set_page(TITLE, NAMES, text(KAZAKH), *SUMMARY, heading("Әдебиеттер"), *ENTRIES))
    assert [abstract.language for abstract in article.abstracts] == [Language.ENGLISH]
    assert len(paragraphs(article)) == 1
    assert len(article.references) == 2


def test_a_translated_title_and_names_at_the_end_are_those_of_the_beginning() -> None:
    article = the_article(
        set_page(
            TITLE,
            NAMES,
            text(KAZAKH),
            heading("Әдебиеттер"),
            *ENTRIES,
            Part(text="Sound archive of folk songs", align="centre", bold=True),
            line("G. B. Sarsenova, N. A. Tileukabylov"),
            *SUMMARY,
        )
    )
    assert [(one.language, one.content) for one in article.translated_titles] == [(Language.ENGLISH, "Sound archive of folk songs")]
    assert [[name.surname for name in author.alternatives] for author in article.authors] == [["Sarsenova"], ["Tileukabylov"]]
    assert [author.surname for author in article.authors] == ["Сәрсенова", "Тілеуқабылов"]


def test_a_translated_title_between_two_articles_opens_none() -> None:
    found = segmented(
        set_page(
            TITLE,
            NAMES,
            text(KAZAKH),
            text(KAZAKH),
            heading("Әдебиеттер"),
            *ENTRIES,
            title("Sound archive of folk songs of the steppe"),
            line("G. B. Sarsenova, N. A. Tileukabylov"),
            line("Ulytau Centre of Musical Heritage, Zhezkazgan, Kazakhstan"),
            *SUMMARY,
        ),
        set_page(title("Районные газеты и их читатели"), line("Орлова М. С."), text(RUSSIAN), text(RUSSIAN), image_nr=2),
    )
    assert titles(found) == ["ХАЛЫҚ ӘНДЕРІНІҢ ДЫБЫСТЫҚ МҰРАҒАТЫ", "РАЙОННЫЕ ГАЗЕТЫ И ИХ ЧИТАТЕЛИ"]
    assert [one.content for one in found.articles[0].translated_titles] == ["SOUND ARCHIVE OF FOLK SONGS OF THE STEPPE"]


def test_what_is_said_about_the_authors_is_added_to_them() -> None:
    article = the_article(
        set_page(
            TITLE,
            line("Орлова М. С."),
            text(RUSSIAN),
            heading("Список литературы"),
            *ENTRIES,
            heading("Сведения об авторах"),
            Part(text="Орлова Мария Сергеевна – к.и.н., доцент, Районный архив, Алматы, Казахстан, e-mail: orlova@example.org"),
        )
    )
    [author] = article.authors
    assert (author.surname, author.posts, author.email) == ("Орлова", ("к.и.н.", "доцент"), "orlova@example.org")
    assert [place.country_code for place in article.affiliations] == ["KZ"]
    assert len(article.references) == 2


def test_the_day_an_article_came_in_is_its_history() -> None:
    article = the_article(
        set_page(TITLE, NAMES, text(KAZAKH), heading("Әдебиеттер"), *ENTRIES, line("Поступила в редакцию 12.03.2019 г.", "left"))
    )
    assert [(date.event, date.iso) for date in article.history] == [(HistoryEvent.RECEIVED, "2019-03-12")]
    assert [entry.label for entry in article.references] == ["1", "2"]


def test_a_chapter_about_literature_is_no_list_of_references() -> None:
    article = the_article(set_page(TITLE, NAMES, text(KAZAKH), heading("Әдебиет"), text(KAZAKH), text(KAZAKH)))
    assert article.references == ()
    assert [section.heading for section in article.body] == [None, "Әдебиет"]


def test_a_summary_in_the_language_of_the_text_is_its_last_section() -> None:
    english = "The library keeps manuscripts, letters and printed books, which its readers have asked for since it was opened."
    article = the_article(
        set_page(title("Sound archive of folk songs"), line("J. Smith"), text(english), heading("Summary"), text(english))
    )
    assert article.abstracts == ()


def test_what_closes_an_article_is_not_the_front_matter_of_the_next_on_its_page() -> None:
    closing = (title("The sound archive of folk songs in the steppe"), line("G. Sarsenova"), *SUMMARY)
    following = (line("УДК 050"), title("Районная газета и её читатели"), line("Орлова М. С."), text(RUSSIAN), text(RUSSIAN))
    found = segmented(set_page(TITLE, NAMES, text(KAZAKH), heading("Әдебиеттер"), *ENTRIES, *closing, *following))
    first, second = found.articles
    assert [abstract.language for abstract in first.abstracts] == [Language.ENGLISH]
    assert [each.language for each in first.translated_titles] == [Language.ENGLISH]
    assert (second.abstracts, second.keywords, second.udc) == ((), (), "050")


def test_a_translated_title_opens_nothing_though_its_abstract_runs_over_the_page() -> None:
    closing = (title("The sound archive of folk songs in the steppe"), line("G. Sarsenova"), SUMMARY[0])
    rest = Part(
        text="All of these recordings were described one by one by the people of the archive, photographed with the boxes in "
        "which they had been kept, and given to the library of the region, so that schools in the villages can use them too."
    )
    found = segmented(
        set_page(TITLE, NAMES, text(KAZAKH), heading("Әдебиеттер"), *ENTRIES, *closing),
        set_page(rest, SUMMARY[1], title("Районная газета и её читатели"), line("Орлова М. С."), text(RUSSIAN), image_nr=2),
    )
    assert titles(found) == [TITLE.text, "РАЙОННАЯ ГАЗЕТА И ЕЁ ЧИТАТЕЛИ"]


def test_a_numbered_section_about_sources_is_part_of_the_text() -> None:
    section = (heading("2. Источники"), text(f"В 1925 году вышел первый сборник. {RUSSIAN}"))
    article = the_article(
        set_page(title("Районная газета и её читатели"), text(RUSSIAN), *section, heading("Литература"), *ENTRIES)
    )
    assert [each.heading for each in article.body] == [None, "2. Источники"]
    assert len(article.references) == 2


def test_the_rest_of_an_entry_on_the_next_page_is_of_the_list_though_it_is_mostly_capitals() -> None:
    rest = Part(text="72, No. 3. – P. 455–470. – DOI: 10.1108/JD-05-2015-0060.")
    article = the_article(
        set_page(
            TITLE,
            NAMES,
            text(KAZAKH),
            heading("Әдебиеттер"),
            ENTRIES[0],
            Part(text="2. Smith J. Rural libraries // Documentation. – Vol."),
        ),
        set_page(rest, title("The sound archive of folk songs in the steppe"), *SUMMARY, image_nr=2),
    )
    assert article.references[-1].content.endswith("DOI: 10.1108/JD-05-2015-0060.")
    assert len(article.abstracts) == 1
