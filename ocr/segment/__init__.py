"""From pages to articles: furniture dropped, starts found, front matter, body and references read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ocr.article import Article, DroppedBlock, DropReason, Segmentation
from ocr.article import plain_text as plain_text_of
from ocr.page import Page
from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock, place_blocks
from ocr.segment.body import Body, read_body
from ocr.segment.front import FrontMatter, article_language, end_of_front, first_of_front, read_front
from ocr.segment.furniture import find_furniture, printed_number
from ocr.segment.persons import parse_names
from ocr.segment.references import read_references
from ocr.segment.starts import Start, StartOptions, find_starts, opens_contents
from ocr.segment.text import Vocabulary

__all__ = ["SegmentOptions", "segment_articles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentOptions:
    """What tunes the finding of articles."""

    starts: StartOptions = StartOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extent:
    """The blocks of one article: indices of its first, of the first after its front matter, and after its last."""

    start: Start
    first: int
    body: int
    stop: int
    continuation: tuple[PlacedBlock, ...] = ()


def segment_articles(pages: Sequence[Page], options: SegmentOptions | None = None) -> Segmentation:
    """Return the articles of one volume in reading order, and every block that is in none, with the reason.

    A title opens an article; names and codes above it belong to it. Blocks before the first belong to none.
    """
    options = options or SegmentOptions()
    everything = place_blocks(pages)
    furniture = find_furniture(everything)
    blocks = [block for block in everything if block not in furniture]
    starts = find_starts(blocks, options.starts)
    extents = _with_continuations(_extents(blocks, starts), everything, blocks, furniture)
    context = _Context(vocabulary=Vocabulary.of(pages), printed=_printed_numbers(furniture), header=_running_header(furniture))
    articles = tuple(_build(number, blocks, extent, context) for number, extent in enumerate(extents, start=1))
    used = {area for article in articles for area in article.areas}
    dropped = tuple(
        DroppedBlock(area=block.area, reason=furniture.get(block, DropReason.OUTSIDE_ARTICLES), content=block.text)
        for block in everything
        if block.area not in used
    )
    return Segmentation(articles=articles, dropped=dropped)


def _extents(blocks: Sequence[PlacedBlock], starts: Sequence[Start]) -> list[_Extent]:
    """Return the blocks of each article: from its front matter to that of the next."""
    floors = [0, *(start.last + 1 for start in starts)]
    firsts = [first_of_front(blocks, start, floor) for start, floor in zip(starts, floors, strict=False)]
    stops = [_stop(blocks, start, following) for start, following in zip(starts, [*firsts[1:], len(blocks)], strict=True)]
    return [
        _Extent(start=start, first=first, body=end_of_front(blocks, start, stop), stop=stop)
        for start, first, stop in zip(starts, firsts, stops, strict=True)
    ]


def _with_continuations(
    extents: Sequence[_Extent], everything: Sequence[PlacedBlock], blocks: Sequence[PlacedBlock], furniture: dict[PlacedBlock, DropReason]
) -> list[_Extent]:
    """Return the extents with what is printed elsewhere: a line "continued on" ends a part, "continued from" opens the next."""
    jumps = [block for block in everything if furniture.get(block) is DropReason.JUMP_LINE]
    place = {block: index for index, block in enumerate(everything)}
    owners = [_owner(extents, blocks, place, jump) for jump in jumps if not patterns.CONTINUED_FROM.search(jump.text)]
    done = list(extents)
    for jump in (jump for jump in jumps if patterns.CONTINUED_FROM.search(jump.text)):
        host = _owner(done, blocks, place, jump)
        owner = next((index for index in owners if index is not None and index != host and not done[index].continuation), None)
        if host is None or owner is None:
            continue
        cut = next(index for index in range(done[host].first, done[host].stop + 1) if index == len(blocks) or place[blocks[index]] > place[jump])
        done[owner] = replace(done[owner], continuation=tuple(blocks[cut : done[host].stop]))
        done[host] = replace(done[host], stop=cut)
    return done


def _owner(extents: Sequence[_Extent], blocks: Sequence[PlacedBlock], place: dict[PlacedBlock, int], jump: PlacedBlock) -> int | None:
    """Return the index of the article in which a jump line is printed."""
    return next((index for index, extent in reversed(list(enumerate(extents))) if place[blocks[extent.first]] < place[jump]), None)


def _stop(blocks: Sequence[PlacedBlock], start: Start, following: int) -> int:
    """Return the index after an article's last block: a table of contents ends it too."""
    return next((index for index in range(start.last + 1, following) if opens_contents(blocks[index])), following)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What articles need to know of the volume: its words, the number printed on each page, its running header."""

    vocabulary: Vocabulary
    printed: dict[int, str]
    header: str | None


def _printed_numbers(furniture: dict[PlacedBlock, DropReason]) -> dict[int, str]:
    numbers = ((block.page.image_nr, printed_number(block)) for block, reason in furniture.items() if reason is DropReason.PAGE_NUMBER)
    return {image_nr: number for image_nr, number in numbers if number}


def _running_header(furniture: dict[PlacedBlock, DropReason]) -> str | None:
    """Return the running header in the wording of most pages."""
    texts = [block.text for block, reason in furniture.items() if reason is DropReason.RUNNING_HEADER]
    return max(texts, key=texts.count, default=None)


def _build(number: int, blocks: Sequence[PlacedBlock], extent: _Extent, context: _Context) -> Article:
    front_blocks = blocks[extent.first : extent.body]
    title = blocks[extent.start.first : extent.start.last + 1]
    rest = [*blocks[extent.body : extent.stop], *extent.continuation]
    signed = _signature(rest)
    cut = next((index for index, block in enumerate(rest) if patterns.REFERENCES.match(block.text)), len(rest))
    front = read_front(front_blocks, title, context.vocabulary)
    if signed and not front.authors:
        front.authors = list(parse_names(rest[-1].text))
        cut = min(cut, len(rest) - 1)
    text = rest[:cut]
    pages = sorted({block.page.image_nr for block in (*front_blocks, *text)})
    body = read_body(text, context.vocabulary, pages)
    everything = [*front_blocks, *rest]
    back = rest[cut:-1] if signed and cut == len(rest) - 1 else rest[cut:]
    return _assembled(number, everything, back, front, body, extent.start, context)


def _signature(blocks: Sequence[PlacedBlock]) -> bool:
    """Tell whether an article ends in its author's name, as in newspapers."""
    return len(blocks) > 1 and len(blocks[-1].lines) == 1 and not blocks[-1].is_text and bool(parse_names(blocks[-1].text))


def _assembled(  # noqa: PLR0913  # the parts of an article, put together in one place
    number: int,
    blocks: Sequence[PlacedBlock],
    back: Sequence[PlacedBlock],
    front: FrontMatter,
    body: Body,
    start: Start,
    context: _Context,
) -> Article:
    text = " ".join(plain_text_of(paragraph.content) for section in body.sections for paragraph in section.paragraphs)
    language = article_language(text, front.title)
    return Article(
        number=number,
        language=language,
        title=front.title,
        authors=tuple(front.authors),
        supervisors=tuple(front.supervisors),
        affiliations=tuple(front.affiliations),
        emails=tuple(front.emails),
        translated_titles=tuple(title for title in front.titles if title.language is not language),
        abstracts=tuple(front.abstracts),
        keywords=tuple(front.keywords),
        udc=front.udc,
        mrnti=front.mrnti,
        doi=front.doi,
        body=tuple(body.sections),
        references_title=back[0].text.strip() if back else None,
        references=read_references(back[1:], context.vocabulary),
        footnotes=tuple(body.footnotes),
        captions=tuple(body.captions),
        areas=tuple(block.area for block in blocks),
        confidence=_mean_confidence(blocks),
        running_header=context.header,
        printed_pages=_printed_range(blocks, context),
        evidence=start.evidence,
    )


def _mean_confidence(blocks: Sequence[PlacedBlock]) -> float:
    confidences = [word.confidence for block in blocks for word in block.block.words]
    return round(sum(confidences) / len(confidences), 4) if confidences else 0.0


def _printed_range(blocks: Sequence[PlacedBlock], context: _Context) -> tuple[str, str] | None:
    """Return the numbers printed on the first and last page, when both were seen and the pages between agree."""
    scans = sorted({block.page.image_nr for block in blocks})
    numbers = [context.printed.get(scan) for scan in (scans[0], scans[-1])]
    if None in numbers or not all(number and number.isdigit() for number in numbers):
        return None
    first, last = (int(number) for number in numbers if number)
    agrees = last - first == scans[-1] - scans[0]
    return (str(first), str(last)) if agrees and all(b > a for a, b in pairwise([*scans])) else None
