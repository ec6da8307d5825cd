"""What follows the body: references, footnotes, and captions of figures and tables."""

import re
from collections.abc import Iterator
from datetime import date

from archive.jats.elements import URL, E, language_tag, link_target
from archive.jats.provenance import Provenance
from archive.markup import XLINK_HREF, XML_LANG, Element, one_line
from ocr.article import Article, Figure, Table
from ocr.reference import Reference

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
_KINDS = (
    ("webpage", URL),
    ("journal", re.compile(r"//.*(?:№|\bТ\.|\bвып\.|\bvol\.|\bno\.)", re.IGNORECASE)),
    ("confproc", re.compile(r"//.*(?:конф\.|конференци|conference|proceedings)", re.IGNORECASE)),
    ("book", re.compile(r"\d\s*(?:с|б|бет|стр|p|pp)\.?\s*$", re.IGNORECASE)),
)
"""What shows the kind of a source, in the order it is looked for; nothing of it, and the kind is "other"."""


def reference_ids(article: Article) -> dict[int, str]:
    """Return the id of each reference by its number: the printed one, else its place in the list when no other has it."""
    ids: dict[int, str] = {}
    entries = _entries(article)
    for ref_id, label, _ in entries:
        if found := re.search(r"\d+", label):
            ids.setdefault(int(found.group()), ref_id)
    for place, (ref_id, label, _) in enumerate(entries, start=1):
        if not re.search(r"\d", label):
            ids.setdefault(place, ref_id)
    return ids


def build_back(article: Article) -> Element | None:
    """Return the back matter; None when there is none."""
    entries = _entries(article)
    footnotes = [(one_line(note.label), text) for note in article.footnotes if (text := one_line(note.content))]
    title = one_line(article.references_title or "")
    parts = []
    if footnotes:
        parts.append(E("fn-group", *(_build_footnote(*note, nr) for nr, note in enumerate(footnotes, start=1))))
    if entries:
        parts.append(E("ref-list", *([E.title(title)] if title else []), *(_build_reference(article, *entry) for entry in entries)))
    return E.back(*parts) if parts else None


def _entries(article: Article) -> list[tuple[str, str, str]]:
    """Return (id, label, text) of each reference that has text; a label alone is the text."""
    cleaned = [_cleaned(reference) for reference in article.references]
    return [(f"ref{number}", label, text) for number, (label, text) in enumerate((pair for pair in cleaned if pair[1]), start=1)]


def _cleaned(reference: Reference) -> tuple[str, str]:
    label, text = one_line(reference.label), one_line(reference.content)
    return (label, text) if text else ("", label)


def _build_reference(article: Article, ref_id: str, label: str, text: str) -> Element:
    kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), "other")
    described = {"publication-type": kind, "specific-use": "as-printed", XML_LANG: language_tag(text, article.language)}
    return E.ref({"id": ref_id}, *([E.label(label)] if label else []), E("mixed-citation", described, *_tag_citation(text)))


def _tag_citation(text: str) -> Iterator[str | Element]:
    """Yield every character as printed, web addresses and dates of access tagged."""
    end = 0
    for found in _MARKED.finditer(text):
        kind = "url" if found["url"] else "date"
        yield text[end : found.start(kind)]
        end = found.end(kind)
        yield _build_link(found[kind]) if kind == "url" else _build_access_date(found[kind])
    yield text[end:]


def _build_link(url: str) -> Element:
    return E("ext-link", {"ext-link-type": "uri", XLINK_HREF: link_target("".join(url.split()))}, url)


def _build_access_date(printed: str) -> str | Element:
    day, month, year = map(int, printed.split("."))
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return printed
    return E("date-in-citation", {"content-type": "access-date", "iso-8601-date": iso}, printed)


def _build_footnote(label: str, text: str, number: int) -> Element:
    return E.fn({"id": f"fn{number}"}, *([E.label(label)] if label else []), E.p(text))


def build_floats(article: Article, provenance: Provenance) -> Element | None:
    """Return figures and tables, outside the running text, where they float in print too; None without any."""
    floats = [
        *(_build_float(E.fig({"id": f"fig{nr}"}), each, provenance) for nr, each in enumerate(article.figures, start=1)),
        *(_build_float(E("table-wrap", {"id": f"table{nr}"}), each, provenance) for nr, each in enumerate(article.tables, start=1)),
    ]
    told = [each for each in floats if len(each)]
    return E("floats-group", *told) if told else None


def _build_float(element: Element, printed: Figure | Table, provenance: Provenance) -> Element:
    label, caption = one_line(printed.label), one_line(printed.caption)
    element.extend([*([E.label(label)] if label else []), *([E.caption(E.p(caption))] if caption else [])])
    if name := provenance.graphics.get(printed.picture) if printed.picture else None:
        element.append(E.graphic({XLINK_HREF: f"graphics/{name}"}))
    return element
