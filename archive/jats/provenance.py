"""Where an article's text comes from."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The engine that read the volume, in one line, and the image of each scan in the package (`{1: "master/0001.jpg"}`)."""

    ocr_engine: str
    source_images: Mapping[int, str]
