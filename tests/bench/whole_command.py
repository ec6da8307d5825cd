"""Section: the whole command on a volume, from scans to package, and again with every page already read."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.costs import Cost, run
from tests.bench.volumes import BenchVolume

_COMMAND = Path(sys.executable).with_name("muragat")


_ABOUT = """
`muragat digitise` from scans to package, with as many jobs as cores. *Again* finds every page read: what it costs is the start,
the articles and the package. A server of Prefect's that outlives the command is not in the figures.
"""


def measure_whole_command(volumes: Sequence[BenchVolume]) -> Iterator[str]:
    """Yield a table: what digitising each volume costs, the first time and the second."""
    yield _ABOUT
    yield "| volume | pages | CPU s/page | clock s | again, CPU s | again, clock s |"
    yield "|---|---:|---:|---:|---:|---:|"
    for volume in volumes:
        first, again = _digitised_twice(volume)
        pages = len(volume.scans)
        yield (f"| {volume.name} | {pages} | {first.cpu / pages:.1f} | {first.clock:.0f} | {again.cpu:.1f} | {again.clock:.0f} |")


def _digitised_twice(volume: BenchVolume) -> tuple[Cost, Cost]:
    print(f"Muragat: {volume.name}, the whole command, twice", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder, "work")
        return _digitised(volume, Path(folder, "first"), work), _digitised(volume, Path(folder, "again"), work)


def _digitised(volume: BenchVolume, archive: Path, work: Path) -> Cost:
    cost, _ = run([_COMMAND, "digitise", volume.folder, "--archive", archive, "--work", work, "--id", volume.name])
    return cost
