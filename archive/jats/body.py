"""The body: sections, paragraphs, and the marks inside running text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from archive.jats.anchors import anchored_sections
from archive.jats.elements import URL, E, link_target
from archive.markup import XLINK_HREF, Element, one_line
from ocr.article import Article, Citation, Inline, NoteMark, PageStart, Paragraph, Section, UncertainText

_BARE_CITATION = r"\[\s*\d+(?:\s*[,;\u2013-]\s*\d+)*\s*\]"
_MARKED = re.compile(f"(?P<citation>{_BARE_CITATION})|(?P<url>{URL.pattern})")
_LONGEST_RANGE = 50
"""`[3–52]` is read as a range, `[1990–2015]` is years in brackets."""

References = Mapping[int, str]
"""The id of each entry of the list of references by its number; empty when there is no list."""


def build_body(article: Article, references: References) -> Element:
    """Return the body. Paragraphs before the first heading stand in it directly, those after one in its sec."""
    numbers = count(1)
    body = E.body()
    parent = body
    for number, section in enumerate(anchored_sections(article), start=1):
        if section.heading:
            parent = _build_section(section, number, references)
            body.append(parent)
        parent.extend(_build_paragraph(paragraph, f"p{next(numbers)}", references) for paragraph in section.paragraphs)
    return body


def _build_section(section: Section, number: int, references: References) -> Element:
    return E.sec({"id": f"sec{number}"}, E.title(*build_text(one_line(section.heading or ""), references)))


def _build_paragraph(paragraph: Paragraph, paragraph_id: str, references: References) -> Element:
    return E.p({"id": paragraph_id}, *_trimmed(node for part in paragraph.content for node in _build_inline(part, references)))


def _build_inline(part: Inline, references: References) -> Iterator[str | Element]:
    if isinstance(part, PageStart):
        yield E.target({"id": f"scan-{part.image_nr:04d}", "target-type": "page"})
    elif isinstance(part, UncertainText):
        kind = {"content-type": "ocr-uncertain", "specific-use": f"wc:{part.confidence:.2f}"}
        yield E("named-content", kind, *build_text(part.content, references))
    elif isinstance(part, Citation):
        yield from _build_citation(part.content, part.numbers, references)
    else:
        yield from build_text(part.content if isinstance(part, NoteMark) else part, references)


def _trimmed(nodes: Iterable[str | Element]) -> list[str | Element]:
    """Return the nodes without blanks at the paragraph's ends and after its opening page anchors."""
    kept = list(nodes)
    opening = next((place for place, node in enumerate(kept) if (isinstance(node, str) and node.strip()) or _has_text(node)), 0)
    for place in range(opening + 1):
        if place < len(kept) and isinstance(kept[place], str):
            kept[place] = kept[place].lstrip()  # type: ignore[union-attr]  # a str by the line above
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    return kept


def _has_text(node: str | Element) -> bool:
    return not isinstance(node, str) and any(node.itertext())


def build_text(text: str, references: References) -> Iterator[str | Element]:
    """Yield running text; web addresses become ext-link, `[3, 5–7]` becomes xref when there is a list of references."""
    end = 0
    for found in _MARKED.finditer(text):
        yield text[end : found.start()]
        end = found.end()
        if found["url"]:
            yield E("ext-link", {"ext-link-type": "uri", XLINK_HREF: link_target(found["url"])}, found["url"])
        else:
            yield from _build_citation(found["citation"], cited_numbers(found["citation"]), references)
    yield text[end:]


def cited_numbers(citation: str) -> tuple[int, ...]:
    """Return the numbers a printed citation means: `[3, 5–7]` means 3, 5, 6 and 7."""
    numbers: list[int] = []
    for found in re.finditer(r"(\d+)(?:\s*[\u2013-]\s*(\d+))?", citation):
        first, last = int(found[1]), int(found[2] or found[1])
        in_range = first <= last <= first + _LONGEST_RANGE
        numbers += range(first, last + 1) if in_range else (first, last)
    return tuple(dict.fromkeys(numbers))


def _build_citation(content: str, numbers: tuple[int, ...], references: References) -> Iterator[str | Element]:
    """Yield a citation as printed, each of its numbers its own xref.

    A number inside a range is not printed: its xref is empty. One that is in no list stays text, marked as unresolved, so that
    a person can tell it from one that was overlooked. Without a list of references all is text.
    """
    if not references:
        yield content
        return
    printed = {int(number) for number in re.findall(r"\d+", content)}
    unprinted = [number for number in numbers if number not in printed]
    for piece in re.split(r"(\d+)", content):
        if not piece.isdecimal():
            yield piece
            continue
        number = int(piece)
        yield from (_build_unprinted(one, references) for one in unprinted if one < number and one in references)
        unprinted = [one for one in unprinted if one >= number]
        yield _build_number(piece, references.get(number))


def _build_number(printed: str, rid: str | None) -> Element:
    if rid is None:
        return E("named-content", {"content-type": "citation-unresolved"}, printed)
    return E.xref({"ref-type": "bibr", "rid": rid}, printed)


def _build_unprinted(number: int, references: References) -> Element:
    return E.xref({"ref-type": "bibr", "rid": references[number], "specific-use": "in-range"})
