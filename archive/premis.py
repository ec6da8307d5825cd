"""PREMIS 3.0, a document of its own: the files (objects), what happened to them (events), and who did it (agents).

Events link to the files and the agents that had a part in them; no link is said twice.

Identifiers are local to the package: a file's is its path ("master/0001.jpg"), the volume's its id, an agent's its name.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from archive.capture import Capture
from archive.fixity import Fixity
from archive.long_xml import LongDocument, place_of
from archive.markup import SCHEMA_LOCATION, XSI, Element, element_maker, storable

PREMIS = "http://www.loc.gov/premis/v3"

_LOCATION = f"{PREMIS} https://www.loc.gov/standards/premis/premis.xsd"
_XSI_TYPE = f"{{{XSI}}}type"
_E = element_maker(PREMIS, {"premis": PREMIS, "xsi": XSI})

_VOCABULARY = "http://id.loc.gov/vocabulary/preservation/"
_PATHS, _FILES, _EVENTS = "paths", "files", "events"
"""Places in the skeleton of a document for all that grows with the volume."""

_OF_VOCABULARY = frozenset(
    {
        "capture",
        "creation",
        "fixity check",
        "information package creation",
        "ingestion",
        "message digest calculation",
        "metadata modification",
        "modification",
        "unpacking",
        "validation",
    }
)
"""Types of events that are words of the Library of Congress's list; the others are ours and claim no authority."""

AgentKind = Literal["software", "hardware", "organization", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Who or what did something; `version` is that of a program, `notes` say what else shaped its work."""

    name: str
    version: str | None = None
    kind: AgentKind = "software"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, to or with files of the package ("master/0001.jpg").

    `sources` were looked at or made something of, `outcomes` came out of it; `agents` are the names of those who did it. `outcome`
    is "success", "warning" or "failure", `outcome_note` says more. `when` is a day where no more is known.
    """

    event_type: str
    when: datetime | date
    detail: str = ""
    outcome: str = "success"
    outcome_note: str = ""
    sources: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an event whose time knows no time zone: in fifty years nobody knows which it was."""
        if isinstance(self.when, datetime) and self.when.tzinfo is None:
            msg = f"the time of the event '{self.event_type}' has no time zone"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A file format by name and version, and its key in the PRONOM registry where one key says it whatever the version."""

    name: str
    version: str | None = None
    pronom: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileObject:
    """A file of the package, identified by its path; `made_of` are the paths of the files it was made of.

    `capture` is what a scan says of its own making.
    """

    path: str
    fixity: Fixity
    format: Format
    original_name: str | None = None
    made_of: tuple[str, ...] = ()
    capture: Capture | None = None


def build_premis(
    volume_id: str, files: Sequence[FileObject], events: Callable[[], Iterable[Event]], agents: Sequence[Agent]
) -> LongDocument:
    """Return the PREMIS document of a package: the volume, its digitised form, each of `files`, and how they came to be.

    `events` are asked for whenever the document is written, and are the same every time; one happened at least.
    """
    skeleton = _E.premis(
        {SCHEMA_LOCATION: _LOCATION, "version": "3.0"},
        _E.object({_XSI_TYPE: "premis:intellectualEntity"}, _build_identifier("object", volume_id)),
        _build_representation(volume_id),
        place_of(_FILES),
        place_of(_EVENTS),
        *map(_build_agent, agents),
    )
    parts = {
        _PATHS: lambda: (_build_identifier("relatedObject", file.path) for file in files),
        _FILES: lambda: map(_build_file, files),
        _EVENTS: lambda: (_build_event(event_id(number), event) for number, event in enumerate(events(), start=1)),
    }
    return LongDocument(skeleton=skeleton, parts=parts)


def event_id(number: int) -> str:
    """Return the identifier of the event with this number."""
    return f"event-{number:05d}"


# --------------------------------------------------------------------------------------------------------------- the objects


def _representation_id(volume_id: str) -> str:
    return f"{volume_id}/data"


def _build_representation(volume_id: str) -> Element:
    parts = _build_relationship("structural", "has part", [])
    parts.append(place_of(_PATHS))
    return _E.object(
        {_XSI_TYPE: "premis:representation"},
        _build_identifier("object", _representation_id(volume_id)),
        _build_relationship("structural", "represents", [volume_id]),
        parts,
    )


def _build_file(file: FileObject) -> Element:
    return _E.object(
        {_XSI_TYPE: "premis:file"},
        _build_identifier("object", file.path),
        _E.objectCharacteristics(
            _E.compositionLevel("0"),
            _E.fixity(_E.messageDigestAlgorithm("SHA-512"), _E.messageDigest(file.fixity.digest)),
            _E.size(str(file.fixity.size)),
            _build_format(file.format),
            *(_build_creator(file.capture) if file.capture else ()),
        ),
        *([_E.originalName(storable(file.original_name))] if file.original_name is not None else []),
        *([_build_relationship("derivation", "has source", file.made_of)] if file.made_of else []),
    )


def _build_format(known: Format) -> Element:
    registry = [
        _E.formatRegistry(_E.formatRegistryName("PRONOM"), _E.formatRegistryKey(key)) for key in (known.pronom,) if key is not None
    ]
    version = [_E.formatVersion(known.version)] if known.version is not None else []
    return _E.format(_E.formatDesignation(_E.formatName(known.name), *version), *registry)


def _build_creator(capture: Capture) -> Iterator[Element]:
    maker = [_E.creatingApplicationName(storable(capture.maker))] if capture.maker else []
    when = [_E.dateCreatedByApplication(capture.when)] if capture.when else []
    if maker or when:
        yield _E.creatingApplication(*maker, *when)


def _build_relationship(kind: str, subtype: str, related: Sequence[str]) -> Element:
    return _E.relationship(
        _E.relationshipType(kind), _E.relationshipSubType(subtype), *(_build_identifier("relatedObject", one) for one in related)
    )


# -------------------------------------------------------------------------------------------------------- events and agents


def _build_event(identifier: str, event: Event) -> Element:
    known = {"authority": "eventType", "authorityURI": f"{_VOCABULARY}eventType"} if event.event_type in _OF_VOCABULARY else {}
    note = [_E.eventOutcomeDetail(_E.eventOutcomeDetailNote(storable(event.outcome_note)))] if event.outcome_note else []
    detail = [_E.eventDetailInformation(_E.eventDetail(storable(event.detail)))] if event.detail else []
    return _E.event(
        _build_identifier("event", identifier),
        _E.eventType(known, storable(event.event_type)),
        _E.eventDateTime(_build_time(event.when)),
        *detail,
        _E.eventOutcomeInformation(_E.eventOutcome(event.outcome), *note),
        *(_build_link("Agent", name) for name in event.agents),
        *(_build_link("Object", path, "source") for path in event.sources),
        *(_build_link("Object", path, "outcome") for path in event.outcomes),
    )


def _build_time(when: datetime | date) -> str:
    return when.isoformat(timespec="seconds") if isinstance(when, datetime) else when.isoformat()


def _build_agent(agent: Agent) -> Element:
    return _E.agent(
        _build_identifier("agent", agent.name),
        _E.agentName(storable(agent.name)),
        _E.agentType(agent.kind),
        *([_E.agentVersion(storable(agent.version))] if agent.version else []),
        *(_E.agentNote(storable(note)) for note in agent.notes),
    )


def _build_identifier(kind: str, value: str) -> Element:
    name = f"{kind}Identifier"
    return _E(name, _E(f"{name}Type", "local"), _E(f"{name}Value", storable(value)))


def _build_link(kind: str, value: str, role: str | None = None) -> Element:
    link = _build_identifier(f"linking{kind}", value)
    if role is not None:
        link.append(_E(f"linking{kind}Role", role))
    return link
