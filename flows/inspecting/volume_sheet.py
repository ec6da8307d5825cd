"""The sheet of a volume: which articles were found, what opened each, what nearly did, and what was left out."""

from collections.abc import Iterator, Sequence

from archive.markup import Element
from flows.inspecting.markup import build_facts, build_section, build_table, build_way_there, sheet_bytes
from ocr.article import Article, DroppedBlock, Segmentation, StartCandidate
from ocr.page import Page

_SHOWN = 120


def volume_sheet(name: str, pages: Sequence[Page], missing: int, found: Segmentation) -> bytes:
    """Return the sheet as one HTML document; `missing` pages of the volume were not read."""
    sections = [section for section in _sections(found) if section is not None]
    return sheet_bytes(
        name,
        build_facts(_facts(pages, missing, found)),
        build_way_there(section.findtext("h2") or "" for section in sections),
        *sections,
    )


def _facts(pages: Sequence[Page], missing: int, found: Segmentation) -> Iterator[tuple[str, str]]:
    unread = f", {missing} not read yet (muragat digitise reads them)" if missing else ""
    yield "Pages", f"{len(pages)} read, {sum(page.is_blank for page in pages)} of them blank{unread}"
    yield "Articles", str(len(found.articles))
    yield "Blocks in none", str(len(found.dropped))


def _sections(found: Segmentation) -> Iterator[Element | None]:
    yield _section("Articles", ("", "title", "pages", "language", "authors", "certainty"), map(_article_row, found.articles))
    yield _section(
        "Starts",
        ("page", "block", "text", "opens article", "weight", "evidence"),
        map(_start_row, found.candidates),
        "Headings that opened an article or nearly did, with what speaks for and against it (log-odds; above 0 it is likely).",
    )
    yield _section("Left out", ("page", "block", "reason", "text"), map(_dropped_row, found.dropped))


def _section(name: str, heads: Sequence[str], rows: Iterator[tuple[str, ...]], meaning: str = "") -> Element | None:
    every = tuple(rows)
    return build_section(name, build_table(heads, every), meaning=meaning) if every else None


def _article_row(article: Article) -> tuple[str, ...]:
    authors = ", ".join(f"{author.given_names} {author.surname}".strip() for author in article.authors)
    pages = f"{article.pages[0]}–{article.pages[-1]}"
    return str(article.number), article.title, pages, article.language.bcp47, authors, f"{article.confidence:.1%}"


def _start_row(start: StartCandidate) -> tuple[str, ...]:
    opened = "" if start.article is None else str(start.article)
    evidence = ", ".join(map(str, start.evidence))
    return str(start.area.image_nr), start.area.block_id, _short(start.content), opened, f"{start.weight:+.1f}", evidence


def _dropped_row(dropped: DroppedBlock) -> tuple[str, ...]:
    return str(dropped.area.image_nr), dropped.area.block_id, dropped.reason, _short(dropped.content)


def _short(content: str) -> str:
    text = " ".join(content.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"
