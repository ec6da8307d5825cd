"""How the volumes of an archive stand: what is on record, corrected by what lives, and what lies in the inbox unrecorded."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flows.errors import UnknownVolumeError
from flows.inbox.arrivals import arrivals
from flows.job import is_held
from flows.ledger import Entry, Ledger, Standing

UNFINISHED = frozenset({Standing.FAILED, Standing.CUT_OFF})
"""What a rerun takes up."""


def standing_volumes(archive: Path) -> tuple[Entry, ...]:
    """Return what is on record; a volume on record as running that nobody holds was cut off."""
    ledger = Ledger(archive=archive)
    return tuple(_as_it_is(entry, archive) for entry in ledger.entries())


def _as_it_is(entry: Entry, archive: Path) -> Entry:
    left = entry.standing is Standing.RUNNING and not is_held(archive, entry.volume_id)
    return replace(entry, standing=Standing.CUT_OFF) if left else entry


def unrecorded(inbox: Path | None, entries: tuple[Entry, ...]) -> Iterator[Path]:
    """Yield what lies in the inbox and is not on record yet: not whole, or not looked at."""
    known = {entry.source for entry in entries}
    if inbox and inbox.is_dir():
        yield from (arrival.source for arrival in arrivals(inbox) if arrival.source.absolute() not in known)


def to_rerun(archive: Path, volume_ids: list[str], *, everything: bool) -> tuple[Entry, ...]:
    """Return the volumes to take up again: those named, or with `everything` all that failed or were cut off.

    Raises UnknownVolumeError when one that is named is not on record.
    """
    known = {entry.volume_id: entry for entry in standing_volumes(archive)}
    if everything:
        return tuple(entry for entry in known.values() if entry.standing in UNFINISHED)
    for volume_id in volume_ids:
        if volume_id not in known:
            raise UnknownVolumeError(volume_id=volume_id, archive=archive)
    return tuple(known[volume_id] for volume_id in dict.fromkeys(volume_ids))
