"""From a scan to images the engine reads well: each step is chosen by what the page shows, and says what it did."""

from ocr.geometry import Affine
from ocr.preprocess.attitude import skew_angle, stand_upright, straighten, turned
from ocr.preprocess.cleaning import clear_edges, clear_specks
from ocr.preprocess.grain import quieten_grain
from ocr.preprocess.image import Leader, PreparedImage, PrepareOptions, Rule
from ocr.preprocess.leaders import lift_leaders
from ocr.preprocess.light import even_light, is_bitonal, paper_grey, weigh_ink, whiten
from ocr.preprocess.rules import find_rules
from ocr.preprocess.size import bring_to_size
from ocr.preprocess.spread import SPLIT, split_spread
from ocr.scan import GreyImage

__all__ = [
    "SPLIT",
    "Leader",
    "PrepareOptions",
    "PreparedImage",
    "Rule",
    "is_bitonal",
    "paper_grey",
    "prepare",
    "skew_angle",
]


def prepare(
    scan: GreyImage, resolution: int, options: PrepareOptions | None = None, quarter_turns: int | None = None
) -> tuple[PreparedImage, ...]:
    """Return `scan` ((height, width) uint8 at `resolution` pixels per inch) as images made for the engine, one for each page.

    The scan is turned clockwise by `quarter_turns` × 90°; by None, as its lines seem to run.
    """
    image = PreparedImage(pixels=scan, to_scan=Affine(), resolution=resolution, options=options or PrepareOptions())
    for step in (quieten_grain, even_light, weigh_ink, bring_to_size):
        image = step(image)
    image = stand_upright(image) if quarter_turns is None else turned(image, quarter_turns)
    return tuple(map(_prepare_page, split_spread(image)))


def _prepare_page(image: PreparedImage) -> PreparedImage:
    for step in (straighten, clear_edges, find_rules, clear_specks, lift_leaders, whiten):
        image = step(image)
    return image
