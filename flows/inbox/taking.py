"""Which volumes of the inbox are taken up now: each once, also when several look at one inbox; again only when that may help."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from archive.bag import is_bag, payload_digests
from archive.fixity import fixity_of
from flows.catalogue import read_catalogue
from flows.errors import CutOffError, SameIdError
from flows.failures import failure_of
from flows.inbox.arrivals import Arrival, Clock, Patience, arrivals, read_sightings, sighted, write_sightings
from flows.inbox.trust import check_trust
from flows.job import is_held
from flows.ledger import Entry, FailureClass, Ledger, Standing, name_without_id
from flows.listing import list_scans
from flows.signature import digest_of
from ocr.errors import StatedError

PAUSE = timedelta(minutes=10)
"""How long nothing is taken up after a failure that every volume would meet; then one volume is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When a volume is whole, and how often one is tried whose run was cut off or met a transient failure."""

    patience: Patience = field(default_factory=Patience)
    attempts: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a look at the inbox came to: volumes to digitise now, those that failed at once, and those not whole yet."""

    volumes: tuple[Entry, ...] = ()
    refused: tuple[Entry, ...] = ()
    watched: tuple[Path, ...] = ()
    paused: bool = False


def take(inbox: Path, ledger: Ledger, rules: Rules, clock: Clock, now: datetime) -> Taken:
    """Look at `inbox`, and put on record which volumes are taken up; the same is never taken twice.

    A volume is returned again as long as it waits: whoever hands it on must do so only once for each `attempts` of its entry.
    Raises DiskFullError or NotWritableError.
    """
    with ledger.claiming():
        known = {entry.volume_id: entry for entry in ledger.entries()}
        whole, watched = _whole(inbox, ledger, rules.patience, clock)
        if _is_paused(known.values(), now):
            return Taken(watched=watched, paused=True)
        waiting, refused = list[Entry](), list[Entry]()
        for entry in filter(None, (_look(arrival, inbox, ledger, rules, now) for arrival in whole)):
            if entry.standing is Standing.WAITING:
                waiting.append(entry)
            if entry != known.get(entry.volume_id):
                # At once: the next volume may claim the same id.
                ledger.write(entry)
                refused.extend([entry] if entry.standing is Standing.FAILED else [])
        return Taken(volumes=tuple(_few(waiting, known.values())), refused=tuple(refused), watched=watched)


def _whole(inbox: Path, ledger: Ledger, patience: Patience, clock: Clock) -> tuple[list[Arrival], tuple[Path, ...]]:
    """Return the arrivals that are whole, and where those are that are not yet."""
    # Each machine has a clock of its own, so each keeps its own sightings.
    path = ledger.path(f".seen-{socket.gethostname()}")
    found = arrivals(inbox)
    sightings = sighted(found, read_sightings(path), clock)
    write_sightings(path, sightings)
    whole = [each for each in found if patience.is_whole(each, sightings[each.source.name], clock)]
    return whole, tuple(each.source for each in found if each not in whole)


def _is_paused(known: Iterable[Entry], now: datetime) -> bool:
    """Tell whether a failure that every volume would meet is fresh, and nothing has gone well since."""
    trouble = _last_trouble(known)
    return trouble is not None and timedelta(0) <= now - trouble < PAUSE


def _last_trouble(known: Iterable[Entry]) -> datetime | None:
    """Return when the last failure was that every volume would meet; None when a volume was done since."""
    entries = tuple(known)
    troubles = [entry.changed for entry in entries if _asks_for(entry) is FailureClass.SYSTEMIC]
    done = [entry.changed for entry in entries if entry.standing is Standing.DONE]
    last = max(troubles, default=None)
    return None if last is None or last < max(done, default=last) else last


def _asks_for(entry: Entry) -> FailureClass | None:
    return entry.failure.failure_class if entry.standing is Standing.FAILED and entry.failure else None


def _few(waiting: list[Entry], known: Iterable[Entry]) -> list[Entry]:
    """Return those to hand on: one at a time, while it is not known whether the last trouble is over."""
    entries = tuple(known)
    if _last_trouble(entries) is None:
        return waiting
    return [] if any(entry.standing is Standing.RUNNING for entry in entries) else waiting[:1]


def _look(arrival: Arrival, inbox: Path, ledger: Ledger, rules: Rules, now: datetime) -> Entry | None:
    """Return the entry of a volume that is whole, as it should be from now on; None when nothing is to be said of it."""
    fresh = Entry(
        volume_id=name_without_id(arrival.source),
        source=arrival.source.absolute(),
        standing=Standing.WAITING,
        started=now,
        changed=now,
        signature=arrival.signature,
    )
    try:
        check_trust(arrival.source, inbox)
        fresh = replace(fresh, volume_id=read_catalogue(arrival.source).volume_id)
    except (StatedError, OSError) as error:
        return _failed(ledger.find(fresh.volume_id), fresh, error)
    before = ledger.find(fresh.volume_id)
    if before is None:
        return _known_from_archive(fresh, ledger) or fresh
    if before.source != fresh.source and before.source.exists():
        rival = replace(fresh, volume_id=name_without_id(arrival.source))
        same_id = SameIdError(volume_id=fresh.volume_id, path=fresh.source, other=before.source)
        return _failed(ledger.find(rival.volume_id), rival, same_id)
    if before.signature != fresh.signature or before.source != fresh.source:
        return None if before.standing is Standing.RUNNING and is_held(ledger.archive, before.volume_id) else fresh
    return _again(before, ledger, rules, now)


def _again(before: Entry, ledger: Ledger, rules: Rules, now: datetime) -> Entry:
    """Return the entry of a volume that has not changed since it was taken up: as it is, or waiting for another try."""
    if before.standing is Standing.RUNNING and is_held(ledger.archive, before.volume_id):
        return before
    waiting = replace(before, standing=Standing.WAITING, failure=None, changed=now)
    if before.standing in {Standing.RUNNING, Standing.CUT_OFF}:
        error = CutOffError(volume_id=before.volume_id, attempts=before.attempts)
        return waiting if before.attempts < rules.attempts else _failed(before, before, error)
    asks_for = _asks_for(before)
    if asks_for is FailureClass.SYSTEMIC or (asks_for is FailureClass.TRANSIENT and before.attempts < rules.attempts):
        return waiting
    return before


def _failed(before: Entry | None, entry: Entry, error: BaseException) -> Entry:
    """Return the entry of a volume that cannot be taken up; the one there was, when that says the same already."""
    failure = failure_of(error)
    if before and before.standing is Standing.FAILED and before.failure == failure and before.signature == entry.signature:
        return before
    return replace(entry, standing=Standing.FAILED, failure=failure)


def _known_from_archive(fresh: Entry, ledger: Ledger) -> Entry | None:
    """Return the entry of a volume whose very scans lie in the archive already: the ledger was lost, the packages were not."""
    package = ledger.archive / fresh.volume_id
    if not is_bag(package):
        return None
    try:
        kept = [digest for path, digest in sorted(payload_digests(package).items()) if path.startswith("data/master/")]
        here = [fixity_of(file).digest for file in list_scans(fresh.source).files]
    except (OSError, ValueError, StatedError):
        return None
    return replace(fresh, standing=Standing.DONE, content=digest_of(here), package=package) if kept == here else None
