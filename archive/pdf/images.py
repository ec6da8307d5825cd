"""Scans as images of a PDF: as they came where PDF knows the format, else the same pixels in a compression without loss."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

_GREY, _COLOUR, _BITONAL = "L", "RGB", "1"
_COMPONENTS = {_GREY: 1, _COLOUR: 3}
_SPACES = {_BITONAL: Name.DeviceGray, _GREY: Name.DeviceGray, _COLOUR: Name.DeviceRGB}

_STRIP_OFFSETS, _STRIP_SIZES, _ROWS_PER_STRIP, _PHOTOMETRIC = 273, 279, 278, 262
_COMPRESSION, _ORIENTATION, _JPEG_TABLES = 259, 274, 347
_BLACK_IS_ZERO, _YCBCR = 1, 6
_JPEG_OF_TECHNICAL_NOTE_2 = 7
_JPEG_BEGIN, _JPEG_END = b"\xff\xd8", b"\xff\xd9"

_PNG_SIGNATURE = 8
_PNG_MODES = {0: _GREY, 2: _COLOUR}
_PNG_PREDICTORS = 15
"""Each row says itself by which of the PNG filters it was made (ISO 32000-1, table 10)."""

_ICC_HEADER = 128
_ICC_SPACES = {_GREY: b"GRAY", _COLOUR: b"RGB "}
_ICC_CLASSES = frozenset({b"scnr", b"mntr", b"prtr", b"spac"})
_NEWEST_ICC = 4
"""PDF 1.7 knows profiles of ICC.1:2004-10 and earlier, whose major version is 4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Encoded:
    """An image in the bytes a PDF holds: its pixels' mode in Pillow's words, how they are encoded, and their colour profile."""

    content: bytes
    mode: str
    size: tuple[int, int]
    encoding: Dictionary
    bits: int = 8
    profile: bytes | None = None


def draw_image(pdf: Pdf, scan: Path, *, as_it_came: bool = True) -> Stream:
    """Return the scan as an image of `pdf`. Without `as_it_came` its file is not trusted, only its pixels are taken.

    A JPEG comes in byte for byte, one in a TIFF as it is there, a PNG with its own compression, black and white as CCITT Group 4,
    the rest as Flate. OSError when the scan cannot be read any more.
    """
    with Image.open(scan) as image:
        encoded = (_jpeg(image, scan) or _jpeg_in_tiff(image, scan) or _png(scan)) if as_it_came else None
        encoded = encoded or _group4(image) or _flate(image)
    width, height = encoded.size
    drawn = Stream(pdf, encoded.content)
    drawn.stream_dict.update(encoded.encoding)
    drawn.Type, drawn.Subtype = Name.XObject, Name.Image
    drawn.Width, drawn.Height, drawn.BitsPerComponent = width, height, encoded.bits
    drawn.ColorSpace = _profiled(pdf, encoded) if as_it_came else _SPACES[encoded.mode]
    return drawn


def _jpeg(image: Image.Image, scan: Path) -> _Encoded | None:
    """Return a grey or RGB JPEG byte for byte; None for anything else."""
    if image.format not in {"JPEG", "MPO"} or image.mode not in _COMPONENTS:
        return None
    encoding = Dictionary(Filter=Name.DCTDecode)
    profile = image.info.get("icc_profile")
    return _Encoded(content=scan.read_bytes(), mode=image.mode, size=image.size, encoding=encoding, profile=profile)


def _jpeg_in_tiff(image: Image.Image, scan: Path) -> _Encoded | None:
    """Return the JPEG that is all of a TIFF (TIFF Technical Note 2), its tables before it; None for anything else."""
    tags = dict(image.tag_v2) if isinstance(image, TiffImageFile) and image.mode in _COMPONENTS else {}
    whole = len(tags.get(_STRIP_OFFSETS, ())) == 1 and tags.get(_ORIENTATION, 1) == 1
    if tags.get(_COMPRESSION) != _JPEG_OF_TECHNICAL_NOTE_2 or not whole:
        return None
    [offset], [size] = tags[_STRIP_OFFSETS], tags[_STRIP_SIZES]
    with scan.open("rb") as stream:
        stream.seek(offset)
        content = stream.read(size)
    tables = bytes(tags.get(_JPEG_TABLES, b""))
    if tables:
        content = tables.removesuffix(_JPEG_END) + content.removeprefix(_JPEG_BEGIN)
    encoding = Dictionary(Filter=Name.DCTDecode, DecodeParms=Dictionary(ColorTransform=int(tags[_PHOTOMETRIC] == _YCBCR)))
    return _Encoded(content=content, mode=image.mode, size=image.size, encoding=encoding, profile=image.info.get("icc_profile"))


def _png(scan: Path) -> _Encoded | None:
    """Return a PNG without taking it apart; None for anything else, or one that PDF cannot hold as it is."""
    with scan.open("rb") as stream:
        return _from_png(stream) if stream.read(_PNG_SIGNATURE) == b"\x89PNG\r\n\x1a\n" else None


def _group4(image: Image.Image) -> _Encoded | None:
    """Return a black-and-white image as CCITT Group 4, which a TIFF holds in the same bytes; None for anything else."""
    if image.mode != _BITONAL:
        return None
    whole = io.BytesIO()
    image.save(whole, format="TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    whole.seek(0)
    with Image.open(whole) as written:
        tags = dict(written.tag_v2)  # type: ignore[attr-defined]  # what is a TIFF has them
    [offset], [size] = tags[_STRIP_OFFSETS], tags[_STRIP_SIZES]
    black_is_one = tags[_PHOTOMETRIC] == _BLACK_IS_ZERO  # of the run lengths, which count what is not zero as black
    parameters = Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=black_is_one)
    encoding = Dictionary(Filter=Name.CCITTFaxDecode, DecodeParms=parameters)
    return _Encoded(content=whole.getvalue()[offset : offset + size], mode=_BITONAL, size=image.size, encoding=encoding, bits=1)


def _flate(image: Image.Image) -> _Encoded:
    """Return the pixels of an image in grey or RGB; what is transparent lies on white."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
    grey = image.mode in {"L", "LA", "F", "I"} or image.mode.startswith("I;16")
    whole = io.BytesIO()
    (image if image.mode in {"L", "I;16"} else image.convert(_GREY if grey else _COLOUR)).save(whole, format="PNG")
    whole.seek(_PNG_SIGNATURE)
    encoded = _from_png(whole)
    if encoded is None:
        msg = f"an image of mode {image.mode} did not become a PNG"
        raise ValueError(msg)
    return encoded


def _from_png(stream: BinaryIO) -> _Encoded | None:
    """Return what the chunks of a PNG hold; None when it has a palette, is interlaced or transparent."""
    chunks = list(_chunks(stream))
    width, height, bits, colours, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if colours not in _PNG_MODES or interlaced or any(kind == b"tRNS" for kind, _ in chunks):
        return None
    mode = _PNG_MODES[colours]
    parameters = Dictionary(Predictor=_PNG_PREDICTORS, Colors=_COMPONENTS[mode], BitsPerComponent=bits, Columns=width)
    encoding = Dictionary(Filter=Name.FlateDecode, DecodeParms=parameters)
    content = b"".join(data for kind, data in chunks if kind == b"IDAT")
    return _Encoded(content=content, mode=mode, size=(width, height), encoding=encoding, bits=bits)


def _chunks(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    while header := stream.read(8):
        size, kind = struct.unpack(">I4s", header)
        yield kind, stream.read(size)
        stream.read(4)


def _profiled(pdf: Pdf, encoded: _Encoded) -> Name | Array:
    """Return the colour space of an image: by its own profile where it has one that PDF can hold, else sRGB or its grey."""
    profile = encoded.profile
    if profile is None or not _is_sound(profile, encoded.mode):
        return _SPACES[encoded.mode]
    return Array([Name.ICCBased, pdf.make_indirect(Stream(pdf, profile, N=_COMPONENTS[encoded.mode]))])


def _is_sound(profile: bytes, mode: str) -> bool:
    """Tell whether a profile is one that PDF allows with pixels of `mode` (ISO 32000-1, 8.6.5.5)."""
    return (
        len(profile) > _ICC_HEADER
        and int.from_bytes(profile[:4], "big") == len(profile)
        and profile[36:40] == b"acsp"
        and profile[8] <= _NEWEST_ICC
        and profile[12:16] in _ICC_CLASSES
        and profile[16:20] == _ICC_SPACES.get(mode)
    )
