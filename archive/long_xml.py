"""XML too long for memory: written and read a few parts at a time, in the very bytes a whole tree would give.

A long document is a skeleton with marks in it, and parts that come in the place of each mark, made when they are asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

from lxml import etree

from archive.markup import Element, xml_bytes

Parts = Callable[[], Iterable[Element]]
"""Makes the parts of one place anew each time it is called, the same every time."""

_AT_ONCE = 32
"""Parts in memory at once while a document is written."""

_TYPE = "type"


def place_of(name: str) -> Element:
    """Return the mark in a skeleton in whose place the parts of this name come; there must be one part at least."""
    return etree.ProcessingInstruction("parts", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongDocument:
    """An XML file of which only a few parts are in memory; `parts` by the names of their places in the `skeleton`."""

    skeleton: Element
    parts: Mapping[str, Parts]

    def pieces(self) -> Iterator[bytes]:
        """Yield the file, piece by piece."""
        left = xml_bytes(self.skeleton)
        for place in self.skeleton.iter(etree.ProcessingInstruction):
            before, _, left = left.partition(etree.tostring(place, with_tail=False))
            yield before.rstrip(b" ")
            yield from _written_inside(place, self.parts[place.text or ""]())
            left = left.removeprefix(b"\n")
        yield left


def _written_inside(place: Element, parts: Iterable[Element]) -> Iterator[bytes]:
    """Yield `parts` as they are written at `place`: indented, the namespaces around them known."""
    outermost, *inner = [*reversed(list(place.iterancestors()))]
    frame = inside = etree.Element(outermost.tag, nsmap=outermost.nsmap)  # type: ignore[arg-type]  # a prefix may be None
    for element in inner:
        inside = etree.SubElement(inside, element.tag)
    inside.append(etree.Comment("part"))
    head, _, tail = _written(frame).partition(b"<!--part-->\n")
    start, end = len(head.rstrip(b" ")), len(tail)
    waiting = iter(parts)
    while some := list(islice(waiting, _AT_ONCE)):
        inside[:] = some
        yield _written(frame)[start:-end]


def _written(frame: Element) -> bytes:
    return etree.tostring(frame, encoding="UTF-8", pretty_print=True)


# --------------------------------------------------------------------------------------------------------------- reading it


def parse_thinned(
    source: Path | bytes, parts: frozenset[str], take: Callable[[Element], None], check_part: Callable[[Element], None]
) -> Element:
    """Return the root of a document in which, of many `parts` of one kind in a row, only the first and the last are left.

    `parts` are tags. `take` is called with every element once it is whole, inside the elements around it; what is inside it may be
    thinned by then. `check_part` is called with every part that follows one of its kind: the root shows the first of them only.
    Raises etree.XMLSyntaxError, OSError.
    """
    with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
        options = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}
        reading = etree.iterparse(stream, events=("end",), **options)
        for _, element in reading:
            take(element)
            before = element.getprevious()
            if element.tag in parts and before is not None and _kind(before) == _kind(element):
                check_part(element)
                _remove_second(before)
    root: Element = reading.root
    return root


def _remove_second(part: Element) -> None:
    """Remove `part` when another of its kind is before it; the one after it is still being read."""
    first, parent = part.getprevious(), part.getparent()
    if first is not None and parent is not None and _kind(first) == _kind(part):
        parent.remove(part)


def _kind(element: Element) -> tuple[str, ...]:
    """Return the name of an element, and what it says of its type: @TYPE in METS, @xsi:type in PREMIS."""
    types = (str(value) for name, value in element.attrib.items() if str(name).rpartition("}")[2].lower() == _TYPE)
    return (str(element.tag), *types)
