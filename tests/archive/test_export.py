"""Articles taken out of a package: plain JATS, Crossref, eLIBRARY; nothing invented, what is missing named."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from archive.bibliography import Volume
from archive.errors import FactsMissingError, InvalidExportError, NoSuchArticleError, TargetTakenError
from archive.export import Depositor, build_crossref, build_rsci, export_folder, read_articles
from archive.export.crossref import CROSSREF
from archive.markup import Element, find_elements, find_texts
from archive.package import plan_package
from archive.store import write_package
from archive.validate import check_jats
from ocr.article import Area, HistoryDate, HistoryEvent, Keywords, LanguageText, Segmentation
from ocr.language import Language
from ocr.person import PersonName
from tests.archive.articles import two_references
from tests.archive.contents import a_content, two_pages
from tests.archive.foreign import official_crossref
from tests.builders import a_contributor, an_affiliation, an_article

BY = Depositor(name="ҰҒА", email="doi@example.kz", resource="https://journals.example.kz/{article}?doi={doi}")
NS = {"c": CROSSREF}
JOURNAL = Volume(volume_id="v", title="Хабаршы", issn="2616-7263", year=2015, volume="12", issue="3")


def a_package(folder: Path, volume: Volume = JOURNAL, **facts: object) -> Path:
    """Archive a volume of one article with all that journals print."""
    given: dict[str, object] = {
        "doi": "10.1234/abc.2015.7",
        "udc": "37.01",
        "printed_pages": ("7", "7"),
        "authors": (a_contributor("Сейітқали", "А. Б."),),
        "translated_titles": (LanguageText(language=Language.ENGLISH, content="MORALITY IN THE WORKS OF ABAI"),),
        "abstracts": (LanguageText(language=Language.RUSSIAN, content="Статья посвящена Абаю."),),
        "keywords": (Keywords(language=Language.KAZAKH, content=("Абай", "адамгершілік")),),
        "areas": (Area(image_nr=1, block_id="b001"),),
        **facts,
    }
    base = a_content(folder)
    segmentation = Segmentation(articles=(an_article(**given),), dropped=base.segmentation.dropped)  # type: ignore[arg-type]  # facts are Article's own fields
    plan = plan_package(replace(base, volume=volume, pages=two_pages(), segmentation=segmentation))
    return write_package(plan, folder / "archive" / "v").path


def texts(root: Element, path: str) -> list[str]:
    return find_texts(root, path, NS)


def test_plain_jats_is_that_of_the_package_and_valid(tmp_path: Path) -> None:
    package = a_package(tmp_path)
    written = export_folder(read_articles(package), tmp_path / "out")
    assert written == (tmp_path / "out" / "a001.xml",)
    assert written[0].read_bytes() == (package / "data" / "articles" / "a001.xml").read_bytes()
    assert check_jats(read_articles(package)[0].root) == ()


def test_nothing_is_written_over_what_is_there(tmp_path: Path) -> None:
    articles = read_articles(a_package(tmp_path))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "жазба.txt").touch()
    with pytest.raises(TargetTakenError):
        export_folder(articles, tmp_path / "out")


def test_an_article_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(NoSuchArticleError, match=r"no article 'a007' in .*there are: a001"):
        read_articles(a_package(tmp_path), ["a007"])


def test_crossref_gets_what_its_schema_requires_in_its_order(tmp_path: Path) -> None:
    root = build_crossref(read_articles(a_package(tmp_path)), BY, "v-1", datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    assert texts(root, "c:head/c:timestamp/text()") == ["20261123093000"]
    assert texts(root, "//c:depositor/*/text()") == ["ҰҒА", "doi@example.kz"]
    assert texts(root, "//c:journal_metadata/*/text()") == ["Хабаршы", "2616-7263"]
    assert texts(root, "//c:journal_issue//text()") == ["2015", "12", "3"]
    [article] = find_elements(root, "//c:journal_article", NS)
    assert [str(part.tag).rpartition("}")[2] for part in article] == [
        "titles",
        "titles",
        "contributors",
        "publication_date",
        "pages",
        "doi_data",
    ]
    assert texts(root, "//c:title/text()") == ["АБАЙ ШЫҒАРМАЛАРЫНДАҒЫ АДАМГЕРШІЛІК", "MORALITY IN THE WORKS OF ABAI"]
    assert texts(root, "//c:person_name/@sequence | //c:surname/text()") == ["first", "Сейітқали"]
    assert texts(root, "//c:doi_data/*/text()") == [
        "10.1234/abc.2015.7",
        "https://journals.example.kz/a001?doi=10.1234/abc.2015.7",
    ]


@pytest.mark.parametrize(
    ("volume", "facts", "missing"),
    [
        (JOURNAL, {"doi": None}, "the DOI of any article"),
        (replace(JOURNAL, issn=None), {}, r"the ISSN \(a001\)"),
        (replace(JOURNAL, year=None), {}, r"the year \(a001\)"),
    ],
)
def test_crossref_is_refused_politely_what_is_missing(
    volume: Volume, facts: dict[str, object], missing: str, tmp_path: Path
) -> None:
    articles = read_articles(a_package(tmp_path, volume, **facts))
    with pytest.raises(FactsMissingError, match=f"Crossref, which asks for .*{missing}"):
        build_crossref(articles, BY, "v-1", datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize("facts", [{}, {"doi": "10.1234/абв"}, {"references": two_references(), "emails": ("a@b.kz",)}])
def test_what_crossref_gets_is_valid_by_its_schema(tmp_path: Path, facts: dict[str, object]) -> None:
    if facts:
        orcid = "0000-0002-1825-0097"
        author = a_contributor("Сейітқали", "А. Б.", affiliations=(0,), orcid=orcid)
        facts = {**facts, "authors": (author, a_contributor("Omarova", "А.")), "affiliations": (an_affiliation("ЕҰУ, Астана"),)}
    root = build_crossref(
        read_articles(a_package(tmp_path, JOURNAL, **facts)), BY, "хабаршы-2015", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    )
    # The schema at hand is a later one than we write: what it has in another namespace is the same.
    official_crossref().assertValid(etree.fromstring(etree.tostring(root).replace(b"5.3.1", b"5.5.0")))


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"name": ""}, "1 to 130"),
        ({"email": "doi at example.kz"}, "not an e-mail address"),
        ({"resource": "https://journals.example.kz/"}, "not a web address"),
        ({"resource": "https://journals.example.kz/{id}"}, "not a web address"),
        ({"resource": "ftp://journals.example.kz/{doi}"}, "not a web address"),
    ],
)
def test_a_depositor_crossref_would_refuse_is_refused(facts: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        replace(BY, **facts)


def test_elibrary_gets_an_issue_with_its_articles(tmp_path: Path) -> None:
    history = (
        HistoryDate(event=HistoryEvent.RECEIVED, iso="2015-03-12", content="12.03.2015"),
        HistoryDate(event=HistoryEvent.ACCEPTED, iso="2015-04", content="сәуір 2015"),
    )
    authors = (
        a_contributor("Сейітқали", "А. Б.", orcid="0000-0002-1825-0097", affiliations=(0,)),
        replace(a_contributor("Омарова", "Ә."), alternatives=(PersonName(surname="Omarova", given_names="A."),)),
    )
    facts = {
        "authors": authors,
        "affiliations": (an_affiliation("ЕҰУ, Астана"),),
        "references": two_references(),
        "mrnti": "17.82.31",
    }
    root = build_rsci(read_articles(a_package(tmp_path, JOURNAL, history=history, **facts)), 32527)
    assert [part.tag for part in root] == ["titleid", "issn", "journalInfo", "issue"]
    assert texts(root, "issue/volume/text() | issue/number/text() | issue/dateUni/text()") == ["12", "3", "2015"]
    assert texts(root, "//article/pages/text() | //artType/text() | //langPubl/text()") == ["7", "RAR", "KKZ"]
    assert texts(root, "//author/@num | //individInfo/@lang | //surname/text() | //initials/text()") == [
        *("1", "KKZ", "Сейітқали", "А. Б."),
        *("2", "KKZ", "Омарова", "Ә.", "ENG", "Omarova", "A."),
    ]
    assert texts(root, "//author[1]//orcid/text() | //author[1]//orgName/text()") == ["ЕҰУ, Астана", "0000-0002-1825-0097"]
    assert texts(root, "//artTitle/@lang") == ["KKZ", "ENG"]
    assert texts(root, "//abstract/@lang | //abstract/text()") == ["RUS", "Статья посвящена Абаю."]
    assert texts(root, "//article/text/text()") == ["Абай — қазақ халқының ұлы ақыны."]
    assert texts(root, "//codes/udk/text() | //codes/doi/text() | //rubric/text()") == ["10.1234/abc.2015.7", "37.01", "17.82.31"]
    assert texts(root, "//kwdGroup/@lang | //keyword/text()") == ["KKZ", "Абай", "адамгершілік"]
    assert texts(root, "//dates//text()") == ["12.03.2015"]


@pytest.mark.parametrize(("volume", "expected"), [("12", ["12", "3"]), ("XII", ["3"])])
def test_a_volume_that_is_no_number_is_left_out_for_elibrary(tmp_path: Path, volume: str, expected: list[str]) -> None:
    root = build_rsci(read_articles(a_package(tmp_path, replace(JOURNAL, volume=volume))), 1)
    assert texts(root, "issue/volume/text() | issue/number/text()") == expected


def test_what_would_break_elibrarys_form_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(InvalidExportError, match="eLIBRARY"):
        build_rsci(read_articles(a_package(tmp_path)), -1)


def test_elibrary_is_refused_politely_what_is_missing(tmp_path: Path) -> None:
    articles = read_articles(a_package(tmp_path, Volume(volume_id="v"), printed_pages=None))
    missing = r"the year; the volume \(a number\) or the issue; printed page numbers \(a001\)"
    with pytest.raises(FactsMissingError, match=missing):
        build_rsci(articles, 1)
