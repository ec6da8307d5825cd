"""Volumes taken up: everything that can be told to be wrong before the first page is read is told here, in seconds."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from archive.bibliography import Volume
from archive.store import LOCKS, recover, superseded_at
from flows.atomic import writing_to
from flows.catalogue import read_catalogue
from flows.corrections import find_corrections
from flows.errors import VolumeBusyError
from flows.listing import Listing, list_scans
from flows.presence import is_free
from ocr.language import Language
from ocr.read import ReadOptions
from ocr.tesseract import check_languages, find_engine


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeJob:
    """A volume that can be digitised: its scans, what is known of it, and where its package goes."""

    listing: Listing
    volume: Volume
    target: Path


def check_job(source: Path, archive: Path, work: Path, volume_id: str | None, reading: ReadOptions) -> VolumeJob:
    """Return the job of digitising the volume at `source`, once nothing known beforehand stands against it.

    Raises what is in the way: NoSuchVolumeError, EmptyVolumeError, LockedPdfError, MetadataError, VolumeIdError, CorrectionError,
    EngineMissingError, EngineUnusableError, EngineTooOldError, LanguageMissingError, NotWritableError, NameTakenError.
    """
    listing = list_scans(source)
    volume = read_catalogue(source, volume_id)
    find_corrections(source, volume)
    check_languages(find_engine(), tuple(Language), reading.model)
    check_writable(archive)
    check_writable(work)
    target = archive / volume.volume_id
    superseded_at(target)
    return VolumeJob(listing=listing, volume=volume, target=target)


def check_writable(folder: Path) -> None:
    """Make `folder` if it is not there, and try to write into it. Raises NotWritableError or DiskFullError."""
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as stream:
            stream.write(b"muragat")


def check_free(job: VolumeJob) -> None:
    """Raise VolumeBusyError while another run holds the volume."""
    if is_held(job.target.parent, job.volume.volume_id):
        raise VolumeBusyError(volume_id=job.volume.volume_id)


def is_held(archive: Path, volume_id: str) -> bool:
    """Tell whether a run holds the volume; the system lets go of what a killed run held."""
    return not is_free(_lock_path(archive, volume_id))


def _lock_path(archive: Path, volume_id: str) -> Path:
    return archive / LOCKS / f"{volume_id}.lock"


@contextmanager
def held(target: Path) -> Iterator[None]:
    """Hold the volume at `target` against every other run inside the block, once what a killed run left is finished or undone.

    Raises VolumeBusyError when another run holds it.
    """
    path = _lock_path(target.parent, target.name)
    with writing_to(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, is_singleton=False)
        try:
            lock.acquire(blocking=False)
        except Timeout as error:
            raise VolumeBusyError(volume_id=target.name) from error
    try:
        recover(target)
        yield
    finally:
        lock.release()
