"""What a volume says of itself on its cover, title page, imprint and in its running headers."""

from dataclasses import dataclass
from enum import StrEnum


class VolumeFact(StrEnum):
    """A fact of a volume, in the words of volume.toml."""

    TITLE = "title"
    ISSN = "issn"
    ISBN = "isbn"
    YEAR = "year"
    VOLUME = "volume"
    ISSUE = "issue"
    PLACE = "place"
    PUBLISHER = "publisher"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFact:
    """A fact as printed on page `image_nr`; `content` is the line it was read from. `confidence` runs from 0 to 1."""

    fact: VolumeFact
    value: str
    image_nr: int
    content: str
    confidence: float
