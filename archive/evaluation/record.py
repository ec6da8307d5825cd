"""An article as what is measured of it: plain texts, field by field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from archive.markup import XML_LANG, Element, find_elements, one_line

_NOT_BODY = ("fig", "table-wrap", "fn", "boxed-text", "caption")
"""What holds paragraphs that are not the body's own."""

Texts = tuple[str, ...]
ByLanguage = Mapping[str, Texts]
"""Texts by the BCP 47 tag of their language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """An article field by field. A field that is None is not known and not measured; an empty one is known to be empty.

    `authors` are "Surname Given names". `paragraphs` are those of the body, without headings, captions and notes.
    """

    title: str
    language: str | None = None
    authors: Texts | None = None
    affiliations: Texts | None = None
    emails: Texts | None = None
    translated_titles: ByLanguage | None = None
    abstracts: ByLanguage | None = None
    keywords: ByLanguage | None = None
    headings: Texts | None = None
    paragraphs: Texts | None = None
    references: Texts | None = None


def _text(element: Element) -> str:
    return one_line("".join(map(str, element.itertext())))


def _texts(elements: Iterable[Element], read: Callable[[Element], str] = _text) -> Texts:
    return tuple(text for element in elements if (text := read(element)))


def record_of_jats(root: Element) -> ArticleRecord:
    """Return what a JATS article of any tag set says; all of its fields are known."""
    language = root.get(XML_LANG) or ""
    meta = "front/article-meta"
    return ArticleRecord(
        title=" ".join(_texts(find_elements(root, f"{meta}/title-group/article-title"))),
        language=language,
        authors=_texts(find_elements(root, f"{meta}//contrib[@contrib-type='author' or not(@contrib-type)]"), _name),
        affiliations=_texts(find_elements(root, f"{meta}//aff")),
        emails=tuple(dict.fromkeys(_texts(find_elements(root, f"{meta}//email")))),
        translated_titles=_by_language(find_elements(root, f"{meta}/title-group/trans-title-group"), language, "trans-title"),
        abstracts=_by_language(find_elements(root, f"{meta}/abstract | {meta}/trans-abstract"), language, "."),
        keywords=_by_language(find_elements(root, f"{meta}/kwd-group"), language, "kwd"),
        headings=_texts(find_elements(root, "body//sec/title")),
        paragraphs=_texts(find_elements(root, f"body//p[not({' or '.join(f'ancestor::{tag}' for tag in _NOT_BODY)})]")),
        references=_texts(find_elements(root, "back//ref"), _reference),
    )


def _name(contributor: Element) -> str:
    """Return a name as "Surname Given names", the first where it is printed in several scripts."""
    parts = [_text(one) for tag in ("surname", "given-names") for one in find_elements(contributor, f".//{tag}")[:1]]
    return " ".join(parts) or " ".join(_texts(find_elements(contributor, "string-name | collab")))


def _reference(ref: Element) -> str:
    """Return an entry as printed, else all of its text without the label."""
    printed = find_elements(ref, ".//mixed-citation")
    return _text(printed[0]) if printed else " ".join(_text(one) for one in find_elements(ref, "*[not(self::label)]"))


def _by_language(elements: Iterable[Element], language: str, path: str) -> ByLanguage:
    """Return the texts at `path` in each element, by the element's language, else the article's."""
    found: dict[str, Texts] = {}
    for element in elements:
        texts = _texts(find_elements(element, path)) if path != "." else (_without_title(element),)
        tag = element.get(XML_LANG) or language
        found[tag] = (*found.get(tag, ()), *texts)
    return found


def _without_title(abstract: Element) -> str:
    return " ".join(_texts(find_elements(abstract, ".//p"))) or _text(abstract)
