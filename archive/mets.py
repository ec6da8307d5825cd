"""METS 1.12: the package's contents. Files with their digests, pages in order, articles as areas of pages.

How the files came to be is a PREMIS document beside it, which METS points to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import quote

from archive.bibliography import Volume
from archive.content import Gap, PackageContent, PackageFile
from archive.graphics import Graphic
from archive.layout import ACCESS_PATH, alto_path, article_path, graphic_path, master_path
from archive.long_xml import LongDocument, Parts, place_of
from archive.markup import SCHEMA_LOCATION, XLINK, XLINK_HREF, XSI, Element, element_maker, one_line, storable
from archive.mods import build_mods
from archive.reconcile import reconciled
from ocr.article import Area, Article, DroppedBlock
from ocr.geometry import Box
from ocr.page import Page

METS = "http://www.loc.gov/METS/"
USES = ("MASTER", "IMAGE", "ALTO", "JATS", "GRAPHIC", "ACCESS", "REPORT")
"""The groups of files, in the order METS lists them."""

_LOCATION = f"{METS} https://www.loc.gov/standards/mets/version112/mets.xsd"
_E = element_maker(METS, {"mets": METS, "xlink": XLINK, "xsi": XSI})
_PREMIS_ID = "premis"
_PAGES, _ARTICLES, _DROPPED = "pages", "articles", "dropped"
"""Places in the skeleton for all that grows with the volume; those of files are named by their groups."""


def file_id(path: PurePosixPath | str) -> str:
    """Return the XML id of a file in METS."""
    return "f-" + re.sub(r"[^\w.\-]", "-", str(path))


def build_mets(
    content: PackageContent, files: Sequence[PackageFile], graphics: Sequence[Graphic], premis: PackageFile
) -> LongDocument:
    """Return the METS of a package that holds `files`, its `premis` document and METS.xml itself, which it does not list."""
    parts = _parts_of(content, files, graphics)
    return LongDocument(skeleton=_build_skeleton(content, premis, parts), parts=parts)


def _build_skeleton(content: PackageContent, premis: PackageFile, parts: Mapping[str, Parts]) -> Element:
    volume = reconciled(content.volume, content.segmentation)
    return _E.mets(
        {
            "OBJID": content.volume.volume_id,
            "LABEL": storable(volume.title or volume.volume_id),
            "TYPE": "digitised volume",
            "PROFILE": "urn:muragat:mets-profile:2",
            SCHEMA_LOCATION: _LOCATION,
        },
        _build_header(content),
        _E.dmdSec(
            {"ID": "dmd-volume"},
            _E.mdWrap({"MDTYPE": "MODS"}, _E.xmlData(build_mods(volume, len(content.pages), _read_from_print(content, volume)))),
        ),
        _E.amdSec(_E.digiprovMD({"ID": _PREMIS_ID}, _build_reference("PREMIS", premis))),
        _E.fileSec(*(_E.fileGrp({"USE": use}, place_of(use)) for use in USES if use in parts)),
        _build_physical_map(content),
        _E.structMap(
            {"TYPE": "LOGICAL"},
            _E.div({"TYPE": "volume", "DMDID": "dmd-volume"}, *(place_of(name) for name in (_ARTICLES, _DROPPED) if name in parts)),
        ),
    )


def _parts_of(content: PackageContent, files: Sequence[PackageFile], graphics: Sequence[Graphic]) -> dict[str, Parts]:
    """Return what comes in each place of the skeleton: all that grows with the volume."""
    segmentation = content.segmentation
    known: dict[str, Parts] = {use: partial(_build_files, files, use) for use in dict.fromkeys(file.use for file in files)}
    known[_PAGES] = partial(_build_pages, content)
    if segmentation.articles:
        known[_ARTICLES] = partial(_build_articles, segmentation.articles, graphics)
    if segmentation.dropped:
        known[_DROPPED] = partial(_build_all_dropped, segmentation.dropped)
    return known


def _read_from_print(content: PackageContent, volume: Volume) -> str:
    """Return which facts the volume itself gave, not the catalogue; nothing when none."""
    known = (one.name for one in fields(Volume) if getattr(volume, one.name) != getattr(content.volume, one.name))
    return ", ".join(known)


def _build_header(content: PackageContent) -> Element:
    return _E.metsHdr(
        {"CREATEDATE": content.started.isoformat(timespec="seconds")},
        _E.agent(
            {"ROLE": "CREATOR", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"},
            _E.name("Muragat"),
            _E.note(f"version {content.software_version}"),
        ),
        *_build_custodian(content.volume),
    )


def _build_custodian(volume: Volume) -> Iterator[Element]:
    if volume.organisation:
        yield _E.agent({"ROLE": "CUSTODIAN", "TYPE": "ORGANIZATION"}, _E.name(storable(volume.organisation)))


def _build_reference(kind: str, file: PackageFile) -> Element:
    return _E.mdRef(
        {"MDTYPE": kind, "MDTYPEVERSION": "3.0", "LOCTYPE": "URL", XLINK_HREF: quote(str(file.path)), **_stated(file)},
    )


def _build_files(files: Sequence[PackageFile], use: str) -> Iterator[Element]:
    return (_build_file(file) for file in files if file.use == use)


def _build_file(file: PackageFile) -> Element:
    original = {"OWNERID": storable(file.original_name)} if file.original_name is not None else {}
    return _E.file(
        {"ID": file_id(file.path), "ADMID": _PREMIS_ID, **original, **_stated(file)},
        _E.FLocat({"LOCTYPE": "URL", XLINK_HREF: quote(str(file.path))}),
    )


def _stated(file: PackageFile) -> dict[str, str]:
    """Return what METS says of a file wherever it points to one."""
    fixity = file.fixity
    return {"MIMETYPE": file.media_type, "SIZE": str(fixity.size), "CHECKSUM": fixity.digest, "CHECKSUMTYPE": "SHA-512"}


# ---------------------------------------------------------------------------------------------------------------- the maps


def _build_physical_map(content: PackageContent) -> Element:
    """Return the pages' place; before it, scan files that hold many pages (a PDF), which belong to the whole."""
    images = {page.scan for page in content.pages} | {gap.scan for gap in content.gaps}
    masters = [master_path(master.name) for master in content.masters]
    return _E.structMap(
        {"TYPE": "PHYSICAL"},
        _E.div(
            {"TYPE": "volume"},
            *(_build_pointer(path) for path in masters if str(path) not in images),
            *([_build_pointer(ACCESS_PATH)] if content.access_pdf else []),
            place_of(_PAGES),
        ),
    )


def _build_pages(content: PackageContent) -> Iterator[Element]:
    """Yield the pages in order, gaps among them."""
    labels = {number.image_nr: number.label for number in content.segmentation.printed_numbers}
    gaps = {gap.image_nr: gap for gap in content.gaps}
    pages = {page.image_nr: page for page in content.pages}
    for number in sorted(pages | gaps):
        yield _build_gap(gaps[number]) if number in gaps else _build_page(pages[number], labels)


def _build_page(page: Page, printed_numbers: Mapping[int, str]) -> Element:
    number = printed_numbers.get(page.image_nr, page.printed_nr)
    printed = {} if number is None else {"ORDERLABEL": storable(number)}
    return _E.div(
        {"ID": _page_id(page.image_nr), "TYPE": "page", "ORDER": str(page.image_nr), **printed, "LABEL": state_of(page)},
        _build_region(page.scan, page.part) if page.part else _build_pointer(page.scan),
        _build_pointer(alto_path(page.image_nr)),
    )


def _build_gap(gap: Gap) -> Element:
    known = {"ID": _page_id(gap.image_nr), "TYPE": "page", "ORDER": str(gap.image_nr), "LABEL": FAILED}
    return _E.div(known, *([_build_pointer(gap.scan)] if gap.scan else []))


def _page_id(image_nr: int) -> str:
    return f"page-{image_nr:04d}"


FAILED = "failed"
"""What became of a page that could not be read, and without which the operator let the volume be archived."""


def state_of(page: Page) -> str:
    """Return what became of a page: "read", "blank" or "illegible"."""
    return "illegible" if page.is_illegible else "blank" if page.is_blank else "read"


def _build_pointer(path: PurePosixPath | str) -> Element:
    return _E.fptr({"FILEID": file_id(path)})


def _build_articles(articles: Sequence[Article], graphics: Sequence[Graphic]) -> Iterator[Element]:
    pictures = {number: tuple(found) for number, found in groupby(graphics, lambda one: one.article)}
    return (_build_article(article, pictures.get(article.number, ())) for article in articles)


def _build_all_dropped(dropped: Sequence[DroppedBlock]) -> Iterator[Element]:
    ordered = sorted(dropped, key=lambda one: (one.reason, one.area.image_nr))
    return (_build_dropped(reason, tuple(blocks)) for reason, blocks in groupby(ordered, lambda one: one.reason))


def _build_article(article: Article, pictures: Sequence[Graphic]) -> Element:
    return _E.div(
        {
            "ID": f"article-{article.number:03d}",
            "TYPE": "article",
            "ORDER": str(article.number),
            "LABEL": one_line(article.title) or "[untitled]",
        },
        _build_pointer(article_path(article.number)),
        *_build_areas(article.areas),
        *map(_build_picture, pictures),
    )


def _build_picture(graphic: Graphic) -> Element:
    """Return a picture, and the part of the scan that it shows."""
    printed = one_line(graphic.label)
    return _E.div(
        {"TYPE": graphic.kind, **({"LABEL": printed} if printed else {})},
        _build_pointer(graphic_path(graphic.name)),
        _build_region(graphic.scan, graphic.box),
    )


def _build_region(scan: PurePosixPath | str, box: Box) -> Element:
    """Return a pointer to a part of a scan."""
    corners = f"{box.hpos},{box.vpos},{box.right},{box.bottom}"
    return _E.fptr(_E.area({"FILEID": file_id(scan), "SHAPE": "RECT", "COORDS": corners}))


def _build_dropped(reason: str, blocks: Sequence[DroppedBlock]) -> Element:
    return _E.div({"TYPE": "dropped", "LABEL": reason}, *_build_areas([block.area for block in blocks]))


def _build_areas(areas: Sequence[Area]) -> Iterator[Element]:
    if areas:
        yield _E.fptr(_E.seq(*map(_build_area, areas)))


def _build_area(area: Area) -> Element:
    return _E.area({"FILEID": file_id(alto_path(area.image_nr)), "BETYPE": "IDREF", "BEGIN": area.block_id})
