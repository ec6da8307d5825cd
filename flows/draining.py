"""`muragat serve --once`: what lies whole in the inbox is digitised here and now, for whoever has a cron of their own."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime

from flows.batch import orchestrated, run_volume
from flows.failures import Breaker
from flows.inbox import Taken, machine_clock, take
from flows.ledger import Entry, Ledger
from flows.outcome import Archived, Outcome
from flows.settings import Settings
from ocr.errors import StatedError


def drain(settings: Settings) -> Iterator[Outcome]:
    """Digitise one after the other the volumes that lie whole in the inbox, until there is none left; yield how each went.

    Others may look into the same inbox meanwhile: what they have taken up is left to them. A failure that every volume would meet
    ends it; the others wait. Raises OrchestratorError, DiskFullError or NotWritableError.
    """
    ledger, breaker, tried = Ledger(archive=settings.archive_folder), Breaker(), set[tuple[str, int]]()
    with ExitStack() as stack:
        while True:
            taken = _look(settings, ledger)
            yield from (Outcome(source=entry.source, result=entry.failure) for entry in taken.refused if entry.failure)
            untried = [entry for entry in taken.volumes if (entry.volume_id, entry.attempts) not in tried]
            if not untried:
                return
            if not tried:
                stack.enter_context(orchestrated(settings))
            for entry in untried:
                tried.add((entry.volume_id, entry.attempts))
                # Looked at again just before: it may have been taken up by another meanwhile.
                if ledger.find(entry.volume_id) == entry:
                    result = _digitised(entry, settings)
                    yield Outcome(source=entry.source, result=result)
                    if breaker.opens(result):
                        return


def _look(settings: Settings, ledger: Ledger) -> Taken:
    return take(settings.inbox_folder, ledger, settings.rules, machine_clock(), datetime.now(UTC))


def _digitised(entry: Entry, settings: Settings) -> Archived | StatedError:
    manner = replace(settings.manner, inbox=settings.inbox_folder.absolute())
    return run_volume(entry.source, settings.archive_folder / entry.volume_id, settings, entry.started, manner)
