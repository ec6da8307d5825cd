"""The index of an archive: brought up to date, searched, and what is said of both."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from archive.index import Hit, Indexed, Query, build_index, open_index, search
from flows.errors import NoSuchVolumeError
from flows.messages import say
from flows.report import Json

INDEX_NAME = ".index.sqlite"


def bring_up_to_date(archive: Path, database: str | None) -> tuple[Indexed, ...]:
    """Bring the index at `database`, by default in the archive, up to date; return what became of each volume.

    Raises NoSuchVolumeError when there is no archive, IndexUnavailableError when the index cannot be opened.
    """
    if not archive.is_dir():
        raise NoSuchVolumeError(path=archive)
    with open_index(_address(archive, database)) as connection:
        return tuple(build_index(connection, archive))


def find(archive: Path, database: str | None, query: Query) -> tuple[Hit, ...]:
    """Return what `query` finds, the index brought up to date first where it is the archive's own and can be written."""
    if database is None:
        bring_up_to_date(archive, None)
    with open_index(_address(archive, database)) as connection:
        return tuple(search(connection, query))


def _address(archive: Path, database: str | None) -> str:
    return database or f"sqlite:///{archive.absolute() / INDEX_NAME}"


def indexed_json(done: Sequence[Indexed]) -> Json:
    """Return what became of the volumes, for machines."""
    return {
        "volumes": [{"volume_id": one.volume_id, "outcome": one.outcome, "articles": one.articles} for one in done],
        "exit_code": 0,
    }


def hits_json(hits: Sequence[Hit]) -> Json:
    """Return what was found, for machines."""
    found = [
        {
            "article": hit.article_id,
            "volume_id": hit.volume_id,
            "volume": hit.volume_title,
            "file": hit.file,
            "title": hit.title,
            "authors": list(hit.authors),
            "language": hit.language,
            "year": hit.year,
            "pages": hit.pages,
            "scans": list(hit.scans),
            "excerpt": hit.excerpt,
        }
        for hit in hits
    ]
    return {"articles": found, "exit_code": 0}


def write_hits(console: Console, hits: Sequence[Hit]) -> None:
    """Write what was found: title, authors, where it is, and the words around."""
    for hit in hits:
        where = ", ".join(filter(None, (hit.volume_title, str(hit.year or ""), hit.pages and say("pp. {pages}", pages=hit.pages))))
        scans = say("scans {numbers}", numbers=", ".join(map(str, hit.scans)))
        console.print(Text(hit.title, style="bold"), soft_wrap=True)
        console.print(Text(f"  {'; '.join(hit.authors)} – {where}"), soft_wrap=True)
        console.print(Text(f"  {hit.volume_id}/{hit.file}, {scans}"), soft_wrap=True)
        console.print(Text(f"  {hit.excerpt}"), soft_wrap=True)
    if not hits:
        console.print(Text(say("nothing was found")))
