"""Checks of a bag: is each file there, unaltered, and in the manifests."""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bagit

from archive.bag import BAGIT_NAME, INFO_NAME, is_bag
from archive.errors import NotAPackageError
from archive.finding import Finding, Severity
from archive.fixity import ALGORITHM, ALGORITHMS, Digests, digests_of_file

RESTORE = "Restore it from another copy of the package."
REMOVE = "Take it out of the package, or find out who put it there."

_LINE = re.compile(r"[0-9a-f]{64,128}  \S.*")
_BAG_INFO = ("Bagging-Date", "External-Identifier", "Payload-Oxum")


def error(kind: str, where: str, message: str, remedy: str) -> Finding:
    """Return the finding of a fault: `kind` is missing, altered, unexpected, invalid or unaccounted; `where` names the file."""
    return Finding(severity=Severity.ERROR, rule=kind, where=where, message=message, remedy=remedy)


def check_bag(path: Path, *, jobs: int = 1) -> tuple[Mapping[str, Digests], tuple[Finding, ...]]:
    """Return the digests of every file under `path` by its path in the bag, and all that is wrong with the bag.

    `jobs` files are read at once. Raises NotAPackageError when no bagit.txt is at `path`.
    """
    if not is_bag(path):
        raise NotAPackageError(path=path, reason=f"it holds no {BAGIT_NAME}")
    found, unreadable = _digests(path, jobs)
    try:
        bag = bagit.Bag(str(path))
    except (bagit.BagError, UnicodeDecodeError, OSError) as problem:
        return found, (error("invalid", BAGIT_NAME, f"The bag cannot be read: {problem}.", RESTORE), *unreadable)
    faults = (*unreadable, *_check_form(path, found), *_check_files(bag, found), *_check_labels(bag))
    # Of files that are missing or too many, the sizes say nothing new.
    return found, faults or tuple(_check_payload(bag, found))


def _digests(path: Path, jobs: int) -> tuple[dict[str, Digests], list[Finding]]:
    files = sorted(file for file in path.rglob("*") if file.is_symlink() or not file.is_dir())
    names = [file.relative_to(path).as_posix() for file in files]
    with ThreadPoolExecutor(jobs) as readers:
        results = list(readers.map(_digests_or_reason, files))
    found = {name: result for name, result in zip(names, results, strict=True) if isinstance(result, Digests)}
    unreadable = [
        error("invalid", name, f"The file cannot be read: {result}.", RESTORE)
        for name, result in zip(names, results, strict=True)
        if isinstance(result, str)
    ]
    return found, unreadable


def _digests_or_reason(file: Path) -> Digests | str:
    """Return the digests of a plain file, or why there are none."""
    if file.is_symlink() or not file.is_file():
        return "it is a link, or no file at all"
    try:
        return digests_of_file(file)
    except OSError as problem:
        return problem.strerror or type(problem).__name__


def _check_form(path: Path, found: Mapping[str, Digests]) -> Iterator[Finding]:
    """Yield the tag manifests whose very bytes are not as they were written: no manifest holds the digest of these."""
    for name in (_manifest("", algorithm) for algorithm in ALGORITHMS):
        text = (path / name).read_text(encoding="utf-8", errors="replace") if name in found else ""
        lines = text.splitlines()
        if text != "".join(f"{line}\n" for line in lines) or not all(map(_LINE.fullmatch, lines)):
            yield error("altered", name, "The manifest was altered: it is not in the form in which it was written.", RESTORE)


def _check_files(bag: bagit.Bag, found: Mapping[str, Digests]) -> Iterator[Finding]:
    """Yield what the bag's manifests say is missing, altered or unexpected."""
    algorithms = [algorithm for algorithm in ALGORITHMS if {_manifest("", algorithm), _manifest("data/", algorithm)} & set(found)]
    for name in (_manifest(name, algorithm) for algorithm in {ALGORITHM, *algorithms} for name in ("data/", "")):
        if name not in found:
            yield error("missing", name, "The manifest is missing.", RESTORE)
    for name, stated in sorted(bag.entries.items()):
        yield from _check_file(name, {algorithm: stated.get(algorithm) for algorithm in algorithms}, found.get(name))
    for name in sorted(set(found) - set(bag.entries)):
        if not name.startswith("tagmanifest-"):
            yield error("unexpected", name, "The file is in no manifest.", REMOVE)


def _check_file(name: str, stated: Mapping[str, str | None], found: Digests | None) -> Iterator[Finding]:
    """Yield what is wrong with a file or, when the manifests contradict one another, with the manifest that is alone."""
    unstated = [algorithm for algorithm, digest in stated.items() if digest is None]
    differing = [algorithm for algorithm, digest in stated.items() if found and digest not in {None, found.by_algorithm[algorithm]}]
    for algorithm in unstated:
        yield error("altered", _manifest(name, algorithm), f"The manifest does not name {name}, which another does.", RESTORE)
    if found is None:
        yield error("missing", name, "The file is missing.", RESTORE)
    elif differing and len(differing) < len(stated) - len(unstated):
        for algorithm in differing:
            message = f"The manifest was altered: what it says of {name} is not what another says and what is so."
            yield error("altered", _manifest(name, algorithm), message, RESTORE)
    elif differing:
        message = f"The file was altered: the manifest has another {' and another '.join(differing)} for it."
        yield error("altered", name, message, RESTORE)


def _manifest(name: str, algorithm: str) -> str:
    """Return the manifest that lists the file `name`."""
    return f"{'manifest' if name.startswith('data/') else 'tagmanifest'}-{algorithm}.txt"


def _check_labels(bag: bagit.Bag) -> Iterator[Finding]:
    """Yield what its bag-info lacks."""
    for name in _BAG_INFO:
        if not bag.info.get(name):
            yield error("invalid", INFO_NAME, f"It has no {name}.", RESTORE)


def _check_payload(bag: bagit.Bag, found: Mapping[str, Digests]) -> Iterator[Finding]:
    """Yield whether its bag-info announces another payload than what is there."""
    payload = [digests.size for name, digests in found.items() if name.startswith("data/")]
    oxum = f"{sum(payload)}.{len(payload)}"
    if bag.info["Payload-Oxum"] != oxum:
        message = f"It announces a payload of {bag.info['Payload-Oxum']} (bytes.files), found are {oxum}."
        yield error("altered", INFO_NAME, message, RESTORE)
