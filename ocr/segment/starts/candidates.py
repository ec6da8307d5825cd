"""Headings that might be titles, each with what stands around it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ocr.page import BlockRole
from ocr.segment import patterns
from ocr.segment.blocks import HEADLINE, PlacedBlock
from ocr.segment.contents import LISTED, Contents
from ocr.segment.persons import parse_names, parse_signature
from ocr.segment.verse import find_verses
from ocr.segment.wording import fold, share_found

_LARGER = 1.25
_CENTRED_LARGER = 1.12
_MOST_TITLE_LINES = 7
_MOST_FRONT_LINES = 4
_FEWEST_LETTERS = 4
_OVER_RUBRIC = 1.15
_REACH = 8
_TEXT_LINES = 5
"""So many lines are running text, even if they were taken for bold."""

_NO_TITLES = frozenset({BlockRole.CAPTION, BlockRole.TABLE, BlockRole.PAGE_NUMBER})


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidate:
    """A run of headings that look alike: blocks `first` to `last` (indices, inclusive) of the volume's `blocks`.

    One that is printed at the head of a paragraph, as in old newspapers, is `run_in`: its words, without the stop and dash.
    """

    blocks: Sequence[PlacedBlock]
    first: int
    last: int
    run_in: str = ""
    contents: Contents = field(default_factory=Contents)

    @property
    def title(self) -> PlacedBlock:
        """Its first block, the looks of which stand for all."""
        return self.blocks[self.first]

    @cached_property
    def text(self) -> str:
        """Its words on one line."""
        return self.run_in or " ".join(block.text for block in self.blocks[self.first : self.last + 1])

    @property
    def body(self) -> int:
        """The index of the first block that holds text below it, or behind it where it is run in."""
        return self.first if self.run_in else self.last + 1

    @cached_property
    def letters(self) -> int:
        """How many letters it has."""
        return sum(map(str.isalpha, self.text))

    @cached_property
    def before(self) -> PlacedBlock | None:
        """The block before it, on whatever page."""
        return self.blocks[self.first - 1] if self.first else None

    @cached_property
    def after(self) -> PlacedBlock | None:
        """The block after it, on whatever page."""
        return self.blocks[self.last + 1] if self.last + 1 < len(self.blocks) else None

    @cached_property
    def above(self) -> tuple[PlacedBlock, ...]:
        """Blocks of front matter directly above it on its page, nearest first."""
        found: list[PlacedBlock] = []
        for block in reversed(self.blocks[max(0, self.first - _REACH) : self.first]):
            if not is_front_matter(block) or block.page is not self.title.page:
                break
            found.append(block)
        return tuple(found)

    @cached_property
    def below(self) -> tuple[PlacedBlock, ...]:
        """Blocks below it up to the first running text."""
        found: list[PlacedBlock] = []
        if self.run_in:
            return ()
        for block in self.blocks[self.last + 1 : self.last + 1 + _REACH]:
            if (block.is_text and not is_front_matter(block)) or self._yields_to(block, found):
                break
            found.append(block)
        return tuple(found)

    def _yields_to(self, block: PlacedBlock, between: Sequence[PlacedBlock]) -> bool:
        """Tell whether what follows belongs to a heading further down: a rubric has the title below it, larger or after codes."""
        larger = block.size > _OVER_RUBRIC * self.title.size
        coded = any(patterns.UDC.match(each.text) for each in between)
        return _may_be_title(block, self.contents) and (larger or coded)

    @cached_property
    def names_the_paper(self) -> bool:
        """It repeats what is set largest at the head of the volume's first page."""
        first = [
            block for block in self.blocks if block.page is self.blocks[0].page and block.block.box.bottom < block.page.height / 4
        ]
        masthead = max(first, key=lambda block: block.size, default=None)
        return (
            self.title.in_newspaper
            and masthead is not None
            and masthead is not self.title
            and share_found(fold(self.text), fold(masthead.text)) > LISTED
        )


def find_candidates(blocks: Sequence[PlacedBlock], apart: Collection[PlacedBlock], contents: Contents) -> list[Candidate]:
    """Return runs of headings that stand together and look alike, without sections, captions and lines of names.

    Blocks that are set `apart` (a cover, the table of contents) hold none.
    """
    runs: list[tuple[int, int, str]] = []
    verses = find_verses(blocks)
    for index, block in enumerate(blocks):
        if block in apart or block in verses:
            continue
        if heading := run_in_heading(block):
            runs.append((index, index, heading))
        elif _may_be_title(block, contents) or (runs and runs[-1][1] == index - 1 and _ends_word_of(blocks[index - 1], block)):
            joined = runs and runs[-1][1:] == (index - 1, "") and _is_one_title(blocks[runs[-1][0] : index + 1], contents)
            runs.append((runs.pop()[0], index, "") if joined else (index, index, ""))
    return [Candidate(blocks=blocks, first=first, last=last, run_in=heading, contents=contents) for first, last, heading in runs]


_RUN_IN = re.compile(
    r"^(?P<heading>[^\W\d_](?:[^.!?—–]|\.(?=\s[a-zа-яёәғқңөұүһі])){2,58}?[^\W\d_])(?:[-.,:]\s?[—–]|[—–])\s?(?=[^\W\d_]*\w)"
)
_MOST_RUN_IN_WORDS = 8


def run_in_heading(block: PlacedBlock) -> str:
    """Return the heading of a newspaper's paragraph, which a stop and a dash part from the text; mostly none."""
    match = _RUN_IN.match(block.text) if block.in_newspaper and not block.is_heading_like else None
    if match is None or len(match["heading"].split()) > _MOST_RUN_IN_WORDS:
        return ""
    capitals = match["heading"][:1].isupper() and block.text[match.end() : match.end() + 1].isupper()
    return match["heading"] if capitals else ""


def _may_be_title(block: PlacedBlock, contents: Contents) -> bool:
    text = block.text
    if block.block.role in _NO_TITLES or not (_stands_out(block) or _is_short_and_listed(block, contents)):
        return False
    known = (patterns.REFERENCES, patterns.SECTION, patterns.CONTENTS)
    return (
        not any(pattern.match(text) for pattern in known)
        and not patterns.is_opening(text)
        and not _names_somebody(block)
        and "@" not in text
    )


def _names_somebody(block: PlacedBlock) -> bool:
    """Tell whether a block is a line of names. In headlines a last letter alone is a word: "СЛОВО К МОЛОДЫМ"."""
    if block.size >= HEADLINE and "." not in block.text:
        return False
    return bool(parse_signature(block.text) if block.set_right else parse_names(block.text))


def _stands_out(block: PlacedBlock) -> bool:
    if block.is_heading_like:
        return True
    larger = block.size >= _LARGER or (block.centred and block.size >= _CENTRED_LARGER)
    return larger and len(block.lines) <= _MOST_FRONT_LINES and sum(map(str.isalpha, block.text)) >= _FEWEST_LETTERS


def _is_short_and_listed(block: PlacedBlock, contents: Contents) -> bool:
    if len(block.lines) > _MOST_FRONT_LINES:
        return False
    return contents.lists_on_page(block.text, block.page.image_nr) is not None


def _is_one_title(run: Sequence[PlacedBlock], contents: Contents) -> bool:
    """Tell whether the last of a run of headings belongs to those before: it is set like them, or one entry lists them as one."""
    if _belong_together(run[-2], run[-1]):
        return True
    if run[-1].page is not run[0].page:
        return False
    page = run[0].page.image_nr
    entries = [
        contents.lists_on_page(text, page)
        for text in (run[-1].text, " ".join(block.text for block in run[:-1]), " ".join(block.text for block in run))
    ]
    return entries[0] is not None and all(entry is entries[0] for entry in entries)


def _ends_word_of(upper: PlacedBlock, lower: PlacedBlock) -> bool:
    """Tell whether a heading breaks off in mid-word and ends in the line below, however short."""
    return upper.text.endswith(("-", "¬", "\u00ad")) and len(lower.lines) == 1 and upper.page is lower.page


def _belong_together(upper: PlacedBlock, lower: PlacedBlock) -> bool:
    gap = lower.block.box.vpos - upper.block.box.bottom
    near = 1.2 * max(upper.lines[-1].box.height, lower.lines[0].box.height)
    alike = upper.capitals == lower.capitals and max(upper.size, lower.size) < 1.35 * min(upper.size, lower.size)
    return upper.page is lower.page and -lower.block.box.height < gap < near and (alike or _ends_word_of(upper, lower))


def is_front_matter(block: PlacedBlock) -> bool:
    """Tell whether a block reads like names, affiliations, addresses, codes or an abstract, not like running text."""
    if patterns.is_opening(block.text) or patterns.EMAIL.search(block.text):
        return True
    if patterns.ENTRY.match(block.text):
        return False
    named = sum(bool(parse_names(line.content)) for line in block.lines)
    if named and (2 * named >= len(block.lines) or not block.is_text or len(block.lines) < _TEXT_LINES):
        return True
    set_apart = block.italic or block.set_right or block.centred
    return (
        set_apart and len(block.lines) <= _MOST_FRONT_LINES and (bool(patterns.AFFILIATION.search(block.text)) or block.set_right)
    )


def words_of_text(blocks: Sequence[PlacedBlock], apart: Collection[PlacedBlock]) -> Iterator[int]:
    """Yield how many words of running text, or of verse, each block has; those set `apart` and front matter have none."""
    verses = find_verses(blocks)
    abstracts = set(_with_keywords(blocks))
    for place, block in enumerate(blocks):
        long = len(block.lines) >= _TEXT_LINES and not block.capitals
        is_text = (block.is_text or long or block in verses) and block not in apart and not is_front_matter(block)
        if place in abstracts:
            is_text = False
        yield len(block.text.split()) if is_text else 0


_KEYWORDS_WITHIN = 4


def _with_keywords(blocks: Sequence[PlacedBlock]) -> Iterator[int]:
    """Yield where abstracts go on, over the end of a page perhaps: up to the keywords not far below, with no heading between."""
    for place, block in enumerate(blocks):
        if not any(pattern.match(block.text) for _, pattern in patterns.ABSTRACT):
            continue
        for ahead in range(place + 1, min(place + 1 + _KEYWORDS_WITHIN, len(blocks))):
            if any(pattern.match(blocks[ahead].text) for _, pattern in patterns.KEYWORDS):
                yield from range(place + 1, ahead)
            if blocks[ahead].is_heading_like or patterns.is_opening(blocks[ahead].text):
                break
