"""Articles taken out of a package: plain JATS, Crossref, eLIBRARY; nothing invented, what is missing named."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.bibliography import Volume
from archive.errors import FactsMissingError, NameTakenError, NoSuchArticleError
from archive.export import Depositor, build_crossref, build_rsci, export_folder, read_articles
from archive.export.crossref import CROSSREF
from archive.markup import Element, find_elements, find_texts
from archive.package import plan_package
from archive.store import write_package
from archive.validate import check_jats
from ocr.article import Area, Keywords, LanguageText, Segmentation
from ocr.language import Language
from tests.archive.contents import a_content, two_pages
from tests.builders import a_contributor, an_article

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
    with pytest.raises(NameTakenError):
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


def test_elibrary_gets_an_issue_with_its_articles(tmp_path: Path) -> None:
    root = build_rsci(read_articles(a_package(tmp_path)))
    assert [part.tag for part in root] == ["issn", "journalInfo", "issue"]
    assert texts(root, "issue/volume/text() | issue/number/text() | issue/dateUni/text()") == ["12", "3", "2015"]
    assert texts(root, "//article/pages/text() | //artType/text()") == ["7", "RAR"]
    assert texts(root, "//author/@num | //individInfo/@lang | //surname/text() | //initials/text()") == [
        "1",
        "KAZ",
        "Сейітқали",
        "А. Б.",
    ]
    assert texts(root, "//artTitle/@lang") == ["KAZ", "ENG"]
    assert texts(root, "//abstract/@lang | //abstract/text()") == ["RUS", "Статья посвящена Абаю."]
    assert texts(root, "//codes/udk/text() | //codes/doi/text()") == ["37.01", "10.1234/abc.2015.7"]
    assert texts(root, "//kwdGroup/@lang | //keyword/text()") == ["KAZ", "Абай", "адамгершілік"]


def test_elibrary_is_refused_politely_what_is_missing(tmp_path: Path) -> None:
    articles = read_articles(a_package(tmp_path, Volume(volume_id="v"), printed_pages=None))
    with pytest.raises(FactsMissingError, match=r"the ISSN; the year; the volume or the issue; printed page numbers \(a001\)"):
        build_rsci(articles)
