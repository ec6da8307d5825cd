"""What a PREMIS document says of a package, taken from it element by element: it may be too long for memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.markup import Element
from archive.premis import PREMIS

PARTS = frozenset(
    f"{{{PREMIS}}}{name}" for name in ("object", "event", "agent", "relatedObjectIdentifier", "linkingObjectIdentifier")
)
"""Elements of which there are as many as a volume has files, and as happened to them."""

_OBJECT, _AGENT = "object", "agent"
_IDENTIFIED = {
    f"{{{PREMIS}}}{kind}": (kind, f"{{{PREMIS}}}{kind}Identifier/{{*}}{kind}IdentifierValue") for kind in (_OBJECT, _AGENT)
}
_LINKS = {
    f"{{{PREMIS}}}relatedObjectIdentifierValue": _OBJECT,
    f"{{{PREMIS}}}linkingObjectIdentifierValue": _OBJECT,
    f"{{{PREMIS}}}linkingAgentIdentifierValue": _AGENT,
}
_DIGEST = f"{{{PREMIS}}}objectCharacteristics/{{*}}fixity/{{*}}messageDigest"


def _of_each_kind() -> dict[str, set[str]]:
    return {_OBJECT: set(), _AGENT: set()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PremisContents:
    """The digest PREMIS gives each file, by path; identifiers of objects and agents that are `known`, and those `linked` to."""

    digests: dict[str, str] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=_of_each_kind)
    linked: dict[str, set[str]] = field(default_factory=_of_each_kind)

    def take(self, element: Element) -> None:
        """Note what `element` says."""
        tag = str(element.tag)
        if tag in _LINKS:
            self.linked[_LINKS[tag]].add(element.text or "")
        elif tag in _IDENTIFIED:
            kind, path = _IDENTIFIED[tag]
            name = element.findtext(path) or ""
            self.known[kind].add(name)
            if (digest := element.findtext(_DIGEST)) is not None:
                self.digests[name] = digest

    def dangling(self) -> Iterator[str]:
        """Yield each identifier that is linked to and stands for nothing in the document."""
        for kind, names in self.linked.items():
            yield from sorted(names - self.known[kind])
