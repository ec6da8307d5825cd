"""From pages to articles: furniture dropped, starts found, front matter, body and references read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ocr.article import Area, Article, DroppedBlock, DropReason, Evidence, Segmentation, StartCandidate, plain_text
from ocr.language import Language, detect_language
from ocr.page import Page
from ocr.reference import ReferenceList
from ocr.segment.back import ListOfReferences, split_back, with_title_apart
from ocr.segment.blocks import PlacedBlock, place_blocks
from ocr.segment.body import Body, read_body
from ocr.segment.byline import with_notes
from ocr.segment.citations import link_citations
from ocr.segment.contents import Contents, check_contents, find_contents
from ocr.segment.doubts import Reading, weigh_fields
from ocr.segment.extents import Extent, find_extents, is_rubric
from ocr.segment.front import FrontMatter, read_front
from ocr.segment.furniture import find_furniture, find_lone_headers
from ocr.segment.imprint import read_imprint
from ocr.segment.numbers import number_pages
from ocr.segment.persons import parse_names
from ocr.segment.references import read_references
from ocr.segment.signatures import signed_by, signing_blocks
from ocr.segment.starts import StartOptions, Starts, find_starts
from ocr.segment.text import Vocabulary
from ocr.segment.titles import LetterWitness, mend_title
from ocr.segment.unplaced import unplaced_lines
from ocr.segment.upright import upright
from ocr.segment.volume_parts import ADVERTISEMENTS, find_parts

__all__ = ["SegmentOptions", "segment_articles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentOptions:
    """What tunes the finding of articles."""

    starts: StartOptions = field(default_factory=StartOptions)


def segment_articles(pages: Sequence[Page], options: SegmentOptions | None = None) -> Segmentation:
    """Return the articles of one volume in reading order, and every block that is in none, with the reason.

    A title opens an article; names and codes above it belong to it. Blocks before the first belong to none.
    """
    options = options or SegmentOptions()
    everything = place_blocks([upright(page) for page in pages])
    furniture = find_furniture(everything)
    blocks = [block for block in everything if block not in furniture]
    numbers = number_pages(furniture, [page.image_nr for page in pages])
    contents = find_contents(blocks, {number.image_nr: number.content for number in numbers})
    parts = find_parts(blocks) | dict.fromkeys(contents.blocks, DropReason.CONTENTS)
    starts = find_starts(blocks, parts, contents, options.starts)
    jumps = [block for block, reason in furniture.items() if reason is DropReason.JUMP_LINE]
    extents, paid = _without_advertisements(find_extents(blocks, starts.chosen, parts, jumps), blocks)
    used = {block for extent in extents for block in (*blocks[extent.first : extent.stop], *extent.continuation)}
    furniture |= find_lone_headers([block for block in blocks if block not in used and block not in parts], used)
    volume = _Volume.of(Vocabulary.of(pages), contents, _running_header(furniture))
    articles = tuple(_build(number, _parts(blocks, extent), volume) for number, extent in enumerate(extents, start=1))
    entries, disagreements = check_contents(contents, articles)
    outside = furniture | parts | paid
    return Segmentation(
        articles=articles,
        dropped=tuple(_dropped(block, outside) for block in everything if block not in used),
        candidates=tuple(_candidates(starts, extents, blocks)),
        contents=entries,
        disagreements=disagreements,
        printed_numbers=numbers,
        imprint=read_imprint(outside),
    )


def _dropped(block: PlacedBlock, reasons: Mapping[PlacedBlock, DropReason]) -> DroppedBlock:
    return DroppedBlock(area=block.area, reason=reasons.get(block, DropReason.OUTSIDE_ARTICLES), content=block.text)


def _without_advertisements(
    extents: Sequence[Extent], blocks: Sequence[PlacedBlock]
) -> tuple[list[Extent], dict[PlacedBlock, DropReason]]:
    """Return the extents of articles, and the blocks of those that are headed "Advertisements"."""
    paid = [extent for extent in extents if ADVERTISEMENTS.match(blocks[extent.start.first].text)]
    dropped = {block: DropReason.ADVERTISEMENT for extent in paid for block in blocks[extent.first : extent.stop]}
    return [extent for extent in extents if extent not in paid], dropped


def _candidates(starts: Starts, extents: Sequence[Extent], blocks: Sequence[PlacedBlock]) -> Iterator[StartCandidate]:
    """Yield the headings that opened an article or nearly did, with what speaks for and against them."""
    numbers = {extent.start.first: number for number, extent in enumerate(extents, start=1)}
    for start in starts.candidates:
        if start.weight > _NEARLY or start.first in numbers:
            title = blocks[start.first : start.last + 1]
            yield StartCandidate(
                area=title[0].area,
                content=" ".join(block.text for block in title),
                evidence=start.evidence,
                article=numbers.get(start.first),
            )


_NEARLY = -3.0
"""Headings that weigh less are told of nowhere."""


# --- what the volume says ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Volume:
    """What articles need to know of the volume: its words, its contents, the number of each page, its running header."""

    vocabulary: Vocabulary
    letters: LetterWitness
    contents: Contents
    header: str | None

    @classmethod
    def of(cls, vocabulary: Vocabulary, contents: Contents, header: str | None) -> "_Volume":
        """Return what articles need to know of a volume with these words, this table of contents and this running header."""
        return cls(vocabulary=vocabulary, letters=LetterWitness.of(vocabulary), contents=contents, header=header)


def _running_header(furniture: Mapping[PlacedBlock, DropReason]) -> str | None:
    """Return the running header in the wording of most pages; lines of one page that make it up together are joined."""
    lines: dict[int, list[str]] = {}
    for block, reason in furniture.items():
        if reason is DropReason.RUNNING_HEADER:
            lines.setdefault(block.page.image_nr, []).append(block.text)
    texts = [" ".join(parts) for parts in lines.values()]
    return max(texts, key=texts.count, default=None)


# --- one article ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The blocks of one article by what they are for; `signature` is the author's name where it ends the article."""

    rubric: Sequence[PlacedBlock]
    front: Sequence[PlacedBlock]
    title: Sequence[PlacedBlock]
    body: Sequence[PlacedBlock]
    signature: Sequence[PlacedBlock]
    lists: Sequence[ListOfReferences]
    closing: Sequence[PlacedBlock]
    areas: tuple[Area, ...]
    evidence: tuple[Evidence, ...]
    run_in: str = ""

    @property
    def everything(self) -> list[PlacedBlock]:
        lists = (block for each in self.lists for block in (each.heading, *each.blocks))
        return [*self.rubric, *self.front, *self.body, *self.signature, *lists, *self.closing]


def _parts(blocks: Sequence[PlacedBlock], extent: Extent) -> _Parts:
    front = blocks[extent.first + _rubric_blocks(blocks[extent.first : extent.start.first + 1]) : extent.body]
    rest = [*blocks[extent.body : extent.stop], *extent.continuation]
    back = split_back([piece for block in rest for piece in with_title_apart(block)])
    title = blocks[extent.start.first : extent.start.last + 1] if not extent.start.run_in else ()
    named = any(parse_names(line.content) for block in front if block not in title for line in block.lines)
    body_end = len(back.body) - (0 if back.lists or back.closing or named else signing_blocks(back.body))
    rubric = blocks[extent.first : extent.body - len(front)]
    return _Parts(
        rubric=rubric,
        front=front,
        title=title,
        run_in=extent.start.run_in,
        body=back.body[:body_end],
        signature=back.body[body_end:],
        lists=back.lists,
        closing=back.closing,
        areas=tuple(dict.fromkeys(block.area for block in (*rubric, *front, *rest))),
        evidence=extent.start.evidence,
    )


def _rubric_blocks(blocks: Sequence[PlacedBlock]) -> int:
    """Return how many blocks of an article, from its first to its title, are a rubric over it."""
    count = 0
    while count < len(blocks) - 1 and is_rubric(blocks[count], blocks[count + 1], blocks[-1]):
        count += 1
    return count


def _build(number: int, parts: _Parts, volume: _Volume) -> Article:
    pages = sorted({block.page.image_nr for block in (*parts.front, *parts.body)})
    body = read_body(parts.body, volume.vocabulary, pages)
    spoken = detect_language(_text(body))
    front = read_front(parts.front, parts.title, volume.vocabulary, parts.closing, spoken)
    language = spoken or detect_language(parts.run_in or front.title) or Language.KAZAKH
    front = replace(front, title=parts.run_in or front.title, authors=(*front.authors, *signed_by(parts.signature)))
    article = _assemble(number, parts, volume, _Read(body=body, front=front, language=language))
    reading = Reading(
        title=tuple(word for block in parts.title for word in block.block.words),
        ties_are_sure=front.ties_are_sure,
        unplaced=unplaced_lines((*parts.front, *parts.closing), article),
    )
    return replace(article, field_confidences=weigh_fields(article, reading))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What an article says, in its parts, and in which language."""

    body: Body
    front: FrontMatter
    language: Language


def _assemble(number: int, parts: _Parts, volume: _Volume, read: _Read) -> Article:
    """Return the article: all that was read, with its title mended and its citations tied to its references."""
    front, body = read.front, read.body
    lists = [ReferenceList(title=each.title, entries=read_references(each.blocks, volume.vocabulary)) for each in parts.lists]
    references = lists[0].entries if lists else ()
    printed = _printed_range(parts.everything, volume.contents.printed)
    return Article(
        number=number,
        language=read.language,
        title=_mended_title(front, read.language, volume, printed),
        authors=with_notes(front.authors, body),
        authors_incomplete=front.authors_incomplete,
        supervisors=front.supervisors,
        affiliations=front.affiliations,
        emails=front.emails,
        translated_titles=tuple(title for title in front.titles if title.language is not read.language),
        abstracts=front.abstracts,
        keywords=front.keywords,
        history=front.history,
        udc=front.udc,
        mrnti=front.mrnti,
        doi=front.doi,
        body=link_citations(body.sections, references),
        references_title=lists[0].title if lists else None,
        references=references,
        other_references=tuple(lists[1:]),
        footnotes=body.footnotes,
        figures=body.figures,
        tables=body.tables,
        areas=parts.areas,
        confidence=_mean_confidence(parts.everything),
        rubric=" ".join(block.text for block in parts.rubric),
        running_header=volume.header,
        printed_pages=printed,
        evidence=parts.evidence,
    )


def _mended_title(front: FrontMatter, language: Language, volume: _Volume, printed: tuple[str, str] | None) -> str:
    """Return the title, put right by the table of contents, where an entry is known by the title, the first page or the names."""
    entry = volume.contents.lists(front.title, printed[0] if printed else None, [author.surname for author in front.authors])
    return mend_title(front.title, language, volume.letters, entry.content if entry else None)


def _text(body: Body) -> str:
    return " ".join(plain_text(paragraph.content) for section in body.sections for paragraph in section.paragraphs)


def _mean_confidence(blocks: Sequence[PlacedBlock]) -> float:
    confidences = [word.confidence for block in blocks for word in block.block.words]
    return round(sum(confidences) / len(confidences), 4) if confidences else 0.0


def _printed_range(blocks: Sequence[PlacedBlock], printed: Mapping[int, str]) -> tuple[str, str] | None:
    """Return the numbers of the first and last page, when both are known and are as far apart as the scans, or farther: gaps."""
    scans = sorted({block.page.image_nr for block in blocks})
    first, last = printed.get(scans[0]), printed.get(scans[-1])
    if first is None or last is None or int(last) - int(first) < scans[-1] - scans[0]:
        return None
    return first, last
