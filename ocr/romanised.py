"""Cyrillic as Latin letters, roughly: enough to tell that two spellings are one name."""

import re
from difflib import SequenceMatcher

_LETTERS = dict(
    zip(
        "аәбвгғдеёзийкқлмнңоөпрстуұүфхһыіэъь",
        [*"aabvggdeeziikklmnn", *"ooprstuuufhhiie", "", ""],
        strict=True,
    ),
    ж="zh",
    ц="ts",
    ч="ch",
    ш="sh",
    щ="sh",
    ю="iu",
    я="ia",
)
_TABLE = str.maketrans(_LETTERS)
_LIKE = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("kh", "h"),
    ("gh", "g"),
    ("ng", "n"),
    ("dzh", "zh"),
    ("j", "zh"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
)
_ENOUGH = 0.75


def skeleton(text: str) -> str:
    """Return the letters of a name without what spellings differ in: case, script, softness, doubled letters."""
    latin = text.casefold().translate(_TABLE)
    for one, other in _LIKE:
        latin = latin.replace(one, other)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]", "", latin))


def likeness(one: str, other: str) -> float:
    """Return how alike two names sound, 0–1."""
    return SequenceMatcher(None, skeleton(one), skeleton(other), autojunk=False).ratio()


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two spellings can be one surname: Үмбетова, Умбетова, Umbetova."""
    return likeness(one, other) >= _ENOUGH
