"""An entry of a list of references: as printed, and what its parts say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ocr.language import Language
from ocr.person import PersonName


class PublicationType(StrEnum):
    """What is cited, in the words JATS suggests for @publication-type."""

    JOURNAL = "journal"
    NEWSPAPER = "newspaper"
    BOOK = "book"
    CHAPTER = "chapter"
    CONFERENCE = "confproc"
    THESIS = "thesis"
    REPORT = "report"
    STANDARD = "standard"
    PATENT = "patent"
    LAW = "legal"
    ARCHIVAL = "archival"
    WEB = "webpage"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedReference:
    """What the parts of an entry say, each as printed; what was not found is None or empty.

    `title` is that of the cited item itself when it stands in something larger: `source`, a journal, a collection, a site. A book
    or thesis is its own source and has no `title`. `first_page`, `last_page` are where it stands, `page_count` how long it is.
    `authors_incomplete` when the entry says "и др.", "et al.". `confidence` (0–1) is how sure the parts are.
    """

    publication_type: PublicationType
    confidence: float
    language: Language | None = None
    authors: tuple[PersonName, ...] = ()
    editors: tuple[PersonName, ...] = ()
    authors_incomplete: bool = False
    title: str | None = None
    source: str | None = None
    year: str | None = None
    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None
    page_count: str | None = None
    edition: str | None = None
    publisher: str | None = None
    place: str | None = None
    isbn: str | None = None
    issn: str | None = None
    doi: str | None = None
    url: str | None = None
    accessed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An entry of the list of references: its printed label (may be empty) and its text without the label.

    `parsed` is what its parts say; None when nothing could be told of them.
    """

    label: str
    content: str
    parsed: ParsedReference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceList:
    """A list of references under its printed title."""

    title: str
    entries: tuple[Reference, ...]
