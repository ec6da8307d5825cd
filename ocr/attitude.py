"""How pages lie on their scans: what each page says of it, and what its volume says where the page says little."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ocr.page import Page, ProcessingStep

WEIGHED = "weigh-attitude"
"""The step that tells how a page lies by reading it in several attitudes: how certain that is, and what its volume said."""

_PLENTY = 40
"""Letters on a page whose rows show for certain which way its lines run; fewer are read quickly in every attitude."""

_WORTH = 0.3
"""What the volume says counts as much as so much more certainty in reading: enough against `69` or `NOON`, never against a line
of print. A page that this could not sway is sure."""

_MAJORITY = 2 / 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt(Generic[T]):
    """A scan as read when turned clockwise by `turns` × 90°: `sense` is how certain the engine was of its `letters`, 0–1."""

    turns: int
    letters: int
    sense: float
    read: T


def most_sensible(
    attempt: Callable[[int | None], Attempt[T]], doubt: float, expected: int | None
) -> tuple[T, ProcessingStep | None]:
    """Return what `attempt` reads in the attitude in which that makes most sense, and the step that found out, if it took one.

    `attempt` reads the scan turned by so many quarter turns, or by None as it seems to lie. `doubt` is the certainty below which
    more than one attitude is tried; `expected` the attitude in which the volume has its pages, if that is known.
    """
    best = first = attempt(None)
    if first.letters >= _PLENTY and first.sense >= doubt:
        return first.read, None
    senses = {first.turns: first.sense}
    for turns in _others(first, expected):
        other = attempt(turns)
        senses[turns] = other.sense
        if _worth(other, expected) > _worth(best, expected):
            best = other
    if len(senses) == 1:
        return first.read, None
    runner_up = max(sense for turns, sense in senses.items() if turns != best.turns)
    return best.read, _step(best, best.sense - runner_up, expected)


def _others(first: Attempt[T], expected: int | None) -> Iterable[int]:
    """Return in which other attitudes a page is worth reading: none is where nothing is to be read, but the volume may say."""
    others = (2,) if first.letters >= _PLENTY else (2, 1, 3) if first.letters else ()
    found = {(first.turns + turns) % 4: None for turns in others} | ({} if expected is None else {expected: None})
    return [turns for turns in found if turns != first.turns]


def _worth(attempt: Attempt[T], expected: int | None) -> float:
    return attempt.sense + (_WORTH if attempt.turns == expected else 0.0)


def _step(best: Attempt[T], certainty: float, expected: int | None) -> ProcessingStep:
    told = {} if expected is None else {"expected_by_volume": str(90 * expected)}
    return ProcessingStep(
        name=WEIGHED, parameters={"clockwise_degrees": str(90 * best.turns), "certainty": f"{certainty:.2f}", **told}
    )


def expected_attitudes(scans: Sequence[Sequence[Page]]) -> Mapping[int, int]:
    """Return in how many quarter turns the volume has its pages, by the index of each scan that is unsure and has others.

    `scans` are the pages read from each scan of a volume, in order; none where none could be read. Leaves may have been scanned
    front and back in turn, the book turned round between: scans at even distance are asked first, then all.
    """
    sure = {index: pages[0].quarter_turns for index, pages in enumerate(scans) if any(map(_is_sure, pages))}
    found = {}
    for index, pages in enumerate(scans):
        if not pages or index in sure:
            continue
        alike = [turns for other, turns in sure.items() if (other - index) % 2 == 0]
        told = _agreed(alike or list(sure.values()))
        if told is not None and told != pages[0].quarter_turns:
            found[index] = told
    return found


def _is_sure(page: Page) -> bool:
    """Tell whether the page itself shows how it lies: by plenty of print, or since it reads well one way alone."""
    weighed = next((step for step in page.steps if step.name == WEIGHED), None)
    return bool(page.blocks) and (weighed is None or float(weighed.parameters["certainty"]) >= _WORTH)


def _agreed(turns: Sequence[int]) -> int | None:
    [(most, count)] = Counter(turns).most_common(1) or [(0, 0)]
    return most if count and count >= _MAJORITY * len(turns) else None
