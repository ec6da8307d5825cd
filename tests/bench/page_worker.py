"""Read scans as a page worker does, and say after each what it cost, one JSON document a line.

Run as `python -m tests.bench.page_worker SCAN...`.
"""

import json
import resource
import sys
from pathlib import Path

from ocr.read import read_pages


def _cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Read one scan after the other. CPU is of this page alone; memory is the most that was held so far, in KiB."""
    for scan in map(Path, sys.argv[1:]):
        before = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
        pages = read_pages(scan)
        figures = {
            "scan": scan.stem,
            "text": "\n".join(block.content for page in pages for block in page.blocks),
            "cpu_own": _cpu(resource.RUSAGE_SELF) - before[0],
            "cpu_engine": _cpu(resource.RUSAGE_CHILDREN) - before[1],
            "memory_own": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            "memory_engine": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
        }
        print(json.dumps(figures, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
