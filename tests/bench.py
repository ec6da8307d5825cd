"""Measure what digitising a volume costs, and how well it is read, beside Tesseract alone on the same scans.

Run as `python -m tests.bench [FOLDER]`. CPU time is that of the command and of every process it waited for; a server that
outlives the command is not in it. The second run finds every page read: what it costs is the start, the articles and the package.
Where `../truth/<scan>.txt` lies beside the folder, the character error rate of each page is printed too.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from lxml import etree
from natsort import natsorted
from rapidfuzz.distance import Levenshtein

SAMPLE = Path(__file__).parent / "sample" / "proceedings"
SCAN_SUFFIXES = {".jp2", ".jpeg", ".jpg", ".png", ".tif", ".tiff"}
COMMAND = Path(sys.executable).parent / "muragat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took, in seconds: of processor, and of the clock."""

    cpu: float
    clock: float


def run(command: list[str | Path]) -> tuple[Cost, str]:
    """Run to the end; return the cost and what was printed. Raises CalledProcessError when the command fails."""
    cpu, clock = children_cpu(), monotonic()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"})
    return Cost(cpu=children_cpu() - cpu, clock=monotonic() - clock), done.stdout


def children_cpu() -> float:
    """Return the CPU seconds of all processes waited for so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def digitise(volume: Path, work: Path, archive: Path) -> tuple[Cost, dict[str, str]]:
    """Run the whole command; return its cost and the text of each page in the package, by number."""
    cost, _ = run([COMMAND, "digitise", volume, "--archive", archive, "--work", work])
    pages = natsorted(archive.glob("*/data/alto/*.xml"))
    return cost, {page.stem: alto_text(page) for page in pages}


def alto_text(page: Path) -> str:
    """Return the words of an ALTO file in reading order; the parts of a word broken at a line's end stay apart, as printed."""
    marks = etree.parse(page).iter("{*}String", "{*}HYP")
    return "".join(str(mark.get("CONTENT")) if mark.tag.endswith("HYP") else f" {mark.get('CONTENT')}" for mark in marks)


def read_alone(scans: list[Path]) -> tuple[Cost, list[str]]:
    """Read the scans with Tesseract alone, one after the other; return the cost of all, and each text."""
    results = [run(["tesseract", scan, "stdout", "-l", "rus+kaz+eng"]) for scan in scans]
    total = Cost(cpu=sum(cost.cpu for cost, _ in results), clock=sum(cost.clock for cost, _ in results))
    return total, [text for _, text in results]


def error_rate(text: str, truth: str) -> float:
    """Return character edits per character of truth; all white space counts as one blank."""
    read, expected = " ".join(text.split()), " ".join(truth.split())
    return Levenshtein.distance(read, expected) / max(len(expected), 1)


def cost_lines(costs: dict[str, Cost], pages: int) -> Iterator[str]:
    """Say what each run cost, in all and per page."""
    for name, cost in costs.items():
        yield f"{name:24} {cost.cpu:8.1f} s CPU {cost.cpu / pages:8.2f} s CPU per page {cost.clock:8.1f} s by the clock"


def error_lines(volume: Path, ours: dict[str, str], alone: dict[str, str]) -> Iterator[str]:
    """Say the error rate of each page that has its truth beside the volume."""
    for name, text in alone.items():
        truth = volume.parent / "truth" / f"{name}.txt"
        if truth.is_file() and name in ours:
            our_rate, their_rate = (error_rate(read, truth.read_text()) for read in (ours[name], text))
            yield f"page {name}: {our_rate:7.2%} of characters wrong, {their_rate:7.2%} with Tesseract alone"


def main() -> None:
    """Print the figures of one volume."""
    volume = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    scans = natsorted(scan for scan in volume.iterdir() if scan.suffix.lower() in SCAN_SUFFIXES)
    with tempfile.TemporaryDirectory() as folder:
        first, ours = digitise(volume, Path(folder, "work"), Path(folder, "first"))
        again, _ = digitise(volume, Path(folder, "work"), Path(folder, "again"))
    alone, texts = read_alone(scans)
    print(f"{volume}: {len(ours)} pages")
    costs = {"muragat": first, "muragat, pages kept": again, "tesseract rus+kaz+eng": alone}
    print(*cost_lines(costs, len(ours)), sep="\n")
    print(*error_lines(volume, ours, dict(zip((scan.stem for scan in scans), texts, strict=True))), sep="\n")


if __name__ == "__main__":
    main()
