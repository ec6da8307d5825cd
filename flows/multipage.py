"""The single pages of a TIFF that holds several, written as TIFFs of their own without loss."""

from pathlib import Path

from PIL import Image

from flows.atomic import written_whole
from ocr.errors import UnreadableScanError
from ocr.scan import DAMAGED, MAX_PIXELS

_SUBFILE_TYPE = 254
_REDUCED = 1
"""Bit of TIFF's NewSubfileType that marks a smaller copy of another page (TIFF 6.0, page 36)."""


def page_frames(scan: Path) -> tuple[int, ...]:
    """Return which images of the TIFF `scan`, counted from 0, are pages: all but previews of others."""
    try:
        with Image.open(scan) as image:
            found = []
            for frame in range(getattr(image, "n_frames", 1)):
                image.seek(frame)
                tags = getattr(image, "tag_v2", {})
                if not int(tags.get(_SUBFILE_TYPE, 0)) & _REDUCED:
                    found.append(frame)
            return tuple(found) or (0,)
    except DAMAGED as error:
        raise UnreadableScanError(scan=scan, reason=f"its pages cannot be counted ({error})") from error


def write_frame(scan: Path, frame: int, target: Path) -> Path:
    """Write image `frame` of the TIFF `scan` to `target`: the same pixels, bitonal ones as G4. Raises UnreadableScanError."""
    try:
        with Image.open(scan) as image:
            image.seek(frame)
            if image.width * image.height > MAX_PIXELS:
                reason = f"{image.width} × {image.height} pixels are more than any scanner makes"
                raise UnreadableScanError(scan=f"{scan}, image {frame + 1}", reason=reason)
            image.load()
            _save(image, target)
    except DAMAGED as error:
        raise UnreadableScanError(scan=f"{scan}, image {frame + 1}", reason=f"its pixels do not decode ({error})") from error
    return target


def _save(image: Image.Image, target: Path) -> None:
    given = {"dpi": image.info["dpi"]} if image.info.get("dpi") else {}
    compression = "group4" if image.mode == "1" else "tiff_adobe_deflate"
    with written_whole(target) as unfinished:
        image.save(unfinished, format="TIFF", compression=compression, **given)
