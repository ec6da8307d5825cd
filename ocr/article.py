"""What was found in a volume: articles with their front matter, body and references, and what belongs to none."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ocr.language import Language


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
    """A pointer in the text to references, as printed: `[3, 5–7]` has numbers 3, 5, 6 and 7."""

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
class Contributor:
    """A person as printed. `given_names` may be initials; `affiliations` are indices into the article's own, from 0."""

    surname: str
    given_names: str = ""
    role: str | None = None
    email: str | None = None
    affiliations: tuple[int, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An entry of the list of references: its printed label (may be empty) and its text without the label."""

    label: str
    content: str


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
    of them, when seen.
    """

    number: int
    language: Language
    title: str
    authors: tuple[Contributor, ...]
    body: tuple[Section, ...]
    areas: tuple[Area, ...]
    confidence: float
    supervisors: tuple[Contributor, ...] = ()
    affiliations: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    translated_titles: tuple[LanguageText, ...] = ()
    abstracts: tuple[LanguageText, ...] = ()
    keywords: tuple[Keywords, ...] = ()
    udc: str | None = None
    mrnti: str | None = None
    references_title: str | None = None
    references: tuple[Reference, ...] = ()
    footnotes: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    doi: str | None = None
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
    """All blocks of a volume accounted for: each is in one article or among the dropped."""

    articles: tuple[Article, ...]
    dropped: tuple[DroppedBlock, ...]
