"""Pages that curl towards the gutter: their bend is measured along the lines of print, and taken out where it is plain."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.geometry import Affine, Box
from ocr.preprocess import PreparedImage
from ocr.preprocess.bend import Bend, flattened_pixels
from ocr.preprocess.image import changed, noted, step_of
from ocr.preprocess.rules import find_rules
from ocr.printed_lines import LineOptions, PrintedLine, find_printed_lines, levelled, trace_lines

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurlOptions:
    """When a page counts as curled. Lengths are in heights of a typical letter.

    Lines `long` at least and higher than `high` are bent, or run together because they are: where they are a share of `many` of
    all long ones, the bend is measured along rows of `row` letters at least, in which no blank is wider than `blank`. It is taken
    out when it reaches `plain` and leaves letters no further than `scatter` from their line (median).
    """

    long: float = 15.0
    high: float = 2.2
    many: float = 0.15
    row: int = 8
    fewest_rows: int = 8
    blank: float = 3.0
    plain: float = 0.5
    scatter: float = 0.1


def flattened(
    image: PreparedImage, printed: tuple[PrintedLine, ...], options: CurlOptions | None = None
) -> tuple[PreparedImage, tuple[PrintedLine, ...]]:
    """Return `image` with its curl taken out, and the lines `printed` on it then; both as they are where no curl is plain.

    Where lines are no straighter afterwards, or ink was lost, the page stays as it was, and says so.
    """
    options = options or CurlOptions()
    before = _bent_share(printed, options)
    bend = _measured(image, options) if before >= options.many else None
    if bend is None:
        return image, printed
    flat = _flat(image, bend)
    lines = find_printed_lines(flat)
    if _bent_share(lines, options) > before / 2 or _ink(flat) < _KEPT_INK * _ink(image):
        return noted(image, "keep-curl"), printed
    return flat, lines


_KEPT_INK = 0.97


def _bent_share(printed: Sequence[PrintedLine], options: CurlOptions) -> float:
    long = [line for line in printed if line.width >= options.long * line.letter]
    return sum(line.height > options.high * line.letter for line in long) / max(1, len(long))


def _ink(image: PreparedImage) -> int:
    return int(np.count_nonzero(image.pixels < image.ink))


# ------------------------------------------------------------------------------------------------------------ measuring


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feet:
    """Where letters stand: `x`, `y`, and of which row each is; on the page set level about its middle."""

    x: Values
    y: Values
    row: NDArray[np.intp]
    letter: float

    def centred(self, values: Values, weights: Values) -> Values:
        """Return `values` (one row for each letter) less their weighted mean over its row of print."""
        rows = int(self.row[-1]) + 1
        totals = np.maximum(np.bincount(self.row, weights, rows), 1e-9)
        means = np.column_stack([np.bincount(self.row, weights * column, rows) for column in values.T]) / totals[:, None]
        return np.asarray(values - means[self.row], dtype=np.float64)


def _measured(image: PreparedImage, options: CurlOptions) -> Bend | None:
    """Return the bend of the page; None where it is not plain."""
    feet = _feet(image, options)
    if feet is None:
        return None
    middle, half = float(np.median(feet.y)), max(1.0, float(np.ptp(feet.y)) / 2)
    row_y = np.array([np.median(feet.y[feet.row == row]) for row in range(int(feet.row[-1]) + 1)])
    across = np.linspace(feet.x.min(), feet.x.max(), _PLACES)
    here = np.column_stack([np.interp(feet.x, across, one) for one in np.eye(_PLACES)])
    lean = (row_y[feet.row] - middle) / half
    bases = np.hstack([here, here * lean[:, None]])
    fitted, scatter = _fitted(feet, bases)
    bent = np.einsum("ki,i->k", bases, fitted)
    from_straight = bent - np.polyval(np.polyfit(feet.x, bent, 1), feet.x)
    if np.percentile(abs(from_straight), 99) < options.plain * feet.letter or scatter > options.scatter * feet.letter:
        return None
    # Most of a page lies flat: there nothing is to move.
    moved, stretched = (values - np.median(values) for values in (fitted[:_PLACES], fitted[_PLACES:] / half))
    return Bend(across=tuple(across.tolist()), moved=tuple(moved.tolist()), stretched=tuple(stretched.tolist()), middle=middle)


_PLACES = 20
"""Places across the page at which its bend is measured."""

_ENOUGH = 2500
"""Letters on which a bend is measured as well as on all."""

_STIFFNESS = 2.0
_ROUNDS = 5


def _feet(image: PreparedImage, options: CurlOptions) -> _Feet | None:
    rows = [row for row in trace_lines(image, LineOptions(blank=options.blank)) if len(row) >= options.row]
    if len(rows) < options.fewest_rows:
        return None
    step = max(1, sum(map(len, rows)) // _ENOUGH)
    rows = [row[::step] for row in rows]
    letters = np.concatenate(rows)
    # Lines are traced on the page levelled about its corner.
    shift_x, shift_y = _about_middle(image).point(0.0, 0.0)
    return _Feet(
        x=(letters[:, 0] + letters[:, 2]) / 2 + shift_x,
        y=letters[:, 3] + shift_y,
        row=np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
        letter=float(np.median(letters[:, 3] - letters[:, 1])),
    )


def _fitted(feet: _Feet, bases: Values) -> tuple[Values, float]:
    """Return the weights of `bases` that bring all rows to rest, and how far letters then lie from their row (median).

    Penalised least squares (Eilers and Marx 1996), reweighted after Tukey: letters with tails lie below their row.
    """
    curvature = np.diff(np.eye(_PLACES), 2, axis=0).T @ np.diff(np.eye(_PLACES), 2, axis=0)
    penalty = _STIFFNESS * len(feet.x) / _PLACES * np.kron(np.eye(2), curvature) + 1e-3 * np.eye(2 * _PLACES)
    weights: Values = np.ones(len(feet.x))
    fitted: Values = np.zeros(2 * _PLACES)
    off: Values = np.zeros(len(feet.x))
    for _ in range(_ROUNDS):
        centred, y = feet.centred(bases, weights), feet.centred(feet.y[:, None], weights)[:, 0]
        weighed = centred * weights[:, None]
        # einsum, since BLAS starts a thread for every core, and pages are read side by side, one a core.
        fitted = np.linalg.solve(np.einsum("ki,kj->ij", weighed, centred) + penalty, np.einsum("ki,k->i", weighed, y))
        off = np.asarray(np.abs(y - np.einsum("ki,i->k", centred, fitted)), dtype=np.float64)
        reach = 4.685 * max(1.0, 1.4826 * float(np.median(off)))
        weights = np.asarray(np.square(1 - np.square(np.clip(off / reach, 0, 1))), dtype=np.float64)
    return fitted, float(np.median(off))


# ------------------------------------------------------------------------------------------------------------ flattening


def _about_middle(image: PreparedImage) -> Affine:
    """Return the map from the page to the page turned about its middle until its lines run level."""
    height, width = image.pixels.shape
    (a, b, c), (d, e, f) = cv2.getRotationMatrix2D((width / 2, height / 2), image.skew, 1.0).tolist()
    return Affine(a=a, b=b, c=c, d=d, e=e, f=f)


def _flat(image: PreparedImage, bend: Bend) -> PreparedImage:
    """Return the page level and flat."""
    height, width = image.pixels.shape
    (a, b, c), (d, e, f) = cv2.getRotationMatrix2D((width / 2, height / 2), -image.skew, 1.0).tolist()
    back = Affine(a=a, b=b, c=c, d=d, e=e, f=f)
    furthest = max(abs(bend.down(np.array([x]), np.array([y])))[0] for x in bend.across for y in (0.0, float(height)))
    pixels = flattened_pixels(image.pixels, bend, back)
    flat = changed(image, pixels, step_of("flatten", most_pixels=round(furthest, 1)), back=back)
    pieces = np.hstack([_moved(image, bend, image.pieces[:, :4]), image.pieces[:, 2:]])
    # Specks in the corners come to lie beside a page that is set level.
    inside = (pieces[:, :2] >= 0).all(axis=1) & (pieces[:, :2] + pieces[:, 2:4] <= (width, height)).all(axis=1)
    leaders = tuple(replace(leader, box=_moved_box(image, bend, leader.box)) for leader in image.leaders)
    return find_rules(replace(flat, bend=bend, skew=0.0, pieces=pieces[inside], leaders=leaders))


def _moved(image: PreparedImage, bend: Bend, boxes: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the left and upper edges that rectangles (rows of left, top, width, height) have on the flattened page."""
    half = boxes[:, 2:4] / 2
    middles = boxes[:, :2] + half
    shift = np.array(_about_middle(image).point(0.0, 0.0))
    x, y = np.column_stack(levelled(middles[:, 0], middles[:, 1], image.skew)).T + shift[:, None]
    return np.asarray(np.round(np.column_stack([x, y - bend.up(x, y)]) - half), dtype=np.int32)


def _moved_box(image: PreparedImage, bend: Bend, box: Box) -> Box:
    ((left, top),) = _moved(image, bend, np.array([[box.hpos, box.vpos, box.width, box.height]], dtype=np.int32)).tolist()
    return Box.of_edges(left, top, left + box.width, top + box.height)
