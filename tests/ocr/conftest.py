"""The sample volume, read once for all tests that need it."""

import json
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from ocr.article import Segmentation
from ocr.page import Page
from ocr.read import read_pages
from ocr.segment import segment_articles

SAMPLE = Path(__file__).parents[1] / "sample"


@pytest.fixture(scope="session")
def sample_scans() -> list[Path]:
    """Return the scans of the sample volume, in order."""
    return sorted((SAMPLE / "proceedings").glob("*.jpg"))


@pytest.fixture(scope="session")
def sample_truth() -> dict[str, Any]:
    """Return what the sample volume holds."""
    loaded: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def sample_pages(sample_scans: list[Path]) -> tuple[Page, ...]:
    """Return the sample volume as it is read."""
    pages = chain.from_iterable(map(read_pages, sample_scans))
    return tuple(replace(page, image_nr=number) for number, page in enumerate(pages, start=1))


@pytest.fixture(scope="session")
def sample_volume(sample_pages: tuple[Page, ...]) -> Segmentation:
    """Return the articles found in the sample volume."""
    return segment_articles(sample_pages)
