"""An article becomes JATS of the house profile."""

import pytest

from archive.bibliography import Volume
from archive.jats import build_article_element, jats_bytes
from archive.markup import XML_LANG, find_elements, find_texts
from ocr.article import (
    Citation,
    Keywords,
    LanguageText,
    PageStart,
    Paragraph,
    Section,
    UncertainText,
)
from ocr.language import Language
from ocr.reference import Reference
from tests.archive.articles import PROVENANCE, a_body, jats_of, on_pages, two_references
from tests.builders import a_contributor, a_paragraph, an_affiliation, an_article

# ------------------------------------------------------------------------------------------------------------ the container


def test_the_container_is_the_catalogues_title_before_the_printed_one() -> None:
    article = an_article(running_header="Ғылыми хабаршы. 2015")
    assert find_texts(jats_of(article, title="Хабаршы"), "//journal-title/text()") == ["Хабаршы"]
    assert find_texts(jats_of(article), "//journal-title/text()") == ["Ғылыми хабаршы. 2015"]
    assert find_texts(jats_of(an_article()), "//journal-title/text()") == ["хабаршы-2015"]


def test_a_paper_of_a_conference_names_the_conference() -> None:
    root = jats_of(an_article(running_header="Материалы конференции"), conference="Абай оқулары")
    assert find_texts(root, "//conf-name/text()") == ["Абай оқулары"]
    assert find_texts(root, "//journal-title/text()") == []


def test_what_the_catalogue_knows_goes_into_the_article() -> None:
    known = {"issn": "2049-3630", "publisher": "ҚазҰУ", "place": "Алматы", "year": 2015, "volume": "3", "issue": "2"}
    root = jats_of(an_article(), **known)
    paths = (
        "//issn",
        "//publisher-name",
        "//publisher-loc",
        "//pub-date/@iso-8601-date",
        "//article-meta/volume",
        "//article-meta/issue",
    )
    assert [root.xpath(f"string({path})") for path in paths] == ["2049-3630", "ҚазҰУ", "Алматы", "2015", "3", "2"]


def test_no_date_no_rights_no_header_are_invented() -> None:
    root = jats_of(an_article())
    assert root.find(".//pub-date-not-available") is not None
    assert find_texts(root, "//license/@license-type") == ["rights-undetermined"]
    assert "running-header-as-printed" not in find_texts(root, "//meta-name/text()")


def test_rights_the_catalogue_states_are_stated() -> None:
    root = jats_of(an_article(), rights="https://creativecommons.org/licenses/by/4.0/")
    assert find_texts(root, "//*[local-name()='license_ref']/text()") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_an_article_has_its_id_in_the_archive_and_its_doi() -> None:
    root = jats_of(an_article(number=7, doi="10.26577/JH.2024.v1"))
    assert find_texts(root, "//article-id/text()") == ["хабаршы-2015-a007", "10.26577/JH.2024.v1"]


@pytest.mark.parametrize(
    ("printed", "tagged"), [(("5", "8"), ["5", "8"]), (("8", "5"), []), (("v", "x"), []), (("12", "12"), ["12", "12"])]
)
def test_printed_pages_are_stated_when_they_can_be_a_range(printed: tuple[str, str], tagged: list[str]) -> None:
    root = jats_of(an_article(printed_pages=printed))
    assert find_texts(root, "//fpage/text() | //lpage/text()") == tagged
    assert ("printed-pages-as-read" in find_texts(root, "//meta-name/text()")) is not bool(tagged)


# ------------------------------------------------------------------------------------------------------------------- titles


def test_an_address_in_the_title_is_kept_but_not_in_the_title() -> None:
    root = jats_of(an_article("АБАЙ ОҚУЛАРЫ abai@mail.kz"))
    assert root.findtext(".//article-title") == "АБАЙ ОҚУЛАРЫ"
    assert root.findtext(".//alt-title") == "АБАЙ ОҚУЛАРЫ abai@mail.kz"


def test_an_article_without_a_title_has_one_in_brackets() -> None:
    assert jats_of(an_article("")).findtext(".//article-title") == "[Атаусыз]"


def test_titles_and_abstracts_of_other_languages_carry_theirs() -> None:
    article = an_article(
        translated_titles=(LanguageText(language=Language.ENGLISH, content="Humanism in Abai’s Works"),),
        abstracts=(
            LanguageText(language=Language.RUSSIAN, content="В статье рассматривается творчество Абая."),
            LanguageText(language=Language.KAZAKH, content="Мақалада Абай шығармашылығы қарастырылады."),
        ),
        keywords=(Keywords(language=Language.KAZAKH, content=("Абай; адамгершілік", "өлең")),),
    )
    root = jats_of(article)
    assert [one.get(XML_LANG) for one in find_elements(root, "//trans-title-group")] == ["en"]
    assert [(one.tag, one.get(XML_LANG)) for one in find_elements(root, "//abstract | //trans-abstract")] == [
        ("abstract", "kk"),
        ("trans-abstract", "ru"),
    ]
    assert find_texts(root, "//kwd/text()") == ["Абай", "адамгершілік", "өлең"]


# ------------------------------------------------------------------------------------------------------------------- people


def test_an_author_points_to_affiliation_and_address() -> None:
    article = an_article(
        authors=(
            a_contributor(affiliations=(1,), email="seitkali@kaznu.kz", role="докторант"),
            a_contributor("Omarova", "A.", affiliations=(0,)),
        ),
        affiliations=(
            an_affiliation("Карагандинский университет им. Е.А. Букетова, Караганда, Казахстан"),
            an_affiliation("әл-Фараби атындағы ҚазҰУ, Алматы, Қазақстан"),
        ),
    )
    root = jats_of(article)
    first, second = find_elements(root, "//contrib[@contrib-type='author']")
    assert find_texts(first, "xref/@rid") == ["aff2", "cor1"]
    assert find_texts(second, "xref/@rid") == ["aff1"]
    assert find_texts(root, "//corresp[@id='cor1']/email/text()") == ["seitkali@kaznu.kz"]
    assert find_texts(root, "//name/@xml:lang", {"xml": "http://www.w3.org/XML/1998/namespace"}) == ["kk", "en"]


def test_an_author_without_a_marker_gets_the_affiliation_nobody_claims_and_it_is_marked_as_inferred() -> None:
    authors = (a_contributor(affiliations=(0,)), a_contributor("Омаров", "Б."))
    root = jats_of(an_article(authors=authors, affiliations=(an_affiliation("Бірінші мектеп"), an_affiliation("Екінші мектеп"))))
    [inferred] = find_elements(root, "//xref[@specific-use='inferred']")
    assert (inferred.get("rid"), inferred.getparent().findtext("name/surname")) == ("aff2", "Омаров")  # type: ignore[union-attr]


def test_an_article_without_authors_says_that_none_is_printed() -> None:
    root = jats_of(an_article(authors=(), emails=("journal@kaznu.kz",)))
    assert len(find_elements(root, "//contrib[@contrib-type='author']/anonymous")) == 1


def test_a_malformed_address_stays_text() -> None:
    root = jats_of(an_article(emails=("seitkali@kaznu",)))
    assert root.findtext(".//corresp") == "seitkali@kaznu"
    assert root.find(".//email") is None


# --------------------------------------------------------------------------------------------------------------------- body


def test_an_article_runs_on_over_the_page_break() -> None:
    broken = Paragraph(content=(PageStart(image_nr=1), "Абай Құнанбайұлы — ұлы ", PageStart(image_nr=2), "ақын, ағартушы."))
    [paragraph] = find_elements(jats_of(an_article(body=a_body(broken), areas=on_pages(1, 2))), "//body/p")
    assert "".join(map(str, paragraph.itertext())) == "Абай Құнанбайұлы — ұлы ақын, ағартушы."
    assert find_texts(paragraph, "target/@id") == ["scan-0001", "scan-0002"]
    assert paragraph[1].tail == "ақын, ағартушы."


def test_a_page_with_references_only_is_anchored_at_the_end_of_the_text() -> None:
    root = jats_of(an_article(areas=on_pages(1, 2), references=two_references()))
    assert find_texts(root, "//body/p[last()]/target/@id") == ["scan-0001", "scan-0002"]


def test_paragraphs_stand_under_their_headings() -> None:
    body = (
        Section(heading=None, paragraphs=(a_paragraph("Кіріспе сөз.", page=1),)),
        Section(heading="НЕГІЗГІ БӨЛІМ", paragraphs=(a_paragraph("Бірінші."), a_paragraph("Екінші."))),
    )
    root = jats_of(an_article(body=body))
    assert find_texts(root, "//body/p/text()") == ["Кіріспе сөз."]
    assert find_texts(root, "//body/sec[title='НЕГІЗГІ БӨЛІМ']/p/text()") == ["Бірінші.", "Екінші."]


def test_a_doubtful_word_says_how_doubtful() -> None:
    doubtful = Paragraph(content=("Ол ", UncertainText(content="шәкірт", confidence=0.432), " болды."))
    root = jats_of(an_article(body=a_body(doubtful)))
    assert find_texts(root, "//named-content[.='шәкірт']/@specific-use") == ["wc:0.43"]
    assert root.xpath("string(//body/p)") == "Ол шәкірт болды."


@pytest.mark.parametrize("as_citation", [True, False])
def test_each_number_of_a_citation_points_to_its_reference(as_citation: bool) -> None:  # noqa: FBT001  # the case
    references = tuple(Reference(label=f"{number}.", content=f"Абай. {number}-том.") for number in range(1, 8))
    cited = Citation(content="[3, 5–7]", numbers=(3, 5, 6, 7)) if as_citation else "[3, 5–7]"
    root = jats_of(an_article(body=a_body(Paragraph(content=("Зерттеуде ", cited, " айтылған."))), references=references))
    assert find_texts(root, "//body//xref/@rid") == ["ref3", "ref5", "ref6", "ref7"]
    assert root.xpath("string(//body/p)") == "Зерттеуде [3, 5–7] айтылған."


def test_a_number_that_is_in_no_list_is_marked_as_unresolved() -> None:
    root = jats_of(an_article(body=a_body("Зерттеуде айтылған [2, 14]."), references=two_references()))
    assert find_texts(root, "//body//xref/@rid") == ["ref2"]
    assert find_texts(root, "//named-content[@content-type='citation-unresolved']/text()") == ["14"]


def test_without_a_list_of_references_brackets_stay_text() -> None:
    root = jats_of(an_article(body=a_body("Зерттеуде айтылған [2].")))
    assert find_texts(root, "//body/p/text()") == ["Зерттеуде айтылған [2]."]


def test_years_in_brackets_are_no_range_of_references() -> None:
    root = jats_of(an_article(body=a_body("Соғыс жылдары [1941–1945]."), references=two_references()))
    assert find_texts(root, "//body//xref/@rid") == []
    assert root.xpath("string(//body/p)") == "Соғыс жылдары [1941–1945]."


def test_text_is_nfc_without_soft_hyphens() -> None:
    root = jats_of(an_article(body=a_body("Бои\u0306жеткен қа\u00adзақ қызы\ufffd.")))
    assert find_texts(root, "//body/p/text()") == ["Бойжеткен қазақ қызы."]


def test_an_accent_that_came_apart_from_its_letter_joins_it_again() -> None:
    apart = Paragraph(content=(PageStart(image_nr=1), "Балалар ои", "\u0306ыны [", "1]."))
    root = jats_of(an_article(body=a_body(apart), references=two_references()))
    assert root.xpath("string(//body/p)") == "Балалар ойыны [1]."
    assert find_texts(root, "//body//xref/@rid") == ["ref1"]


# --------------------------------------------------------------------------------------------------------------- provenance


def test_where_the_text_comes_from_is_told() -> None:
    root = jats_of(an_article(areas=on_pages(1, 2), running_header="Хабаршы"))
    told = dict(zip(find_texts(root, "//meta-name/text()"), find_texts(root, "//meta-value/text()"), strict=True))
    assert told == {
        "running-header-as-printed": "Хабаршы",
        "scan-page-range": "1-2",
        "ocr-engine": "Tesseract 5.3.0; lang=rus+kaz+eng",
        "ocr-mean-word-confidence": "0.9300",
        "source-image-map": "scan-0001=master/0001.jpg;scan-0002=master/0002.jpg",
    }


def test_the_file_declares_its_dtd() -> None:
    written = jats_bytes(build_article_element(an_article(), Volume(volume_id="v"), PROVENANCE)).decode()
    assert written.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96)')
    assert written.endswith("</article>\n")


@pytest.mark.parametrize(
    ("title", "tag"),
    [
        ("Хабаршы", "kk"),
        ("Ғылыми хабаршы", "kk"),
        ("Сборник отчётов по исследованию практики в действии", "ru"),
        ("Action Research", "en"),
    ],
)
def test_a_title_is_in_the_language_its_letters_show_and_few_letters_show_nothing(title: str, tag: str) -> None:
    [found] = find_elements(jats_of(an_article(), title=title), "//journal-title")
    assert found.get(XML_LANG) == tag
