"""Pictures of articles: parts of scans, cut out without loss, upright, with the scan's resolution and colours."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from archive.errors import AlteredMasterError
from ocr.article import Article, Crop
from ocr.geometry import Box
from ocr.page import Page

_OF_PNG = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"})
"""Modes of pixels that a PNG holds as they are; others (CMYK) need a TIFF."""

_MARGIN = 0.06
"""Inches around a picture that are cut out with it: the frame of a table, the foot of an axis."""

_SUFFIXES = {"PNG": ".png", "TIFF": ".tif"}
_UPRIGHT = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
"""Pillow turns against the clock; the keys are quarter turns with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOut:
    """Part of the image at `image`, turned clockwise by `quarter_turns` × 90°. Made when it is asked for, the same every time."""

    image: Path
    box: Box
    quarter_turns: int
    file_format: str

    def pieces(self) -> Iterator[bytes]:
        """Yield the picture's file. AlteredMasterError when the image cannot be read any more."""
        with _opened(self.image) as scan:
            box = self.box
            part = scan.crop((box.hpos, box.vpos, box.right, box.bottom))
            kept = {name: scan.info[name] for name in ("dpi", "icc_profile") if scan.info.get(name)}
        if turn := _UPRIGHT.get(self.quarter_turns):
            part = part.transpose(turn)
        compression = {"compression": "tiff_deflate"} if self.file_format == "TIFF" else {}
        written = BytesIO()
        part.save(written, format=self.file_format, **kept, **compression)
        yield written.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphic:
    """A picture of the figure or table (`kind`) with this `label` in the article of this number.

    `name` is that of its file, `scan` the image (as the package names it) it is part of. `crop` is where the picture was found;
    what is cut out has a margin around that.
    """

    article: int
    kind: str
    label: str
    name: str
    scan: str
    crop: Crop
    cut_out: CutOut

    @property
    def box(self) -> Box:
        """The part of the scan that is shown."""
        return self.cut_out.box

    @property
    def media_type(self) -> str:
        """The picture's media type."""
        return f"image/{self.cut_out.file_format.lower()}"


def find_graphics(articles: Iterable[Article], pages: Iterable[Page], images: Mapping[str, Path]) -> tuple[Graphic, ...]:
    """Return the picture of each figure and table that has one; `images` are the files of scans by their names in the package.

    AlteredMasterError when an image that was read cannot be read any more.
    """
    by_number = {page.image_nr: page for page in pages}
    found: dict[Crop, Graphic] = {}
    for article in articles:
        for kind, number, label, crop in _pictures(article):
            page = by_number.get(crop.image_nr)
            cut_out = _cut_out(crop, page, images[page.scan]) if page and page.scan in images and crop not in found else None
            if page and cut_out:
                name = f"a{article.number:03d}-{kind}{number}{_SUFFIXES[cut_out.file_format]}"
                found[crop] = Graphic(
                    article=article.number, kind=kind, label=label, name=name, scan=page.scan, crop=crop, cut_out=cut_out
                )
    return tuple(found.values())


@contextmanager
def _opened(image: Path) -> Iterator[Image.Image]:
    try:
        with Image.open(image) as scan:
            yield scan
    except (OSError, SyntaxError, ValueError) as error:
        raise AlteredMasterError(path=image) from error


def _pictures(article: Article) -> Iterator[tuple[str, int, str, Crop]]:
    """Yield kind, number among its kind, printed label and place of each figure and table that has a picture."""
    for number, figure in enumerate(article.figures, start=1):
        if figure.picture is not None:
            yield "figure", number, figure.label, figure.picture
    for number, table in enumerate(article.tables, start=1):
        if table.picture is not None:
            yield "table", number, table.label, table.picture


def _cut_out(crop: Crop, page: Page, image: Path) -> CutOut | None:
    """Return how to cut out a picture; None when a hand has put it outside its scan."""
    with _opened(image) as scan:
        width, height, mode = scan.width, scan.height, scan.mode
    if crop.box.hpos >= width or crop.box.vpos >= height:
        return None
    margin = round(_MARGIN * page.resolution)
    box = Box.of_edges(
        crop.box.hpos - margin,
        crop.box.vpos - margin,
        min(crop.box.right + margin, width),
        min(crop.box.bottom + margin, height),
    )
    return CutOut(image=image, box=box, quarter_turns=page.quarter_turns, file_format="PNG" if mode in _OF_PNG else "TIFF")
