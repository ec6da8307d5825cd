"""What the catalogue knows about a volume before it is scanned."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from ocr.language import Language
from ocr.standard_numbers import is_isbn, is_issn

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


def is_volume_id(text: str) -> bool:
    """Tell whether `text` can name a package on any file system: letters (of any script), digits, `.`, `_`, `-`, in NFC."""
    portable = _VOLUME_ID.fullmatch(text) is not None and not text.endswith(".") and _RESERVED.fullmatch(text) is None
    return portable and len(text.encode()) <= 200 and unicodedata.normalize("NFC", text) == text  # noqa: PLR2004  # a name has 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What is known of a volume beside its scans. Only `volume_id`, the name of its package, must be.

    `organisation` is the institution that hands the volume over to the archive; `corrected_by` corrected what was read of it, and
    had finished on the day `corrected_on`.

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
    organisation: str | None = None
    corrected_by: str | None = None
    corrected_on: date | None = None
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
