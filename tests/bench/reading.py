"""Section: pages side by side with Tesseract alone and with OCRmyPDF."""

import sys
from collections.abc import Iterator, Sequence
from statistics import mean, median

from tests.bench.readers import LANGUAGES, PageRead, Reader, readers
from tests.bench.scoring import score, total
from tests.bench.volumes import BenchVolume

_MIB = 1024**2


_ABOUT = f"""
Every reader is given the same scans, one at a time, with one thread, and reads `{LANGUAGES}`. *Letters wrong* is the character
error rate in reading order, over all pages; *words found* the recall of words wherever they stand. *CPU* is seconds of processor
per page (user and system, all child processes; for Muragat without the start of Python, which a run pays once), in brackets the
engine's share; *× Tesseract* how that compares with Tesseract alone on the same page in the same run, as the median over the
volume. *Memory* is the most that one process held (for Muragat the page worker; the engine beside it holds what Tesseract alone
does).
"""


def measure_reading(volumes: Sequence[BenchVolume]) -> Iterator[str]:
    """Yield a table: every volume, as everybody reads it."""
    everybody = tuple(readers())
    yield _ABOUT
    yield "| volume | reader | letters wrong | words found | CPU s/page | × Tesseract | memory MiB |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for volume in volumes:
        yield from _rows(volume, everybody)
    yield ""
    yield "; ".join(f"{reader.name} {reader.version}" for reader in everybody) + "."


def _rows(volume: BenchVolume, everybody: Sequence[Reader]) -> Iterator[str]:
    pages = {reader.name: _read(reader, volume) for reader in everybody}
    base = [page.cpu for page in pages[everybody[1].name]]
    for name, read in pages.items():
        ratio = median(page.cpu / alone for page, alone in zip(read, base, strict=True))
        cells = (f"{volume.name} ({len(read)} pages)", name, *_quality(volume, read), _cpu(read), f"{ratio:.2f}", _memory(read))
        yield f"| {' | '.join(cells)} |"


def _read(reader: Reader, volume: BenchVolume) -> tuple[PageRead, ...]:
    print(f"{reader.name} reads {volume.name}", file=sys.stderr, flush=True)
    return tuple(reader.read(volume.scans))


def _quality(volume: BenchVolume, read: Sequence[PageRead]) -> tuple[str, str]:
    """Return the share of letters wrong and of words found, over the pages whose text is known."""
    known = [
        (page.text, volume.truth[scan.stem]) for page, scan in zip(read, volume.scans, strict=True) if scan.stem in volume.truth
    ]
    if not known:
        return "–", "–"
    scored = total(score(text, printed) for text, printed in known)
    return f"{scored.error_rate:.2%}", f"{scored.recall:.2%}"


def _cpu(read: Sequence[PageRead]) -> str:
    engine = [page.engine_cpu for page in read if page.engine_cpu is not None]
    return f"{mean(page.cpu for page in read):.1f}" + (f" ({mean(engine):.1f})" if engine else "")


def _memory(read: Sequence[PageRead]) -> str:
    return f"{max(page.memory for page in read) / _MIB:.0f}"
