"""Section: how busy the cores are while pages are read, and how much faster two are than one. Of use on an idle machine only."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.bench.volumes import BenchVolume
from tests.flows.running import ROOT, family_of
from tests.flows.scans import SAMPLE

COPIES = 4
"""Of each page of the sample: the end, where one core waits for the last page, is to be a small part."""

_TICK = os.sysconf("SC_CLK_TCK")

_ABOUT = f"""
The sample volume {COPIES} times over (no two files alike), read with the real engine, from the first page handed out to the last
page read. *Busy* is the processor time in that span, of the command and all that it started, the embedded server among them, to
that of the cores it may use (`--jobs`).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Seconds of the clock and of the processor that reading took."""

    clock: float
    cpu: float


def measure_cores(_volumes: Sequence[BenchVolume]) -> Iterator[str]:
    """Yield a table: one core, and two. The volumes of other sections are not used."""
    with tempfile.TemporaryDirectory() as folder:
        volume = _volume(Path(folder, "volume"))
        pages = len(list(volume.iterdir()))
        spans = {jobs: _read(volume, Path(folder, f"jobs-{jobs}"), jobs) for jobs in (1, 2)}
    yield _ABOUT
    yield "| cores | pages | clock s | pages a minute | CPU s/page | busy |"
    yield "|---:|---:|---:|---:|---:|---:|"
    for jobs, span in spans.items():
        rates = f"{60 * pages / span.clock:.1f} | {span.cpu / pages:.2f} | {span.cpu / span.clock / jobs:.0%}"
        yield f"| {jobs} | {pages} | {span.clock:.1f} | {rates} |"
    yield ""
    yield f"Two cores give **{spans[1].clock / spans[2].clock:.2f} times** one."


def _volume(folder: Path) -> Path:
    folder.mkdir()
    for copy in range(COPIES):
        for scan in sorted(SAMPLE.glob("*.jpg")):
            # What follows the end of a JPEG is not looked at; the file is another.
            (folder / f"{copy}-{scan.name}").write_bytes(scan.read_bytes() + bytes([copy]))
    return folder


def _read(volume: Path, desk: Path, jobs: int) -> Span:
    """Digitise with so many jobs; return what reading took."""
    print(f"Muragat: {jobs} at once", file=sys.stderr, flush=True)
    folders = ("--archive", str(desk / "archive"), "--work", str(desk / "work"))
    command = [sys.executable, "-m", "flows.cli", "digitise", str(volume), *folders, "--jobs", str(jobs)]
    own = {**os.environ, "PREFECT_HOME": str(desk / "prefect")}
    with subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stderr is not None
        marks = [(monotonic(), _cpu(process.pid)) for line in process.stderr if ": reading " in line or " read – " in line]
    (began, before), (ended, after) = marks[0], marks[-1]
    return Span(clock=ended - began, cpu=after - before)


def _cpu(pid: int) -> float:
    """Return the processor time of a process and all that it started, ended ones among them, in seconds."""
    return sum(map(_cpu_of_one, family_of(pid)))


def _cpu_of_one(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0  # it ended while we looked: its parent has its time
    return sum(map(int, fields[11:15])) / _TICK
