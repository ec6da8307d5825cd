"""What arrives in an inbox was put there by anybody: nothing in it may lead out of it, or stand for something else than a file."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from flows.catalogue import metadata_path
from flows.errors import UntrustedVolumeError
from flows.listing import corrections_folder

MAX_FILES = 20_000
"""Files in a volume above which it is none: the thickest newspaper of a year has fewer pages."""

_NOT_A_FILE = "it is neither a file nor a folder"


def check_trust(source: Path, inbox: Path) -> None:
    """Raise UntrustedVolumeError when the volume at `source` is not inside `inbox`, or something in it is not a plain file.

    Looks at names and kinds only, opens nothing and follows no link.
    """
    if source.parent.resolve() != inbox.resolve():
        raise UntrustedVolumeError(path=source, reason=f"it lies outside the inbox {inbox}")
    for count, (path, mode) in enumerate(_kinds(source), start=1):
        if count > MAX_FILES:
            raise UntrustedVolumeError(path=source, reason=f"it holds more than {MAX_FILES} files")
        if stat.S_ISLNK(mode):
            raise UntrustedVolumeError(path=path, reason="it is a link, and could lead anywhere")
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise UntrustedVolumeError(path=path, reason=_NOT_A_FILE)


def _kinds(source: Path) -> Iterator[tuple[Path, int]]:
    """Yield the volume itself, what belongs to it, and all that lies in it, with what the system says each of them is."""
    yield source, source.lstat().st_mode
    if source.is_dir() and not source.is_symlink():
        yield from _entries(source)
    else:
        beside = (metadata_path(source), corrections_folder(source))
        yield from ((path, path.lstat().st_mode) for path in beside if os.path.lexists(path))
    corrected = corrections_folder(source)
    if corrected.is_dir() and not corrected.is_symlink():
        yield from _entries(corrected)


def _entries(folder: Path) -> Iterator[tuple[Path, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            yield Path(entry.path), entry.stat(follow_symlinks=False).st_mode
