"""Writing the register of a volume: the digest of each of its versions."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from archive.bag import TAG_MANIFEST_NAME
from archive.store.disk import replace_bytes, write_bytes
from archive.versions import Version, parked_path, read_register, register_path, volume_versions


@contextmanager
def staged_register(target: Path, digest: str) -> Iterator[Path]:
    """Give the register as it will be once the version of `digest` is in its place, in a file that has but to be renamed.

    Whatever room it needs is taken now: once the version is there, nothing is left that a full disk could stop.
    """
    lines = _lines(target, [*_known(target), digest])
    staged = register_path(target).with_name(f".{register_path(target).name}-{secrets.token_hex(4)}")
    try:
        write_bytes(lines, staged)
        yield staged
    finally:
        staged.unlink(missing_ok=True)


def write_register(target: Path) -> None:
    """Record the versions that are there and not yet recorded. What is recorded stays: it would hide that it was altered."""
    lines = _lines(target, _known(target))
    if not register_path(target).is_file() or register_path(target).read_bytes() != lines:
        replace_bytes(lines, register_path(target))


def _known(target: Path) -> list[str]:
    recorded = read_register(target)
    return [*recorded, *_following(recorded, volume_versions(target))]


def _following(recorded: Sequence[str], versions: Sequence[Version]) -> list[str]:
    """Return the digests of the versions after the last recorded one, as far as they follow without a gap."""
    by_number = {version.number: version.digest for version in versions}
    following: list[str] = []
    while digest := by_number.get(len(recorded) + len(following) + 1):
        following.append(digest)
    return following


def _lines(target: Path, digests: Sequence[str]) -> bytes:
    places = [*(parked_path(target, number) for number in range(1, len(digests))), target]
    files = [place.relative_to(target.parent) / TAG_MANIFEST_NAME for place in places]
    return "".join(f"{digest}  {file}\n" for digest, file in zip(digests, files, strict=False)).encode()
