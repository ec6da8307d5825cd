"""Who reads pages side by side: Muragat, Tesseract alone, and OCRmyPDF where it is installed."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.costs import Cost, run

LANGUAGES = "rus+kaz+eng"
_KIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """One page as somebody read it: the text, and what it cost; `engine_cpu` is the engine's share, where it is known apart."""

    text: str
    cpu: float
    memory: int
    engine_cpu: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who reads scans, one after the other, and the version that does."""

    name: str
    version: str
    read: Callable[[Sequence[Path]], Iterator[PageRead]]


def readers() -> Iterator[Reader]:
    """Yield everybody who is here, ourselves first and the one whom all are compared with second."""
    yield Reader(name="Muragat", version=_first_line("muragat", "--version"), read=_read_by_muragat)
    yield Reader(name="Tesseract alone", version=_first_line("tesseract", "--version"), read=_read_by_tesseract)
    if _command("ocrmypdf"):
        yield Reader(name="OCRmyPDF", version=_first_line("ocrmypdf", "--version"), read=_read_by_ocrmypdf)


def _command(name: str) -> str | None:
    """Return where a command is: beside this Python, or on the path."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


def _first_line(name: str, option: str) -> str:
    said = subprocess.run([_command(name) or name, option], capture_output=True, text=True, check=True)
    return (said.stdout or said.stderr).splitlines()[0].removeprefix(name).strip()


def _read_by_muragat(scans: Sequence[Path]) -> Iterator[PageRead]:
    """Read all in one worker. Its start, which a run pays once, is not in the CPU time; its memory is the most held until then."""
    _, printed = run([sys.executable, "-m", "tests.bench.page_worker", *scans])
    for figures in map(json.loads, printed.splitlines()):
        yield PageRead(
            text=figures["text"],
            cpu=figures["cpu_own"] + figures["cpu_engine"],
            memory=figures["memory_own"] * _KIB,
            engine_cpu=figures["cpu_engine"],
        )


def _read_by_tesseract(scans: Sequence[Path]) -> Iterator[PageRead]:
    for scan in scans:
        cost, text = run(["tesseract", scan, "stdout", "-l", LANGUAGES])
        yield _page(text, cost)


def _read_by_ocrmypdf(scans: Sequence[Path]) -> Iterator[PageRead]:
    """Read as its manual advises for bad scans, with one process at a time."""
    options = ["--deskew", "--clean", "--rotate-pages", "--language", LANGUAGES, "--jobs", "1", "--output-type", "pdf"]
    for scan in scans:
        with tempfile.TemporaryDirectory() as folder:
            text = Path(folder, "page.txt")
            cost, _ = run([_command("ocrmypdf") or "ocrmypdf", *options, "--sidecar", text, scan, Path(folder, "page.pdf")])
            yield _page(text.read_text(encoding="utf-8"), cost)


def _page(text: str, cost: Cost) -> PageRead:
    return PageRead(text=text, cpu=cost.cpu, memory=cost.memory)
