"""What goes into a package, and what the package will be: values only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Protocol

from archive.bibliography import Volume
from archive.finding import Finding
from archive.fixity import Fixity, file_pieces
from archive.layout import image_path, master_path
from archive.premis import Agent, Event
from ocr.article import Segmentation
from ocr.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """A scan file as it came. `name` is its name in the package ("0001.jpg"), `original_name` the one it had.

    `fixity` was taken when it was first read; a copy that differs is refused.
    """

    path: Path
    original_name: str
    fixity: Fixity
    media_type: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """The image of page `image_nr`, taken out of a PDF or a multi-page TIFF, the `master`. Both names are those in the package."""

    path: Path
    name: str
    image_nr: int
    master: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A page that could not be read, and why. `scan` is its image in the package ("master/0003.jpg"); None when there is none."""

    image_nr: int
    reason: str
    scan: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineRecord:
    """The engine that read the pages: `codes` of the models it read with, `models` the sha-256 of each model file by its code."""

    name: str
    version: str
    codes: tuple[str, ...]
    models: Mapping[str, str]

    def __str__(self) -> str:
        """Return all of it on one line, as every article carries it."""
        models = ",".join(f"{code}:sha256:{self.models[code]}" for code in self.codes if code in self.models)
        return "; ".join((f"{self.name} {self.version}", f"lang={'+'.join(self.codes)}", *([f"models={models}"] if models else [])))


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageContent:
    """All that a package is made of. `Page.scan` already names the page's image in the package: "master/0001.jpg".

    `started` is the run's start, the only clock in the package; `events` and `agents` are those of the digitisation beyond
    what follows from the rest (reading, checking). `gaps` are pages without which the operator lets the volume be archived.
    `access_pdf` is the volume as one PDF, once it has been drawn.
    """

    volume: Volume
    masters: tuple[Master, ...]
    images: tuple[PageImage, ...]
    pages: tuple[Page, ...]
    segmentation: Segmentation
    engine: EngineRecord
    events: tuple[Event, ...]
    agents: tuple[Agent, ...]
    started: datetime
    software_version: str
    gaps: tuple[Gap, ...] = ()
    access_pdf: Path | None = None

    def __post_init__(self) -> None:
        """Refuse content without pages, with a page twice or out of order, or with a clock that knows no time zone."""
        numbers = [page.image_nr for page in self.pages]
        if not numbers or numbers != sorted(set(numbers)):
            msg = f"pages must be there once and in order: {numbers}"
            raise ValueError(msg)
        if missing := {gap.image_nr for gap in self.gaps} & set(numbers):
            msg = f"a page cannot be read and missing: {sorted(missing)}"
            raise ValueError(msg)
        if self.started.tzinfo is None:
            msg = "the start of the run has no time zone"
            raise ValueError(msg)

    @property
    def scan_files(self) -> dict[str, Path]:
        """The file of each image by its name in the package, which is the one that `Page.scan` gives."""
        masters = {str(master_path(master.name)): master.path for master in self.masters}
        return masters | {str(image_path(image.name)): image.path for image in self.images}


class Made(Protocol):
    """A file that is made when it is asked for, the same every time: those of a long volume would not fit into memory."""

    def pieces(self) -> Iterator[bytes]:
        """Yield the file, piece by piece."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFile:
    """A file of the package: `path` relative to data/, `use` as METS says it, `made_of` the paths of what it was made of.

    `source` is the file to copy, or what makes it.
    """

    path: PurePosixPath
    use: str
    source: Path | Made
    fixity: Fixity
    media_type: str
    original_name: str | None = None
    made_of: tuple[str, ...] = ()

    def pieces(self) -> Iterator[bytes]:
        """Yield the file, piece by piece. OSError when it is to be copied and cannot be read."""
        return file_pieces(self.source) if isinstance(self.source, Path) else self.source.pieces()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePlan:
    """A package that can be written: its files in order, its bag-info, and what was found in its articles."""

    volume_id: str
    files: tuple[PackageFile, ...]
    bag_info: Mapping[str, str]
    findings: tuple[Finding, ...]
