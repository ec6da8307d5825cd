"""What learning starts from: Debian's model of all Cyrillic writing, made able to learn."""

from pathlib import Path

from ocr.training.network import with_doubles
from ocr.training.tools import run_tool

STOCK, PACKAGE, AUTHORS = "Cyrillic", "tesseract-ocr-script-cyrl", "the Tesseract authors"
"""The model whose network ours continues (Apache-2.0), the package it comes in, and whose it is."""


def unpack_stock(tessdata: Path, folder: Path, name: str = STOCK) -> tuple[Path, Path]:
    """Return the network of a stock model, of doubles, and the traineddata file it came in."""
    folder.mkdir(parents=True, exist_ok=True)
    stock, whole, doubles = tessdata / f"{name}.traineddata", folder / f"{name}.lstm", folder / f"{name}.doubles.lstm"
    if not doubles.exists():
        run_tool(("combine_tessdata", "-e", stock, whole), folder / "unpack.log")
        doubles.write_bytes(with_doubles(whole.read_bytes()))
    return doubles, stock
