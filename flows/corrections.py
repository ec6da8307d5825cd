"""Pages corrected by people: ALTO files, taken from a package, corrected, and laid into a folder with the scans.

They stand in the place of what was read. The volume's metadata file says who corrected them and when: so do ALTO and PREMIS then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archive.alto import parse_alto
from archive.bibliography import Volume
from flows.catalogue import metadata_path
from flows.errors import CorrectionError, MetadataError
from flows.listing import CORRECTED, corrections_folder
from ocr.page import CORRECT, Page, ProcessingStep

_LARGEST = 64_000_000
"""Bytes; the ALTO of a page of ten thousand words has four million. What is larger is not even opened."""


def find_corrections(source: Path, volume: Volume) -> dict[int, Page]:
    """Return the corrected pages of the volume at `source`, by their numbers in the package; nothing when there are none.

    Raises MetadataError when nobody says who corrected them and when, CorrectionError or BrokenAltoError for a file that is none.
    """
    found = dict(map(_numbered, _files(source)))
    if found and (volume.corrected_by is None or volume.corrected_on is None):
        problem = f"'corrected_by' and 'corrected_on' must say who corrected the pages in {CORRECTED}, and when"
        raise MetadataError(path=metadata_path(source), problems=problem)
    return {number: _page(path, number, volume) for number, path in sorted(found.items())}


def with_corrections(pages: Sequence[Page], corrected: dict[int, Page], source: Path) -> Iterator[Page]:
    """Yield the pages, corrected where they were. Raises CorrectionError for a correction of another scan, or of none."""
    known = {page.image_nr: page for page in pages}
    for number, page in corrected.items():
        before = known.get(number)
        if before is None or _sheet(before) != _sheet(page):
            reason = "there is no such page, or it could not be read" if before is None else f"page {number} is another scan now"
            raise CorrectionError(path=corrections_folder(source) / f"{number:04d}.xml", reason=reason)
    for page in pages:
        yield corrected.get(page.image_nr, page)


def _files(source: Path) -> Iterator[Path]:
    folder = corrections_folder(source)
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _numbered(path: Path) -> tuple[int, Path]:
    if path.suffix.casefold() != ".xml" or not path.stem.isdecimal():
        raise CorrectionError(path=path, reason="it is not named as the package names a page's ALTO file: 0001.xml")
    return int(path.stem), path


def _page(path: Path, number: int, volume: Volume) -> Page:
    """Return a corrected page, which says itself by whom."""
    if path.stat().st_size > _LARGEST:
        raise CorrectionError(path=path, reason="it is larger than what is read on any page")
    page = parse_alto(path)
    by = ProcessingStep(name=CORRECT, parameters={"by": str(volume.corrected_by), "on": str(volume.corrected_on)})
    steps = (*(step for step in page.steps if (step.name, dict(step.parameters)) != (by.name, dict(by.parameters))), by)
    return replace(page, image_nr=number, steps=steps)


def _sheet(page: Page) -> tuple[object, ...]:
    return page.scan, page.width, page.height, page.part
