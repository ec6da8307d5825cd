"""Articles are held to a truth: what is the same counts, what is missing and what is too much counts against."""

from dataclasses import replace

import pytest

from archive.evaluation import ArticleRecord, FieldScore, evaluate, record_of_jats
from ocr.article import Keywords, LanguageText, Section
from ocr.language import Language
from ocr.reference import Reference
from tests.archive.articles import jats_of
from tests.builders import a_contributor, a_paragraph, an_affiliation, an_article

ABAI = ArticleRecord(
    title="Абай шығармаларындағы адамгершілік",
    language="kk",
    authors=("Сейітқали А. Б.", "Орлова М. С."),
    keywords={"kk": ("Абай", "адамгершілік"), "ru": ("Абай",)},
    paragraphs=("Абай — қазақ халқының ұлы ақыны, ағартушы, қоғам қайраткері.", "Оның өлеңдері мен қара сөздері бүгін де оқылады."),
    references=("Затаевич А. В. Қазақ халқының мың әні. — Алматы, 2004.",),
)
PRESS = ArticleRecord(
    title="Оцифровка районных газет",
    language="ru",
    authors=("Орлова М. С.",),
    paragraphs=("Районная газета выходила дважды в неделю, и в каждом номере печатались письма читателей и объявления.",),
)


def score(found: ArticleRecord, true: ArticleRecord, field: str) -> tuple[int, int, int]:
    counted = evaluate([found], [true]).fields[field]
    return counted.expected, counted.found, counted.right


def test_the_truth_itself_is_perfect() -> None:
    evaluation = evaluate([ABAI, PRESS], [ABAI, PRESS])
    assert {name: counted.f1 for name, counted in evaluation.fields.items()} == dict.fromkeys(evaluation.fields, 1.0)
    assert evaluation.character_error == 0
    assert all(not any(result.missed.values()) and not any(result.surplus.values()) for result in evaluation.results)


def test_articles_are_known_by_their_text_whatever_their_order() -> None:
    evaluation = evaluate([PRESS, ABAI], [ABAI, PRESS])
    assert [result.found for result in evaluation.results] == [ABAI, PRESS]


def test_articles_without_text_in_the_truth_are_known_by_their_title() -> None:
    true = replace(ABAI, paragraphs=None)
    [result] = evaluate([PRESS, ABAI], [true]).results
    assert result.found == ABAI


def test_an_article_not_found_misses_all_its_texts() -> None:
    evaluation = evaluate([ABAI], [ABAI, PRESS])
    assert evaluation.fields["articles"] == FieldScore(expected=2, found=1, right=1)
    assert evaluation.fields["authors"] == FieldScore(expected=3, found=2, right=2)
    assert evaluation.results[1].found is None


def test_an_article_that_is_not_true_adds_its_texts_as_wrong() -> None:
    evaluation = evaluate([ABAI, PRESS], [ABAI])
    assert evaluation.fields["articles"] == FieldScore(expected=1, found=2, right=1)
    assert evaluation.fields["title"] == FieldScore(expected=1, found=2, right=1)
    assert evaluation.extra == (PRESS,)


def test_an_article_with_half_of_another_has_not_its_boundaries() -> None:
    swollen = replace(ABAI, paragraphs=(*(ABAI.paragraphs or ()), *(PRESS.paragraphs or ())))
    assert evaluate([swollen], [ABAI]).fields["articles"].right == 0


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("АБАЙ ШЫҒАРМАЛАРЫНДАҒЫ АДАМГЕРШІЛІК", 1),
        ("Абай шығармаларындағы адамгершілік.", 1),
        ("Абай шығармаларындагы адамгершілік", 1),
        ("Абай шығармалары", 0),
        ("", 0),
    ],
)
def test_a_title_is_right_when_hardly_a_letter_differs(title: str, right: int) -> None:
    assert score(replace(ABAI, title=title), ABAI, "title")[2] == right


def test_an_affiliation_may_say_more_than_the_truth() -> None:
    true = replace(ABAI, affiliations=("Абай атындағы университет",))
    found = replace(ABAI, affiliations=("Абай атындағы Университет, Алматы, Қазақстан",))
    assert score(found, true, "affiliations") == (1, 1, 1)
    assert score(true, found, "affiliations") == (1, 1, 0)


def test_a_text_in_another_language_is_another_text() -> None:
    turned = replace(ABAI, keywords={"ru": ("Абай", "адамгершілік"), "kk": ("Абай",)})
    assert score(turned, ABAI, "keywords") == (3, 3, 2)


def test_every_text_is_right_once() -> None:
    doubled = replace(ABAI, authors=("Сейітқали А. Б.", "Сейітқали А. Б."))
    evaluation = evaluate([doubled], [ABAI])
    assert evaluation.fields["authors"] == FieldScore(expected=2, found=2, right=1)
    assert evaluation.results[0].missed["authors"] == ("Орлова М. С.",)
    assert evaluation.results[0].surplus["authors"] == ("Сейітқали А. Б.",)


def test_what_the_truth_does_not_say_is_not_measured() -> None:
    evaluation = evaluate([ABAI], [replace(ABAI, authors=None, references=())])
    assert "authors" not in evaluation.fields
    assert evaluation.fields["references"] == FieldScore(expected=0, found=1, right=0)


def test_characters_are_counted_with_their_signs_levelled() -> None:
    true = replace(ABAI, paragraphs=("«Абай» – ақын",))
    assert evaluate([replace(ABAI, paragraphs=('"Абай" - ақын',))], [true]).character_error == 0
    assert evaluate([replace(ABAI, paragraphs=("«Абай» – акын",))], [true]).character_error == pytest.approx(1 / 13)


def test_precision_recall_and_f1_of_nothing_are_whole() -> None:
    empty = FieldScore(expected=0, found=0, right=0)
    assert (empty.precision, empty.recall, empty.f1) == (1.0, 1.0, 1.0)
    half = FieldScore(expected=4, found=2, right=2)
    assert (half.precision, half.recall) == (1.0, 0.5)
    assert half.f1 == pytest.approx(2 / 3)


def test_our_own_jats_is_read_field_by_field() -> None:
    article = an_article(
        "Абай мұрасы",
        authors=(a_contributor("Сейітқали", "А. Б.", affiliations=(0,), email="a@kaznu.kz"),),
        affiliations=(an_affiliation("ҚазҰУ, Алматы, Қазақстан"),),
        emails=("a@kaznu.kz",),
        translated_titles=(LanguageText(language=Language.RUSSIAN, content="Наследие Абая"),),
        abstracts=(LanguageText(language=Language.KAZAKH, content="Мақала Абай туралы."),),
        keywords=(Keywords(language=Language.ENGLISH, content=("Abai", "heritage")),),
        body=(Section(heading="Кіріспе", paragraphs=(a_paragraph("Абай — ұлы ақын.", page=1), a_paragraph("Оның өлеңдері көп."))),),
        references=(Reference(label="1", content="Затаевич А. В. Мың ән."),),
    )
    assert record_of_jats(jats_of(article)) == ArticleRecord(
        title="Абай мұрасы",
        language="kk",
        authors=("Сейітқали А. Б.",),
        affiliations=("ҚазҰУ, Алматы, Қазақстан",),
        emails=("a@kaznu.kz",),
        translated_titles={"ru": ("Наследие Абая",)},
        abstracts={"kk": ("Мақала Абай туралы.",)},
        keywords={"en": ("Abai", "heritage")},
        headings=("Кіріспе",),
        paragraphs=("Абай — ұлы ақын.", "Оның өлеңдері көп."),
        references=("Затаевич А. В. Мың ән.",),
    )
