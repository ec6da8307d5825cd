"""The work of a volume without an orchestrator: the same steps, called one after the other, pages in threads.

Run as `python -m tests.bench.plain_run SOURCE TARGET WORK JOBS`.
"""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flows.checkpoints import Checkpoints
from flows.ingest import ingest
from flows.job import check_job
from flows.manner import Manner
from flows.steps import archive_volume, lying_otherwise, read_page_file
from ocr.fingerprint import reading_fingerprint


def main(arguments: Sequence[str]) -> None:
    """Digitise one volume."""
    source, target, work, jobs = Path(arguments[0]), Path(arguments[1]), Path(arguments[2]), int(arguments[3])
    reading = Manner().reading
    job = check_job(source, target.parent, work, target.name, reading)
    scanned = ingest(job.listing, work / "images")
    checkpoints = Checkpoints(folder=work / "pages", fingerprint=reading_fingerprint(reading))
    missing = [page for page in scanned.pages if checkpoints.load(page) is None]
    with ThreadPoolExecutor(max_workers=jobs) as threads:
        list(threads.map(lambda page: read_page_file(page, checkpoints, reading), missing))
        for turns, pages in lying_otherwise(scanned.pages, checkpoints).items():
            kept, known = checkpoints.expecting(turns), replace(reading, expected_turns=turns)
            list(threads.map(partial(read_page_file, checkpoints=kept, options=known), pages))
    archive_volume(job.volume, scanned, checkpoints, target, datetime.now(UTC), options=reading, source=job.listing.source)


if __name__ == "__main__":
    main(sys.argv[1:])
