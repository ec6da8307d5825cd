"""A page's content: the scan, and over it the words of its ALTO where they stand, in the text mode that draws nothing."""

from collections.abc import Sequence
from statistics import median

from archive.pdf.font import ADVANCE, DESCENT, UNITS, Alphabet
from ocr.geometry import Box
from ocr.page import Page, TextLine

POINTS_PER_INCH = 72
IMAGE_NAME, FONT_NAME = "/Scan", "/Text"

_INVISIBLE = 3
"""Text rendering mode (ISO 32000-1, table 106)."""

_GAP = 0.2
"""Least white between two words, as a share of their height: what is closer, readers of PDF take for one word."""

_LEVEL = 0.5
"""Words whose feet differ by less than this share of their height stand on one baseline."""


def page_size(page: Page) -> tuple[float, float]:
    """Return width and height of the scan in points."""
    return page.width * POINTS_PER_INCH / page.resolution, page.height * POINTS_PER_INCH / page.resolution


def page_content(page: Page, alphabet: Alphabet) -> bytes:
    """Return the content stream of `page`; its letters go into `alphabet`."""
    width, height = page_size(page)
    image = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm {IMAGE_NAME} Do Q\n"
    lines = "".join(_line(line, page, alphabet) for block in page.blocks for line in block.lines)
    text = f"q {_upright(page)} cm BT {_INVISIBLE} Tr\n{lines}ET Q\n" if lines else ""
    return f"{image}{text}".encode("ascii")


def _upright(page: Page) -> str:
    """Return the matrix from the page as it is read to the scan as it lies."""
    width, height = page_size(page)
    return (
        "1 0 0 1 0 0",
        f"0 1 -1 0 {width:.3f} 0",
        f"-1 0 0 -1 {width:.3f} {height:.3f}",
        f"0 -1 1 0 0 {height:.3f}",
    )[page.quarter_turns]


def _line(line: TextLine, page: Page, alphabet: Alphabet) -> str:
    """Return a line's words, each as wide as it is printed, on one baseline if the line is level, and a blank after each.

    The last has one too: readers built on PDFium lose a text of a single letter.
    """
    scale = POINTS_PER_INCH / page.resolution
    sheet_height = (page.width if page.quarter_turns % 2 else page.height) * scale
    boxes = [word.box.turned(page.quarter_turns, page.width, page.height) for word in line.words]
    height = median(box.height for box in boxes)
    feet = [box.bottom for box in boxes]
    level = max(feet) - min(feet) < _LEVEL * height
    shown = [f"{FONT_NAME} {height * scale:.2f} Tf\n"]
    for number, (word, box) in enumerate(zip(line.words, boxes, strict=True), start=1):
        baseline = (median(feet) if level else box.bottom) + DESCENT / UNITS * height
        width = _parted(box, boxes[number : number + 1], _GAP * height)
        content = alphabet.encode(f"{word.content} ").hex()
        stretch = 100 * width / (len(word.content) * height * ADVANCE / UNITS)
        place = f"{box.hpos * scale:.2f} {sheet_height - baseline * scale:.2f}"
        shown.append(f"{stretch:.2f} Tz 1 0 0 1 {place} Tm <{content}> Tj\n")
    return "".join(shown)


def _parted(box: Box, following: Sequence[Box], gap: float) -> float:
    """Return how wide a word is drawn: as it is printed, but with a gap before the next, by which readers tell words."""
    room = [after.hpos - gap - box.hpos for after in following if after.hpos > box.hpos]
    return max(min([box.width, *room]), box.width / 2)
