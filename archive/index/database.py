"""The tables of the index, the same on SQLite and PostgreSQL but for how each looks for words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import NullPool
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import literal
from sqlalchemy.sql.functions import FunctionElement

from archive.errors import IndexUnavailableError

SCHEMA = 1
"""Raised with every change of the tables: an index of another number is made anew."""

metadata = MetaData()

schema = Table("muragat_schema", metadata, Column("number", Integer, primary_key=True))
volumes = Table(
    "volumes",
    metadata,
    Column("volume_id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("year", Integer),
)
articles = Table(
    "articles",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("volume_id", Text, ForeignKey("volumes.volume_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("folded_title", Text, nullable=False),
    Column("language", Text, nullable=False, index=True),
    Column("year", Integer, index=True),
    Column("pages", Text),
)
authors = Table(
    "authors",
    metadata,
    Column("article_id", Text, ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded_name", Text, nullable=False),
)
passages = Table(
    "passages",
    metadata,
    Column("passage_id", Integer, primary_key=True, autoincrement=True),
    Column("article_id", Text, ForeignKey("articles.article_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("image_nr", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("folded", Text, nullable=False),
)

_SQLITE_WORDS = (
    """
    CREATE VIRTUAL TABLE passages_words
    USING fts5(folded, content='passages', content_rowid='passage_id', tokenize='unicode61 remove_diacritics 0')
    """,
    """
    CREATE TRIGGER passages_added AFTER INSERT ON passages
    BEGIN INSERT INTO passages_words(rowid, folded) VALUES (new.passage_id, new.folded); END
    """,
    """
    CREATE TRIGGER passages_removed AFTER DELETE ON passages
    BEGIN INSERT INTO passages_words(passages_words, rowid, folded) VALUES ('delete', old.passage_id, old.folded); END
    """,
)
"""FTS5 keeps the words in a table of its own, which triggers keep in step (sqlite.org/fts5.html, external content tables)."""

_POSTGRESQL_WORDS = ("CREATE INDEX passages_words ON passages USING gin (to_tsvector('simple', folded))",)
_WORDS = {"sqlite": _SQLITE_WORDS, "postgresql": _POSTGRESQL_WORDS}


class HasWords(FunctionElement[bool]):
    """Whether a passage holds each of some words, or words that begin so: Kazakh and Russian words have many endings."""

    name = "has_words"
    type = Boolean()
    inherit_cache = True

    def __init__(self, words: str) -> None:
        """Look for `words`, folded, blanks between: as FTS5 asks for them, and as PostgreSQL does."""
        wanted = words.split()
        super().__init__(literal(" ".join(f'"{word}"*' for word in wanted)), literal(" & ".join(f"{word}:*" for word in wanted)))


@compiles(HasWords, "sqlite")
def _on_sqlite(element: HasWords, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's own options
    wanted = compiler.process(element.clauses.clauses[0], **options)
    found = f"SELECT rowid FROM passages_words WHERE passages_words MATCH {wanted}"  # noqa: S608  # the place of a bound value
    return f"passages.passage_id IN ({found})"


@compiles(HasWords, "postgresql")
def _on_postgresql(element: HasWords, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  # SQLAlchemy's own options
    wanted = compiler.process(element.clauses.clauses[1], **options)
    return f"to_tsvector('simple', passages.folded) @@ to_tsquery('simple', {wanted})"


@contextmanager
def open_index(url: str) -> Iterator[Connection]:
    """Connect to the index at `url` (sqlite:///… or postgresql://…), its tables made if they are not there, and end with a commit.

    Raises IndexUnavailableError when it cannot be reached, or is of no kind we know.
    """
    try:
        engine = _engine(url)
        with engine.begin() as connection:
            _make_tables(connection)
            yield connection
    except (ImportError, SQLAlchemyError) as error:
        raise IndexUnavailableError(url=_without_secret(url), reason=str(error).splitlines()[0]) from error


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() not in {"sqlite", "postgresql"}:
        msg = "it is neither sqlite:///… nor postgresql://…"
        raise ArgumentError(msg)
    engine = create_engine(address, poolclass=NullPool)
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
    return engine


def _make_tables(connection: Connection) -> None:
    """Make the tables; those of another release are dropped first: all is made again from the packages."""
    schema.create(connection, checkfirst=True)
    if connection.execute(schema.select()).scalar() != SCHEMA:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TABLE IF EXISTS passages_words"))
        metadata.drop_all(connection)
        metadata.create_all(connection)
        connection.execute(schema.insert().values(number=SCHEMA))
        for statement in _WORDS[connection.dialect.name]:
            connection.execute(text(statement))


def _without_secret(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return url
