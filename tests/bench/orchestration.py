"""Section: what the orchestration of a volume costs beyond the work itself; and again when nothing is left to do."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.costs import Cost, run
from tests.bench.volumes import BenchVolume
from tests.flows.scans import a_printed_scan
from tests.ocr.engines import READS_EACH_LINE_ALIKE, stand_in_on_path

PAGES = 500
_MIB = 1024**2

_ABOUT = f"""
A volume of {PAGES} small pages. The engine is a fake one, a script that answers every page with the same lines, so that little
hides what the orchestration costs. *Plain* calls the same steps without Prefect. The embedded server is in the figures of
*Muragat*; what one page costs, its start with it, is taken off before dividing. *Again* finds the volume in the archive.
"""


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
        """Put the fake engine on the path."""
        self._folder = folder
        self._variables = {"PATH": stand_in_on_path(folder / "bin", READS_EACH_LINE_ALIKE), "PREFECT_HOME": str(folder / "prefect")}

    def volume(self, name: str, pages: int) -> Path:
        """Make a volume of small pages, each another."""
        folder = self._folder / name
        folder.mkdir()
        for number in range(1, pages + 1):
            a_printed_scan(folder / f"{number:04d}.png", f"{name} {number}\nGylym jarshysy")
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
