"""Checks of a package, of an archive: is each file there, unaltered, listed and valid; is each page and block accounted for.

One document is in memory at a time, and of each only what the account needs is kept: a volume may have thousands of pages.
"""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from archive.alto import from_alto
from archive.errors import BrokenAltoError
from archive.finding import Finding, Kind
from archive.fixity import Digests
from archive.markup import XLINK, Element, find_texts, parse_xml
from archive.mets import file_id
from archive.mets_reading import ListedFile, MetsContents
from archive.premis_reading import PremisContents
from archive.validate.bag import REMOVE, RESTORE, check_bag, error
from archive.validate.documents import check_alto, check_jats, check_mets, check_premis

_REPACK = "Digitise the volume again."
_METS, _PREMIS = "data/METS.xml", "data/PREMIS.xml"
_ARTICLES, _GRAPHICS = "data/articles/", "data/articles/graphics/"
_NS = {"xlink": XLINK}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What the account needs of a page: its number and its blocks."""

    image_nr: int
    block_ids: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Package:
    """A package while it is read: digests of each file found, `damaged` ones; what the account needs, by path, as it comes.

    That is pages, page anchors of articles and the files they `named`; what METS and PREMIS say, None until they were read whole.
    """

    path: Path
    found: Mapping[str, Digests]
    damaged: frozenset[str] = frozenset()
    pages: dict[str, _Page] = field(default_factory=dict)
    anchors: dict[str, list[str]] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mets: MetsContents | None = None
    premis: PremisContents | None = None


def check_package(path: Path, *, jobs: int = 1) -> tuple[Finding, ...]:
    """Return all that is wrong with a package, each fault of a file once; `jobs` files are read at once.

    What only follows from a file that is missing or altered (words that METS no longer finds, a broken document) is not said.
    Raises NotAPackageError when there is no package at `path`.
    """
    found, findings = check_bag(path, jobs=jobs)
    package = _Package(path=path, found=found, damaged=frozenset(_damaged(findings)))
    named = {(finding.rule, finding.where) for finding in findings}
    beyond = (
        *_check_documents(package),
        *_check_named_files(package),
        *_check_mets_files(package),
        *_check_objects(package),
        *_check_account(package),
    )
    return (*findings, *(finding for finding in beyond if (finding.rule, finding.where) not in named))


def _damaged(findings: Iterable[Finding]) -> Iterator[str]:
    return (finding.where for finding in findings if finding.kind is not Kind.UNEXPECTED)


# ------------------------------------------------------------------------------------------------------------- the documents


def _check_documents(package: _Package) -> Iterator[Finding]:
    for name in sorted(package.found.keys() - package.damaged):
        if name.startswith("data/") and name.endswith(".xml"):
            try:
                found = tuple(_check_document(name, package))
            except (etree.XMLSyntaxError, OSError) as problem:
                yield error("invalid", name, f"It is not XML: {problem}.", RESTORE)
            else:
                yield from (finding.within(name) for finding in found)
    for name in (_METS, _PREMIS):
        if name not in package.found:
            yield error("missing", name, "The package does not have it.", RESTORE)


def _check_document(name: str, package: _Package) -> Iterator[Finding]:
    """Yield what is wrong with one document, and note what the account needs of it; the places are inside the document."""
    path = package.path / name
    if name.startswith("data/alto/"):
        root = parse_xml(path)
        yield from check_alto(root)
        try:
            page = from_alto(root, path=name)
            package.pages[name] = _Page(image_nr=page.image_nr, block_ids=tuple(block.block_id for block in page.blocks))
        except BrokenAltoError as problem:
            yield error("invalid", "", str(problem), RESTORE)
    elif name.startswith(_ARTICLES):
        root = parse_xml(path)
        yield from check_jats(root)
        package.anchors[name] = find_texts(root, "//target[@target-type='page']/@id")
        package.named[name] = tuple(_named_files(root))
    elif name == _METS:
        mets = MetsContents()
        yield from check_mets(path, mets)
        package.mets = mets
    elif name == _PREMIS:
        premis = PremisContents()
        yield from check_premis(path, premis)
        package.premis = premis
    else:
        parse_xml(path)


def _named_files(article: Element) -> Iterator[str]:
    """Yield the path of each file of the package that an article points to: pictures, the volume's PDF, METS."""
    for target in find_texts(article, "//graphic/@xlink:href | //self-uri/@xlink:href | //related-object/@xlink:href", _NS):
        yield posixpath.normpath(posixpath.join("data/articles", unquote(target.partition("#")[0])))


def _check_named_files(package: _Package) -> Iterator[Finding]:
    """Yield files that articles point to and are not there, and pictures that no article shows."""
    for name, files in package.named.items():
        for file in sorted(set(files) - package.found.keys() - package.damaged):
            yield error("missing", name, f"It points to a file that is not there: {file}.", RESTORE)
    if any(name.startswith(_ARTICLES) for name in package.damaged):
        return
    shown = {file for files in package.named.values() for file in files}
    for name in sorted(package.found):
        if name.startswith(_GRAPHICS) and name not in shown:
            yield error("unexpected", name, "No article shows the picture.", REMOVE)


def _check_mets_files(package: _Package) -> Iterator[Finding]:
    """Yield where METS and the payload differ, either way."""
    if package.mets is None:
        return
    for problem in package.mets.problems:
        yield error("invalid", _METS, f"A file in its list cannot be read: {problem}.", RESTORE)
    listed = {f"data/{file.path}": file for file in package.mets.files}
    yield from (finding for name, file in sorted(listed.items()) for finding in _check_listed(name, file, package))
    for name in sorted(package.found):
        if name.startswith("data/") and name not in listed and name != _METS:
            yield error("unexpected", name, "METS does not list the file.", REMOVE)


def _check_listed(name: str, file: ListedFile, package: _Package) -> Iterator[Finding]:
    found = package.found.get(name)
    if found is None:
        yield error("missing", name, "METS lists a file that is not there.", RESTORE)
    elif found.fixity != file.fixity:
        yield error("altered", name, "The file is not the one METS describes: size or sha-512 differ.", RESTORE)


def _check_objects(package: _Package) -> Iterator[Finding]:
    """Yield where PREMIS and the payload differ, either way; METS, which points to PREMIS, cannot be in it."""
    if package.premis is None:
        return
    described = {f"data/{path}": digest for path, digest in package.premis.digests.items()}
    there = {name for name in package.found if name.startswith("data/")} - {_METS, _PREMIS}
    for name in sorted(described.keys() | there):
        if name not in described:
            yield error("unexpected", name, "PREMIS does not say where the file comes from.", REMOVE)
        elif name not in there:
            yield error("missing", name, "PREMIS describes a file that is not there.", RESTORE)
        elif package.found[name].fixity.digest != described[name]:
            yield error("altered", name, "The file is not the one PREMIS describes: its sha-512 differs.", RESTORE)


# --------------------------------------------------------------------------------------------------------------- the account


def _check_account(package: _Package) -> Iterator[Finding]:
    """Yield blocks that are in no article and not dropped, areas of blocks that are not there, anchors that are not the pages."""
    if package.mets is None:
        return
    areas = package.mets.areas
    claimed = Counter(area for found in areas.values() for area in found)
    there = {(_file_id(name), block): name for name, page in package.pages.items() for block in page.block_ids}
    for area, name in there.items():
        if claimed[area] != 1:
            message = f"Block {area[1]} is in {claimed[area]} articles and lists of dropped blocks; it must be in one."
            yield error("unaccounted", name, message, _REPACK)
    damaged = _file_ids(package.damaged)
    for file, block in sorted(area for area in set(claimed) - set(there) if area[0] not in damaged):
        yield error("unaccounted", _METS, f"It points to a block that is not there: {block} in {file}.", _REPACK)
    yield from _check_anchors(package, areas)


def _check_anchors(package: _Package, areas: Mapping[str, list[tuple[str, str]]]) -> Iterator[Finding]:
    numbers = {_file_id(name): page.image_nr for name, page in package.pages.items()}
    damaged = _file_ids(package.damaged)
    for name, anchors in package.anchors.items():
        article = name.removeprefix("data/articles/a").removesuffix(".xml")
        files = {file for file, _ in areas.get(f"article-{article}", ())}
        touched = sorted(numbers[file] for file in files if file in numbers)
        if not files & damaged and anchors != [f"scan-{number:04d}" for number in touched]:
            message = f"Its page anchors ({', '.join(anchors)}) are not the pages METS gives it ({', '.join(map(str, touched))})."
            yield error("unaccounted", name, message, _REPACK)


def _file_id(name: str) -> str:
    """Return by what METS knows the file of this path in the package."""
    return file_id(name.removeprefix("data/"))


def _file_ids(names: Iterable[str]) -> set[str]:
    return {_file_id(name) for name in names}
