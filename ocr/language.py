"""The three languages of the archive, their codes, and which of them a text is in."""

import re
from enum import Enum

KAZAKH_LETTERS = frozenset("әғқңөұүһі")
"""Letters that Kazakh Cyrillic has and Russian has not."""

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

KAZAKH_SHARE = 0.04
"""Share of Kazakh letters among Cyrillic ones from which a text is Kazakh: running Kazakh has 15–25 %,
Russian with Kazakh names in it stays below 2 %."""

_SHORT = 120
"""Cyrillic letters below which the words of a text are looked at, not its letters alone."""

_PLAINLY_KAZAKH = 0.12
"""Share of Kazakh letters that no Russian text has, however many Kazakh names are in it."""

_KAZAKH_WORDS = re.compile(
    r"\b(?:мен|пен|бен|жолы|жыл\w*|туралы|бойынша|дейін|кейін|ретінде|хабаршы\w*|басылым\w*|"
    r"\w{2,}(?:лары|лар[ыд]\w*|дары|тары|лардын|ында|ындагы|ыныц|ынын|тарында|лык|дык))\b",
    re.IGNORECASE,
)
_RUSSIAN_WORDS = re.compile(
    r"\b(?:и|в|во|на|с|из|по|о|об|для|от|до|как|не|к|за|при|или|под|"
    r"\w{2,}(?:ого|его|ому|ему|ыми|ими|ый|ий|ая|яя|ое|ее|ые|ие|ость|ости|ция|ции|ение|ения|ении|ание|ания|ании|ство|ства|стве|ском|ских))\b",
    re.IGNORECASE,
)
"""Words and endings that the other language has not."""


class Language(Enum):
    """A language the archive reads, with the name Tesseract gives its model and its BCP 47 tag."""

    KAZAKH = ("kaz", "kk")
    RUSSIAN = ("rus", "ru")
    ENGLISH = ("eng", "en")

    def __init__(self, tesseract: str, bcp47: str) -> None:
        """Keep both codes."""
        self.tesseract = tesseract
        self.bcp47 = bcp47

    @classmethod
    def of_bcp47(cls, tag: str) -> "Language":
        """Return the language with this BCP 47 tag; ValueError when it is none of ours."""
        for language in cls:
            if language.bcp47 == tag:
                return language
        msg = f"not a language of the archive: {tag!r}"
        raise ValueError(msg)


def detect_language(text: str) -> Language | None:
    """Return the language most of `text` is in, or None when it has no letters.

    Script decides between English and the other two, the share of Kazakh letters between Kazakh and Russian. In a short text that
    share says little: a Russian title may be half a Kazakh name, a Kazakh one may have no letter of its own. There the words and
    endings that only one of the two has go first.
    """
    cyrillic = len(_CYRILLIC.findall(text))
    latin = len(_LATIN.findall(text))
    if not cyrillic and not latin:
        return None
    if latin > cyrillic:
        return Language.ENGLISH
    share = sum(letter in KAZAKH_LETTERS for letter in text.casefold()) / cyrillic
    if cyrillic < _SHORT and share < _PLAINLY_KAZAKH:
        kazakh, russian = (sum(1 for _ in words.finditer(text)) for words in (_KAZAKH_WORDS, _RUSSIAN_WORDS))
        if kazakh != russian:
            return Language.KAZAKH if kazakh > russian else Language.RUSSIAN
    return Language.KAZAKH if share >= KAZAKH_SHARE else Language.RUSSIAN
