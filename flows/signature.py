"""By what a volume is known again without reading it, and by what for certain."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from flows.catalogue import metadata_path
from flows.ingest import MasterScan
from flows.listing import CORRECTED, corrections_folder

READY = ".ready"
"""A file of this name in a folder, or of the volume's name with this ending beside it, says that the volume is whole."""


def signature_of(source: Path) -> str:
    """Return a digest of the names, sizes and times of a volume's files: it changes when they do, and costs no reading.

    Files that are still being copied under hidden names count, the marker that says that all are there does not.
    """
    return hashlib.sha256(repr(sorted(_facts(source))).encode()).hexdigest()


def _facts(source: Path) -> Iterator[tuple[str, int, int]]:
    for file in files_of(source):
        try:
            found = file.lstat()
        except OSError:
            continue  # it went while we looked
        yield _name(file, source), found.st_size, found.st_mtime_ns


def _name(file: Path, source: Path) -> str:
    return f"{CORRECTED}/{file.name}" if file.parent == corrections_folder(source) else file.name


def files_of(source: Path) -> Iterator[Path]:
    """Yield every file of the volume at `source`, its corrected pages, and the metadata beside a PDF; nothing is opened."""
    try:
        found = list(source.iterdir()) if source.is_dir() else [source, metadata_path(source)]
        corrected = corrections_folder(source)
        found += corrected.iterdir() if corrected.is_dir() and not corrected.is_symlink() else ()
    except OSError:
        return  # it went, or cannot be looked into: that is told when it is listed
    yield from (file for file in found if file.name != READY)


def content_of(masters: Sequence[MasterScan]) -> str:
    """Return a digest of the digests of a volume's scans, in order: it is the same wherever and whenever they lie."""
    return digest_of(master.fixity.digest for master in masters)


def digest_of(digests: Iterable[str]) -> str:
    """Return one digest for several, in order."""
    return hashlib.sha512("".join(digests).encode()).hexdigest()
