"""Digests: how the archive knows that a file is still the file it was (PREMIS fixity)."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ALGORITHM = "sha512"
"""Name of the digest in BagIt and hashlib; METS and PREMIS write it SHA-512."""

ALGORITHMS = (ALGORITHM, "sha256")
"""The digests in a bag's manifests: the one we go by, and one that tools without it know."""

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixity:
    """The digest (hexadecimal, lower case) and the size in bytes of one file."""

    algorithm: str = ALGORITHM
    digest: str
    size: int

    def __post_init__(self) -> None:
        """Refuse another algorithm, or a digest of the wrong length."""
        if self.algorithm != ALGORITHM or len(self.digest) != 128 or self.size < 0:  # noqa: PLR2004  # 512 bits as hexadecimal
            msg = f"not a sha-512 fixity: {self.algorithm} {self.digest} of {self.size} bytes"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """Every digest of one file, by the names in `ALGORITHMS`, and its size in bytes."""

    by_algorithm: Mapping[str, str]
    size: int

    @property
    def fixity(self) -> Fixity:
        """The fixity we go by."""
        return Fixity(digest=self.by_algorithm[ALGORITHM], size=self.size)


def fixity_of(path: Path) -> Fixity:
    """Return the fixity of the file at `path`, read in pieces: a scan may be larger than memory."""
    return digests_of(file_pieces(path), (ALGORITHM,)).fixity


def fixity_of_pieces(pieces: Iterable[bytes]) -> Fixity:
    """Return the fixity of a file that holds `pieces`, one after the other."""
    return digests_of(pieces, (ALGORITHM,)).fixity


def digests_of_file(path: Path) -> Digests:
    """Return every digest of the file at `path`, which is read once."""
    return digests_of(file_pieces(path))


def digests_of(pieces: Iterable[bytes], algorithms: Iterable[str] = ALGORITHMS) -> Digests:
    """Return the digests of the bytes that `pieces` are, one after the other."""
    hashes = {algorithm: hashlib.new(algorithm) for algorithm in algorithms}
    size = 0
    for piece in pieces:
        size += len(piece)
        for each in hashes.values():
            each.update(piece)
    return Digests(by_algorithm={algorithm: each.hexdigest() for algorithm, each in hashes.items()}, size=size)


def file_pieces(path: Path) -> Iterator[bytes]:
    """Yield the file at `path`, some of it at a time."""
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece
