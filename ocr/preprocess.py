"""From a scan to an image the engine reads well: each step is chosen by what the page shows, and says what it did."""

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Affine
from ocr.page import TURN, ProcessingStep
from ocr.scan import GreyImage

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareOptions:
    """What tunes the preparation of a page. Lengths are in inches, so that they hold at any resolution.

    `paper` is the grey the paper is brought to; `ink` the bounds of the grey below which a pixel of even paper is ink;
    `uneven` the spread of paper grey (95th less 5th percentile) from which light counts as uneven; `speck` the side of the
    largest speck, `speck_distance` how far from any letter it must lie; `rule` the shortest ruled line;
    `rule_thickness` how thick one may be; `skew_limit` the largest skew looked for, in degrees; `turn_from` the skew from which
    the pixels are turned; `lost_ink` the share of ink that cleaning may take away; `reading_resolution` what the engine reads
    well.
    """

    paper: int = 245
    ink: tuple[int, int] = (140, 200)
    uneven: int = 6
    speck: float = 0.02
    speck_distance: float = 0.03
    rule: float = 0.6
    rule_thickness: float = 0.03
    skew_limit: float = 8.0
    turn_from: float = 2.0
    lost_ink: float = 0.12
    reading_resolution: tuple[int, int] = (200, 450)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedImage:
    """An upright, even, clean image and the map from its pixels back to those of the scan.

    `pixels` is (height, width) uint8; `resolution` its pixels per inch; `ink` the grey below which a pixel is ink, higher where
    print is faint; `skew` the angle in degrees by which its lines still fall to the right; `rules` are its ruled lines, as
    (left, top, right, bottom) in the prepared image.
    """

    pixels: GreyImage
    to_scan: Affine
    resolution: int
    ink: int = 140
    skew: float = 0.0
    rules: tuple[tuple[int, int, int, int], ...] = ()
    steps: tuple[ProcessingStep, ...] = ()
    options: PrepareOptions = field(default_factory=PrepareOptions)


def prepare(scan: GreyImage, resolution: int, options: PrepareOptions | None = None) -> PreparedImage:
    """Return `scan` ((height, width) uint8 at `resolution` pixels per inch) as an image made for the engine."""
    options = options or PrepareOptions()
    image = PreparedImage(pixels=scan, to_scan=Affine(), resolution=resolution, options=options)
    for step in (
        _even_light,
        _weigh_ink,
        _bring_to_resolution,
        _stand_upright,
        _straighten,
        _clear_borders_and_specks,
        _find_rules,
    ):
        image = step(image)
    return image


def turned(image: PreparedImage, quarter_turns: int) -> PreparedImage:
    """Return `image` turned clockwise by `quarter_turns` × 90°, its skew and rules measured anew."""
    height, width = image.pixels.shape
    back = (
        Affine(),
        Affine(a=0, b=1, c=0, d=-1, e=0, f=height),
        Affine(a=-1, b=0, c=width, d=0, e=-1, f=height),
        Affine(a=0, b=-1, c=width, d=1, e=0, f=0),
    )[quarter_turns % 4]
    pixels = np.ascontiguousarray(np.rot90(image.pixels, -quarter_turns))
    upright = _changed(image, pixels, _step(TURN, clockwise_degrees=90 * (quarter_turns % 4)), back=back)
    return _find_rules(replace(upright, skew=-image.skew if quarter_turns % 2 else image.skew))


# --- even light -------------------------------------------------------------------------------------------------------


def is_bitonal(pixels: GreyImage) -> bool:
    """Tell whether an image holds black and white only."""
    sample = pixels[::4, ::4]
    return bool(np.isin(sample, (0, 255)).all())


def paper_grey(pixels: GreyImage, resolution: int) -> GreyImage:
    """Return the grey of the paper behind every pixel, in quarter size.

    The lightest grey nearby (a grey dilation wider than a stroke takes the print away), then the median over more than a line,
    which takes away what the dilation left of large type and pictures.
    """
    small = cv2.resize(pixels, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    stroke = max(3, resolution // 43) | 1
    lightest = cv2.dilate(small, np.ones((stroke, stroke), np.uint8))
    window = min(255, max(9, resolution // 7)) | 1
    return np.asarray(cv2.medianBlur(lightest, window), dtype=np.uint8)


def _even_light(image: PreparedImage) -> PreparedImage:
    """Divide the page by its own paper where light is uneven, or paper is not white."""
    if is_bitonal(image.pixels):
        return _noted(image, "keep-bitonal")
    paper = paper_grey(image.pixels, image.resolution)
    darkest, lightest = np.percentile(paper, (5, 95))
    if lightest - darkest < image.options.uneven and lightest > image.options.paper:
        return image
    height, width = image.pixels.shape
    behind = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    even = np.asarray(cv2.divide(image.pixels, behind, scale=image.options.paper), dtype=np.uint8)
    return _changed(image, even, _step("even-light", paper_from=int(darkest), paper_to=int(lightest)))


def _weigh_ink(image: PreparedImage) -> PreparedImage:
    """Set where ink ends and paper begins.

    A little below Otsu's threshold (1979), which takes the soft edges of letters for ink.
    """
    otsu = cv2.threshold(image.pixels[::2, ::2], 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    darkest, lightest = image.options.ink
    return replace(image, ink=int(min(max(otsu - _SOFT_EDGE, darkest), lightest)))


_SOFT_EDGE = 15


# --- size and attitude ------------------------------------------------------------------------------------------------


def _bring_to_resolution(image: PreparedImage) -> PreparedImage:
    """Bring a scan that is too coarse or too fine for the engine to 300 pixels per inch."""
    least, most = image.options.reading_resolution
    if least <= image.resolution <= most:
        return image
    factor = 300 / image.resolution
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    pixels = np.asarray(cv2.resize(image.pixels, None, fx=factor, fy=factor, interpolation=way), dtype=np.uint8)
    step = _step("bring-to-resolution", pixels_per_inch_from=image.resolution, pixels_per_inch_to=300)
    return _changed(image, pixels, step, back=Affine(a=1 / factor, e=1 / factor), resolution=300)


def _small_ink(image: PreparedImage, per_inch: int) -> NDArray[np.float32]:
    """Return the ink of the page as 0 or 1, at `per_inch` pixels an inch, without the outer twentieth of each side."""
    factor = min(1.0, per_inch / image.resolution)
    small = cv2.resize(image.pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    middle = small[height // 20 : height - height // 20, width // 20 : width - width // 20]
    return (middle < (image.ink + image.options.paper) // 2).astype(np.float32)


def _sharpness(ink: NDArray[np.float32]) -> float:
    """Return how sharply rows of ink and rows of paper alternate: large when rows run along the lines of print."""
    rows = ink.sum(axis=1)
    return float(np.square(np.diff(rows)).sum() / max(1.0, float(ink.sum())))


def _sharpness_at(ink: NDArray[np.float32], angle: float) -> float:
    """Return the sharpness of the rows once lines that fall to the right by `angle` degrees are level."""
    height, width = ink.shape
    # A shear does for small angles what a turn does, at a fraction of the time.
    slope = np.tan(np.radians(angle))
    shear = np.array([[1, 0, 0], [-slope, 1, slope * width / 2]], dtype=np.float32)
    return _sharpness(np.asarray(cv2.warpAffine(ink, shear, (width, height), flags=cv2.INTER_NEAREST), dtype=np.float32))


def _coarse_angles(image: PreparedImage) -> list[float]:
    """Return the angles tried first, the level one before all: on a page without print all are as good."""
    limit = image.options.skew_limit
    return sorted(np.arange(-limit, limit + 0.5, 1.0).tolist(), key=abs)


def _stand_upright(image: PreparedImage) -> PreparedImage:
    """Turn a page whose lines run from top to bottom. Whether it then stands on its head, only reading tells.

    Each attitude is judged at its best skew: rows of a page that lies askew by three degrees are no sharper than its columns.
    """
    ink = _small_ink(image, 75)
    upright, lying = (
        max(_sharpness_at(each, angle) for angle in _coarse_angles(image)) for each in (ink, np.ascontiguousarray(ink.T))
    )
    return turned(image, 1) if lying > 2.0 * upright else image


def skew_angle(image: PreparedImage) -> float:
    """Return the angle in degrees by which the lines fall to the right (projection profiles, coarse then fine).

    Postl's criterion (1986): the angle at which the profile of rows alternates most sharply.
    """
    ink = _small_ink(image, 100)

    def sharpness(angle: float) -> float:
        return _sharpness_at(ink, angle)

    best = max(_coarse_angles(image), key=sharpness)
    for step in (0.5, 0.25, 0.1):
        best = max((best, best - step, best + step), key=sharpness)
    return best


def _straighten(image: PreparedImage) -> PreparedImage:
    """Measure the skew; turn the pixels only when it is large.

    Turning blurs, and the engine follows slightly skewed lines by itself: on our pages it read worse after every turn of
    less than two degrees. Layout sets such a page straight in its coordinates instead.
    """
    angle = skew_angle(image)
    if abs(angle) < image.options.turn_from:
        return replace(image, skew=angle)
    height, width = image.pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    pixels = cv2.warpAffine(
        image.pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,)
    )
    (a, b, c), (d, e, f) = cv2.invertAffineTransform(turn).tolist()
    step = _step("straighten", degrees=round(angle, 2))
    return _changed(image, np.asarray(pixels, dtype=np.uint8), step, back=Affine(a=a, b=b, c=c, d=d, e=e, f=f))


# --- cleaning ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Components:
    """Connected pieces of ink: `labels` (height, width) int32, and per label left, top, width, height, area; 0 is paper."""

    labels: NDArray[np.int32]
    left: NDArray[np.int32]
    top: NDArray[np.int32]
    width: NDArray[np.int32]
    height: NDArray[np.int32]
    area: NDArray[np.int32]


def _components(pixels: GreyImage, ink: int) -> _Components:
    black = np.asarray(cv2.threshold(pixels, ink, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(black, connectivity=8, ltype=cv2.CV_32S)
    left, top, width, height, area = np.asarray(stats, dtype=np.int32).reshape(-1, 5).T
    return _Components(labels=np.asarray(labels, dtype=np.int32), left=left, top=top, width=width, height=height, area=area)


def _clear_borders_and_specks(image: PreparedImage) -> PreparedImage:
    """Paint over scanner edges, and over specks that lie away from every letter; dots and commas lie near one."""
    found = _components(image.pixels, image.ink)
    edges, specks = _scanner_edges(found), _specks(found, image)
    lost = found.area[edges | specks].sum() / max(1, found.area[1:].sum())
    if not (edges | specks).any():
        return image
    # Scanner edges can hold more ink than the print; specks that do are print.
    speck_share = found.area[specks].sum() / max(1, found.area[1:][~edges[1:]].sum())
    if speck_share > image.options.lost_ink:
        return _noted(image, "keep-specks", share_of_ink=round(float(speck_share), 3))
    doomed = cv2.dilate((edges | specks)[found.labels].astype(np.uint8), np.ones((5, 5), np.uint8))
    pixels = image.pixels.copy()
    pixels[doomed > 0] = 255
    step = _step("clean", specks=int(specks.sum()), scanner_edges=int(edges.sum()), share_of_ink=round(float(lost), 4))
    return _changed(image, pixels, step)


def _scanner_edges(found: _Components) -> Mask:
    """Tell which pieces are the black of the scanner bed: they touch the scan's edge and are long."""
    height, width = found.labels.shape
    touches = (found.left == 0) | (found.top == 0) | (found.left + found.width == width) | (found.top + found.height == height)
    long = (found.width > width // 12) | (found.height > height // 12)
    edges: Mask = touches & long
    edges[0] = False
    return edges


def _specks(found: _Components, image: PreparedImage) -> Mask:
    """Tell which pieces are specks: small, away from every piece that is not, and not one of several dots in line."""
    side = max(2, round(image.options.speck * image.resolution))
    small = (found.width <= side) & (found.height <= side)
    small[0] = False
    letters = ~small
    letters[0] = False
    reach = 2 * max(1, round(image.options.speck_distance * image.resolution)) + 1
    near = cv2.dilate(letters[found.labels].astype(np.uint8), np.ones((reach, reach), np.uint8))
    specks: Mask = small.copy()
    specks[np.unique(found.labels[near > 0])] = False
    alone = np.flatnonzero(specks)
    if alone.size <= _MOST_DOTS:
        specks[alone[_in_line(found, alone, image.resolution)]] = False
    return specks


_MOST_DOTS = 4000
"""On a page with more lone specks than this it is the page that is dirty: comparing each with each would take seconds."""


def _in_line(found: _Components, dots: NDArray[np.intp], resolution: int) -> Mask:
    """Tell which of `dots` have a like one close beside or above them: colons, dots of an ellipsis, leaders of a contents page."""
    across, down, area = (values[dots].astype(np.float64) for values in (found.left, found.top, found.area))
    apart_across, apart_down = abs(across[:, None] - across), abs(down[:, None] - down)
    alike = (area[:, None] <= 2 * area) & (area <= 2 * area[:, None])
    slack, near = 0.01 * resolution, 0.08 * resolution
    beside = (apart_down <= slack) & (apart_across > slack) & (apart_across <= near)
    above = (apart_across <= slack) & (apart_down > slack) & (apart_down <= near)
    return np.asarray((alike & (beside | above)).any(axis=1), dtype=np.bool_)


Rule = tuple[int, int, int, int]
"""A ruled line as (left, top, right, bottom) in pixels of the prepared image."""


def _find_rules(image: PreparedImage) -> PreparedImage:
    """Find ruled lines. They stay in the image: the engine tells columns apart by them."""
    faint = image.ink + 40  # rules are thinner than strokes, and scan fainter
    black = np.asarray(cv2.threshold(image.pixels, faint, 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)
    rules = (*_rules_across(black, image), *(_transposed(rule) for rule in _rules_across(black.T, image)))
    return replace(image, rules=rules)


def _transposed(rule: Rule) -> Rule:
    left, top, right, bottom = rule
    return top, left, bottom, right


def _rules_across(black: NDArray[np.uint8], image: PreparedImage) -> tuple[Rule, ...]:
    """Return the level ruled lines of `black` ((height, width), 1 where ink is)."""
    piece, thick = round(0.25 * image.resolution), round(image.options.rule_thickness * image.resolution)
    # A rule on a curled page climbs a few pixels: growing it up and down keeps it in one piece.
    grown = cv2.dilate(np.ascontiguousarray(black), np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(grown, cv2.MORPH_OPEN, np.ones((1, piece), np.uint8))
    joined = cv2.dilate(runs, np.ones((3, 9), np.uint8))
    stats = np.asarray(cv2.connectedComponentsWithStats(joined, connectivity=8)[2]).reshape(-1, 5)[1:]
    return tuple(
        (left, top, left + width, top + height)
        for left, top, width, height, area in stats.tolist()
        if width >= image.options.rule * image.resolution and area <= (thick + 4) * width and height <= max(thick, width // 12)
    )


# --- bookkeeping ------------------------------------------------------------------------------------------------------


def _step(name: str, **parameters: float) -> ProcessingStep:
    return ProcessingStep(name=name, parameters={key: f"{value:g}" for key, value in parameters.items()})


def _noted(image: PreparedImage, name: str, **parameters: float) -> PreparedImage:
    return _changed(image, image.pixels, _step(name, **parameters))


def _changed(
    image: PreparedImage, pixels: GreyImage, step: ProcessingStep, *, back: Affine | None = None, resolution: int | None = None
) -> PreparedImage:
    """Return the image after a step, with the step on record and the way back prolonged by it."""
    return replace(
        image,
        pixels=pixels,
        to_scan=image.to_scan.after(back) if back else image.to_scan,
        resolution=resolution or image.resolution,
        steps=(*image.steps, step),
    )
