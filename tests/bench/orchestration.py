"""Section: what the orchestration of a volume costs beyond the work itself, again when nothing is left, and until it reads."""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import time

import pytest

from flows.orchestrator import embedded_server
from tests.bench.costs import Cost, run
from tests.bench.volumes import BenchVolume
from tests.flows.scans import a_printed_scan
from tests.ocr.engines import READS_EACH_LINE_ALIKE, stand_in_on_path

PAGES = 500
_MIB = 1024**2

_ABOUT = f"""
A volume of {PAGES} small pages. The engine is a fake one, a script that answers every line of print with the same words, so that
little hides what the orchestration costs. *Plain* calls the same steps without Prefect. The embedded server is in the figures of
*Muragat*; what one page costs, its start with it, is taken off before dividing. *Again* finds the volume in the archive.
The first page is read when the engine is first called; the first time on a machine Prefect makes its database.
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
        waits = tuple(desk.waits())
    beyond = ((first.cpu - start.cpu) - (plain.cpu - plain_start.cpu)) / (PAGES - 1)
    yield _ABOUT
    yield "| run | CPU s | clock s | most memory of a process, MiB |"
    yield "|---|---:|---:|---:|"
    for name, cost in (("Muragat", first), ("plain", plain), ("again", again), ("one page", start)):
        yield f"| {name} | {cost.cpu:.1f} | {cost.clock:.1f} | {cost.memory / _MIB:.0f} |"
    yield ""
    yield f"Orchestration costs **{1000 * beyond:.0f} ms of processor time a page**."
    yield ""
    yield "| from the command to the first page being read | clock s |"
    yield "|---|---:|"
    yield from (f"| {name} | {seconds:.1f} |" for name, seconds in waits)


class _Desk:
    """Volumes, folders and variables of one measurement."""

    def __init__(self, folder: Path) -> None:
        """Put the fake engine on the path."""
        self._folder = folder
        self._first_page = folder / "first-page"
        engine = f"[ -e {self._first_page} ] || touch {self._first_page}\n{READS_EACH_LINE_ALIKE}"
        self._variables = {"PATH": stand_in_on_path(folder / "bin", engine), "PREFECT_HOME": str(folder / "prefect")}

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

    def waits(self) -> Iterator[tuple[str, float]]:
        """Yield how long it takes from the command to the first page, by what Prefect runs on."""
        home = {"PREFECT_HOME": str(self._folder / "new")}
        for number, name in enumerate(("embedded server, the first time on a machine", "embedded server")):
            yield name, self._wait(f"embedded-{number}", home)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PREFECT_HOME", home["PREFECT_HOME"])
            with embedded_server(self._folder / "server") as url:
                yield "a server that runs", self._wait("running", {"PREFECT_API_URL": url})

    def _wait(self, name: str, variables: Mapping[str, str]) -> float:
        volume = self.volume(name, 1)
        self._first_page.unlink(missing_ok=True)
        began = time()
        self._variables |= variables
        self.muragat(volume, name)
        return self._first_page.stat().st_mtime - began
