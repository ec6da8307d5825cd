"""Titles put right by what the rest of the volume says: letters lost in bold capitals, words that the table of contents has."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ocr.language import KAZAKH_LETTERS, Language
from ocr.segment.text import Vocabulary

_PLAIN = str.maketrans("әғқңөұүһ", "агкноуух")
"""What a Kazakh letter is read as when its mark is lost."""

_BEFORE_VELAR = "гк"
"""Of н and ң before other letters both are common, and tell words apart; before these it is nearly always ң."""

_WORD = re.compile(r"[^\W\d_]+")
_SIDE = 2
_FEWEST_WITNESSES = 4
_MAJORITY = 0.85
_FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWitness:
    """Which letter stands between which neighbours in the running text of a volume, by what they are read as without marks."""

    seen: Mapping[str, Counter[str]]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "LetterWitness":
        """Count the letters of the volume's words in their surroundings."""
        seen: dict[str, Counter[str]] = {}
        for word, times in vocabulary.whole.items():
            for place, context in _contexts(word):
                seen.setdefault(context, Counter())[word[place]] += times
        return cls(seen=seen)

    def mended(self, word: str) -> str:
        """Return a Kazakh word in small letters with each letter that nearly all the text has otherwise in its place."""
        letters = list(word)
        for place, context in _contexts(word):
            witnesses = self.seen.get(context, Counter())
            letter, times = witnesses.most_common(1)[0] if witnesses else (word[place], 0)
            agreed = times >= _FEWEST_WITNESSES and times >= _MAJORITY * witnesses.total() and letter in KAZAKH_LETTERS
            if agreed and (letter != "ң" or context[_SIDE + 1] in _BEFORE_VELAR):
                letters[place] = letter
        return "".join(letters)


def _contexts(word: str) -> list[tuple[int, str]]:
    """Return each letter's place with the letters around it, all without their marks."""
    padded = f"{'_' * _SIDE}{word.translate(_PLAIN)}{'_' * _SIDE}"
    return [(place, padded[place : place + 2 * _SIDE + 1]) for place in range(len(word))]


def mend_title(title: str, language: Language, witness: LetterWitness, entry: str | None = None) -> str:
    """Return a title with misread words put right.

    A word that the table of contents has with other letters of the same looks is taken from there. Kazakh letters that lost
    their marks in capitals are those that stand in such a place in the volume's running text.
    """
    listed = [word.casefold() for word in _WORD.findall(entry or "")]
    kazakh = language is Language.KAZAKH

    def mended(match: re.Match[str]) -> str:
        printed = match.group()
        word = _listed(printed.casefold(), listed)
        if word is None and kazakh and printed.isupper() and len(printed) >= _FEWEST_LETTERS:
            word = witness.mended(printed.casefold())
        return _cased_like(word, printed) if word else printed

    return _WORD.sub(mended, title)


def _listed(word: str, listed: list[str]) -> str | None:
    """Return the word of the table of contents that a title's word is: the same, or one that only lost marks in the title."""
    if word in listed:
        return word
    alike = [other for other in listed if len(other) == len(word) and other.translate(_PLAIN) == word.translate(_PLAIN)]
    fuller = [other for other in alike if _marks(other) > _marks(word)]
    return fuller[0] if fuller else None


def _marks(word: str) -> int:
    return sum(letter in KAZAKH_LETTERS for letter in word)


def _cased_like(word: str, printed: str) -> str:
    """Return a word in small letters set in capitals where the printed one is."""
    if printed.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if printed[:1].isupper() else word
