"""Checks of a package, of an archive: is each file there, unaltered, listed and valid; is each page and block accounted for."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import bagit
from lxml import etree

from archive.alto import from_alto
from archive.errors import BrokenAltoError, NotAPackageError
from archive.finding import Finding, Severity
from archive.fixity import ALGORITHM, Fixity, fixity_of
from archive.markup import Element, find_texts, parse_xml
from archive.mets import ListedFile, article_areas, file_id, listed_files
from archive.validate.documents import check_alto, check_jats, check_mets
from ocr.page import Page

_RESTORE = "Restore it from another copy of the package."
_REMOVE = "Take it out of the package, or find out who put it there."
_REPACK = "Digitise the volume again into another archive."
_BAG_INFO = ("Bagging-Date", "External-Identifier", "Payload-Oxum")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Package:
    """A package read once: fixity of each file found, roots of its XML files, by path from the package's folder."""

    found: Mapping[str, Fixity]
    documents: Mapping[str, Element]

    def of_folder(self, folder: str) -> dict[str, Element]:
        """Return the documents in `data/<folder>/` by path."""
        return {path: root for path, root in self.documents.items() if path.startswith(f"data/{folder}/")}


def check_archive(path: Path) -> dict[str, tuple[Finding, ...]]:
    """Return the findings of every package in an archive, by its name; a path that is itself a package is the only one.

    Raises NotAPackageError when there is neither.
    """
    if (path / "bagit.txt").is_file():
        return {path.name: check_package(path)}
    if not path.is_dir():
        raise NotAPackageError(path=path, reason="it is not a folder" if path.exists() else "there is no such folder")
    folders = sorted(found for found in path.iterdir() if found.is_dir() and not found.name.startswith("."))
    if not any((folder / "bagit.txt").is_file() for folder in folders):
        raise NotAPackageError(path=path, reason="no folder in it holds a bagit.txt")
    return {folder.name: _check_folder(folder) for folder in folders}


def _check_folder(folder: Path) -> tuple[Finding, ...]:
    if (folder / "bagit.txt").is_file():
        return check_package(folder)
    return (_error("missing", "bagit.txt", f"The folder {folder.name} of the archive is no package.", _RESTORE),)


def check_package(path: Path) -> tuple[Finding, ...]:
    """Return all that is wrong with a package. Raises NotAPackageError when there is none at `path`."""
    if not (path / "bagit.txt").is_file():
        raise NotAPackageError(path=path, reason="it holds no bagit.txt")
    try:
        bag = bagit.Bag(str(path))
    except (bagit.BagError, UnicodeDecodeError, OSError) as error:
        return (_error("invalid", "bagit.txt", f"The bag cannot be read: {error}.", _RESTORE),)
    found = {str(file.relative_to(path)): fixity_of(file) for file in sorted(path.rglob("*")) if file.is_file()}
    documents, broken = _documents(path, found)
    package = _Package(found=found, documents=documents)
    return (*_check_bag(bag, package), *broken, *_check_documents(package), *_check_mets_files(package), *_check_account(package))


def _error(rule: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(severity=Severity.ERROR, rule=rule, where=where, message=message, remedy=remedy)


def _documents(path: Path, found: Mapping[str, Fixity]) -> tuple[dict[str, Element], list[Finding]]:
    documents, broken = {}, []
    for name in found:
        if name.startswith("data/") and name.endswith(".xml"):
            try:
                documents[name] = parse_xml(path / name)
            except etree.XMLSyntaxError as error:
                broken.append(_error("invalid", name, f"It is not XML: {error}.", _RESTORE))
    return documents, broken


# ------------------------------------------------------------------------------------------------------------------ the bag


def _check_bag(bag: bagit.Bag, package: _Package) -> Iterator[Finding]:
    """Yield what the bag's manifests say is missing, altered or unexpected, and what its bag-info lacks."""
    for name, digests in sorted(bag.entries.items()):
        if name not in package.found:
            yield _error("missing", name, "The file is missing.", _RESTORE)
        elif digests.get(ALGORITHM) != package.found[name].digest:
            yield _error("altered", name, "The file was altered: its sha-512 is not that of the manifest.", _RESTORE)
    tag_manifest = f"tagmanifest-{ALGORITHM}.txt"
    for name in sorted(set(package.found) - set(bag.entries) - {tag_manifest}):
        yield _error("unexpected", name, "The file is in no manifest.", _REMOVE)
    for name in (f"manifest-{ALGORITHM}.txt", tag_manifest):
        if name not in package.found:
            yield _error("missing", name, "The manifest is missing.", _RESTORE)
    for name in _BAG_INFO:
        if not bag.info.get(name):
            yield _error("invalid", "bag-info.txt", f"It has no {name}.", _RESTORE)
    payload = [fixity.size for name, fixity in package.found.items() if name.startswith("data/")]
    oxum = f"{sum(payload)}.{len(payload)}"
    if bag.info.get("Payload-Oxum", oxum) != oxum:
        message = f"It announces a payload of {bag.info['Payload-Oxum']} (bytes.files), found are {oxum}."
        yield _error("altered", "bag-info.txt", message, _RESTORE)


# ------------------------------------------------------------------------------------------------------------- the documents


def _check_documents(package: _Package) -> Iterator[Finding]:
    for name, root in package.of_folder("alto").items():
        yield from (finding.within(name) for finding in check_alto(root))
    for name, root in package.of_folder("articles").items():
        yield from (finding.within(name) for finding in check_jats(root))
    mets = package.documents.get("data/METS.xml")
    if mets is None:
        if "data/METS.xml" not in package.found:
            yield _error("missing", "data/METS.xml", "The package has no METS.", _RESTORE)
        return
    yield from (finding.within("data/METS.xml") for finding in check_mets(mets))


def _check_mets_files(package: _Package) -> Iterator[Finding]:
    """Yield where METS and the payload differ, either way."""
    mets = package.documents.get("data/METS.xml")
    if mets is None:
        return
    try:
        listed = {f"data/{file.path}": file for file in listed_files(mets)}
    except ValueError as error:
        yield _error("invalid", "data/METS.xml", f"Its list of files cannot be read: {error}.", _RESTORE)
        return
    yield from (finding for name, file in sorted(listed.items()) for finding in _check_listed(name, file, package))
    for name in sorted(package.found):
        if name.startswith("data/") and name not in listed and name != "data/METS.xml":
            yield _error("unexpected", name, "METS does not list the file.", _REMOVE)


def _check_listed(name: str, file: ListedFile, package: _Package) -> Iterator[Finding]:
    found = package.found.get(name)
    if found is None:
        yield _error("missing", name, "METS lists a file that is not there.", _RESTORE)
    elif found != file.fixity:
        yield _error("altered", name, "The file is not the one METS describes: size or sha-512 differ.", _RESTORE)


# --------------------------------------------------------------------------------------------------------------- the account


def _check_account(package: _Package) -> Iterator[Finding]:
    """Yield blocks that are in no article and not dropped, areas of blocks that are not there, anchors that are not the pages."""
    mets = package.documents.get("data/METS.xml")
    if mets is None:
        return
    pages, broken = _pages(package)
    yield from broken
    areas = article_areas(mets)
    claimed = Counter(area for found in areas.values() for area in found)
    there = {(file_id(name.removeprefix("data/")), block.block_id): name for name, page in pages.items() for block in page.blocks}
    for area, name in there.items():
        if claimed[area] != 1:
            message = f"Block {area[1]} is in {claimed[area]} articles and lists of dropped blocks; it must be in one."
            yield _error("unaccounted", name, message, _REPACK)
    for file, block in sorted(set(claimed) - set(there)):
        yield _error("unaccounted", "data/METS.xml", f"It points to a block that is not there: {block} in {file}.", _REPACK)
    yield from _check_anchors(package, pages, areas)


def _pages(package: _Package) -> tuple[dict[str, Page], list[Finding]]:
    pages, broken = {}, []
    for name, root in package.of_folder("alto").items():
        try:
            pages[name] = from_alto(root, path=name)
        except BrokenAltoError as error:
            broken.append(_error("invalid", name, str(error), _RESTORE))
    return pages, broken


def _check_anchors(package: _Package, pages: Mapping[str, Page], areas: Mapping[str, list[tuple[str, str]]]) -> Iterator[Finding]:
    numbers = {file_id(name.removeprefix("data/")): page.image_nr for name, page in pages.items()}
    for name, root in package.of_folder("articles").items():
        article = name.removeprefix("data/articles/a").removesuffix(".xml")
        touched = sorted({numbers[file] for file, _ in areas.get(f"article-{article}", ()) if file in numbers})
        anchors = find_texts(root, "//target[@target-type='page']/@id")
        if anchors != [f"scan-{number:04d}" for number in touched]:
            message = f"Its page anchors ({', '.join(anchors)}) are not the pages METS gives it ({', '.join(map(str, touched))})."
            yield _error("unaccounted", name, message, _REPACK)
