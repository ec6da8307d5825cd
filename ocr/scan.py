"""The scans as files: which images a file holds, and their pixels."""

import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, UnidentifiedImageError

from ocr.errors import UnreadableScanError
from ocr.page import ProcessingStep
from ocr.stamps import StampOptions, has_colour, take_off_stamps

GreyImage = NDArray[np.uint8]
"""An image as (height, width) uint8, 0 black, 255 white."""

MAX_PIXELS = 400_000_000
"""An A1 sheet at 600 dpi has 284 million pixels; what is larger is not a scan but a decompression bomb."""

MIN_SIDE = 32
"""A side shorter than this holds no line of print at any resolution."""

DEFAULT_RESOLUTION = 300
"""Pixels per inch taken for a scan that does not say, or says something no scanner makes."""

_PLAUSIBLE_RESOLUTION = range(50, 2401)

# Pillow's own limit warns at 89 million pixels and stops at twice that; ours is checked before any pixel is decoded.
Image.MAX_IMAGE_PIXELS = None
# A truncated scan is refused, never filled up with grey.
ImageFile.LOAD_TRUNCATED_IMAGES = False
# Warnings of metadata (EXIF, TIFF tags) say nothing about the pixels. Once for all: pages are read in threads, and a filter set
# for a while in one of them is set for a while in all.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
"""What Pillow raises on files that are damaged: whatever its decoders trip over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanInfo:
    """What an image says of itself: pixels, pixels per inch (None when it does not say), number of images in the file."""

    width: int
    height: int
    resolution: int | None
    frames: int
    format: str


@contextmanager
def _opened(scan: Path) -> Iterator[Image.Image]:
    """Open `scan`; every way in which Pillow can refuse it becomes one UnreadableScanError."""
    try:
        with Image.open(scan) as image:
            yield image
    except UnidentifiedImageError as error:
        reason = "the file is empty" if scan.stat().st_size == 0 else "it is not an image"
        raise UnreadableScanError(scan=scan, reason=reason) from error
    except DAMAGED as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise UnreadableScanError(scan=scan, reason=error.strerror or "it cannot be opened") from error
        raise UnreadableScanError(scan=scan, reason=f"its pixels do not decode ({error})") from error


def _check_size(scan: Path, image: Image.Image) -> None:
    width, height = image.size
    if min(width, height) < MIN_SIDE:
        raise UnreadableScanError(scan=scan, reason=f"{width} × {height} pixels hold no print")
    if width * height > MAX_PIXELS:
        reason = f"{width} × {height} pixels are more than any scanner makes (limit {MAX_PIXELS // 1_000_000} million)"
        raise UnreadableScanError(scan=scan, reason=reason)


def _resolution(image: Image.Image) -> int | None:
    stated = image.info.get("dpi")
    if not stated:
        return None
    across = round(float(stated[0]))
    return across if across in _PLAUSIBLE_RESOLUTION else None


def inspect_scan(scan: Path) -> ScanInfo:
    """Return what `scan` says of itself, without decoding its pixels.

    Raises UnreadableScanError when it is not an image, or has a size no scan has.
    """
    with _opened(scan) as image:
        _check_size(scan, image)
        return ScanInfo(
            width=image.width,
            height=image.height,
            resolution=_resolution(image),
            frames=getattr(image, "n_frames", 1),
            format=image.format or "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The pixels of a scan in grey, its resolution (pixels per inch; 300 when it does not say), what was done on the way."""

    pixels: GreyImage
    resolution: int
    steps: tuple[ProcessingStep, ...] = ()


def load_scan(scan: Path, frame: int = 0, stamps: StampOptions | None = None) -> Scan:
    """Return `scan` in grey; coloured ink over print (see ocr.stamps) is taken off.

    `frame` counts the images of a multi-page TIFF from 0. The image comes as it lies in the file: no orientation tag is
    followed, since coordinates in ALTO are those of the untouched scan. Raises UnreadableScanError when it does not decode.
    """
    stamps = stamps or StampOptions()
    resolution, coloured = _look(scan, frame, stamps)
    with _opened(scan) as image:
        image.seek(frame)
        if image.format == "JPEG" and not coloured:
            image.draft("L", image.size)  # the decoder drops the colour itself: three times faster on colour scans
        grey = _as_grey(image)
        if not coloured:
            return Scan(pixels=grey, resolution=resolution)
        cleared, pieces = take_off_stamps(grey, np.asarray(image.convert("RGB")), resolution, stamps)
    steps = (ProcessingStep(name="take-off-stamps", parameters={"pieces": str(pieces)}),) if pieces else ()
    return Scan(pixels=cleared, resolution=resolution, steps=steps)


_COLOURED_MODES = frozenset({"RGB", "RGBX", "YCbCr", "CMYK", "P"})
_SMALLER = 8


def _look(scan: Path, frame: int, stamps: StampOptions) -> tuple[int, bool]:
    """Return the resolution of `scan`, and whether it has coloured ink: an eighth of its size shows."""
    with _opened(scan) as image:
        image.seek(frame)
        _check_size(scan, image)
        resolution = _resolution(image) or DEFAULT_RESOLUTION
        if image.mode not in _COLOURED_MODES or "transparency" in image.info:
            return resolution, False
        width, height = image.size
        if image.format == "JPEG":
            image.draft("RGB", (width // _SMALLER, height // _SMALLER))
        small = image.convert("RGB")
        return resolution, has_colour(np.asarray(small.reduce(max(1, small.width * _SMALLER // width))), stamps)


def _as_grey(image: Image.Image) -> GreyImage:
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image.convert("RGBA"))
    if image.mode.startswith(("I", "F")):
        return _from_deep(image)
    if image.mode == "LAB":
        image = image.getchannel("L")
    return np.asarray(image.convert("L"), dtype=np.uint8)


def _counts_from_white(image: Image.Image) -> bool:
    """Tell whether 0 is white (TIFF's PhotometricInterpretation 0): Pillow turns over 8 bits, but not more."""
    tags: Mapping[int, object] = getattr(image, "tag_v2", {})
    return tags.get(262) == 0


_TWELVE_BITS = range(1 << 10, 1 << 12)


def _from_deep(image: Image.Image) -> GreyImage:
    """Return grey of 16 bits, of 12 in 16 as some scanners write it, or of shares of 1, as 8 bits."""
    deep = np.nan_to_num(np.asarray(image, dtype=np.float32))
    unit = 1 / 255 if image.mode == "F" and deep.max() <= 1 else 16 if int(deep.max()) in _TWELVE_BITS else 256
    grey: GreyImage = np.clip(deep / unit, 0, 255).astype(np.uint8)
    return 255 - grey if _counts_from_white(image) else grey
