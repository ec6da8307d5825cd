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

    Script decides between English and the other two, the share of Kazakh letters between Kazakh and Russian.
    """
    cyrillic = len(_CYRILLIC.findall(text))
    latin = len(_LATIN.findall(text))
    if not cyrillic and not latin:
        return None
    if latin > cyrillic:
        return Language.ENGLISH
    kazakh = sum(letter in KAZAKH_LETTERS for letter in text.casefold())
    return Language.KAZAKH if kazakh >= KAZAKH_SHARE * cyrillic else Language.RUSSIAN
