"""What lies in an inbox, and whether it is there whole. Never trusts the clock on the wall, which can be set."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from natsort import natsorted, ns
from pydantic import TypeAdapter, ValidationError

from flows.atomic import written_whole
from flows.listing import CORRECTED
from flows.signature import READY, files_of, signature_of

_UNFINISHED = frozenset({".part", ".partial", ".filepart", ".crdownload", ".tmp", ".!ut", ".swp"})
"""Endings that programs give to files which they are still copying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Seconds since the machine was started, and which start that was. No one sets this clock."""

    boot: str
    ticks: float


def machine_clock() -> Clock:
    """Return the clock of this machine; it runs on in sleep, and is the same for all processes."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        boot = "unknown"
    return Clock(boot=boot, ticks=time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A folder or PDF in the inbox. `signature` is by what it is known again; `busy` tells a copy under way."""

    source: Path
    signature: str
    ready: bool
    busy: bool


def arrivals(inbox: Path) -> tuple[Arrival, ...]:
    """Return the volumes in `inbox`, in natural order of the names; hidden files, markers, corrections and other files are none."""
    entries = natsorted(inbox.iterdir(), key=lambda entry: entry.name, alg=ns.IGNORECASE)
    return tuple(_arrival(entry) for entry in entries if _may_be_a_volume(entry))


def _may_be_a_volume(entry: Path) -> bool:
    if entry.name.startswith(".") or entry.suffix in {READY, f".{CORRECTED}"}:
        return False
    return entry.suffix.casefold() == ".pdf" or entry.is_dir()


def _arrival(source: Path) -> Arrival:
    return Arrival(
        source=source,
        signature=signature_of(source),
        ready=os.path.lexists(source / READY) or os.path.lexists(source.with_name(source.name + READY)),
        busy=any(file.suffix.casefold() in _UNFINISHED for file in files_of(source)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Since when a volume has been seen with one signature."""

    signature: str
    since: Clock


_SIGHTINGS: Final = TypeAdapter(dict[str, Sighting])


def read_sightings(path: Path) -> dict[str, Sighting]:
    """Return what was seen before, by name; nothing when that was never kept, or is damaged: then we watch anew."""
    try:
        return _SIGHTINGS.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return {}


def write_sightings(path: Path, sightings: Mapping[str, Sighting]) -> None:
    """Keep what was seen. Raises DiskFullError or NotWritableError."""
    with written_whole(path) as unfinished:
        unfinished.write_bytes(_SIGHTINGS.dump_json(dict(sightings), indent=2))


def sighted(found: tuple[Arrival, ...], before: Mapping[str, Sighting], clock: Clock) -> dict[str, Sighting]:
    """Return what is seen now: a volume that has not changed keeps its time, unless the machine was started anew."""

    def sighting(arrival: Arrival) -> Sighting:
        last = before.get(arrival.source.name)
        unchanged = last is not None and last.signature == arrival.signature and last.since.boot == clock.boot
        return last if last and unchanged else Sighting(signature=arrival.signature, since=clock)

    return {arrival.source.name: sighting(arrival) for arrival in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """When a volume is taken to be whole: with `only_ready` when it says so, else also after `settle` seconds without change."""

    settle: float = 120.0
    only_ready: bool = False

    def is_whole(self, arrival: Arrival, sighting: Sighting, clock: Clock) -> bool:
        """Tell whether `arrival`, seen so since `sighting`, is whole."""
        if arrival.ready:
            return True
        unchanged = clock.ticks - sighting.since.ticks
        return not (self.only_ready or arrival.busy) and unchanged >= self.settle
