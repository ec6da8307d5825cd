"""Builders of scans and volumes on disk, and of every way in which they can be bad."""

import struct
import zlib
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont

SAMPLE = Path(__file__).parents[1] / "sample" / "proceedings"
"""The project's own sample volume."""


def a_picture(width: int = 600, height: int = 840, *, mode: str = "L", mark: int = 0) -> Image.Image:
    """Return paper with a few dark bars; `mark` makes it differ from others."""
    picture = Image.new("L", (width, height), 230)
    pen = ImageDraw.Draw(picture)
    for row in range(100, height - 100, 60):
        pen.rectangle((80, row, width - 80 - mark * 20, row + 12), fill=30)
    return picture.convert(mode)


def a_scan(path: Path, *, mode: str = "L", mark: int = 0, dpi: int = 200) -> Path:
    """Write one scan in the format its ending names."""
    a_picture(mode=mode, mark=mark).save(path, dpi=(dpi, dpi))
    return path


def a_printed_scan(path: Path, text: str) -> Path:
    """Write a small scan with `text`, in Latin letters, printed on it."""
    picture = Image.new("L", (600, 840), 235)
    ImageDraw.Draw(picture).multiline_text((60, 100), text, fill=20, font=ImageFont.load_default(30), spacing=30)
    picture.save(path, dpi=(150, 150))
    return path


def a_multipage_tiff(path: Path, *, pages: int = 3, mode: str = "1") -> Path:
    """Write a TIFF of several pages; bitonal ones are compressed as Group 4."""
    first, *others = [a_picture(mode=mode, mark=mark) for mark in range(pages)]
    compression = "group4" if mode == "1" else "tiff_lzw"
    first.save(path, save_all=True, append_images=others, compression=compression, dpi=(200, 200))
    return path


def a_pdf(path: Path, *pictures: Image.Image, dpi: int = 200) -> Path:
    """Write a PDF whose pages are `pictures`, as a scanner's software does."""
    first, *others = pictures or (a_picture(),)
    first.save(path, save_all=True, append_images=others, resolution=dpi)
    return path


def a_locked_pdf(path: Path) -> Path:
    """Write a PDF that asks for a password."""
    word = "құпия"
    with pikepdf.open(a_pdf(path.with_name("open.pdf"))) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner=word, user=word))
    return path


def a_truncated_jpeg(path: Path) -> Path:
    """Write the first half of a JPEG."""
    whole = a_scan(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def an_empty_file(path: Path) -> Path:
    """Write nothing."""
    path.touch()
    return path


def a_text_file(path: Path) -> Path:
    """Write text, whatever the name says."""
    path.write_text("Бұл сурет емес.", encoding="utf-8")
    return path


def a_tiny_image(path: Path) -> Path:
    """Write an image of one pixel."""
    Image.new("L", (1, 1)).save(path)
    return path


def a_bomb(path: Path, side: int = 60_000) -> Path:
    """Write a PNG of a few bytes that says it has `side` × `side` pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def a_volume(folder: Path, *, pages: int = 2) -> Path:
    """Make a folder of scans that open."""
    folder.mkdir(parents=True)
    for number in range(1, pages + 1):
        a_scan(folder / f"{number}.png", mark=number)
    return folder
