"""Scans as images of a PDF: as they came where PDF knows the format, else the same pixels in a compression without loss."""

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw, ImageFont
from PIL.TiffImagePlugin import TiffImageFile

_GREY, _COLOUR, _BITONAL = "L", "RGB", "1"
_COMPONENTS = {_GREY: 1, _COLOUR: 3}
_SPACES = {_BITONAL: Name.DeviceGray, _GREY: Name.DeviceGray, _COLOUR: Name.DeviceRGB}

_STRIP_OFFSETS, _STRIP_SIZES, _ROWS_PER_STRIP, _PHOTOMETRIC = 273, 279, 278, 262
_COMPRESSION, _ORIENTATION, _JPEG_TABLES = 259, 274, 347
_BLACK_IS_ZERO, _YCBCR = 1, 6
_JPEG_OF_TECHNICAL_NOTE_2 = 7
_JPEG_BEGIN, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_JPEG_MARK = 0xFF
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_HUFFMAN_FRAMES = frozenset({0xC0, 0xC1, 0xC2})

_PNG_SIGNATURE = 8
_PNG_MODES = {0: _GREY, 2: _COLOUR}
_PNG_PREDICTORS = 15
"""Each row says itself by which of the PNG filters it was made (ISO 32000-1, table 10)."""

_NOTICE_PIXELS = 1800
"""Pixels along the longer side of a sheet that says why it is empty."""

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


def draw_image(pdf: Pdf, scan: Path) -> Stream:
    """Return the scan as an image of `pdf`.

    A JPEG comes in byte for byte, one in a TIFF as it is there, a PNG with its own compression, black and white as CCITT Group 4,
    the rest as Flate. OSError when the scan cannot be read any more.
    """
    with Image.open(scan) as image:
        return _drawn(pdf, _jpeg(image, scan) or _jpeg_in_tiff(image, scan) or _png(scan) or _group4(image) or _flate(image))


def draw_notice(pdf: Pdf, size: tuple[float, float], lines: Sequence[str]) -> Stream:
    """Return, as an image of `pdf`, a sheet of `size` (points) with nothing on it but a frame and `lines`."""
    width, height = (max(1, round(side * _NOTICE_PIXELS / max(size))) for side in size)
    image = Image.new(_BITONAL, (width, height), color=1)
    pen = ImageDraw.Draw(image)
    edge = _NOTICE_PIXELS // 40
    pen.rectangle((edge, edge, width - edge, height - edge), outline=0, width=2)
    font = ImageFont.load_default(_NOTICE_PIXELS / 60)
    pen.multiline_text((width / 2, height / 2), "\n".join(lines), fill=0, font=font, anchor="mm", align="center", spacing=edge)
    return _drawn(pdf, _group4(image) or _flate(image))


def _drawn(pdf: Pdf, encoded: _Encoded) -> Stream:
    width, height = encoded.size
    drawn = Stream(pdf, encoded.content)
    drawn.stream_dict.update(encoded.encoding)
    drawn.Type, drawn.Subtype = Name.XObject, Name.Image
    drawn.Width, drawn.Height, drawn.BitsPerComponent = width, height, encoded.bits
    drawn.ColorSpace = _profiled(pdf, encoded)
    return drawn


def _jpeg(image: Image.Image, scan: Path) -> _Encoded | None:
    """Return a grey or RGB JPEG byte for byte; None for anything else, and for one that PDF does not know."""
    if image.format not in {"JPEG", "MPO"} or image.mode not in _COMPONENTS:
        return None
    content, profile = scan.read_bytes(), image.info.get("icc_profile")
    if not _is_known_to_pdf(content):
        return None
    return _Encoded(content=content, mode=image.mode, size=image.size, encoding=Dictionary(Filter=Name.DCTDecode), profile=profile)


def _is_known_to_pdf(jpeg: bytes) -> bool:
    """Tell whether a JPEG is coded in a way of which PDF knows: Huffman, baseline or progressive (ISO 32000-1, 7.4.8).

    Its frame header says so (ITU T.81, B.2.2), which stands before the first scan.
    """
    place = len(_JPEG_BEGIN)
    while place + 4 <= len(jpeg) and jpeg[place] == _JPEG_MARK:
        kind, size = jpeg[place + 1], int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if kind in _JPEG_FRAMES:
            return kind in _HUFFMAN_FRAMES
        place += 1 if kind == _JPEG_MARK else 2 + size  # marks may be filled up in front
    return False


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
    if not _is_known_to_pdf(content):
        return None
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
