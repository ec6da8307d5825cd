"""The articles of a package as the archive holds them: in JATS, which is all that an export is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.errors import NoSuchArticleError
from archive.markup import XML_LANG, Element, find_elements, find_texts, one_line, parse_xml

META = "front/article-meta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name in one script, as printed."""

    surname: str
    given_names: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """An author: the name in every script it is printed in, affiliations as printed, address, ORCID as a URL."""

    names: tuple[Person, ...]
    affiliations: tuple[str, ...] = ()
    email: str | None = None
    orcid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedArticle:
    """One article: its file in the package, and what is asked of its JATS."""

    path: Path
    root: Element

    @property
    def name(self) -> str:
        """The name of the article in its volume: a001."""
        return self.path.stem

    @property
    def language(self) -> str:
        """The language of the body: kk, ru or en."""
        return self.root.get(XML_LANG, "")

    def first(self, path: str) -> str | None:
        """Return the text of the first element an XPath finds, on one line; None when there is none, or nothing in it."""
        found = find_elements(self.root, path)
        return (one_line("".join(str(text) for text in found[0].itertext())) or None) if found else None

    def titles(self) -> dict[str, str]:
        """Return the title in each language it is printed in, that of the article first."""
        own = {self.language: self.first(f"{META}/title-group/article-title") or ""}
        groups = find_elements(self.root, f"{META}/title-group/trans-title-group")
        return own | {group.get(XML_LANG, ""): _text(find_elements(group, "trans-title")) for group in groups}

    def abstracts(self) -> dict[str, str]:
        """Return the abstract in each language it is printed in."""
        found = find_elements(self.root, f"{META}/abstract | {META}/trans-abstract")
        return {each.get(XML_LANG) or self.language: _text(find_elements(each, ".//p")) for each in found}

    def keywords(self) -> dict[str, tuple[str, ...]]:
        """Return the keywords in each language."""
        groups = find_elements(self.root, f"{META}/kwd-group")
        return {group.get(XML_LANG) or self.language: tuple(map(one_line, find_texts(group, "kwd/text()"))) for group in groups}

    def authors(self) -> tuple[Author, ...]:
        """Return the authors who have a name, in order."""
        found = find_elements(self.root, f"{META}/contrib-group/contrib[@contrib-type='author'][.//name]")
        return tuple(map(self._author, found))

    def _author(self, found: Element) -> Author:
        by_id = {each.get("id", ""): each for each in find_elements(self.root, f"{META}//aff | {META}//corresp")}

        def pointed_to(kind: str) -> list[Element]:
            return [by_id[one] for one in find_texts(found, f"xref[@ref-type='{kind}']/@rid") if one in by_id]

        return Author(
            names=tuple(map(_person, find_elements(found, ".//name"))),
            affiliations=tuple(_text([each]) for each in pointed_to("aff")),
            email=next((text for each in pointed_to("corresp") for text in find_texts(each, "email/text()")), None),
            orcid=next(iter(find_texts(found, "contrib-id[@contrib-id-type='orcid']/text()")), None),
        )

    def full_text(self) -> str:
        """Return the body as plain text, a paragraph or heading a line."""
        found = find_elements(self.root, "body//title | body//p[not(ancestor::p)] | body//verse-line")
        return "\n".join(filter(None, (_text([each]) for each in found)))

    def date(self, event: str) -> str | None:
        """Return the day of an event in the article's history ("received", "accepted"), ISO 8601; None where no day is printed."""
        found = find_texts(self.root, f"{META}/history/date[@date-type='{event}']/@iso-8601-date")
        return next((day for day in found if len(day) == len("2019-03-12")), None)

    def references(self) -> tuple[str, ...]:
        """Return the references as printed."""
        return tuple(_text([each]) for each in find_elements(self.root, "back//ref//mixed-citation"))


def _person(name: Element) -> Person:
    surname, given = (_text(find_elements(name, part)) for part in ("surname", "given-names"))
    return Person(surname=surname, given_names=given, language=name.get(XML_LANG, ""))


def _text(elements: Sequence[Element]) -> str:
    return one_line(" ".join("".join(str(text) for text in element.itertext()) for element in elements))


def read_articles(package: Path, names: Sequence[str] = ()) -> tuple[ExportedArticle, ...]:
    """Return the articles of a package, in order: those of `names` ("a001"), or all.

    NoSuchArticleError names one that is not there.
    """
    paths = {path.stem: path for path in sorted((package / "data" / "articles").glob("*.xml"))}
    for name in names:
        if name not in paths:
            raise NoSuchArticleError(article=name, package=package, known=paths)
    return tuple(ExportedArticle(path=path, root=parse_xml(path)) for name, path in paths.items() if not names or name in names)
