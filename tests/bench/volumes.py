"""The volumes that are measured: those laid beside the project when there are any, else the sample volume."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from natsort import natsorted

from flows.listing import SCAN_SUFFIXES

_PROJECT = Path(__file__).parents[2]
_BESIDE = _PROJECT.parent / "shared" / "volumes"
_SAMPLE = _PROJECT / "tests" / "sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchVolume:
    """A folder of scans, and the text printed on each by the scan's name (without its ending), as far as it is known."""

    name: str
    folder: Path
    truth: Mapping[str, str] = field(default_factory=dict)

    @property
    def scans(self) -> tuple[Path, ...]:
        """The scans, in order."""
        return tuple(natsorted(file for file in self.folder.iterdir() if file.suffix.casefold() in SCAN_SUFFIXES))


def find_volumes(given: Path | None = None) -> tuple[BenchVolume, ...]:
    """Return the volume at `given`, or all that lie beside the project, or the sample volume."""
    if given is not None:
        return (_volume(given),)
    return tuple(_beside()) or (_volume(_SAMPLE / "proceedings"),)


def _beside() -> Iterator[BenchVolume]:
    if _BESIDE.is_dir():
        yield from (_volume(folder) for folder in sorted(_BESIDE.iterdir()) if (folder / "scans").is_dir())


def _volume(folder: Path) -> BenchVolume:
    """Return the volume whose scans lie in `folder` or in its `scans`, its texts in its `text` or in `truth` beside it."""
    scans = folder / "scans" if (folder / "scans").is_dir() else folder
    texts = next((place for place in (folder / "text", folder.parent / "truth") if place.is_dir()), None)
    truth = {file.stem: file.read_text(encoding="utf-8") for file in texts.glob("*.txt")} if texts else {}
    return BenchVolume(name=folder.name, folder=scans, truth=truth)
