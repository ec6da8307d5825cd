"""Marks inside running text: page anchors, doubtful words, citations, note marks, links, pointers to figures and tables."""

import re
from collections.abc import Iterable, Iterator

from archive.jats.elements import URL, E, link_target
from archive.jats.targets import Targets
from archive.markup import XLINK_HREF, Element
from ocr.article import Citation, Inline, NoteMark, PageStart, UncertainText

Node = str | Element

_BARE_CITATION = r"\[\s*\d+(?:\s*[,;\u2013-]\s*\d+)*\s*\]"
_LONGEST_RANGE = 50
"""`[3–52]` is read as a range, `[1990–2015]` is years in brackets."""


def build_inline(content: Iterable[Inline], targets: Targets) -> list[Node]:
    """Return the parts of a paragraph, without blanks at its ends and after its opening page anchors."""
    return _trimmed(node for part in content for node in _build_part(part, targets))


def build_text(text: str, targets: Targets) -> Iterator[Node]:
    """Yield running text; web addresses become ext-link, `[3, 5–7]` xref when there is a list of references, `Сурет 1` xref."""
    end = 0
    marked = re.compile(f"(?P<citation>{_BARE_CITATION})|(?P<url>{URL.pattern})|(?P<label>{targets.label_pattern})")
    for found in marked.finditer(text):
        yield text[end : found.start()]
        end = found.end()
        if found["url"]:
            yield E("ext-link", {"ext-link-type": "uri", XLINK_HREF: link_target(found["url"])}, found["url"])
        elif found["citation"]:
            yield from _build_citation(found["citation"], cited_numbers(found["citation"]), targets)
        else:
            ref_type, rid = targets.floats[found["label"].lower()]
            yield E.xref({"ref-type": ref_type, "rid": rid}, found["label"])
    yield text[end:]


def build_label(text: str) -> Iterator[Node]:
    """Yield a printed label; in `[1]` the number is tagged, so that nobody takes it for a citation."""
    end = 0
    for found in re.finditer(r"\d+(?=\s*[\],;\u2013-])", text):
        yield text[end : found.start()]
        end = found.end()
        yield E("named-content", {"content-type": "label-number"}, found.group())
    yield text[end:]


def cited_numbers(citation: str) -> tuple[int, ...]:
    """Return the numbers a printed citation means: `[3, 5–7]` means 3, 5, 6 and 7."""
    numbers: list[int] = []
    for found in re.finditer(r"(\d+)(?:\s*[\u2013-]\s*(\d+))?", citation):
        first, last = int(found[1]), int(found[2] or found[1])
        in_range = first <= last <= first + _LONGEST_RANGE
        numbers += range(first, last + 1) if in_range else (first, last)
    return tuple(dict.fromkeys(numbers))


def _build_part(part: Inline, targets: Targets) -> Iterator[Node]:
    match part:
        case PageStart():
            yield E.target({"id": f"scan-{part.image_nr:04d}", "target-type": "page"})
        case UncertainText():
            kind = {"content-type": "ocr-uncertain", "specific-use": f"wc:{part.confidence:.2f}"}
            yield E("named-content", kind, *build_text(part.content, targets))
        case Citation():
            yield from _build_citation(part.content, part.numbers, targets)
        case NoteMark() if part.note in targets.footnotes:
            yield E.xref({"ref-type": "fn", "rid": targets.footnotes[part.note]}, part.content)
        case NoteMark():
            yield E.sup(*build_text(part.content, targets))
        case str():
            yield from build_text(part, targets)


def _build_citation(content: str, numbers: tuple[int, ...], targets: Targets) -> Iterator[Node]:
    """Yield a citation as printed, each of its numbers its own xref; `[3, с. 15]` cites 3 alone.

    A number inside a range is not printed: its xref is empty. One that is in no list stays text, marked as unresolved, so that
    a person can tell it from one that was overlooked. Without a list of references all is text.
    """
    if not targets.references:
        yield content
        return
    bare = "[" not in content or re.fullmatch(_BARE_CITATION, content) is not None
    printed = {int(number) for number in re.findall(r"\d+", content)}
    if len(numbers) == 1 and numbers[0] not in printed:
        # Cited by author and year: the words as a whole point to the entry.
        yield _build_number(content, targets.references.get(numbers[0]))
        return
    unprinted = [number for number in numbers if number not in printed]
    for piece in re.split(r"(\d+)", content):
        if not piece.isdecimal() or not (bare or int(piece) in numbers):
            yield piece
            continue
        number = int(piece)
        yield from (_build_unprinted(one, targets) for one in unprinted if one < number and one in targets.references)
        unprinted = [one for one in unprinted if one >= number]
        yield _build_number(piece, targets.references.get(number))


def _build_number(printed: str, rid: str | None) -> Element:
    if rid is None:
        return E("named-content", {"content-type": "citation-unresolved"}, printed)
    return E.xref({"ref-type": "bibr", "rid": rid}, printed)


def _build_unprinted(number: int, targets: Targets) -> Element:
    return E.xref({"ref-type": "bibr", "rid": targets.references[number], "specific-use": "in-range"})


def _trimmed(nodes: Iterable[Node]) -> list[Node]:
    kept = list(nodes)
    opening = next((place for place, node in enumerate(kept) if (isinstance(node, str) and node.strip()) or _has_text(node)), 0)
    for place in range(opening + 1):
        if place < len(kept) and isinstance(kept[place], str):
            kept[place] = kept[place].lstrip()  # type: ignore[union-attr]  # a str by the line above
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    return kept


def _has_text(node: Node) -> bool:
    return not isinstance(node, str) and any(node.itertext())
