"""What the catalogue knows about a volume before it is scanned."""

import re
import unicodedata
from dataclasses import dataclass

from ocr.language import Language

ARTICLE_TYPES = (
    "research-article",
    "review-article",
    "brief-report",
    "case-report",
    "editorial",
    "letter",
    "abstract",
    "book-review",
    "obituary",
    "news",
    "meeting-report",
    "introduction",
    "announcement",
    "correction",
    "discussion",
    "other",
)
"""The article types of the profile, from the list JATS suggests."""

_VOLUME_ID = re.compile(r"[^\W_][\w.\-]{0,99}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_YEARS = range(1400, 2200)
_ISBN_10, _ISBN_13 = 10, 13


def is_volume_id(text: str) -> bool:
    """Tell whether `text` can name a package on any file system: letters (of any script), digits, `.`, `_`, `-`, in NFC."""
    portable = _VOLUME_ID.fullmatch(text) is not None and not text.endswith(".") and _RESERVED.fullmatch(text) is None
    return portable and len(text.encode()) <= 200 and unicodedata.normalize("NFC", text) == text  # noqa: PLR2004  # a name has 255


def is_issn(text: str) -> bool:
    """Tell whether `text` is an ISSN (NNNN-NNNC) with its right check digit (ISO 3297)."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", text):
        return False
    digits = text.replace("-", "")
    return sum(weight * _digit(digit) for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def is_isbn(text: str) -> bool:
    """Tell whether `text` is an ISBN of 10 or 13 digits, hyphens or blanks between, with its right check digit (ISO 2108)."""
    digits = re.sub(r"[ -]", "", text)
    if len(digits) == _ISBN_10 and re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return sum(weight * _digit(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    if len(digits) == _ISBN_13 and re.fullmatch(r"97[89][0-9]{10}", digits):
        return sum((1, 3)[place % 2] * int(digit) for place, digit in enumerate(digits)) % 10 == 0
    return False


def _digit(character: str) -> int:
    return 10 if character == "X" else int(character)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What is known of a volume beside its scans. Only `volume_id`, the name of its package, must be.

    ValueError, saying which and why, when a value cannot be: an ISSN with a wrong check digit, a year out of range.
    """

    volume_id: str
    title: str | None = None
    subtitle: str | None = None
    publisher: str | None = None
    place: str | None = None
    issn: str | None = None
    isbn: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    conference: str | None = None
    languages: tuple[Language, ...] = ()
    rights: str | None = None
    article_type: str = "research-article"

    def __post_init__(self) -> None:
        """Refuse the first value that cannot be."""
        checks = (
            (is_volume_id(self.volume_id), f"not a name for a package (letters, digits, '.', '_' and '-'): {self.volume_id!r}"),
            (self.issn is None or is_issn(self.issn), f"not an ISSN: {self.issn!r}"),
            (self.isbn is None or is_isbn(self.isbn), f"not an ISBN: {self.isbn!r}"),
            (self.year is None or self.year in _YEARS, f"not a year between 1400 and 2199: {self.year!r}"),
            (self.article_type in ARTICLE_TYPES, f"not an article type (one of {', '.join(ARTICLE_TYPES)}): {self.article_type!r}"),
            (len(set(self.languages)) == len(self.languages), "a language is given twice"),
        )
        for holds, problem in checks:
            if not holds:
                raise ValueError(problem)
