"""What two printings of the same words share, though one is set in capitals and the other misread by a letter or two."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

_LOOK_ALIKE = str.maketrans("әғқңөұүһіёäöüABEKMHOPCTXYaeopcxy", "агкноууhиеаоуавекмнорстхуаеорсху")
_FEWEST_LETTERS = 8


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the words of `text` in small letters with a blank between, letters that are misread for one another made one."""
    return " ".join(re.findall(r"[^\W_]+", text.translate(_LOOK_ALIKE).casefold().translate(_LOOK_ALIKE)))


def share_found(text: str, within: str) -> float:
    """Return how much of `text` is found in one stretch of `within`, both folded: 0–1, 0 when it is too short to tell."""
    return fuzz.partial_ratio(text, within) / 100 if _FEWEST_LETTERS <= len(text) <= len(within) + _FEWEST_LETTERS else 0.0
