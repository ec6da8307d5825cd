"""The steps of digitising a volume, as plain functions: what goes from one to the next is small, pages lie on disk between."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from archive.bibliography import Volume
from archive.package import EngineRecord, Gap, Master, PackageContent, PageImage
from archive.report import mean_confidence
from archive.store import Stored, store_volume
from flows.checkpoints import Checkpoints
from flows.corrections import find_corrections, with_corrections
from flows.errors import FailedPage
from flows.ingest import MasterScan, ScannedPage, ScannedVolume
from flows.outcome import Archived
from flows.scratch import scratch
from flows.stopping import refuse_when_stopping
from flows.version import libraries, software_version
from ocr.attitude import expected_attitudes
from ocr.page import Page
from ocr.read import ReadOptions, read_pages
from ocr.segment import segment_articles
from ocr.tesseract import Engine, find_engine


def read_page_file(page: ScannedPage, checkpoints: Checkpoints, options: ReadOptions) -> Path:
    """Read one page and keep it; return the path of its ALTO.

    Raises what reading raises: UnreadableScanError, EngineFailedError; DiskFullError when it cannot be kept.
    """
    refuse_when_stopping()
    if page.failure:
        raise page.failure
    with scratch(checkpoints.folder.parent):
        return checkpoints.save(page, read_pages(page.image, options=options))


def load_pages(pages: Sequence[ScannedPage], checkpoints: Checkpoints) -> tuple[Page, ...]:
    """Return the kept pages among `pages`, in order and counted: an open book is two."""
    counted = enumerate(chain.from_iterable(_kept(pages, checkpoints)), start=1)
    return tuple(replace(page, image_nr=number) for number, page in counted)


def load_volume(scanned: ScannedVolume, checkpoints: Checkpoints, failed: Sequence[FailedPage]) -> tuple[list[Page], list[Gap]]:
    """Return the kept pages of a volume, and in the place of each scan that could not be read a gap, counted with the pages."""
    why = {page.image_nr: page.reason for page in failed}
    there = {f"master/{master.name}" for master in scanned.masters}
    pages, gaps = list[Page](), list[Gap]()
    for scan, kept in zip(scanned.pages, _kept(scanned.pages, checkpoints), strict=True):
        for page in kept:
            pages.append(replace(page, image_nr=len(pages) + len(gaps) + 1))
        if not kept and scan.image_nr in why:
            image = scan.name if scan.digest and (scan.taken_out or scan.name in there) else None
            gaps.append(Gap(image_nr=len(pages) + len(gaps) + 1, reason=why[scan.image_nr], scan=image))
    return pages, gaps


def _kept(pages: Sequence[ScannedPage], checkpoints: Checkpoints) -> list[tuple[Page, ...]]:
    """Return what was read from each scan, as its volume lies: one page, the two of an open book, or nothing."""
    kept = [checkpoints.load(page) or () for page in pages]
    for index, turns in expected_attitudes(kept).items():
        kept[index] = checkpoints.expecting(turns).load(pages[index]) or kept[index]
    return kept


def lying_otherwise(pages: Sequence[ScannedPage], checkpoints: Checkpoints) -> Mapping[int, tuple[ScannedPage, ...]]:
    """Return those kept pages that are to be read again because they were unsure how they lie, and their volume lies otherwise.

    They come by how many quarter turns set their volume upright, without those that were read so before.
    """
    expected = expected_attitudes([checkpoints.load(page) or () for page in pages])
    missing = [index for index, turns in expected.items() if checkpoints.expecting(turns).load(pages[index]) is None]
    return {
        turns: tuple(pages[index] for index in missing if expected[index] == turns)
        for turns in sorted({expected[index] for index in missing})
    }


def archive_volume(  # noqa: PLR0913  # a package is made of all that is known
    volume: Volume,
    scanned: ScannedVolume,
    checkpoints: Checkpoints,
    target: Path,
    started: datetime,
    *,
    options: ReadOptions,
    failed: Sequence[FailedPage] = (),
    source: Path,
) -> Archived:
    """Find the articles of a volume whose pages are kept but those that `failed`, and write its package if anything in it is new.

    Pages that people corrected beside the scans at `source` stand for what was read.

    Raises NameTakenError, OvertakenError, NotWritableError, DiskFullError, AlteredMasterError, InvalidPackageError,
    MetadataError, CorrectionError or BrokenAltoError.
    """
    read, gaps = load_volume(scanned, checkpoints, failed)
    pages = tuple(with_corrections(read, find_corrections(source, volume), source))
    masters, images = _files(scanned)
    content = PackageContent(
        volume=volume,
        masters=masters,
        images=images,
        pages=pages,
        gaps=tuple(gaps),
        segmentation=segment_articles(pages),
        engine=_engine_record(find_engine(), options),
        events=(),
        agents=libraries(),
        started=started,
        software_version=software_version(),
    )
    with scratch(checkpoints.folder.parent):
        stored = store_volume(content, target, Path(tempfile.gettempdir()))
    return _archived(content, stored, target)


def _files(scanned: ScannedVolume) -> tuple[tuple[Master, ...], tuple[PageImage, ...]]:
    """Return the scans of a volume as they came, and the images that were taken out of them."""
    taken_out = (page for page in scanned.pages if page.taken_out and page.digest)
    return tuple(map(_master, scanned.masters)), tuple(map(_page_image, taken_out))


def _archived(content: PackageContent, stored: Stored, target: Path) -> Archived:
    return Archived(
        volume_id=content.volume.volume_id,
        package=target,
        version=stored.version.number,
        is_new=stored.is_new,
        articles=content.segmentation.articles,
        findings=stored.findings,
        pages=len(content.pages),
        read=0,
        confidence=mean_confidence(word for page in content.pages for word in page.words) or 0.0,
    )


def _master(scan: MasterScan) -> Master:
    return Master(path=scan.path, original_name=scan.path.name, fixity=scan.fixity, media_type=scan.media_type, name=scan.name)


def _page_image(page: ScannedPage) -> PageImage:
    return PageImage(path=page.image, name=Path(page.name).name, image_nr=page.image_nr, master=page.master)


def _engine_record(engine: Engine, options: ReadOptions) -> EngineRecord:
    return EngineRecord(name="Tesseract", version=engine.version, codes=options.codes, models=options.digests(engine.models))
