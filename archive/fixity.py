"""Digests: how the archive knows that a file is still the file it was (PREMIS fixity)."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

ALGORITHM = "sha512"
"""Name of the digest in BagIt and hashlib; METS and PREMIS write it SHA-512."""

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


def fixity_of(path: Path) -> Fixity:
    """Return the fixity of the file at `path`, read in pieces: a scan may be larger than memory."""
    digest, size = hashlib.sha512(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Fixity(digest=digest.hexdigest(), size=size)


def fixity_of_bytes(content: bytes) -> Fixity:
    """Return the fixity of a file that holds `content`."""
    return Fixity(digest=hashlib.sha512(content).hexdigest(), size=len(content))
