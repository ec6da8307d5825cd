"""Rectangles on a scan, and the way back from a prepared image to the scan it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Box:
    """A rectangle in whole pixels of the untouched scan, as ALTO writes it: origin top left, never empty."""

    vpos: int
    hpos: int
    width: int
    height: int

    def __post_init__(self) -> None:
        """Refuse a rectangle that holds no pixel or starts outside the scan."""
        if self.width < 1 or self.height < 1 or self.hpos < 0 or self.vpos < 0:
            msg = f"not a rectangle on a scan: {self!r}"
            raise ValueError(msg)

    @property
    def right(self) -> int:
        """The first column to the right of the rectangle."""
        return self.hpos + self.width

    @property
    def bottom(self) -> int:
        """The first row below the rectangle."""
        return self.vpos + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle, as (horizontal, vertical)."""
        return self.hpos + self.width / 2, self.vpos + self.height / 2

    @classmethod
    def of_edges(cls, left: int, top: int, right: int, bottom: int) -> Self:
        """Return the rectangle between four edges; at least one pixel each way, cut at the scan's origin."""
        left, top = max(0, left), max(0, top)
        return cls(hpos=left, vpos=top, width=max(1, right - left), height=max(1, bottom - top))

    @classmethod
    def enclosing(cls, boxes: Iterable["Box"]) -> Self:
        """Return the smallest rectangle around all `boxes`; there must be one at least."""
        found = tuple(boxes)
        return cls.of_edges(
            min(box.hpos for box in found),
            min(box.vpos for box in found),
            max(box.right for box in found),
            max(box.bottom for box in found),
        )

    def overlap_across(self, other: "Box") -> int:
        """Return how many columns the two share."""
        return max(0, min(self.right, other.right) - max(self.hpos, other.hpos))

    def overlap_down(self, other: "Box") -> int:
        """Return how many rows the two share."""
        return max(0, min(self.bottom, other.bottom) - max(self.vpos, other.vpos))

    def contains_centre_of(self, other: "Box") -> bool:
        """Tell whether the middle of `other` lies in this rectangle."""
        across, down = other.centre
        return self.hpos <= across < self.right and self.vpos <= down < self.bottom

    def turned(self, quarter_turns: int, width: int, height: int) -> "Box":
        """Return where the rectangle lies once its sheet of `width` × `height` is turned clockwise by `quarter_turns` × 90°."""
        match quarter_turns % 4:
            case 1:
                return Box(hpos=height - self.bottom, vpos=self.hpos, width=self.height, height=self.width)
            case 2:
                return Box(hpos=width - self.right, vpos=height - self.bottom, width=self.width, height=self.height)
            case 3:
                return Box(hpos=self.vpos, vpos=width - self.right, width=self.height, height=self.width)
            case _:
                return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Affine:
    """The map (x, y) → (a·x + b·y + c, d·x + e·y + f) from a prepared image to the untouched scan."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where (x, y) lies after the map."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def after(self, first: "Affine") -> "Affine":
        """Return the map that does `first` and then this one."""
        return Affine(
            a=self.a * first.a + self.b * first.d,
            b=self.a * first.b + self.b * first.e,
            c=self.a * first.c + self.b * first.f + self.c,
            d=self.d * first.a + self.e * first.d,
            e=self.d * first.b + self.e * first.e,
            f=self.d * first.c + self.e * first.f + self.f,
        )

    def box(self, box: Box, *, width: int, height: int) -> Box:
        """Return the rectangle around `box` after the map, cut to a scan of `width` × `height` pixels."""
        corners = [self.point(x, y) for x in (box.hpos, box.right) for y in (box.vpos, box.bottom)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        left, top = min(max(0, floor(min(across))), width - 1), min(max(0, floor(min(down))), height - 1)
        return Box.of_edges(left, top, min(ceil(max(across)), width), min(ceil(max(down)), height))
