"""Pictures of lines with their text, in the files `lstmtraining` reads (.lstmf)."""

import random
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from ocr.scan import GreyImage
from ocr.training.lines import Line
from ocr.training.typefaces import Case
from ocr.training.typesetting import choose_measure, set_line
from ocr.training.wear import BADNESS, worn


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The picture of a line, (height, width) uint8, and what stands in it."""

    pixels: GreyImage
    text: str


def draw_samples(lines: Sequence[Line], case: Case, seed: int, badness: Sequence[float] = BADNESS) -> Iterator[Sample]:
    """Yield a picture of every line that some face of `case` can set."""
    lot, chance = random.Random(seed), np.random.default_rng(seed)
    for line in lines:
        face = case.face_for(line.text, lot, heading=line.heading)
        if face is None:
            continue
        measure = replace(choose_measure(line, lot), old_figures=lot.random() < _OLD_FIGURES)
        neighbour = set_line(lot.choice(lines).text, face, measure).ink
        pixels = worn(set_line(line.text, face, measure), neighbour, chance, lot.choice(badness))
        yield Sample(pixels=pixels, text=line.text)


_OLD_FIGURES = 0.35

IN_A_FILE = 500
"""Lines drawn into a file; a few of them no face can set."""


def write_samples(samples: Iterable[Sample], file: Path) -> None:
    """Write the samples as a document of `lstmtraining`: a count, then page by page.

    The layout is that of DocumentData and ImageData::Serialize in Tesseract 5 (src/ccstruct/imagedata.cpp): little-endian,
    strings and lists led by their length in 32 bits.
    """
    pages = [_page(sample) for sample in samples]
    partial = file.with_suffix(".partial")
    partial.write_bytes(struct.pack("<I", len(pages)) + b"".join(b"\x01" + page for page in pages))
    partial.rename(file)


def _page(sample: Sample) -> bytes:
    """Return a page: name, number, picture, language, text, boxes with their texts (one: the whole line), not vertical."""
    _, coded = cv2.imencode(".png", sample.pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    height, width = sample.pixels.shape
    text = _string(sample.text.encode())
    box = struct.pack("<Ihhhh", 1, 0, 0, width, height)
    return b"".join(
        (_string(b""), struct.pack("<i", 0), _string(coded.tobytes()), _string(b""), text, box, struct.pack("<I", 1), text, b"\0")
    )


def _string(content: bytes) -> bytes:
    return struct.pack("<I", len(content)) + content
