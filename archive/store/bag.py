"""Writing a bag: payload, manifests in two algorithms, bag-info."""

from collections.abc import Mapping
from pathlib import Path

from archive.bag import BAGIT_NAME, INFO_NAME
from archive.content import PackageFile, PackagePlan
from archive.errors import AlteredMasterError
from archive.fixity import ALGORITHMS, Digests, digests_of
from archive.graphics import CutOut
from archive.store.disk import copy, sync_folder, write_bytes, write_pieces

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_bag(plan: PackagePlan, bag: Path, lineage: Mapping[str, str]) -> None:
    """Write the bag of `plan` into the empty folder `bag`, the digest of the whole last; `lineage` goes into its bag-info.

    Raises AlteredMasterError when a scan is no longer what it was when it was first read; OSError.
    """
    payload = {f"data/{file.path}": _write_file(file, bag / "data" / file.path) for file in plan.files}
    info = "".join(f"{name}: {value}\n" for name, value in sorted((dict(plan.bag_info) | dict(lineage)).items()))
    tags = {INFO_NAME: info.encode(), BAGIT_NAME: BAGIT}
    tags |= {f"manifest-{algorithm}.txt": _manifest(payload, algorithm) for algorithm in ALGORITHMS}
    digests = {name: digests_of([content]) for name, content in tags.items()}
    tags |= {f"tagmanifest-{algorithm}.txt": _manifest(digests, algorithm) for algorithm in reversed(ALGORITHMS)}
    for name, content in tags.items():
        write_bytes(content, bag / name)
    for folder in (*(found for found in bag.rglob("*") if found.is_dir()), bag):
        sync_folder(folder)


def _manifest(files: Mapping[str, Digests], algorithm: str) -> bytes:
    return "".join(f"{digests.by_algorithm[algorithm]}  {path}\n" for path, digests in sorted(files.items())).encode()


def _write_file(file: PackageFile, path: Path) -> Digests:
    """Write a file of the package; what comes from a scan must still be what it was when it was first read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match file.source:
        case Path() as origin:
            digests = copy(origin, path)
        case CutOut(image=origin):
            digests = write_pieces(file.pieces(), path)
        case _:
            return write_pieces(file.pieces(), path)
    if digests.fixity != file.fixity:
        raise AlteredMasterError(path=origin)
    return digests
