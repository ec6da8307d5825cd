"""The index of an archive: made from the packages alone, the same answers from SQLite and PostgreSQL."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from archive.bibliography import Volume
from archive.errors import IndexUnavailableError
from archive.index import Hit, Query, build_index, open_index, search
from archive.index.words import excerpt
from archive.package import plan_package
from archive.store import write_package
from ocr.article import Area, Segmentation
from ocr.language import Language
from tests.archive.contents import a_content, two_pages
from tests.builders import a_block, a_contributor, a_page, a_paragraph, an_article

POSTGRESQL = "MURAGAT_TEST_POSTGRESQL"
"""Environment variable with the address of a PostgreSQL database that may be emptied; without it a server is started."""


def a_volume(folder: Path, volume_id: str, year: int, *articles: tuple[str, Language, str, str]) -> None:
    """Archive a volume with one article a page: (title, language, surname, text)."""
    pages = tuple(
        a_page(a_block("мәтін"), image_nr=number, scan=f"master/{number:04d}.png") for number in range(1, len(articles) + 1)
    )
    found = tuple(
        an_article(
            title,
            number=number,
            language=language,
            authors=(a_contributor(surname),),
            body=(replace(an_article().body[0], paragraphs=(a_paragraph(text, page=number),)),),
            areas=(Area(image_nr=number, block_id="b001"),),
        )
        for number, (title, language, surname, text) in enumerate(articles, start=1)
    )
    (folder / volume_id).mkdir()
    base = a_content(folder / volume_id)
    masters = tuple(replace(base.masters[0], name=f"{page.image_nr:04d}.png") for page in pages)
    content = replace(
        base,
        volume=Volume(volume_id=volume_id, title=f"Жинақ {year}", year=year),
        masters=masters,
        pages=pages,
        segmentation=Segmentation(articles=found, dropped=()),
    )
    write_package(plan_package(content), folder / "archive" / volume_id)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("indexed")
    a_volume(
        folder,
        "abai-2019",
        2019,
        ("АБАЙ ЖӘНЕ МЕКТЕП", Language.KAZAKH, "Сейітқали", "Ауыл мектептеріндегі оқушылардың білімі туралы."),
        ("ШКОЛА И РЕФОРМЫ", Language.RUSSIAN, "Королёв", "Все ещё нет учебников: школа ждёт."),
    )
    a_volume(folder, "edu-2021", 2021, ("SCHOOLS OF KAZAKHSTAN", Language.ENGLISH, "Johnson", "Pupils of rural schools read Abai."))
    return folder / "archive"


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "archive")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Give the address of a real PostgreSQL server of our own."""
    if given := os.environ.get(POSTGRESQL):
        yield given
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs or (os.geteuid() == 0 and shutil.which("runuser") is None):
        pytest.skip(f"no PostgreSQL server is installed, and {POSTGRESQL} names none")
    with tempfile.TemporaryDirectory(prefix="muragat-postgresql-") as folder:
        user: list[str | Path] = []
        if os.geteuid() == 0:  # the server refuses to run as root, and reads nothing in a folder of root's
            user = ["runuser", "-u", "postgres", "--"]
            shutil.chown(folder, "postgres")
        control = [*user, programs[-1].with_name("pg_ctl"), "-D", f"{folder}/data"]
        make = [*user, programs[-1], "-D", f"{folder}/data", "-U", "muragat", "-E", "UTF8", "--locale=C"]
        subprocess.run(make, check=True, capture_output=True, cwd=folder)
        options = f"-c listen_addresses= -c unix_socket_directories={folder}"
        start = [*control, "-w", "-l", f"{folder}/log", "-o", options, "start"]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        try:
            yield f"postgresql://muragat@/postgres?host={folder}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give an index on each kind of database."""
    return f"sqlite:///{tmp_path}/index.sqlite" if request.param == "sqlite" else str(request.getfixturevalue("postgresql"))


@pytest.fixture
def index(url: str, archive: Path) -> Iterator[Connection]:
    with open_index(url) as connection:
        list(build_index(connection, archive))
        yield connection


def ids(hits: Iterator[Hit]) -> list[str]:
    return [hit.article_id for hit in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(words="мектеп"), ["abai-2019-a001"]),
        (Query(words="МЕКТЕПТЕРІНДЕГІ білімі"), ["abai-2019-a001"]),
        (Query(words="школ"), ["abai-2019-a002"]),
        (Query(words="еще ждет"), ["abai-2019-a002"]),
        (Query(words="ещё учебников"), ["abai-2019-a002"]),
        (Query(words="rural pupils"), ["edu-2021-a001"]),
        (Query(words="rural мектеп"), []),
        (Query(author="королев"), ["abai-2019-a002"]),
        (Query(author="сейітқали"), ["abai-2019-a001"]),
        (Query(title="schools of"), ["edu-2021-a001"]),
        (Query(year=2019), ["abai-2019-a001", "abai-2019-a002"]),
        (Query(language="ru"), ["abai-2019-a002"]),
        (Query(volume="edu-2021"), ["edu-2021-a001"]),
        (Query(words="абай", language="kk"), ["abai-2019-a001"]),
        (Query(), ["edu-2021-a001", "abai-2019-a001", "abai-2019-a002"]),
        (Query(limit=1), ["edu-2021-a001"]),
        (Query(words="%"), []),
        (Query(author="_"), []),
        (Query(title="…"), []),
        (Query(words="\" OR * ) & :* ' --"), ["edu-2021-a001", "abai-2019-a001", "abai-2019-a002"][:0]),
    ],
)
def test_articles_are_found_by_words_author_title_year_language_and_volume(
    index: Connection, query: Query, expected: list[str]
) -> None:
    assert ids(search(index, query)) == expected


def test_a_hit_tells_the_page_and_the_words_around(index: Connection) -> None:
    [hit] = search(index, Query(words="учебник"))
    assert (hit.scans, hit.title, hit.volume_title, hit.year) == ((2,), "ШКОЛА И РЕФОРМЫ", "Жинақ 2019", 2019)
    assert "нет учебников: школа" in hit.excerpt
    assert hit.file == "data/articles/a002.xml"


def test_the_words_around_are_whole() -> None:
    content = " ".join(["мектептеріндегі"] * 9 + ["учебник"] + ["білімнің"] * 20)
    assert excerpt(content, "учебник", around=10) == "…мектептеріндегі учебник білімнің білімнің…"
    assert excerpt(content, "жоқ", around=10) == "мектептеріндегі мектептеріндегі…"
    assert excerpt("учебник", "учебник") == "учебник"


def test_only_what_is_new_is_read_and_what_is_gone_is_removed(index: Connection, archive: Path) -> None:
    assert {(one.volume_id, one.outcome) for one in build_index(index, archive)} == {("abai-2019", "kept"), ("edu-2021", "kept")}
    shutil.rmtree(archive / "abai-2019")
    (archive / "abai-2019.sha512").unlink()
    assert {(one.volume_id, one.outcome) for one in build_index(index, archive)} == {("abai-2019", "removed"), ("edu-2021", "kept")}
    assert ids(search(index, Query(words="мектеп"))) == []


def test_a_new_version_takes_the_place_of_the_old(index: Connection, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    content = a_content(tmp_path / "scans", volume=Volume(volume_id="edu-2021", title="Жаңа", year=2021), pages=two_pages())
    write_package(plan_package(content), archive / "edu-2021")
    assert [(one.volume_id, one.outcome) for one in build_index(index, archive)] == [("abai-2019", "kept"), ("edu-2021", "read")]
    assert ids(search(index, Query(words="rural"))) == []
    assert ids(search(index, Query(words="ақыны"))) == ["edu-2021-a001"]


def test_a_damaged_package_stays_out_and_hinders_no_other(url: str, archive: Path) -> None:
    (archive / "edu-2021" / "data" / "articles" / "a001.xml").write_text("<article")
    with open_index(url) as connection:
        outcomes = {one.volume_id: one.outcome for one in build_index(connection, archive)}
        assert outcomes["edu-2021"] == "unreadable"
        assert "abai-2019-a001" in ids(search(connection, Query()))


def test_it_can_be_thrown_away_and_made_again(archive: Path, tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        with open_index(f"sqlite:///{tmp_path}/{name}.sqlite") as connection:
            list(build_index(connection, archive))
            found.append(list(search(connection, Query(words="абай"))))
    assert found[0] == found[1] != []


@pytest.mark.parametrize("url", ["mysql://x/y", "not an address", "sqlite:////no/such/folder/index.sqlite"])
def test_an_index_that_cannot_be_reached_is_named(url: str) -> None:
    with pytest.raises(IndexUnavailableError, match="index"), open_index(url):
        pass
