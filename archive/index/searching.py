"""Searching the index: the same statement on SQLite and PostgreSQL."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Select, false, select

from archive.index.database import HasWords, articles, authors, passages, volumes
from archive.index.records import DescribedArticle
from archive.index.words import excerpt, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for; what is None or empty does not matter. `words` are found on one page, by how they begin.

    `author` and `title` are parts of a name and a title, `language` is kk, ru or en.
    """

    words: str = ""
    author: str = ""
    title: str = ""
    year: int | None = None
    language: str | None = None
    volume: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(DescribedArticle):
    """An article that was found: `scans` are the pages on which the words stand (all of its pages, without words), with a piece."""

    volume_id: str
    volume_title: str
    scans: tuple[int, ...]
    excerpt: str


def search(connection: Connection, query: Query) -> Iterator[Hit]:
    """Yield the articles that `query` describes, newest first, then by volume and number; `limit` at most."""
    for article in connection.execute(_articles(query)).mappings():
        found = connection.execute(_passages(article["article_id"], query)).all()
        named = connection.execute(
            select(authors.c.name).where(authors.c.article_id == article["article_id"]).order_by(authors.c.place)
        )
        yield Hit(
            **article,
            authors=tuple(named.scalars()),
            scans=tuple(dict.fromkeys(row.image_nr for row in found)),
            excerpt=excerpt(found[0].content, folded(query.words)) if found else "",
        )


def _articles(query: Query) -> Select[tuple[object, ...]]:
    a = articles.c
    wanted = (
        select(a.volume_id, volumes.c.title.label("volume_title"), a.article_id, a.file, a.title, a.language, a.year, a.pages)
        .join(volumes, volumes.c.volume_id == a.volume_id)
        .order_by(a.year.is_(None), a.year.desc(), a.volume_id, a.article_id)
        .limit(query.limit)
    )
    if any(text.strip() and not folded(text) for text in (query.words, query.author, query.title)):
        return wanted.where(false())  # nothing but signs, which are not in the index
    if words := folded(query.words):
        wanted = wanted.where(a.article_id.in_(select(passages.c.article_id).where(HasWords(words))))
    for part in folded(query.author).split():
        wanted = wanted.where(a.article_id.in_(select(authors.c.article_id).where(authors.c.folded_name.contains(part))))
    if title := folded(query.title):
        wanted = wanted.where(a.folded_title.contains(title))
    for column, value in ((a.year, query.year), (a.language, query.language), (a.volume_id, query.volume)):
        if value is not None:
            wanted = wanted.where(column == value)
    return wanted


def _passages(article_id: str, query: Query) -> Select[tuple[int, str]]:
    found = select(passages.c.image_nr, passages.c.content).where(passages.c.article_id == article_id)
    if words := folded(query.words):
        found = found.where(HasWords(words))
    return found.order_by(passages.c.image_nr, passages.c.passage_id)
