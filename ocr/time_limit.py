"""How long a page may take: the more of it there is, the longer."""

from dataclasses import dataclass
from time import monotonic
from typing import Self

A4_PIXELS = 2480 * 3508
"""An A4 page at 300 pixels per inch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A number of seconds for a whole page, however often the engine is asked, and when they are over (monotonic clock)."""

    seconds: float
    ends: float

    @classmethod
    def of_page(cls, pixels: int, seconds: float) -> Self:
        """Return the limit, from now on, of a page of so many pixels: `seconds` up to A4, a larger one more as its area is."""
        granted = seconds * max(1.0, pixels / A4_PIXELS)
        return cls(seconds=granted, ends=monotonic() + granted)

    @property
    def left(self) -> float:
        """The seconds that are left; a trifle when they are over, so that whoever still starts is stopped at once."""
        return max(0.001, self.ends - monotonic())
