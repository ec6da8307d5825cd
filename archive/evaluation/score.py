"""Texts compared, and what comes of it: precision, recall, F1, character error."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_SAME_SIGNS = str.maketrans({**dict.fromkeys("«»“”„", '"'), **dict.fromkeys("–—−‑‐", "-"), "’": "'", "ʼ": "'", "ё": "е", "Ё": "Е"})

Alike = Callable[[str, str], float]
"""How alike a text that was found is to a true one, 0–1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """What was found of a field (`found` items), what is true (`expected`), and how many of them are the same (`right`)."""

    expected: int
    found: int
    right: int

    def __add__(self, other: "FieldScore") -> "FieldScore":
        """Return both together."""
        return FieldScore(expected=self.expected + other.expected, found=self.found + other.found, right=self.right + other.right)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is true that was found; 1 when there is nothing to find."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall: 2·right / (found + expected)."""
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else 1.0


NOTHING = FieldScore(expected=0, found=0, right=0)


def levelled(text: str) -> str:
    """Return a text in which signs that look alike are one: quotation marks, dashes, ё and е; white space is one blank."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SAME_SIGNS).split())


def folded(text: str) -> str:
    """Return the words of a text alone: without case and punctuation."""
    return " ".join(re.findall(r"\w+", levelled(text).casefold()))


def likeness(found: str, true: str) -> float:
    """Return 1 less the character edits per character of the longer text, both folded."""
    return Levenshtein.normalized_similarity(folded(found), folded(true))


def holding(found: str, true: str) -> float:
    """Return how well the true text is somewhere in the found one, which may say more: a line printed whole."""
    if len(folded(found)) <= len(folded(true)):
        return likeness(found, true)
    return fuzz.partial_ratio(folded(true), folded(found)) / 100


def same(found: str, true: str) -> float:
    """Return 1 for the same text, letter case aside, else 0."""
    return float(found.casefold() == true.casefold())


def matched(found: Sequence[str], true: Sequence[str], alike: Alike, enough: float) -> list[tuple[int, int]]:
    """Return which found text is which true one, each once, the likest first; only pairs that are alike `enough`."""
    pairs = sorted(((alike(one, other), i, j) for i, one in enumerate(found) for j, other in enumerate(true)), reverse=True)
    taken: list[tuple[int, int]] = []
    for likely, i, j in pairs:
        if likely < enough:
            break
        if all(i != one and j != other for one, other in taken):
            taken.append((i, j))
    return taken


def words(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in the texts."""
    return Counter(word for text in texts for word in folded(text).split())


def character_edits(found: str, true: str) -> int:
    """Return the fewest letters to insert, delete or replace to make one text of the other, signs that look alike levelled."""
    return Levenshtein.distance(levelled(found), levelled(true))
