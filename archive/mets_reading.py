"""What a METS document says of a package, taken from it element by element: it may be too long for memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from archive.fixity import Fixity
from archive.markup import XLINK_HREF, Element
from archive.mets import METS

PARTS = frozenset(f"{{{METS}}}{name}" for name in ("file", "div", "area"))
"""Elements of which there are as many as a volume has pages, files and blocks."""

_FILE, _LOCATION, _REFERENCE, _AREA, _DIVISION = (f"{{{METS}}}{name}" for name in ("file", "FLocat", "mdRef", "area", "div"))
_POINTERS = ("FILEID", "ADMID", "DMDID")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A file as METS lists it: path relative to data/, fixity."""

    path: str
    fixity: Fixity


@dataclass(frozen=True, slots=True, kw_only=True)
class MetsContents:
    """The `files` METS lists, those that hold metadata among them; what `problems` their list has.

    `areas` are the (ALTO file id, block id) of each logical part: by article id, and all dropped ones under "".
    """

    files: list[ListedFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    areas: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    pointers: set[str] = field(default_factory=set)

    def take(self, element: Element) -> None:
        """Note what `element` says."""
        if name := element.get("ID"):
            self.ids[name] = self.ids.get(name, 0) + 1
        for pointer in _POINTERS:
            self.pointers.update(element.get(pointer, "").split())
        if element.tag in {_FILE, _REFERENCE}:
            self._take_file(element)
        elif element.tag == _AREA and element.get("BEGIN"):
            division = next(element.iterancestors(_DIVISION))
            self.areas.setdefault(division.get("ID", ""), []).append((element.get("FILEID", ""), element.get("BEGIN", "")))

    def _take_file(self, element: Element) -> None:
        place = element if element.tag == _REFERENCE else element.find(_LOCATION)
        try:
            fixity = Fixity(digest=element.get("CHECKSUM", ""), size=int(element.get("SIZE", "-1")))
        except ValueError as problem:
            self.problems.append(str(problem))
        else:
            self.files.append(ListedFile(path=unquote("" if place is None else place.get(XLINK_HREF, "")), fixity=fixity))

    def dangling(self) -> Iterator[str]:
        """Yield each id that METS points to and gives to nothing."""
        yield from sorted(self.pointers - self.ids.keys())

    def repeated(self) -> Iterator[str]:
        """Yield each id that METS gives to more than one element."""
        yield from sorted(name for name, count in self.ids.items() if count > 1)
