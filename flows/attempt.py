"""One try at one volume: alone at it, seen to be alive, and on record however it ends."""

import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flows.failures import failure_of
from flows.ingest import MasterScan
from flows.job import held
from flows.ledger import Entry, Ledger, Metrics, Standing
from flows.outcome import Archived
from flows.presence import present
from flows.scratch import scratch
from flows.signature import content_of, signature_of
from flows.stopping import StoppedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A try that is going on; `began` is what the clock and the processors of this process said at its begin, in seconds."""

    ledger: Ledger
    entry: Entry
    began: tuple[float, float]

    def done(self, archived: Archived, masters: Sequence[MasterScan]) -> None:
        """Put on record that the volume is in the archive, and what it took."""
        entry = replace(
            self.entry,
            standing=Standing.DONE,
            content=content_of(masters),
            package=archived.package,
            metrics=_metrics(archived, self.began),
            changed=datetime.now(UTC),
        )
        self.ledger.write(entry)

    def failed(self, error: BaseException) -> None:
        """Put on record why the volume is not in the archive. Told to stop, it is cut off: nothing is wrong with it."""
        if isinstance(error, Exception) and not isinstance(error, StoppedError):
            entry = replace(self.entry, standing=Standing.FAILED, failure=failure_of(error), changed=datetime.now(UTC))
        else:
            entry = replace(self.entry, standing=Standing.CUT_OFF, changed=datetime.now(UTC))
        self.ledger.write(entry)


@contextmanager
def attempt(source: Path, target: Path, work: Path, started: datetime, flow_run_id: str | None) -> Iterator[Attempt]:
    """Hold the volume at `source`, whose package will be at `target`, inside the block, and keep on record how that ends.

    A volume that was begun before and not finished keeps the time of its first try: its package is the same, byte for byte, as
    if nothing had happened. Raises VolumeBusyError, DiskFullError or NotWritableError, and what the block raises.
    """
    ledger = Ledger(archive=target.parent)
    with held(target), present(work, flow_run_id), scratch(work):
        entry = _begun(ledger.find(target.name), target.name, source, started)
        this = Attempt(ledger=ledger, entry=replace(entry, flow_run_id=flow_run_id), began=_clocks())
        ledger.write(this.entry)
        try:
            yield this
        except BaseException as error:
            this.failed(error)
            raise


def _begun(before: Entry | None, volume_id: str, source: Path, started: datetime) -> Entry:
    signature = signature_of(source)
    same = before if before and before.standing is not Standing.DONE and before.signature == signature else None
    return Entry(
        volume_id=volume_id,
        source=source.absolute(),
        standing=Standing.RUNNING,
        started=same.started if same else started,
        changed=datetime.now(UTC),
        attempts=same.attempts + 1 if same else 1,
        signature=signature,
    )


def _clocks() -> tuple[float, float]:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic(), own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _metrics(archived: Archived, began: tuple[float, float]) -> Metrics:
    clock, cpu = _clocks()
    return Metrics(
        pages=archived.pages,
        read=archived.read,
        articles=len(archived.articles),
        findings=len(archived.findings),
        seconds=round(clock - began[0], 2),
        cpu_seconds=round(cpu - began[1], 2),
        confidence=archived.confidence,
    )
