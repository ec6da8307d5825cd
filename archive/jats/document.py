"""The whole article, and its file."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from archive.bibliography import Volume
from archive.jats.back import build_back
from archive.jats.body import build_body
from archive.jats.elements import E
from archive.jats.floats import build_floats
from archive.jats.front import build_front, missing_pages
from archive.jats.provenance import Provenance
from archive.jats.targets import find_targets
from archive.markup import XML_LANG, Element, xml_bytes
from ocr.article import Article

DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.3 20210610//EN" '
    '"JATS-archivearticle1-3-mathml3.dtd">'
)

_MIXED = frozenset({"aff", "corresp", "label", "mixed-citation", "p", "td", "title", "verse-line"})
"""Elements with text between their children: a line break there would be part of it."""


def build_article_element(article: Article, volume: Volume, provenance: Provenance) -> Element:
    """Return `article` as a JATS Archiving 1.3 document that holds every error rule of the house profile."""
    back, floats = build_back(article), build_floats(article, provenance)
    partial = {"specific-use": "partial"} if missing_pages(article, provenance) else {}
    root = E.article(
        {"article-type": volume.article_type, "dtd-version": "1.3", XML_LANG: article.language.bcp47, **partial},
        E(
            "processing-meta",
            {"tagset-family": "jats", "base-tagset": "archiving", "mathml-version": "3.0", "table-model": "xhtml"},
        ),
        build_front(article, volume, provenance),
        build_body(article, find_targets(article)),
        *(part for part in (back, floats) if part is not None),
    )
    _drop_stray_marks(root)
    _indent(root)
    return root


def jats_bytes(root: Element) -> bytes:
    """Return the file of an article, with the DOCTYPE of its DTD."""
    return xml_bytes(root, doctype=DOCTYPE, pretty=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JatsFile:
    """The file of an article, made when it is asked for, the same every time."""

    article: Article
    volume: Volume
    provenance: Provenance

    def pieces(self) -> Iterator[bytes]:
        """Yield the file."""
        yield jats_bytes(build_article_element(self.article, self.volume, self.provenance))


def _drop_stray_marks(root: Element) -> None:
    """Drop combining marks that open a text and would join the letter before it, in another element: the whole is NFC."""
    before = ""
    for element, name in _texts(root):
        text = unicodedata.normalize("NFC", getattr(element, name) or "")
        while text and not unicodedata.is_normalized("NFC", before + text[0]):
            text = text[1:]
        setattr(element, name, text or None)
        before = text[-1:] or before


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield (element, "text" or "tail") in document order."""
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"


def _indent(element: Element, depth: int = 0) -> None:
    """Set each child on a line of its own, where white space means nothing."""
    if not len(element) or element.tag in _MIXED:
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
