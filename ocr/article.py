"""What was found in a volume: articles with their front matter, body and references, and what belongs to none."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ocr.geometry import Box
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark:
    """A mark in the text, as printed ("¹", "*"), that points to a footnote; `note` is its index in the article's own, from 0."""

    content: str
    note: int


Inline = str | UncertainText | Citation | NoteMark | PageStart
"""A stretch of running text. Joined in order, the parts are the text: blanks are inside them, none is added."""


def plain_text(content: tuple[Inline, ...]) -> str:
    """Return the running text without its marks."""
    return "".join(part if isinstance(part, str) else "" if isinstance(part, PageStart) else part.content for part in content)


class ParagraphRole(StrEnum):
    """What a paragraph is. Neighbours of the same role, but for plain text, make up one list, quotation or poem."""

    TEXT = "text"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    VERSE = "verse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, joined over lines, columns and pages.

    `label` is what is printed before an item of a list ("1.", "а)", "–"); it is not in `content`. A verse is a stanza; each of
    its lines but the last ends in a line break, which is in the text.
    """

    content: tuple[Inline, ...]
    role: ParagraphRole = ParagraphRole.TEXT
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Paragraphs under a printed heading; `heading` is None for those before the first.

    Sections follow each other as printed; `level` counts from 1, and one of level 2 belongs to the nearest before it of level 1.
    """

    heading: str | None
    paragraphs: tuple[Paragraph, ...]
    level: int = 1


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
    FRONT_MATTER = "front matter"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """A part of scan `image_nr` that is kept as a picture; `box` is in pixels of the untouched scan."""

    image_nr: int
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note at the foot of a page: its mark as printed (may be empty), and its text without the mark."""

    label: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with its printed label ("Сурет 1", may be empty) and caption; `picture` is None where none was found near it."""

    label: str
    caption: str
    picture: Crop | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its printed label and caption, its cells by rows where they were read, and its picture where it is ruled."""

    label: str
    caption: str
    rows: tuple[tuple[str, ...], ...] = ()
    picture: Crop | None = None


class DropReason(StrEnum):
    """Why a block is in no article."""

    RUNNING_HEADER = "running header"
    RUNNING_FOOTER = "running footer"
    PAGE_NUMBER = "page number"
    SIGNATURE_MARK = "signature mark"
    JUMP_LINE = "jump line"
    COVER = "cover or title page"
    IMPRINT = "imprint"
    CONTENTS = "table of contents"
    EDITORIAL_BOARD = "editorial board"
    MASTHEAD = "masthead"
    ADVERTISEMENT = "advertisement"
    OUTSIDE_ARTICLES = "outside every article"
    NOISE = "noise"


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedBlock:
    """A block that is in no article, its text, and why."""

    area: Area
    reason: DropReason
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that speaks for a title (`weight` above 0) or against it, in units of log-odds."""

    reason: str
    weight: float

    def __str__(self) -> str:
        """Return it as it is shown to a person: "names below (+2.0)"."""
        return f"{self.reason} ({self.weight:+.1f})"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCandidate:
    """A block that could open an article, the evidence for and against, and the number of the article that it opens, if any."""

    area: Area
    content: str
    evidence: tuple[Evidence, ...]
    article: int | None

    @property
    def weight(self) -> float:
        """All evidence together."""
        return sum(each.weight for each in self.evidence)


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
    footnotes: tuple[Footnote, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    doi: str | None = None
    history: tuple[HistoryDate, ...] = ()
    field_confidences: tuple[FieldConfidence, ...] = ()
    rubric: str = ""
    running_header: str | None = None
    printed_pages: tuple[str, str] | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """The scans the article touches, ascending."""
        return tuple(sorted({area.image_nr for area in self.areas}))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the body, in reading order."""
        return (paragraph for section in self.body for paragraph in section.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """A line of the table of contents: names and title as printed, the page it gives, the article it is about, if found."""

    image_nr: int
    content: str
    page: str | None
    article: int | None = None


class Disagreement(StrEnum):
    """How the table of contents and the articles found disagree."""

    MISSING = "listed in the table of contents, but not found"
    EXTRA = "found, but not listed in the table of contents"
    SHIFTED = "listed with another page than the one it was found on"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsFinding:
    """A disagreement, for a person to look at: about which title, listed on which page, found on which."""

    disagreement: Disagreement
    title: str
    article: int | None = None
    listed_page: str | None = None
    found_page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedNumber:
    """The number of a page as its volume counts: printed on the scan, or (`seen` is false) between its neighbours' numbers."""

    image_nr: int
    content: str
    seen: bool

    @property
    def label(self) -> str:
        """Return it as catalogues write it: in brackets where it is not printed."""
        return self.content if self.seen else f"[{self.content}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """All blocks of a volume accounted for: each is in one article or among the dropped.

    `candidates` are the blocks that opened an article or nearly did, in reading order, with the evidence; `contents` is the
    table of contents, where there is one, and `disagreements` what it says otherwise than what was found.
    `imprint` is what the volume says of itself; two values of one fact contradict each other, and a person has to choose.
    """

    articles: tuple[Article, ...]
    dropped: tuple[DroppedBlock, ...]
    candidates: tuple[StartCandidate, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    disagreements: tuple[ContentsFinding, ...] = ()
    printed_numbers: tuple[PrintedNumber, ...] = ()
    imprint: tuple[PrintedFact, ...] = ()
