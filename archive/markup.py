"""XML as every file of a package has it: parsed without fetching anything, written the same way every time."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeAlias, cast

from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]  # lxml-stubs leaves this module out

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element type no public name

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XLINK = "http://www.w3.org/1999/xlink"
XLINK_HREF = f"{{{XLINK}}}href"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA_LOCATION = f"{{{XSI}}}schemaLocation"

_UNSTORABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Maker(Protocol):
    """What `lxml.builder.ElementMaker` is: `E.p("text")` or `E("trans-title", {"id": "t1"}, "text")` make an element."""

    def __call__(self, tag: str, *children: object, **attributes: str) -> Element:
        """Return an element with this tag."""
        ...

    def __getattr__(self, tag: str) -> Callable[..., Element]:
        """Return the function that makes elements with this tag."""
        ...


def element_maker(namespace: str | None = None, nsmap: Mapping[str | None, str] | None = None) -> Maker:
    """Return a maker of elements in `namespace`."""
    return cast("Maker", ElementMaker(namespace=namespace, nsmap=dict(nsmap or {})))


def find_texts(root: Element, path: str, namespaces: Mapping[str, str] | None = None) -> list[str]:
    """Return the strings (attributes, text) an XPath finds."""
    return [str(found) for found in cast("list[object]", root.xpath(path, namespaces=dict(namespaces or {})))]


def find_elements(root: Element, path: str, namespaces: Mapping[str, str] | None = None) -> list[Element]:
    """Return the elements an XPath finds, in document order."""
    return cast("list[Element]", root.xpath(path, namespaces=dict(namespaces or {})))


def storable(text: str) -> str:
    """Return `text` with what XML 1.0 cannot hold (control characters, lone surrogates) replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def printable(text: str) -> str:
    """Return `text` as an article may hold it: NFC, without soft hyphens, control characters or marks of lost ones."""
    kept = _UNSTORABLE.sub("", text).replace("\u00ad", "").replace("\ufffd", "")
    return unicodedata.normalize("NFC", kept)


def one_line(text: str) -> str:
    """Return `text` as an article may hold it, with single blanks, none at its ends, and no accent without its letter first."""
    line = " ".join(printable(text).split())
    while line and unicodedata.combining(line[0]):
        line = line[1:].lstrip()
    return line


def parse_xml(source: Path | bytes) -> Element:
    """Return the root of an XML file or of its bytes. Entities stay unresolved and nothing is fetched.

    Raises etree.XMLSyntaxError when it is not XML, OSError when it cannot be read.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True)
    content = source if isinstance(source, bytes) else source.read_bytes()
    return etree.fromstring(content, parser)


def xml_bytes(root: Element, *, doctype: str | None = None, pretty: bool = True) -> bytes:
    """Return the file of `root`: UTF-8, declared, indented (unless not `pretty`: it has mixed text), a line end at its end."""
    written = etree.tostring(root, encoding="UTF-8", pretty_print=pretty)
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    return declared.encode() + written.rstrip() + b"\n"
