"""Section: what the orchestration of a volume costs beyond the work itself; and again when nothing is left to do."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from tests.bench.costs import Cost, run
from tests.bench.volumes import BenchVolume

PAGES = 500
_MIB = 1024**2

_ABOUT = f"""
A volume of {PAGES} small pages. The engine is a fake one, a script that answers every page with the same lines, so that little
hides what the orchestration costs. *Plain* calls the same steps without Prefect. The embedded server is in the figures of
*Muragat*; what one page costs, its start with it, is taken off before dividing. *Again* finds the volume in the archive.
"""

_LINES = (("Ғылым", "және", "білім"), ("Астана", "2024"))


def _answer() -> str:
    """Return what the engine says of every page, in hOCR."""
    lines = "".join(_line(words, 100 + 60 * number) for number, words in enumerate(_LINES))
    body = f'<div class="ocr_page" title="bbox 0 0 600 840"><p class="ocr_par" lang="kaz">{lines}</p></div>'
    return f'<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'


def _line(words: Sequence[str], top: int) -> str:
    boxes = [f"{60 + 130 * number} {top} {60 + 130 * number + 20 * len(word)} {top + 24}" for number, word in enumerate(words)]
    spans = (
        f'<span class="ocrx_word" title="bbox {box}; x_wconf 95">{word}</span> ' for box, word in zip(boxes, words, strict=True)
    )
    return f'<span class="ocr_line" title="bbox 60 {top} 500 {top + 24}; x_size 24">{"".join(spans)}</span>'


def measure_orchestration(_volumes: Sequence[BenchVolume]) -> Iterator[str]:
    """Yield a table of costs. The volumes of other sections are not used."""
    with tempfile.TemporaryDirectory() as folder:
        desk = _Desk(Path(folder))
        one, many = desk.volume("one", 1), desk.volume("many", PAGES)
        desk.muragat(one, "warm")  # makes Prefect's database, once on a machine
        start, first = desk.muragat(one, "one"), desk.muragat(many, "many")
        again = desk.muragat(many, "many")
        plain_start, plain = desk.plain(one, "plain-one"), desk.plain(many, "plain-many")
    beyond = ((first.cpu - start.cpu) - (plain.cpu - plain_start.cpu)) / (PAGES - 1)
    yield _ABOUT
    yield "| run | CPU s | clock s | most memory of a process, MiB |"
    yield "|---|---:|---:|---:|"
    for name, cost in (("Muragat", first), ("plain", plain), ("again", again), ("one page", start)):
        yield f"| {name} | {cost.cpu:.1f} | {cost.clock:.1f} | {cost.memory / _MIB:.0f} |"
    yield ""
    yield f"Orchestration costs **{1000 * beyond:.0f} ms of processor time a page**."


class _Desk:
    """Volumes, folders and variables of one measurement."""

    def __init__(self, folder: Path) -> None:
        """Write the fake engine."""
        self._folder = folder
        programs = folder / "bin"
        programs.mkdir()
        (programs / "answer.hocr").write_text(_answer(), encoding="utf-8")
        engine = programs / "tesseract"
        real = shutil.which("tesseract")
        script = f'#!/bin/sh\ncase "$1" in --*) exec {real} "$@" ;; esac\ncat > /dev/null\nexec cat {programs}/answer.hocr\n'
        engine.write_text(script, encoding="utf-8")
        engine.chmod(0o755)
        self._variables = {"PATH": f"{programs}:/usr/bin:/bin", "PREFECT_HOME": str(folder / "prefect")}

    def volume(self, name: str, pages: int) -> Path:
        """Make a volume of small pages, each another."""
        folder = self._folder / name
        folder.mkdir()
        for number in range(1, pages + 1):
            picture = Image.new("L", (600, 840), 235)
            ImageDraw.Draw(picture).text((60, 100), f"{name} {number}", fill=20)
            picture.save(folder / f"{number:04d}.png", dpi=(100, 100))
        return folder

    def muragat(self, volume: Path, name: str) -> Cost:
        """Digitise with the command line and the embedded server."""
        print(f"Muragat: {name}", file=sys.stderr, flush=True)
        folders = ("--archive", self._folder / "archive", "--work", self._folder / f"work-{name}")
        return run([sys.executable, "-m", "flows.cli", "digitise", volume, *folders, "--id", name], self._variables)[0]

    def plain(self, volume: Path, name: str) -> Cost:
        """Digitise with the steps alone."""
        print(f"without Prefect: {name}", file=sys.stderr, flush=True)
        target = self._folder / "archive-plain" / name
        work = self._folder / f"work-{name}"
        return run([sys.executable, "-m", "tests.bench.plain_run", volume, target, work, "2"], self._variables)[0]
