"""METS 1.12: the package's contents. Files with their digests, pages in order, articles as areas of pages, PREMIS of all of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from archive.content import PackageContent, PackageFile
from archive.fixity import Fixity
from archive.markup import SCHEMA_LOCATION, XLINK, XLINK_HREF, XSI, Element, element_maker, find_elements, one_line, storable
from archive.mods import build_mods
from archive.premis import Agent, Event, build_premis_agent, build_premis_event
from ocr.article import Area, Article, DroppedBlock
from ocr.page import Page

METS = "http://www.loc.gov/METS/"
NS = {"m": METS, "xlink": XLINK}
USES = ("MASTER", "IMAGE", "ALTO", "JATS", "REPORT")
"""The groups of files, in the order METS lists them."""

_LOCATION = f"{METS} https://www.loc.gov/standards/mets/version112/mets.xsd"
_E = element_maker(METS, {"mets": METS, "xlink": XLINK, "xsi": XSI})


def alto_path(image_nr: int) -> PurePosixPath:
    """Return where the ALTO of a page is, relative to data/."""
    return PurePosixPath(f"alto/{image_nr:04d}.xml")


def article_path(number: int) -> PurePosixPath:
    """Return where the JATS of an article is, relative to data/."""
    return PurePosixPath(f"articles/a{number:03d}.xml")


def file_id(path: PurePosixPath | str) -> str:
    """Return the XML id of a file in METS."""
    return "f-" + re.sub(r"[^\w.\-]", "-", str(path))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A file as METS lists it: path relative to data/, group, fixity."""

    path: str
    use: str
    fixity: Fixity


def build_mets(content: PackageContent, files: Sequence[PackageFile], events: Sequence[Event], agents: Sequence[Agent]) -> Element:
    """Return the METS of a package that holds `files` (and METS.xml itself, which it does not list)."""
    return _E.mets(
        {
            "OBJID": content.volume.volume_id,
            "LABEL": storable(content.volume.title or content.volume.volume_id),
            "TYPE": "digitised volume",
            "PROFILE": "urn:muragat:mets-profile:1",
            SCHEMA_LOCATION: _LOCATION,
        },
        _build_header(content),
        _E.dmdSec({"ID": "dmd-volume"}, _build_wrap("MODS", build_mods(content.volume))),
        _build_administration(events, agents),
        _build_files(files, events),
        _build_physical_map(content),
        _build_logical_map(content),
    )


def _build_header(content: PackageContent) -> Element:
    return _E.metsHdr(
        {"CREATEDATE": content.started.isoformat(timespec="seconds")},
        _E.agent(
            {"ROLE": "CREATOR", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"},
            _E.name("Muragat"),
            _E.note(f"version {content.software_version}"),
        ),
    )


def _build_wrap(kind: str, entity: Element) -> Element:
    return _E.mdWrap({"MDTYPE": kind}, _E.xmlData(entity))


def _build_administration(events: Sequence[Event], agents: Sequence[Agent]) -> Element:
    return _E.amdSec(
        *(
            _E.digiprovMD({"ID": _event_id(number)}, _build_wrap("PREMIS:EVENT", build_premis_event(event, number)))
            for number, event in enumerate(events, start=1)
        ),
        *(
            _E.digiprovMD({"ID": f"agent-{number:02d}"}, _build_wrap("PREMIS:AGENT", build_premis_agent(agent)))
            for number, agent in enumerate(agents, start=1)
        ),
    )


def _event_id(number: int) -> str:
    return f"event-{number:05d}"


def _build_files(files: Sequence[PackageFile], events: Sequence[Event]) -> Element:
    happened: dict[str, list[str]] = {}
    for number, event in enumerate(events, start=1):
        for path in event.objects:
            happened.setdefault(path, []).append(_event_id(number))
    groups = ((use, [file for file in files if file.use == use]) for use in USES)
    return _E.fileSec(
        *(
            _E.fileGrp({"USE": use}, *(_build_file(file, happened.get(str(file.path), ())) for file in found))
            for use, found in groups
            if found
        )
    )


def _build_file(file: PackageFile, events: Sequence[str]) -> Element:
    return _E.file(
        {
            "ID": file_id(file.path),
            "MIMETYPE": file.media_type,
            "SIZE": str(file.fixity.size),
            "CHECKSUM": file.fixity.digest,
            "CHECKSUMTYPE": "SHA-512",
            **({"OWNERID": storable(file.original_name)} if file.original_name is not None else {}),
            **({"ADMID": " ".join(events)} if events else {}),
        },
        _E.FLocat({"LOCTYPE": "URL", XLINK_HREF: quote(str(file.path))}),
    )


# ---------------------------------------------------------------------------------------------------------------- the maps


def _build_physical_map(content: PackageContent) -> Element:
    """Return the pages in order. Scan files that hold many pages (a PDF) belong to the whole."""
    images = {page.scan for page in content.pages}
    containers = [f"master/{master.name}" for master in content.masters if f"master/{master.name}" not in images]
    return _E.structMap(
        {"TYPE": "PHYSICAL"},
        _E.div({"TYPE": "volume"}, *map(_build_pointer, containers), *map(_build_page, content.pages)),
    )


def _build_page(page: Page) -> Element:
    printed = {} if page.printed_nr is None else {"ORDERLABEL": storable(page.printed_nr)}
    return _E.div(
        {"ID": f"page-{page.image_nr:04d}", "TYPE": "page", "ORDER": str(page.image_nr), **printed, "LABEL": state_of(page)},
        _build_pointer(page.scan),
        _build_pointer(alto_path(page.image_nr)),
    )


def state_of(page: Page) -> str:
    """Return what became of a scan: "read" or "blank"."""
    return "blank" if page.is_blank else "read"


def _build_pointer(path: PurePosixPath | str) -> Element:
    return _E.fptr({"FILEID": file_id(path)})


def _build_logical_map(content: PackageContent) -> Element:
    dropped = sorted(content.segmentation.dropped, key=lambda one: (one.reason, one.area.image_nr))
    return _E.structMap(
        {"TYPE": "LOGICAL"},
        _E.div(
            {"TYPE": "volume", "DMDID": "dmd-volume"},
            *map(_build_article, content.segmentation.articles),
            *(_build_dropped(reason, tuple(blocks)) for reason, blocks in groupby(dropped, lambda one: one.reason)),
        ),
    )


def _build_article(article: Article) -> Element:
    return _E.div(
        {
            "ID": f"article-{article.number:03d}",
            "TYPE": "article",
            "ORDER": str(article.number),
            "LABEL": one_line(article.title) or "[untitled]",
        },
        _build_pointer(article_path(article.number)),
        *_build_areas(article.areas),
    )


def _build_dropped(reason: str, blocks: Sequence[DroppedBlock]) -> Element:
    return _E.div({"TYPE": "dropped", "LABEL": reason}, *_build_areas([block.area for block in blocks]))


def _build_areas(areas: Sequence[Area]) -> Iterator[Element]:
    if areas:
        yield _E.fptr(_E.seq(*map(_build_area, areas)))


def _build_area(area: Area) -> Element:
    return _E.area({"FILEID": file_id(alto_path(area.image_nr)), "BETYPE": "IDREF", "BEGIN": area.block_id})


# ------------------------------------------------------------------------------------------------------------- reading METS


def listed_files(root: Element) -> Iterator[ListedFile]:
    """Yield the files METS lists. ValueError when one has no digest of ours."""
    for found in find_elements(root, "m:fileSec/m:fileGrp/m:file", NS):
        [location] = find_elements(found, "m:FLocat", NS)
        yield ListedFile(
            path=unquote(location.get(XLINK_HREF, "")),
            use=str(found.xpath("string(../@USE)")),
            fixity=Fixity(digest=found.get("CHECKSUM", ""), size=int(found.get("SIZE", "-1"))),
        )


def article_areas(root: Element) -> dict[str, list[tuple[str, str]]]:
    """Return the (ALTO file id, block id) of each logical part: by article id, and all dropped ones under ""."""
    areas: dict[str, list[tuple[str, str]]] = {}
    for division in find_elements(root, "m:structMap[@TYPE='LOGICAL']/m:div/m:div", NS):
        found = find_elements(division, ".//m:area", NS)
        areas.setdefault(division.get("ID", ""), []).extend((area.get("FILEID", ""), area.get("BEGIN", "")) for area in found)
    return areas
