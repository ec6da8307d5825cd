"""How well a text was read: letters wrong, and words found.

Both texts are made alike first: composed letters (NFC), words joined that were broken at a line's end, one kind each of quotation
mark, dash and apostrophe, one blank for any white space.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

_BROKEN_WORD = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
_ALIKE = str.maketrans(dict.fromkeys("«»“”„", '"') | dict.fromkeys("–—−‑", "-") | {"’": "'"})


def normalised(text: str) -> str:
    """Return `text` without what depends on taste and line breaks."""
    joined = _BROKEN_WORD.sub("", unicodedata.normalize("NFC", text))
    return " ".join(joined.translate(_ALIKE).split())


def words_of(text: str) -> Counter[str]:
    """Return how often each word stands in `text`, whatever its case and the marks around it."""
    return Counter(re.findall(r"\w+", normalised(text).casefold()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one text, or several together, were read like: edits and letters, words found and words there."""

    edits: int
    letters: int
    found: int
    words: int

    @property
    def error_rate(self) -> float:
        """Letters wrong (inserted, left out, taken for others) per letter printed, in reading order."""
        return self.edits / max(1, self.letters)

    @property
    def recall(self) -> float:
        """Share of the printed words that were found, wherever they stand on the page."""
        return self.found / max(1, self.words)


def score(read: str, printed: str) -> Score:
    """Return how well `printed` was read."""
    there = words_of(printed)
    return Score(
        edits=Levenshtein.distance(normalised(read), normalised(printed)),
        letters=len(normalised(printed)),
        found=(words_of(read) & there).total(),
        words=there.total(),
    )


def total(scores: Iterable[Score]) -> Score:
    """Return the score of several texts together: long ones weigh more."""
    each = tuple(scores)
    return Score(
        edits=sum(one.edits for one in each),
        letters=sum(one.letters for one in each),
        found=sum(one.found for one in each),
        words=sum(one.words for one in each),
    )
