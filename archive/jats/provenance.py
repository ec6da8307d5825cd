"""Where an article's text comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ocr.article import Crop


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The engine that read the volume, in one line, and the image of each scan in the package (`{1: "master/0001.jpg"}`).

    `graphics` are the names of the pictures cut out of scans; `gaps` the pages of the volume that could not be read;
    `printed_years` and `editors` what the volume itself says of its year and its editors; `pdf` is the place of each scan in
    the volume's PDF (`{1: "access/volume.pdf#page=1"}`), empty when there is no PDF.
    """

    ocr_engine: str
    source_images: Mapping[int, str]
    graphics: Mapping[Crop, str] = field(default_factory=dict)
    gaps: tuple[int, ...] = ()
    printed_years: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    pdf: Mapping[int, str] = field(default_factory=dict)
