from collections.abc import Mapping
from pathlib import Path

from archive.validate.finding import Finding


def check_package(path: Path) -> tuple[Finding, ...]:
    raise NotImplementedError


def check_archive(path: Path) -> Mapping[str, tuple[Finding, ...]]:
    raise NotImplementedError
