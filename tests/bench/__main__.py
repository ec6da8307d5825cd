"""Measure, print, and write docs/benchmarks.md."""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tests.bench.cores import measure_cores
from tests.bench.document import write_section
from tests.bench.machine import describe_machine
from tests.bench.orchestration import measure_orchestration
from tests.bench.packages import measure_packages
from tests.bench.reading import measure_reading
from tests.bench.volumes import BenchVolume, find_volumes
from tests.bench.whole_command import measure_whole_command

Section = Callable[[Sequence[BenchVolume]], Iterable[str]]

SECTIONS: dict[str, Section] = {
    "reading": measure_reading,
    "whole-command": measure_whole_command,
    "orchestration": measure_orchestration,
    "cores": measure_cores,
    "packages": measure_packages,
}
"""Every section by its name in docs/benchmarks.md. To add one, write its function and name it here."""


def main() -> None:
    """Measure the sections asked for, or all. With a volume of the caller's own the figures are only printed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"one or more of: {', '.join(SECTIONS)}; default: all")
    parser.add_argument("--volume", type=Path, help="folder of scans to measure; nothing is written then")
    asked = parser.parse_args()
    if unknown := set(asked.sections) - SECTIONS.keys():
        parser.error(f"there is no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    volumes = find_volumes(asked.volume)
    for name in asked.sections or SECTIONS:
        content = "\n".join((*SECTIONS[name](volumes), "", describe_machine()))
        print(content)
        if asked.volume is None:
            write_section(name, content)


if __name__ == "__main__":
    main()
