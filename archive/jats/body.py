"""The body: sections by their levels, paragraphs, lists, quotations and verse."""

import re
from collections.abc import Iterable, Iterator
from itertools import count, groupby

from archive.jats.anchors import anchored_sections
from archive.jats.elements import E
from archive.jats.inline import Node, build_inline, build_label, build_text
from archive.jats.targets import Targets
from archive.markup import Element, one_line
from ocr.article import Article, Paragraph, ParagraphRole, Section

_BULLETS = re.compile(r"[^\w]*")


def build_body(article: Article, targets: Targets) -> Element:
    """Return the body. Paragraphs before the first heading stand in it directly, those after one in its sec."""
    numbers, section_numbers = count(1), count(1)
    body = E.body()
    open_sections: list[tuple[int, Element]] = [(0, body)]
    for section in anchored_sections(article):
        if section.heading is not None and one_line(section.heading):
            while open_sections[-1][0] >= max(1, section.level):
                open_sections.pop()
            made = _build_section(section, next(section_numbers), targets)
            open_sections[-1][1].append(made)
            open_sections.append((max(1, section.level), made))
        open_sections[-1][1].extend(_build_paragraphs(section.paragraphs, targets, numbers))
    return body


def _build_section(section: Section, number: int, targets: Targets) -> Element:
    return E.sec({"id": f"sec{number}"}, E.title(*build_text(one_line(section.heading or ""), targets)))


def _build_paragraphs(paragraphs: Iterable[Paragraph], targets: Targets, numbers: Iterator[int]) -> Iterator[Element]:
    """Yield plain paragraphs as they are; neighbours of another role become one list, quotation or poem."""
    for role, group in groupby(paragraphs, lambda paragraph: paragraph.role):
        same = list(group)
        match role:
            case ParagraphRole.LIST_ITEM:
                items = [_build_item(one, targets, next(numbers)) for one in same]
                yield E.list({"list-type": _list_type(same)}, *items)
            case ParagraphRole.QUOTE:
                yield E("disp-quote", *(_build_paragraph(one, targets, next(numbers)) for one in same))
            case ParagraphRole.VERSE:
                stanzas = [_build_stanza(one, targets) for one in same]
                yield E("verse-group", *stanzas) if len(stanzas) > 1 else stanzas[0]
            case ParagraphRole.TEXT:
                yield from (_build_paragraph(one, targets, next(numbers)) for one in same)


def _build_paragraph(paragraph: Paragraph, targets: Targets, number: int) -> Element:
    return E.p({"id": f"p{number}"}, *build_inline(paragraph.content, targets))


def _build_item(paragraph: Paragraph, targets: Targets, number: int) -> Element:
    label = one_line(paragraph.label)
    return E("list-item", *([E.label(*build_label(label))] if label else []), _build_paragraph(paragraph, targets, number))


def _list_type(items: Iterable[Paragraph]) -> str:
    """Return what is printed before the items: "simple" for nothing, "bullet" for signs, "order" for numbers or letters."""
    labels = [one_line(item.label) for item in items]
    if not any(labels):
        return "simple"
    return "bullet" if all(map(_BULLETS.fullmatch, labels)) else "order"


def _build_stanza(paragraph: Paragraph, targets: Targets) -> Element:
    lines = [line for line in _lines(build_inline(paragraph.content, targets)) if line]
    return E("verse-group", *(E("verse-line", *line) for line in lines))


def _lines(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Yield the nodes of each line: a line ends at a line break in the text between marks."""
    line: list[Node] = []
    for node in nodes:
        first, *others = node.split("\n") if isinstance(node, str) else [node]
        line += [first] if first != "" else []
        for text in others:
            yield line
            line = [text] if text != "" else []
    yield line
