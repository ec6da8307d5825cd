"""From content to plan: every file of a package, made or named, before anything is written."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from archive.alto import AltoFile
from archive.capture import capture_of
from archive.content import EngineRecord, Gap, Made, Master, PackageContent, PackageFile, PackagePlan, PageImage
from archive.events import SOFTWARE, agents_of, alto_of, events_of
from archive.finding import Finding
from archive.fixity import fixity_of, fixity_of_pieces
from archive.formats import format_of, media_type_of
from archive.graphics import Graphic, find_graphics
from archive.jats import JatsFile, Provenance
from archive.layout import (
    ACCESS_PATH,
    METS_PATH,
    PREMIS_PATH,
    REPORT_PATH,
    alto_path,
    article_path,
    graphic_path,
    image_path,
    master_path,
)
from archive.markup import parse_xml
from archive.mets import build_mets
from archive.pdf.sheets import sheets_of, sources_of
from archive.premis import FileObject, build_premis
from archive.questions import open_questions
from archive.reconcile import printed_values, reconciled
from archive.report import Report
from archive.validate.documents import check_jats
from archive.validate.words import check_words
from ocr.article import Article
from ocr.imprint import VolumeFact

__all__ = ["EngineRecord", "Gap", "Master", "PackageContent", "PackageFile", "PackagePlan", "PageImage", "plan_package"]

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def plan_package(content: PackageContent) -> PackagePlan:
    """Return the package of one volume: its files, in order of their paths, and what was found in its articles.

    The same content gives the same bytes. Nothing is written. Raises AlteredMasterError when a scan a picture is part of cannot be
    read any more, OSError when an image taken out of one cannot.
    """
    graphics = find_graphics(content.segmentation.articles, content.pages, content.scan_files)
    articles = tuple(_article_files(content, graphics))
    described_articles = zip(content.segmentation.articles, articles, strict=True)
    checked = tuple(chain.from_iterable(_check_article(article, file, content) for article, file in described_articles))
    findings = (*checked, *open_questions(content.volume, content.segmentation, content.gaps))
    described = [
        *map(_master_file, content.masters),
        *map(_image_file, content.images),
        *_access_files(content),
        *_alto_files(content),
        *articles,
        *map(_graphic_file, graphics),
        _made_file(REPORT_PATH, "REPORT", Report(content=content, findings=findings)),
    ]
    premis = _premis_file(content, described, graphics, checked)
    mets = _made_file(METS_PATH, "METS", build_mets(content, described, graphics, premis))
    files = sorted([*described, premis, mets], key=lambda file: file.path.parts)
    return PackagePlan(
        volume_id=content.volume.volume_id, files=tuple(files), bag_info=_bag_info(content, files), findings=findings
    )


# ---------------------------------------------------------------------------------------------------------------- the files


def _master_file(master: Master) -> PackageFile:
    return PackageFile(
        path=master_path(master.name),
        use="MASTER",
        source=master.path,
        fixity=master.fixity,
        media_type=master.media_type,
        original_name=master.original_name,
    )


def _image_file(image: PageImage) -> PackageFile:
    path = image_path(image.name)
    return PackageFile(
        path=path,
        use="IMAGE",
        source=image.path,
        fixity=fixity_of(image.path),
        media_type=media_type_of(path),
        made_of=(str(master_path(image.master)),),
    )


def _access_files(content: PackageContent) -> Iterator[PackageFile]:
    if content.access_pdf:
        yield PackageFile(
            path=ACCESS_PATH,
            use="ACCESS",
            source=content.access_pdf,
            fixity=fixity_of(content.access_pdf),
            media_type=media_type_of(ACCESS_PATH),
            made_of=sources_of(content),
        )


def _alto_files(content: PackageContent) -> Iterator[PackageFile]:
    for page in content.pages:
        yield _made_file(alto_path(page.image_nr), "ALTO", AltoFile(page=page), made_of=(page.scan,))


def _article_files(content: PackageContent, graphics: Sequence[Graphic]) -> Iterator[PackageFile]:
    volume = reconciled(content.volume, content.segmentation)
    provenance = Provenance(
        ocr_engine=str(content.engine),
        source_images={page.image_nr: page.scan for page in content.pages},
        graphics={graphic.crop: graphic.name for graphic in graphics},
        gaps=tuple(gap.image_nr for gap in content.gaps),
        printed_years=printed_values(content.segmentation, VolumeFact.YEAR),
        editors=printed_values(content.segmentation, VolumeFact.EDITOR),
        pdf=_pdf_places(content),
    )
    for article in content.segmentation.articles:
        made = JatsFile(article=article, volume=volume, provenance=provenance)
        yield _made_file(article_path(article.number), "JATS", made, made_of=alto_of(article))


def _pdf_places(content: PackageContent) -> dict[int, str]:
    """Return the place of each page in the volume's PDF; nothing when there is none."""
    pages = sheets_of(content) if content.access_pdf else ()
    return {sheet.page.image_nr: f"{ACCESS_PATH}#page={number}" for number, sheet in enumerate(pages, start=1)}


def _graphic_file(graphic: Graphic) -> PackageFile:
    return _made_file(graphic_path(graphic.name), "GRAPHIC", graphic.cut_out, made_of=(graphic.scan,))


def _made_file(path: PurePosixPath, use: str, made: Made, *, made_of: tuple[str, ...] = ()) -> PackageFile:
    fixity = fixity_of_pieces(made.pieces())
    return PackageFile(path=path, use=use, source=made, fixity=fixity, media_type=media_type_of(path), made_of=made_of)


def _check_article(article: Article, file: PackageFile, content: PackageContent) -> Iterator[Finding]:
    root = parse_xml(b"".join(file.pieces()))
    yield from (finding.within(str(file.path)) for finding in check_jats(root))
    yield from check_words(article, root, content.pages)


def _premis_file(
    content: PackageContent, files: Sequence[PackageFile], graphics: Sequence[Graphic], findings: Sequence[Finding]
) -> PackageFile:
    captures = {str(file.path): capture_of(file.source) for file in files if file.use == "MASTER" and isinstance(file.source, Path)}
    objects = [
        FileObject(
            path=str(file.path),
            fixity=file.fixity,
            format=format_of(file.use, file.media_type),
            original_name=file.original_name,
            made_of=file.made_of,
            capture=captures.get(str(file.path)),
        )
        for file in files
    ]
    events = partial(events_of, content, graphics, findings, captures)
    premis = build_premis(content.volume.volume_id, objects, events, agents_of(content, captures))
    return _made_file(PREMIS_PATH, "PREMIS", premis)


def _legible(size: int) -> str:
    """Return a size as people read it, in units of 1000."""
    power = min(len(str(size)) - 1, 3 * len(_UNITS) - 1) // 3
    return f"{size / 1000**power:.3g} {_UNITS[power]}"


def _bag_info(content: PackageContent, files: Sequence[PackageFile]) -> dict[str, str]:
    size = sum(file.fixity.size for file in files)
    title = " ".join((content.volume.title or content.volume.volume_id).split())
    known = {"Source-Organization": " ".join(content.volume.organisation.split())} if content.volume.organisation else {}
    return {
        "Bag-Size": _legible(size),
        "Bag-Software-Agent": f"{SOFTWARE} {content.software_version}",
        "Bagging-Date": content.started.date().isoformat(),
        "Digitisation-Started": content.started.isoformat(timespec="seconds"),
        "External-Description": title,
        "External-Identifier": content.volume.volume_id,
        "Payload-Oxum": f"{size}.{len(files)}",
        **known,
    }
