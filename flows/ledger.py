"""What became of each volume: a small file per volume beside the packages, which survives restarts and can be made again.

Prefect's record of runs may be lost or moved; this one lies in the archive, is read without a server, and is never the
only copy of anything: what is done follows from the packages, what waits from the inbox.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from filelock import FileLock
from pydantic import TypeAdapter, ValidationError

from archive.store import LOCKS
from flows.atomic import writing_to, written_whole

_LEDGER = ".ledger"

_NO_ID = "~"
"""Sign that is in no volume's id."""


class Standing(StrEnum):
    """Where a volume stands. `cut-off` means that its run ended without a word: killed, or the machine went down."""

    WAITING = "waiting"
    RUNNING = "running"
    CUT_OFF = "cut-off"
    DONE = "done"
    FAILED = "failed"


class FailureClass(StrEnum):
    """What a failure asks for: another try by itself, a person who mends the volume, a person who mends the machine."""

    TRANSIENT = "transient"
    PERMANENT = "permanent"
    SYSTEMIC = "systemic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a volume failed: the sentence told, its kind, and the exit code it stands for."""

    sentence: str
    error: str
    exit_code: int
    failure_class: FailureClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """What a volume took: `seconds` of the clock, `cpu_seconds` of this machine; `confidence` is the mean over its words, 0–1."""

    pages: int
    read: int
    articles: int
    findings: int
    seconds: float
    cpu_seconds: float
    confidence: float

    @property
    def pages_per_minute(self) -> float:
        """Pages read anew in a minute of the clock."""
        return 60 * self.read / self.seconds if self.seconds else 0.0

    @property
    def cpu_per_page(self) -> float:
        """CPU seconds per page read anew."""
        return self.cpu_seconds / self.read if self.read else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of one volume. `started` is the time that its package bears: that of the first try.

    `signature` and `content` say what was taken (names and sizes; digests of the scans): the same is not taken twice.
    """

    volume_id: str
    source: Path
    standing: Standing
    started: datetime
    changed: datetime
    attempts: int = 0
    signature: str = ""
    content: str = ""
    flow_run_id: str | None = None
    failure: Failure | None = None
    package: Path | None = None
    metrics: Metrics | None = None

    @property
    def own_id(self) -> str | None:
        """The volume's id; None when it is on record under a name we gave it, since its own cannot be used."""
        return None if _NO_ID in self.volume_id else self.volume_id


_ENTRY: Final = TypeAdapter(Entry)


def name_without_id(source: Path) -> str:
    """Return by what a volume is on record that has no id of its own; no other volume is."""
    digest = hashlib.sha256(source.name.encode(errors="replace")).hexdigest()[:8]
    name = re.sub(r"[^\w.-]+", "-", source.name)[:40].lstrip(".")
    return f"{name}{_NO_ID}{digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The entries of the volumes of one archive."""

    archive: Path

    def path(self, volume_id: str) -> Path:
        """Return where the entry of a volume is, or would be."""
        return self.archive / _LEDGER / f"{volume_id}.json"

    def find(self, volume_id: str) -> Entry | None:
        """Return the entry of a volume; None when there is none, or it is damaged."""
        return _read(self.path(volume_id))

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries that are whole."""
        found = map(_read, sorted((self.archive / _LEDGER).glob("[!.]*.json")))
        return tuple(entry for entry in found if entry)

    def write(self, entry: Entry) -> None:
        """Keep `entry`, whole or not at all. Raises DiskFullError or NotWritableError."""
        with written_whole(self.path(entry.volume_id)) as unfinished:
            unfinished.write_bytes(_ENTRY.dump_json(entry, indent=2))

    @contextmanager
    def claiming(self) -> Iterator[None]:
        """Let nobody else on this archive take up volumes inside the block: two schedulers may share one inbox."""
        path = self.archive / LOCKS / ".claiming"
        with writing_to(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path, is_singleton=False):
            yield


def _read(path: Path) -> Entry | None:
    try:
        return _ENTRY.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
