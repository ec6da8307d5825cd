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

    def authors(self) -> tuple[tuple[Person, ...], ...]:
        """Return the authors in order, each with the name in every script it is printed in."""
        found = find_elements(self.root, f"{META}/contrib-group/contrib[@contrib-type='author']")
        named = (tuple(map(_person, find_elements(contributor, ".//name"))) for contributor in found)
        return tuple(names for names in named if names)

    def affiliations(self, author: int) -> tuple[str, ...]:
        """Return the affiliations of an author, counted from 0, each as printed."""
        found = find_elements(self.root, f"{META}/contrib-group/contrib[@contrib-type='author'][.//name]")
        ids = find_texts(found[author], "xref[@ref-type='aff']/@rid")
        by_id = {each.get("id"): each for each in find_elements(self.root, f"{META}//aff")}
        return tuple(_text([by_id[name]]) for name in ids if name in by_id)

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
