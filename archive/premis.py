"""PREMIS 3.0: what happened to the files, and who did it. Each entity is one element, for METS to hold.

There are no PREMIS objects: digest, size, format and original name of a file are facts METS has attributes for, and an object's
xsi:type makes METS invalid for every reader without the PREMIS schema. Events name files by their path in the package.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from archive.markup import SCHEMA_LOCATION, XSI, Element, element_maker, storable

PREMIS = "http://www.loc.gov/premis/v3"
_LOCATION = f"{PREMIS} https://www.loc.gov/standards/premis/premis.xsd"
_E = element_maker(PREMIS, {"premis": PREMIS, "xsi": XSI})

AgentKind = Literal["software", "organization", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Who or what did something; `version` is that of a program."""

    name: str
    version: str | None = None
    kind: AgentKind = "software"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened. `objects` are files of the package ("master/0001.jpg"), `agents` the names of those who did it.

    `event_type` is a word of the PREMIS vocabulary, `outcome` "success", "warning" or "failure", `outcome_note` says more.
    """

    event_type: str
    when: datetime
    detail: str = ""
    outcome: str = "success"
    outcome_note: str = ""
    objects: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an event whose time knows no time zone: in fifty years nobody knows which it was."""
        if self.when.tzinfo is None:
            msg = f"the time of the event '{self.event_type}' has no time zone"
            raise ValueError(msg)


def build_premis_event(event: Event, number: int) -> Element:
    """Return the event entity; `number` is its identifier in the package."""
    note = [_E.eventOutcomeDetail(_E.eventOutcomeDetailNote(storable(event.outcome_note)))] if event.outcome_note else []
    detail = [_E.eventDetailInformation(_E.eventDetail(storable(event.detail)))] if event.detail else []
    return _E.event(
        {SCHEMA_LOCATION: _LOCATION, "version": "3.0"},
        _build_identifier("event", f"event-{number:05d}"),
        _E.eventType(event.event_type),
        _E.eventDateTime(event.when.isoformat(timespec="seconds")),
        *detail,
        _E.eventOutcomeInformation(_E.eventOutcome(event.outcome), *note),
        *(_build_link("Agent", name) for name in event.agents),
        *(_build_link("Object", path) for path in event.objects),
    )


def build_premis_agent(agent: Agent) -> Element:
    """Return the agent entity; its name is its identifier in the package."""
    return _E.agent(
        {SCHEMA_LOCATION: _LOCATION, "version": "3.0"},
        _build_identifier("agent", agent.name),
        _E.agentName(storable(agent.name)),
        _E.agentType(agent.kind),
        *([_E.agentVersion(storable(agent.version))] if agent.version else []),
    )


def _build_identifier(kind: str, value: str) -> Element:
    name = f"{kind}Identifier"
    return _E(name, _E(f"{name}Type", "local"), _E(f"{name}Value", storable(value)))


def _build_link(kind: str, value: str) -> Element:
    name = f"linking{kind}Identifier"
    return _E(name, _E(f"{name}Type", "local"), _E(f"{name}Value", storable(value)))
