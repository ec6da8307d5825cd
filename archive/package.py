"""From content to plan: every file of a package, made or named, before anything is written."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath

from archive.alto import alto_bytes
from archive.content import EngineRecord, Master, PackageContent, PackageFile, PackagePlan, PageImage
from archive.finding import Finding
from archive.fixity import fixity_of, fixity_of_bytes
from archive.jats import Provenance, build_article_element, jats_bytes
from archive.markup import parse_xml, xml_bytes
from archive.mets import alto_path, article_path, build_mets
from archive.premis import Agent, Event
from archive.report import report_bytes
from archive.validate.documents import check_jats

__all__ = ["EngineRecord", "Master", "PackageContent", "PackageFile", "PackagePlan", "PageImage", "plan_package"]

SOFTWARE = "Muragat"
METS_NAME = PurePosixPath("METS.xml")
REPORT_NAME = PurePosixPath("report.json")

_UNITS = ("bytes", "kB", "MB", "GB", "TB")

_XML, _JSON = "application/xml", "application/json"
_IMAGE_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".jp2": "image/jp2",
    ".pdf": "application/pdf",
}


def plan_package(content: PackageContent) -> PackagePlan:
    """Return the package of one volume: its files, in order of their paths, and what was found in its articles.

    The same content gives the same bytes. Nothing is written. OSError when an image taken out of a scan cannot be read.
    """
    articles = tuple(_article_files(content))
    findings = tuple(chain.from_iterable(_check_article(file) for file in articles))
    described = [
        *map(_master_file, content.masters),
        *map(_image_file, content.images),
        *_alto_files(content),
        *articles,
        _made_file(REPORT_NAME, "REPORT", report_bytes(content, findings), _JSON),
    ]
    mets = xml_bytes(build_mets(content, described, (*content.events, *_events(content, findings)), _agents(content)))
    files = sorted([*described, _made_file(METS_NAME, "METS", mets, _XML)], key=lambda file: file.path.parts)
    return PackagePlan(
        volume_id=content.volume.volume_id, files=tuple(files), bag_info=_bag_info(content, files), findings=findings
    )


# ---------------------------------------------------------------------------------------------------------------- the files


def _master_file(master: Master) -> PackageFile:
    return PackageFile(
        path=PurePosixPath("master", master.name),
        use="MASTER",
        source=master.path,
        fixity=master.fixity,
        media_type=master.media_type,
        original_name=master.original_name,
    )


def _image_file(image: PageImage) -> PackageFile:
    path = PurePosixPath("image", image.name)
    media_type = _IMAGE_TYPES.get(path.suffix.lower(), "application/octet-stream")
    return PackageFile(path=path, use="IMAGE", source=image.path, fixity=fixity_of(image.path), media_type=media_type)


def _alto_files(content: PackageContent) -> Iterator[PackageFile]:
    return (_made_file(alto_path(page.image_nr), "ALTO", alto_bytes(page), _XML) for page in content.pages)


def _article_files(content: PackageContent) -> Iterator[PackageFile]:
    provenance = Provenance(ocr_engine=str(content.engine), source_images={page.image_nr: page.scan for page in content.pages})
    for article in content.segmentation.articles:
        root = build_article_element(article, content.volume, provenance)
        yield _made_file(article_path(article.number), "JATS", jats_bytes(root), _XML)


def _made_file(path: PurePosixPath, use: str, made: bytes, media_type: str) -> PackageFile:
    return PackageFile(path=path, use=use, source=made, fixity=fixity_of_bytes(made), media_type=media_type)


def _check_article(file: PackageFile) -> Iterable[Finding]:
    if not isinstance(file.source, bytes):
        return ()
    return (finding.within(str(file.path)) for finding in check_jats(parse_xml(file.source)))


# -------------------------------------------------------------------------------------------------------------- provenance


def _agents(content: PackageContent) -> tuple[Agent, ...]:
    ours = (
        Agent(name=SOFTWARE, version=content.software_version),
        Agent(name=content.engine.name, version=str(content.engine).removeprefix(content.engine.name).strip()),
    )
    known = {agent.name for agent in content.agents}
    return (*content.agents, *(agent for agent in ours if agent.name not in known))


def _events(content: PackageContent, findings: Sequence[Finding]) -> Iterator[Event]:
    """Yield what follows from the content: digests taken, images taken out, pages read, articles checked."""
    for master in content.masters:
        path, detail = f"master/{master.name}", "sha-512, when the scan was first read"
        yield _event(content, "message digest calculation", path, detail=detail)
    for image in content.images:
        yield _event(
            content, "creation", f"image/{image.name}", detail=f"image of page {image.image_nr} taken out of its scan file"
        )
    for page in content.pages:
        steps = "; ".join(f"{step.name}({', '.join(f'{k}={v}' for k, v in step.parameters.items())})" for step in page.steps)
        detail = f"text recognition of {page.scan}" + (f" after {steps}" if steps else "")
        note = "no text was found" if page.is_blank else ""
        objects = (page.scan, str(alto_path(page.image_nr)))
        yield _event(content, "creation", *objects, detail=detail, note=note, agents=(SOFTWARE, content.engine.name))
    for article in content.segmentation.articles:
        path = str(article_path(article.number))
        found = [finding for finding in findings if finding.where.startswith(path)]
        outcome = "success" if not found else "failure" if any(one.severity == "E" for one in found) else "warning"
        note = "; ".join(f"{one.rule}: {one.message}" for one in found)
        yield _event(content, "validation", path, detail="JATS Archiving 1.3 DTD and house rules", outcome=outcome, note=note)


def _event(  # noqa: PLR0913  # an event has this many facts
    content: PackageContent,
    event_type: str,
    *objects: str,
    detail: str,
    outcome: str = "success",
    note: str = "",
    agents: tuple[str, ...] = (SOFTWARE,),
) -> Event:
    return Event(
        event_type=event_type,
        when=content.started,
        detail=detail,
        outcome=outcome,
        outcome_note=note,
        objects=objects,
        agents=agents,
    )


def _legible(size: int) -> str:
    """Return a size as people read it, in units of 1000."""
    power = min(len(str(size)) - 1, 3 * len(_UNITS) - 1) // 3
    return f"{size / 1000**power:.3g} {_UNITS[power]}"


def _bag_info(content: PackageContent, files: Sequence[PackageFile]) -> dict[str, str]:
    size = sum(file.fixity.size for file in files)
    title = " ".join((content.volume.title or content.volume.volume_id).split())
    return {
        "Bag-Size": _legible(size),
        "Bag-Software-Agent": f"{SOFTWARE} {content.software_version}",
        "Bagging-Date": content.started.date().isoformat(),
        "Digitisation-Started": content.started.isoformat(timespec="seconds"),
        "External-Description": title,
        "External-Identifier": content.volume.volume_id,
        "Payload-Oxum": f"{size}.{len(files)}",
    }
