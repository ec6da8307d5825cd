"""What shapes a page besides its scan, as one digest: pages read under it are good as long as it stays."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import cv2
import PIL

from ocr.read import ReadOptions
from ocr.tesseract import find_engine

_ROOM = Path(__file__).parent
_APART = ("segment/", "article.py", "training/")
"""Code of ours that works on pages once they are read, or on none: it may change without a page being read again."""


def reading_fingerprint(options: ReadOptions) -> str:
    """Return a digest of everything but the scan that shapes a page: engine, models, libraries, options, our own code.

    How long a page may take does not shape it. Raises EngineMissingError.
    """
    engine = find_engine()
    digests = options.digests(engine.models)
    models = [(code, digests.get(code)) for code in options.codes]
    chosen = (options.doubt, options.guesswork, options.expected_turns)
    parts = (engine.version, models, cv2.__version__, PIL.__version__, *chosen, list(_sources()))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _sources() -> Iterator[tuple[str, str]]:
    """Yield the name and digest of each file of code that has a hand in reading."""
    for file in sorted(_ROOM.rglob("*.py")):
        name = file.relative_to(_ROOM).as_posix()
        if not name.startswith(_APART):
            yield name, hashlib.sha256(file.read_bytes()).hexdigest()
