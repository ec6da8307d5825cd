"""Volumes taken up: everything that can be told to be wrong before the first page is read is told here, in seconds."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from archive.bibliography import Volume
from archive.errors import AlreadyArchivedError
from archive.store import INCOMING
from flows.atomic import writing_to
from flows.catalogue import read_catalogue
from flows.errors import VolumeBusyError
from flows.listing import Listing, list_scans
from ocr.language import Language
from ocr.tesseract import check_languages, find_engine

_LOCKS = ".locks"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeJob:
    """A volume that can be digitised: its scans, what is known of it, and where its package goes."""

    listing: Listing
    volume: Volume
    target: Path


def check_job(source: Path, archive: Path, work: Path, volume_id: str | None = None) -> VolumeJob:
    """Return the job of digitising the volume at `source`, once nothing known beforehand stands against it.

    Raises what is in the way: NoSuchVolumeError, EmptyVolumeError, LockedPdfError, MetadataError, VolumeIdError,
    EngineMissingError, LanguageMissingError, NotWritableError, AlreadyArchivedError.
    """
    listing = list_scans(source)
    volume = read_catalogue(source, volume_id)
    check_languages(find_engine(), tuple(Language))
    check_writable(archive)
    check_writable(work)
    target = archive / volume.volume_id
    _refuse_archived(volume, target)
    return VolumeJob(listing=listing, volume=volume, target=target)


def _refuse_archived(volume: Volume, target: Path) -> None:
    if os.path.lexists(target):
        raise AlreadyArchivedError(volume_id=volume.volume_id, target=target)


def check_writable(folder: Path) -> None:
    """Make `folder` if it is not there, and try to write into it. Raises NotWritableError or DiskFullError."""
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as stream:
            stream.write(b"muragat")


@contextmanager
def held(job: VolumeJob) -> Iterator[None]:
    """Hold the volume against every other run inside the block.

    Raises VolumeBusyError when another run holds it, AlreadyArchivedError when one has archived it in the meantime.
    """
    path = job.target.parent / _LOCKS / f"{job.volume.volume_id}.lock"
    with writing_to(path):
        path.parent.mkdir(exist_ok=True)
        lock = FileLock(path, is_singleton=False)
        try:
            lock.acquire(blocking=False)
        except Timeout as error:
            raise VolumeBusyError(volume_id=job.volume.volume_id) from error
    try:
        _refuse_archived(job.volume, job.target)
        _clear_leftovers(job)
        yield
    finally:
        lock.release()


def _clear_leftovers(job: VolumeJob) -> None:
    """Remove what a run that was killed left of this volume's package: nobody else writes it while the volume is held."""
    leftover = re.compile(re.escape(f"{INCOMING}{job.volume.volume_id}-") + "[0-9a-f]{8}")
    for folder in job.target.parent.iterdir():
        if leftover.fullmatch(folder.name):
            shutil.rmtree(folder, ignore_errors=True)
