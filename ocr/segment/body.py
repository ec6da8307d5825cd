"""The body of an article: sections, paragraphs joined over columns and pages, captions and footnotes set aside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ocr.article import Figure, Footnote, Paragraph, Section, Table
from ocr.page import BlockRole, GraphicKind
from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock
from ocr.segment.text import Stretch, Vocabulary, build_paragraph, join_lines

_ENDED = re.compile(r"(?:[.!?…:;]|[.!?…]\s*[»”\"')\]])\s*(?:\[[\d,;\s–-]+\]\.?)?[\d¹²³*'’]{0,2}$")
_HYPHEN_END = re.compile(r"\w[-‐\u00ad¬]$")
_FOOTNOTE = re.compile(r"^[¹²³⁴⁵\d*†'’`]{1,2}\s?[^\W\d_]")
_FOOTNOTE_SIZE = 0.93
_MOST_HEADING_WORDS = 20
_MOST_HEADING_LINES = 3


@dataclass(kw_only=True)
class Body:
    """What the body holds besides its sections."""

    sections: list[Section] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)


def read_body(blocks: Sequence[PlacedBlock], vocabulary: Vocabulary, pages: Sequence[int]) -> Body:
    """Return the body printed in `blocks`; the beginning of each of `pages` (ascending) is marked where it comes."""
    body = Body()
    runs: list[tuple[str | None, list[list[PlacedBlock]]]] = [(None, [])]
    for block in blocks:
        text = join_lines((line.content for line in block.lines), vocabulary)
        if block.block.role is BlockRole.TABLE:
            continue
        if block.block.role is BlockRole.CAPTION:
            _add_float(text, body)
        elif is_footnote(block):
            body.footnotes.append(Footnote(label="", content=text))
        elif is_section_heading(block):
            runs.append((text.strip(" |_"), []))
        else:
            _append(runs[-1][1], block)
    body.sections = _sections(runs, vocabulary, pages)
    return body


def _add_float(caption: str, body: Body) -> None:
    label = patterns.FLOAT_LABEL.match(caption)
    printed = label.group("label").strip(" .") if label else ""
    rest = caption[label.end() :].strip() if label else caption
    if patterns.TABLE_LABEL.search(printed):
        body.tables.append(Table(label=printed, caption=rest))
    else:
        body.figures.append(Figure(label=printed, caption=rest))


def is_section_heading(block: PlacedBlock) -> bool:
    """Tell whether a block stands over a section: it looks like a heading, and its words are not a sentence's end."""
    words = len(re.findall(r"[^\W\d_]{2,}", block.text))
    if patterns.is_opening(block.text):
        return False
    return (
        block.is_heading_like
        and 1 <= words <= _MOST_HEADING_WORDS
        and len(block.lines) <= _MOST_HEADING_LINES
        and not block.text.rstrip().endswith((",", ";"))
    )


def is_footnote(block: PlacedBlock) -> bool:
    """Tell whether a block is a note at the foot of its page: small type, a marker, or a short rule above."""
    box, page = block.block.box, block.page
    if box.vpos < 0.6 * page.height:
        return False
    ruled = any(
        graphic.kind is GraphicKind.SEPARATOR
        and graphic.box.width < 0.45 * page.width
        and 0 < box.vpos - graphic.box.bottom < 0.05 * page.height
        for graphic in page.graphics
    )
    return ruled or (block.size < _FOOTNOTE_SIZE and bool(_FOOTNOTE.match(block.text)) and not re.match(r"^\d+[.)]", block.text))


def _append(paragraphs: list[list[PlacedBlock]], block: PlacedBlock) -> None:
    """Add a block to the paragraph it goes on with, or as a new one."""
    if paragraphs and _runs_on(paragraphs[-1][-1], block):
        paragraphs[-1].append(block)
    else:
        paragraphs.append([block])


def _runs_on(before: PlacedBlock, block: PlacedBlock) -> bool:
    """Tell whether a paragraph goes on in `block`: it was not ended, or goes on in lower case, or without an indent."""
    text = before.text.rstrip()
    if _HYPHEN_END.search(text):
        return True
    ended = bool(_ENDED.search(text))
    starts_low = block.text[:1].islower()
    if not ended:
        return starts_low or _breaks_between(before, block) or not block.starts_indented
    return starts_low and _breaks_between(before, block) and len(before.lines) > 1


def _breaks_between(before: PlacedBlock, block: PlacedBlock) -> bool:
    """Tell whether a column or page ends between two blocks."""
    return before.page is not block.page or block.block.box.vpos < before.block.box.vpos


def _sections(
    runs: Sequence[tuple[str | None, list[list[PlacedBlock]]]], vocabulary: Vocabulary, pages: Sequence[int]
) -> list[Section]:
    """Return the sections with their paragraphs; pages that begin before the first paragraph are marked at its start."""
    sections: list[Section] = []
    waiting = list(pages)
    for heading, groups in runs:
        paragraphs: list[Paragraph] = []
        for group in groups:
            stretches = [Stretch(image_nr=block.page.image_nr, lines=block.lines) for block in group]
            opens = [page for page in waiting if page <= stretches[-1].image_nr]
            waiting = [page for page in waiting if page > stretches[-1].image_nr]
            early = [Stretch(image_nr=page, lines=()) for page in opens if page not in {stretch.image_nr for stretch in stretches}]
            paragraphs.append(
                build_paragraph(sorted([*early, *stretches], key=lambda stretch: stretch.image_nr), vocabulary, opens)
            )
        if heading is not None or paragraphs:
            sections.append(Section(heading=heading, paragraphs=tuple(paragraphs)))
    return sections
