"""The page images of a PDF of scans: taken out as they lie there when a page is just one image, else drawn."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from flows.atomic import written_whole
from ocr.errors import UnreadableScanError
from ocr.scan import DEFAULT_RESOLUTION, MAX_PIXELS

POINTS_PER_INCH = 72

COVERED = 0.95
"""Share of the page's width and height that an image must cover to be the whole page."""

_RESOLUTIONS = (100, 1200)
"""Lowest and highest resolution at which a page is drawn."""

_INVISIBLE = 3
"""Text rendering mode of a text layer under the image (ISO 32000-1, table 106)."""

_PAINTING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI", "INLINE IMAGE"})
_SHOWING = frozenset({"Tj", "TJ", "'", '"'})

_JFIF = re.compile(rb"\xff\xd8\xff\xe0..JFIF\x00", re.DOTALL)
_DENSITY = 13
"""Where in a JPEG that begins with a JFIF segment its density lies: one byte unit, two bytes across, two down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedImage:
    """An image as a page shows it, upright or not, with its pixels per inch there."""

    image: pikepdf.Stream
    resolution: int
    covers_page: bool
    upright: bool


class _NotPlainError(Exception):
    """The page shows more than images."""


def write_page_image(path: Path, index: int, stem: Path) -> Path:
    """Write the image of page `index` (from 0) of the PDF at `path` to `stem` plus the ending its format has; return where.

    Raises UnreadableScanError when the page can neither be taken out nor drawn.
    """
    try:
        with pikepdf.open(path) as pdf:
            page = pdf.pages[index]
            whole = _whole_page_image(page)
            if whole is not None and (written := _take_out(whole, stem)):
                return written
            resolution = _page_resolution(page)
        return _draw(path, index, resolution, stem)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError, ValueError, RuntimeError) as error:
        raise UnreadableScanError(scan=f"{path}, page {index + 1}", reason=f"it cannot be drawn ({error})") from error


def page_count(path: Path) -> int:
    """Return how many pages the PDF at `path` has."""
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _whole_page_image(page: pikepdf.Page) -> PlacedImage | None:
    """Return the one image that is all the page shows, upright and whole, else None."""
    if int(page.obj.get("/Rotate", 0)) % 360:
        return None
    try:
        placed = tuple(_placed_images(page, plain=True))
    except _NotPlainError:
        return None
    if len(placed) != 1 or not (placed[0].covers_page and placed[0].upright):
        return None
    masked = {"/SMask", "/Mask", "/Decode", "/ImageMask"} & set(placed[0].image.keys())
    return None if masked else placed[0]


def _page_resolution(page: pikepdf.Page) -> int:
    """Return the resolution at which to draw the page: that of its finest large image, else 300 per inch."""
    found = [image.resolution for image in _placed_images(page, plain=False) if image.covers_page]
    found = found or [image.resolution for image in _placed_images(page, plain=False)]
    lowest, highest = _RESOLUTIONS
    return min(max(max(found, default=DEFAULT_RESOLUTION), lowest), highest)


def _placed_images(page: pikepdf.Page, *, plain: bool) -> Iterator[PlacedImage]:
    """Yield every image the page's own content draws; with `plain` raise _NotPlainError at anything else that is visible."""
    matrix, stack, mode, images = pikepdf.Matrix(), [], 0, _images(page)
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), instruction.operands
        if name == "q":
            stack.append((matrix, mode))
        elif name == "Q" and stack:
            matrix, mode = stack.pop()
        elif name == "cm":
            matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
        elif name == "Tr":
            mode = int(operands[0])
        elif name == "Do" and str(operands[0]) in images:
            yield _placed(images[str(operands[0])], matrix, page)
        elif plain and (name in _PAINTING or name == "Do" or (name in _SHOWING and mode != _INVISIBLE)):
            raise _NotPlainError


def _images(page: pikepdf.Page) -> dict[str, pikepdf.Stream]:
    """Return the images of the page's own resources by name, those inside forms not among them."""
    objects = page.resources.get("/XObject", pikepdf.Dictionary())
    return {name: item for name, item in objects.items() if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"}


def _placed(image: pikepdf.Stream, matrix: pikepdf.Matrix, page: pikepdf.Page) -> PlacedImage:
    across, down = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
    left, bottom, right, top = map(float, page.cropbox)
    inches = across / POINTS_PER_INCH * float(page.obj.get("/UserUnit", 1))
    return PlacedImage(
        image=image,
        resolution=max(1, round(int(image.Width) / inches)) if inches else DEFAULT_RESOLUTION,
        covers_page=across >= COVERED * (right - left) and down >= COVERED * (top - bottom),
        upright=matrix.a > 0 and matrix.d > 0 and abs(matrix.b) + abs(matrix.c) < 1,
    )


def _filters(image: pikepdf.Stream) -> tuple[str, ...]:
    given = image.get("/Filter", ())
    return (str(given),) if isinstance(given, pikepdf.Name) else tuple(map(str, given))


def _take_out(placed: PlacedImage, stem: Path) -> Path | None:
    """Write the image byte for byte (JPEG, JPEG 2000) or pixel for pixel; None when this cannot be done without loss."""
    filters = _filters(placed.image)
    if filters == ("/DCTDecode",):
        return _write_bytes(with_density(placed.image.read_raw_bytes(), placed.resolution), stem.with_suffix(".jpg"))
    if filters == ("/JPXDecode",):
        return _write_bytes(placed.image.read_raw_bytes(), stem.with_suffix(".jp2"))
    _check_size(int(placed.image.Width), int(placed.image.Height))
    try:
        image = pikepdf.PdfImage(placed.image).as_pil_image()
    except (pikepdf.UnsupportedImageTypeError, pikepdf.DependencyError, NotImplementedError):
        return None
    return _write_image(image, placed.resolution, stem)


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        msg = f"{width} × {height} pixels are more than any scanner makes"
        raise ValueError(msg)


def _draw(path: Path, index: int, resolution: int, stem: Path) -> Path:
    """Draw the page at `resolution`; grey stays grey."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        page = pdf[index]
        width, height = (side / POINTS_PER_INCH * resolution for side in page.get_size())
        _check_size(round(width), round(height))
        drawn = page.render(scale=resolution / POINTS_PER_INCH).to_pil().convert("RGB")
    red, green, blue = (drawn.getchannel(channel).tobytes() for channel in "RGB")
    return _write_image(drawn.getchannel("R") if red == green == blue else drawn, resolution, stem)


def _write_image(image: Image.Image, resolution: int, stem: Path) -> Path:
    bitonal = image.mode == "1"
    target = stem.with_suffix(".tif" if bitonal else ".png")
    with written_whole(target) as unfinished:
        if bitonal:
            image.save(unfinished, format="TIFF", compression="group4", dpi=(resolution, resolution))
        else:
            image.save(unfinished, format="PNG", dpi=(resolution, resolution))
    return target


def _write_bytes(content: bytes, target: Path) -> Path:
    with written_whole(target) as unfinished:
        unfinished.write_bytes(content)
    return target


def with_density(jpeg: bytes, resolution: int) -> bytes:
    """Return `jpeg` with `resolution` in its JFIF header, where it has one: a PDF knows how large its images are."""
    if not _JFIF.match(jpeg):
        return jpeg
    density = b"\x01" + 2 * resolution.to_bytes(2, "big")
    return jpeg[:_DENSITY] + density + jpeg[_DENSITY + len(density) :]
