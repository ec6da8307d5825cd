"""What the model can write: every character, and how text from outside is brought down to them."""

import re
import unicodedata

CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
KAZAKH = "ӘҒҚҢӨҰҮІҺәғқңөұүіһ"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹"
POINTS = ".,:;!?()-\"'"
QUOTES = "«»„“”‘’"
SIGNS = "—–№§©°±×€₸$%‰…•=+*<>[]{}|/\\@#&_~^"

CHARACTERS = CYRILLIC + KAZAKH + LATIN + DIGITS + SUPERSCRIPTS + POINTS + QUOTES + SIGNS
"""Every character but the space, each once."""

_ALLOWED = frozenset(CHARACTERS + " ")

_STAND_INS = str.maketrans(
    {
        "\u00ad": None,  # soft hyphen
        "\u0301": None,  # stress mark
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "–",
        "\u2015": "—",
        "´": "’",
        "`": "’",
        "‚": ",",
        "ə": "ә",  # two letters of other alphabets that stand for the Kazakh one in old files
        "Ə": "Ә",
        "ӊ": "ң",
        "·": "•",
    }
)
_SPACES = re.compile(r"\s+")
_MIXED_WORD = re.compile(r"[\u0400-\u04ff][A-Za-z]|[A-Za-z][\u0400-\u04ff]")
_MARKUP = re.compile(r"</?[a-z][^<>]{0,40}>|&[a-z]+;|&#\d+;")


def in_alphabet(text: str) -> bool:
    """Say whether the model can write `text` whole."""
    return set(text) <= _ALLOWED


def cleaned(text: str) -> str | None:
    """Return `text` as it would stand in print, or None when it cannot be written or is spelt with letters of two scripts."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_STAND_INS))
    text = _SPACES.sub(" ", text).strip()
    return None if _MIXED_WORD.search(text) or _MARKUP.search(text) or not in_alphabet(text) else text
