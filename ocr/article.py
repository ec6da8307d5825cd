"""What was found in a volume: articles with their front matter, body and references, and what belongs to none."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ocr.imprint import PrintedFact
from ocr.language import Language
from ocr.person import Affiliation, Contributor
from ocr.reference import Reference, ReferenceList


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """The spot in the text where a page begins."""

    image_nr: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertainText:
    """Words read with little certainty (mean word confidence 0–1)."""

    content: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A pointer in the text to references, as printed: `[3, 5–7]` has numbers 3, 5, 6 and 7, `[3, с. 15]` has 3."""

    content: str
    numbers: tuple[int, ...]


Inline = str | UncertainText | Citation | PageStart
"""A stretch of running text. Joined in order, the parts are the text: blanks are inside them, none is added."""


def plain_text(content: tuple[Inline, ...]) -> str:
    """Return the running text without its marks."""
    return "".join(part if isinstance(part, str) else "" if isinstance(part, PageStart) else part.content for part in content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, joined over lines, columns and pages."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Paragraphs under a printed heading; `heading` is None for those before the first."""

    heading: str | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageText:
    """A text in one language: a title, an abstract."""

    language: Language
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords:
    """The keywords of one language, one string each."""

    language: Language
    content: tuple[str, ...]


class HistoryEvent(StrEnum):
    """What happened to an article before it was printed, in the words JATS suggests for @date-type."""

    RECEIVED = "received"
    REVISED = "rev-recd"
    ACCEPTED = "accepted"
    ONLINE = "pub"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDate:
    """A printed date of an article's history. `iso` is a day, month or year after ISO 8601: `2019-03-12`, `2019-03`, `2019`."""

    event: HistoryEvent
    iso: str
    content: str


class ArticleField(StrEnum):
    """A field of an article that can be wrong by itself."""

    TITLE = "title"
    AUTHORS = "authors"
    AFFILIATIONS = "affiliations"
    EMAILS = "e-mail addresses"
    LANGUAGE = "language"
    ABSTRACTS = "abstracts"
    KEYWORDS = "keywords"
    TRANSLATED_TITLES = "translated titles"
    CLASSIFICATION = "classification"
    HISTORY = "history"
    REFERENCES = "references"
    CITATIONS = "citations"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldConfidence:
    """How sure a field is, 0–1, and what casts doubt on it, in plain words (none when nothing does)."""

    field: ArticleField
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A block of a page, as METS points at it: `block_id` in the ALTO file of page `image_nr`."""

    image_nr: int
    block_id: str


class DropReason(StrEnum):
    """Why a block is in no article."""

    RUNNING_HEADER = "running header"
    RUNNING_FOOTER = "running footer"
    PAGE_NUMBER = "page number"
    JUMP_LINE = "jump line"
    OUTSIDE_ARTICLES = "outside every article"
    NOISE = "noise"


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedBlock:
    """A block that is in no article, its text, and why."""

    area: Area
    reason: DropReason
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as found, in the words of the page.

    `number` counts from 1 in the volume. `confidence` is the mean word confidence, 0–1. `areas` are the blocks it was made of,
    in reading order. `pages` are the scans it touches, ascending; `printed_pages` the numbers printed on the first and the last
    of them, when seen. `authors_incomplete` when the page says "и др.", "et al." after the authors. `other_references` are lists
    after the first: mostly the same entries in Latin letters. `field_confidences` has one entry for each field that was found or
    missed.
    """

    number: int
    language: Language
    title: str
    authors: tuple[Contributor, ...]
    body: tuple[Section, ...]
    areas: tuple[Area, ...]
    confidence: float
    supervisors: tuple[Contributor, ...] = ()
    authors_incomplete: bool = False
    affiliations: tuple[Affiliation, ...] = ()
    emails: tuple[str, ...] = ()
    translated_titles: tuple[LanguageText, ...] = ()
    abstracts: tuple[LanguageText, ...] = ()
    keywords: tuple[Keywords, ...] = ()
    udc: str | None = None
    mrnti: str | None = None
    references_title: str | None = None
    references: tuple[Reference, ...] = ()
    other_references: tuple[ReferenceList, ...] = ()
    footnotes: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    doi: str | None = None
    history: tuple[HistoryDate, ...] = ()
    field_confidences: tuple[FieldConfidence, ...] = ()
    running_header: str | None = None
    printed_pages: tuple[str, str] | None = None
    evidence: tuple[str, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """The scans the article touches, ascending."""
        return tuple(sorted({area.image_nr for area in self.areas}))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the body, in reading order."""
        return (paragraph for section in self.body for paragraph in section.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """All blocks of a volume accounted for: each is in one article or among the dropped.

    `imprint` is what the volume says of itself; two values of one fact contradict each other, and a person has to choose.
    """

    articles: tuple[Article, ...]
    dropped: tuple[DroppedBlock, ...]
    imprint: tuple[PrintedFact, ...] = ()
