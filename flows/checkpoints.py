"""Pages already read, kept on disk under a key of what they were made from, so that no page is read twice."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from archive.alto import alto_bytes, parse_alto
from archive.errors import BrokenAltoError
from flows.atomic import written_whole
from flows.ingest import ScannedPage
from ocr.page import Page

_KEY_LENGTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoints:
    """ALTO files in `folder`, one for each image read in one way. `fingerprint` is a digest of that way (engine, models, code)."""

    folder: Path
    fingerprint: str

    def path(self, page: ScannedPage) -> Path:
        """Return where the ALTO of `page` is, or would be."""
        key = hashlib.sha512(f"{page.digest} {self.fingerprint}".encode()).hexdigest()[:_KEY_LENGTH]
        return self.folder / key[:2] / f"{key}.xml"

    def load(self, page: ScannedPage) -> Page | None:
        """Return what was read from `page`, in its place in the volume.

        None when nothing is kept, or what is kept is broken or was read from another scan.
        """
        path = self.path(page)
        if page.failure or not path.exists():
            return None
        try:
            kept = parse_alto(path)
        except (BrokenAltoError, OSError, ValueError):
            return None
        return replace(kept, image_nr=page.image_nr, scan=page.name) if kept.scan == _made_from(page) else None

    def save(self, page: ScannedPage, read: Page) -> Path:
        """Keep `read`, whole or not at all; return where. Raises DiskFullError or NotWritableError."""
        path = self.path(page)
        with written_whole(path) as unfinished:
            unfinished.write_bytes(alto_bytes(replace(read, scan=_made_from(page))))
        return path


def _made_from(page: ScannedPage) -> str:
    """Return what a kept page says it was read from: a file that came to its place by mistake is not taken for it."""
    return f"sha512:{page.digest}"
