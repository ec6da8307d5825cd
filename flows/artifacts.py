"""What a run shows in Prefect's own pages: how far it is while it reads, and what came of the volume."""

import base64
import hashlib
import html
import io
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from uuid import UUID

from httpx import HTTPError
from PIL import Image
from prefect import get_run_logger
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact
from prefect.exceptions import PrefectException

from flows.ingest import ScannedPage, ScannedVolume
from flows.messages import say_counted
from flows.outcome import Archived
from ocr.article import Article

THUMBNAILS = 12
"""Pages shown of a volume: enough to know it again."""

_THUMBNAIL = (140, 200)
_STEPS = 20
"""How often the progress of a volume is told: telling costs as much as a small page."""


@contextmanager
def _unimportant() -> Iterator[None]:
    """Let no volume fail because it could not be shown."""
    try:
        yield
    except (HTTPError, PrefectException, OSError) as error:
        get_run_logger().log(logging.WARNING, "could not be shown in Prefect: %s", error)


@dataclass(slots=True, kw_only=True)
class PagesShown:
    """The progress of a volume as an artifact of its run, for as long as pages are read."""

    total: int
    _artifact: UUID | None = None
    _shown: int = 0

    def __enter__(self) -> Self:
        """Begin at nothing; a volume all of whose pages are kept shows no progress."""
        if self.total:
            with _unimportant():
                self._artifact = create_progress_artifact(progress=0.0, description=f"{self.total} pages to read")  # type: ignore[assignment]  # it is not awaited here
        return self

    def move(self, done: int) -> None:
        """Show that `done` pages are through, in steps."""
        step = done * _STEPS // self.total
        if self._artifact and step > self._shown:
            self._shown = step
            with _unimportant():
                update_progress_artifact(self._artifact, progress=100 * done / self.total)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Leave what is shown: where it stopped is where it failed."""


def show_volume(archived: Archived, scanned: ScannedVolume) -> None:
    """Show what came of a volume: its first pages, its articles, its findings, where its package is."""
    with _unimportant():
        create_markdown_artifact(
            key=_key(archived.volume_id),
            markdown="\n".join(volume_lines(archived, scanned)),
            description=f"{archived.volume_id}: {archived.pages} pages, {len(archived.articles)} articles",
        )


def show_table(key: str, description: str, heading: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Show a table under `key` (lower-case letters, digits, dashes)."""
    with _unimportant():
        create_markdown_artifact(key=key, markdown="\n".join(_table(heading, rows)), description=description)


def _key(volume_id: str) -> str:
    """Return a key of letters that Prefect allows, the same for the same volume, another for another."""
    return f"volume-{hashlib.sha256(volume_id.encode()).hexdigest()[:16]}"


def volume_lines(archived: Archived, scanned: ScannedVolume) -> Iterator[str]:
    """Yield the lines of a volume's page in Markdown. What was read on a scan is untrusted: no mark-up in it is taken for ours."""
    yield f"# {_plain(archived.volume_id)}"
    yield ""
    pages = say_counted("{count} page", "{count} pages", archived.pages)
    articles = say_counted("{count} article", "{count} articles", len(archived.articles))
    yield (
        f"{pages} ({archived.read} read anew), {articles}, "
        f"mean word confidence {archived.confidence:.0%}. Package: `{_plain(archived.package)}`"
    )
    yield ""
    yield " ".join(filter(None, map(_thumbnail, scanned.pages[:THUMBNAILS])))
    yield ""
    yield from _table(("article", "pages", "language", "title", "confidence"), map(_article, archived.articles))
    if archived.findings:
        yield ""
        yield "## Findings"
        yield ""
        yield from (f"- {finding.severity.name.lower()}: {_plain(finding)}" for finding in archived.findings)


def _article(article: Article) -> tuple[object, ...]:
    pages = "–".join(map(str, dict.fromkeys((article.pages[0], article.pages[-1]))))
    return f"a{article.number:03d}", pages, article.language.bcp47, article.title, f"{article.confidence:.0%}"


def _table(heading: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |"
    yield f"|{'---|' * len(heading)}"
    yield from (f"| {' | '.join(map(_plain, row))} |" for row in rows)


def _plain(value: object) -> str:
    text = html.escape(" ".join(str(value).split()))
    return "".join(f"&#{ord(letter)};" if letter in r"\`*_{}[]#|!" else letter for letter in text)


def _thumbnail(page: ScannedPage) -> str:
    """Return a page as a small picture inside the text; nothing when it does not open."""
    try:
        with Image.open(page.image) as image:
            image.draft("L", _THUMBNAIL)
            small = image.convert("L")
            small.thumbnail(_THUMBNAIL)
    except (OSError, SyntaxError, ValueError):
        return ""
    stream = io.BytesIO()
    small.save(stream, format="JPEG", quality=50)
    return f"![page {page.image_nr}](data:image/jpeg;base64,{base64.b64encode(stream.getvalue()).decode()})"
