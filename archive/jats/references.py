"""Lists of references: each entry as printed, every character kept, and as what its parts say."""

import re
from collections.abc import Iterator
from datetime import date

from archive.jats.elements import URL, E, Span, language_tag, link_target, tag_parts
from archive.jats.names import build_name
from archive.jats.targets import reference_lists
from archive.markup import XLINK_HREF, XML_LANG, Element, one_line
from ocr.article import Article
from ocr.reference import ParsedReference, PublicationType, Reference

_ACCESSED = (
    r"(?:дата обращения|дата доступа|accessed(?: on)?|retrieved(?: on)?|қаралған күні|қараған күні|жүгінген күні|өтініш күні)"
    r"[\s:–—-]*"
)
_BRACKETED = r"(?<=<)(?:https?|ftp)://[^<>]+(?=>)"
"""An address in angle brackets is all that stands between them: blanks come from the line breaks (RFC 3986, appendix C)."""

_MARKED = re.compile(
    rf"(?P<url>{_BRACKETED}|{URL.pattern})|(?:{_ACCESSED})(?P<date>\d{{2}}\.\d{{2}}\.\d{{4}})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20|21)\d{2}(?!\d)")
_TITLES = {PublicationType.CHAPTER: "chapter-title"}
_NUMBERS = (("volume", "volume"), ("issue", "issue"), ("first_page", "fpage"), ("last_page", "lpage"))
_PARTS = (
    ("source", "source"),
    ("edition", "edition"),
    *_NUMBERS,
    ("publisher", "publisher-name"),
    ("place", "publisher-loc"),
    ("isbn", "isbn"),
    ("issn", "issn"),
)
"""Fields of a parsed reference and the elements that hold them, in the order they are written."""


def build_reference_lists(article: Article) -> Iterator[Element]:
    """Yield the list of references under its printed title, then the others (mostly the same entries in Latin letters)."""
    for title, entries in reference_lists(article):
        heading = [E.title(title)] if title else []
        yield E("ref-list", *heading, *(_build_reference(article, ref_id, reference) for ref_id, reference in entries))


def _build_reference(article: Article, ref_id: str, reference: Reference) -> Element:
    parsed = reference.parsed
    kind = parsed.publication_type if parsed else PublicationType.OTHER
    language = language_tag(reference.content, article.language)
    described = {"publication-type": str(kind), "specific-use": "as-printed", XML_LANG: language}
    printed = E("mixed-citation", described, *_tag_citation(reference.content, parsed))
    parts = list(_build_parts(reference, parsed, article)) if parsed else []
    forms = [E("citation-alternatives", printed, _build_parsed(kind, parts))] if parts else [printed]
    return E.ref({"id": ref_id}, *([E.label(reference.label)] if reference.label else []), *forms)


# --------------------------------------------------------------------------------------------------------------- as printed


def _tag_citation(text: str, parsed: ParsedReference | None) -> Iterator[str | Element]:
    """Yield every character as printed; addresses, dates of access and what the parser knows of are tagged."""
    spans = [span for found in _MARKED.finditer(text) if (span := _marked_span(found)) is not None]
    return tag_parts(text, _known_parts(parsed) if parsed else (), spans)


def _marked_span(found: re.Match[str]) -> Span | None:
    if found["url"]:
        target = {"ext-link-type": "uri", XLINK_HREF: link_target("".join(found["url"].split()))}
        return *found.span("url"), E("ext-link", target)
    day, month, year = map(int, found["date"].split("."))
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return None
    return *found.span("date"), E("date-in-citation", {"content-type": "access-date", "iso-8601-date": iso})


def _known_parts(parsed: ParsedReference) -> Iterator[tuple[str, Element]]:
    """Yield (text, empty element) of what an entry says, the long before the short."""
    yield one_line(parsed.title or ""), E(_TITLES.get(parsed.publication_type, "article-title"))
    yield one_line(parsed.source or ""), E.source()
    for person in (*parsed.authors, *parsed.editors):
        surname, given_names = one_line(person.surname), one_line(person.given_names)
        for form in dict.fromkeys((f"{surname} {given_names}", f"{given_names} {surname}", f"{surname}, {given_names}")):
            yield (form if surname and given_names else surname), E("string-name")
    yield one_line(parsed.doi or ""), E("pub-id", {"pub-id-type": "doi"})
    for name, tag in (("publisher", "publisher-name"), ("place", "publisher-loc"), ("year", "year"), *_NUMBERS):
        yield one_line(getattr(parsed, name) or ""), E(tag)


# ------------------------------------------------------------------------------------------------------------------- parsed


def _build_parsed(kind: PublicationType, parts: list[Element]) -> Element:
    return E("element-citation", {"publication-type": str(kind), "specific-use": "parsed"}, *parts)


def _build_parts(reference: Reference, parsed: ParsedReference, article: Article) -> Iterator[Element]:
    """Yield what the parts of an entry say."""
    yield from _build_people(parsed, article)
    yield from _build_title(parsed, article)
    yield from _build_year(parsed)
    yield from (E(tag, text) for name, tag in _PARTS if (text := one_line(getattr(parsed, name) or "")))
    if text := one_line(parsed.page_count or ""):
        yield E.size({"units": "pages"}, text)
    if text := one_line(parsed.doi or ""):
        yield E("pub-id", {"pub-id-type": "doi"}, text)
    yield from _build_address(reference, parsed)
    if parsed.accessed:
        known = {"content-type": "access-date", "iso-8601-date": parsed.accessed.isoformat()}
        yield E("date-in-citation", known, f"{parsed.accessed:%d.%m.%Y}")


def _build_people(parsed: ParsedReference, article: Article) -> Iterator[Element]:
    language = parsed.language or article.language
    for kind, people, incomplete in (("author", parsed.authors, parsed.authors_incomplete), ("editor", parsed.editors, False)):
        if people:
            names = [build_name(person, language) for person in people]
            yield E("person-group", {"person-group-type": kind}, *names, *([E.etal()] if incomplete else []))


def _build_title(parsed: ParsedReference, article: Article) -> Iterator[Element]:
    if title := one_line(parsed.title or ""):
        tag = _TITLES.get(parsed.publication_type, "article-title")
        yield E(tag, {XML_LANG: language_tag(title, parsed.language or article.language)}, title)


def _build_year(parsed: ParsedReference) -> Iterator[Element]:
    if text := one_line(parsed.year or ""):
        found = _YEAR.search(text)
        yield E.year({"iso-8601-date": found.group()} if found else {}, text)


def _build_address(reference: Reference, parsed: ParsedReference) -> Iterator[Element]:
    """Yield the address an entry gives; whole where a line break in print parts it."""
    known = "".join(one_line(parsed.url or "").split())
    printed = ("".join(found["url"].split()) for found in _MARKED.finditer(reference.content) if found["url"])
    url = next((one for one in printed if known and one.startswith(known)), known)
    if URL.fullmatch(url):
        yield E("ext-link", {"ext-link-type": "uri", XLINK_HREF: link_target(url)}, url)
