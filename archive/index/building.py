"""Bringing the index up to date with an archive: only volumes whose newest package is another are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from sqlalchemy import Connection, delete, insert, select

from archive.index.database import articles, authors, passages, volumes
from archive.index.records import IndexedArticle, IndexedVolume, read_volume
from archive.index.words import folded
from archive.versions import archived_volumes, newest_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What became of one volume in the index: "read", "kept" as it was, "removed", or "unreadable" (it stays out)."""

    volume_id: str
    outcome: str
    articles: int = 0

    @property
    def is_in(self) -> bool:
        """True when the volume is in the index now."""
        return self.outcome in {"read", "kept"}


def build_index(connection: Connection, archive: Path) -> Iterator[Indexed]:
    """Bring the index in step with the packages of `archive`; yield what became of each volume."""
    known = {row.volume_id: row.digest for row in connection.execute(select(volumes.c.volume_id, volumes.c.digest))}
    found = {path.name: version for path in archived_volumes(archive) if (version := newest_version(path))}
    for volume_id in sorted(set(known) - set(found)):
        connection.execute(delete(volumes).where(volumes.c.volume_id == volume_id))
        yield Indexed(volume_id=volume_id, outcome="removed")
    for volume_id, version in sorted(found.items()):
        if known.get(volume_id) == version.digest:
            yield Indexed(volume_id=volume_id, outcome="kept")
            continue
        connection.execute(delete(volumes).where(volumes.c.volume_id == volume_id))
        try:
            volume = read_volume(version)
        except (OSError, etree.XMLSyntaxError, IndexError, ValueError):
            yield Indexed(volume_id=volume_id, outcome="unreadable")
            continue
        _add(connection, volume)
        yield Indexed(volume_id=volume_id, outcome="read", articles=len(volume.articles))


def _add(connection: Connection, volume: IndexedVolume) -> None:
    facts = {"volume_id": volume.volume_id, "digest": volume.digest, "title": volume.title, "year": volume.year}
    connection.execute(insert(volumes).values(**facts))
    for article in volume.articles:
        _add_article(connection, volume.volume_id, article)


def _add_article(connection: Connection, volume_id: str, article: IndexedArticle) -> None:
    about = {"article_id": article.article_id}
    connection.execute(
        insert(articles).values(
            **about,
            volume_id=volume_id,
            file=article.file,
            title=article.title,
            folded_title=folded(article.title),
            language=article.language,
            year=article.year,
            pages=article.pages,
        )
    )
    named = [about | {"place": place, "name": name, "folded_name": folded(name)} for place, name in enumerate(article.authors)]
    texts = [
        about | {"image_nr": passage.image_nr, "content": passage.content, "folded": folded(passage.content)}
        for passage in article.passages
    ]
    for table, rows in ((authors, named), (passages, texts)):
        if rows:
            connection.execute(insert(table), rows)
