"""Pages already read, kept on disk under a key of what they were made from, so that no page is read twice."""

import hashlib
from collections.abc import Sequence
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
    """ALTO files in `folder`, one for each page of an image read in one way.

    `fingerprint` is a digest of that way (engine, models, code).
    """

    folder: Path
    fingerprint: str

    def expecting(self, turns: int) -> "Checkpoints":
        """Return where pages are kept that were read with their volume known to stand upright in so many quarter turns."""
        return replace(self, fingerprint=f"{self.fingerprint}, expected in {turns} quarter turns")

    def path(self, page: ScannedPage, side: int = 1) -> Path:
        """Return where the ALTO of `page` is, or would be; of an open book, that of its page `side`."""
        key = hashlib.sha512(f"{page.digest} {self.fingerprint}".encode()).hexdigest()[:_KEY_LENGTH]
        return self.folder / key[:2] / (f"{key}.xml" if side == 1 else f"{key}-{side}.xml")

    def load(self, page: ScannedPage) -> tuple[Page, ...] | None:
        """Return what was read from `page`: one page, or the two of an open book, `image_nr` counting on the scan.

        None when nothing is kept, or what is kept is broken or was read from another scan.
        """
        first = None if page.failure else self._load(page, 1)
        if first is None or first.part is None:
            return None if first is None else (first,)
        second = self._load(page, 2)
        return None if second is None else (first, second)

    def _load(self, page: ScannedPage, side: int) -> Page | None:
        try:
            kept = parse_alto(self.path(page, side))
        except (BrokenAltoError, OSError, ValueError):
            return None
        return replace(kept, scan=page.name) if kept.scan == _made_from(page) else None

    def save(self, page: ScannedPage, read: Sequence[Page]) -> Path:
        """Keep what was `read`, whole or not at all; return where. Raises DiskFullError or NotWritableError."""
        # The first side last: without it, nothing is kept.
        for side in reversed(read):
            with written_whole(self.path(page, side.image_nr)) as unfinished:
                unfinished.write_bytes(alto_bytes(replace(side, scan=_made_from(page))))
        return self.path(page)


def _made_from(page: ScannedPage) -> str:
    """Return what a kept page says it was read from: a file that came to its place by mistake is not taken for it."""
    return f"sha512:{page.digest}"
