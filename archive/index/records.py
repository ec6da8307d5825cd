"""What the index holds of a package, read from its METS and its articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from archive.layout import METS_PATH
from archive.markup import XML_LANG, Element, find_elements, find_texts, one_line, parse_xml
from archive.versions import Version

_MODS = {"mods": "http://www.loc.gov/mods/v3"}
_PAGE = "scan-"
_META = "front/article-meta"
_INDEXED = " | ".join(
    (*(f"{_META}/{name}" for name in ("title-group", "contrib-group", "abstract", "trans-abstract", "kwd-group")), "body", "back")
)
_INLINE = frozenset({"bold", "email", "ext-link", "italic", "named-content", "sub", "sup", "target", "xref"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The text of an article on one page, by the number of its scan."""

    image_nr: int
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedArticle:
    """What the index tells of an article. `file` is its path in the package, `pages` its printed range, None when not seen."""

    article_id: str
    file: str
    title: str
    language: str
    year: int | None
    pages: str | None
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedArticle(DescribedArticle):
    """An article as the index holds it, with its text."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedVolume:
    """A volume as the index holds it; `digest` says which version of its package was read."""

    volume_id: str
    digest: str
    title: str
    year: int | None
    articles: tuple[IndexedArticle, ...]


def read_volume(version: Version) -> IndexedVolume:
    """Return what the index holds of a package. OSError or etree.XMLSyntaxError when a file of it cannot be read."""
    mets = parse_xml(version.path / "data" / METS_PATH)
    titles = find_texts(mets, "//mods:mods/mods:titleInfo/mods:title/text()", _MODS)
    years = [_year(text) for text in find_texts(mets, "//mods:mods/mods:originInfo/mods:dateIssued/text()", _MODS)]
    year = next(filter(None, years), None)
    files = sorted((version.path / "data" / "articles").glob("*.xml"))
    return IndexedVolume(
        volume_id=version.path.name,
        digest=version.digest,
        title=one_line(titles[0]) if titles else version.path.name,
        year=year,
        articles=tuple(_read_article(path, version, year) for path in files),
    )


def _year(text: str) -> int | None:
    return int(text[:4]) if text[:4].isdecimal() else None


def _read_article(path: Path, version: Version, year: int | None) -> IndexedArticle:
    root = parse_xml(path)
    front = find_elements(root, "front/article-meta")[0]
    years = [_year(text) for text in find_texts(front, "pub-date/year/text()")]
    first, last = (next(iter(find_texts(front, f"{name}/text()")), "") for name in ("fpage", "lpage"))
    return IndexedArticle(
        article_id=f"{version.path.name}-{path.stem}",
        file=path.relative_to(version.path).as_posix(),
        title=_text(find_elements(front, "title-group/article-title")),
        language=root.get(XML_LANG, ""),
        year=next(filter(None, years), year),
        pages="–".join(dict.fromkeys(filter(None, (first, last)))) or None,
        authors=tuple(_authors(front)),
        passages=_passages(root),
    )


def _authors(front: Element) -> Iterator[str]:
    """Yield every form of every author's name, surname first."""
    for name in find_elements(front, "contrib-group/contrib[@contrib-type='author']//name"):
        yield one_line(" ".join(find_texts(name, "surname/text() | given-names/text()")))
    yield from map(one_line, find_texts(front, "contrib-group/contrib[@contrib-type='author']//collab/text()"))


def _text(elements: list[Element]) -> str:
    return one_line(" ".join(str(text) for element in elements for text in element.itertext()))


def _passages(root: Element) -> tuple[Passage, ...]:
    """Return the article's text page by page. What stands before the first mark of a page, the front, is on the first page."""
    pages = [int(mark.removeprefix(_PAGE)) for mark in find_texts(root, "//target[@target-type='page']/@id")]
    current, texts = (pages[0] if pages else 1), dict[int, list[str]]()
    for kind, content in _marks_and_text(root):
        if kind == "page":
            current = int(content.removeprefix(_PAGE))
        else:
            texts.setdefault(current, []).append(content)
    joined = ((number, one_line("".join(parts))) for number, parts in sorted(texts.items()))
    return tuple(Passage(image_nr=number, content=content) for number, content in joined if content)


def _marks_and_text(root: Element) -> Iterator[tuple[str, str]]:
    """Yield ("page", its mark) and ("text", a stretch of it) as they follow; elements that are no part of a line part words."""
    for part in find_elements(root, _INDEXED):
        walk = etree.iterwalk(part, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                yield "text", ("" if element.tag in _INLINE else " ") + (element.tail or "" if element is not part else "")
            elif element.tag == "element-citation":
                walk.skip_subtree()  # the printed citation beside it says the same
            elif isinstance(element.tag, str):
                if element.tag == "target":
                    yield "page", element.get("id", "")
                yield "text", element.text or ""
