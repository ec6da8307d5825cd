"""Where articles start: headings weighed by what stands around them, then by the style that the volume's titles share."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ocr.article import Evidence
from ocr.page import BlockRole
from ocr.segment import patterns
from ocr.segment.blocks import HEADLINE, PlacedBlock
from ocr.segment.persons import parse_names


@dataclass(frozen=True, slots=True, kw_only=True)
class StartOptions:
    """What a heading needs to open an article.

    `enough` is the weight from which it does; `headline` the size (in body sizes) of a headline;
    `title_letters` the fewest letters that say something by their looks; `reach` how many blocks up and down are looked at.
    """

    enough: float = 4.0
    headline: float = HEADLINE
    title_letters: int = 15
    reach: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A title: blocks `first` to `last` (indices, inclusive), how strongly it opens an article, and why."""

    first: int
    last: int
    weight: float
    evidence: tuple[Evidence, ...]

    def tells(self, reasons: Collection[str]) -> bool:
        """Tell whether one of `reasons` is among the evidence."""
        return any(each.reason in reasons for each in self.evidence)


def find_starts(blocks: Sequence[PlacedBlock], options: StartOptions | None = None) -> list[Start]:
    """Return the titles that open an article, in reading order."""
    options = options or StartOptions()
    candidates = [_weigh(blocks, start, options) for start in _title_groups(blocks)]
    # A masthead or cover is beyond doubt by its looks, but has no text: its style says nothing of the titles.
    models = _with_text(blocks, candidates, options)
    return _with_text(blocks, [_by_style(blocks, start, models, options) for start in candidates], options)


def _with_text(blocks: Sequence[PlacedBlock], candidates: Sequence[Start], options: StartOptions) -> list[Start]:
    """Return the candidates that weigh enough and have an article of their own."""
    return _with_text_between(
        blocks, [start for start in candidates if start.weight >= options.enough and _has_text_below(blocks, start)]
    )


def _with_text_between(blocks: Sequence[PlacedBlock], starts: Sequence[Start]) -> list[Start]:
    """Return the starts that have an article of their own.

    Of two without running text between, the first is a cover or masthead, unless front matter tells that it is the title.
    """
    kept: list[Start] = []
    for start in starts:
        if kept and _words_between(blocks[kept[-1].last + 1 : start.first]) < _FEWEST_WORDS:
            if kept[-1].tells(_FRONT_MATTER_BELOW):
                continue
            kept.pop()
        kept.append(start)
    if kept and _words_between(blocks[kept[-1].last + 1 :]) < _FEWEST_WORDS and not kept[-1].tells(_FRONT_MATTER_BELOW):
        kept.pop()
    return kept


_FEWEST_WORDS = 25
_FRONT_MATTER_BELOW = {"names below", "an e-mail address nearby", "an abstract below"}


def _words_between(blocks: Sequence[PlacedBlock]) -> int:
    """Return how many words of running text there are up to a contents page."""
    words = 0
    for block in blocks:
        if opens_contents(block):
            break
        if block.is_text and not is_front_matter(block):
            words += len(block.text.split())
    return words


def opens_contents(block: PlacedBlock) -> bool:
    """Tell whether a block stands over the table of contents."""
    return bool(patterns.CONTENTS.match(block.text)) and len(block.lines) < _MOST_LINES and (block.is_heading_like or block.centred)


def _title_groups(blocks: Sequence[PlacedBlock]) -> list[Start]:
    """Return runs of headings that stand together and look alike, without sections, captions and lines of names."""
    groups: list[Start] = []
    for index, block in enumerate(blocks):
        if not _may_be_title(block):
            continue
        if groups and groups[-1].last == index - 1 and _belong_together(blocks[index - 1], block):
            groups[-1] = replace(groups[-1], last=index)
        else:
            groups.append(Start(first=index, last=index, weight=0.0, evidence=()))
    return groups


def _may_be_title(block: PlacedBlock) -> bool:
    text = block.text
    if not block.is_heading_like or block.block.role in {BlockRole.CAPTION, BlockRole.TABLE, BlockRole.PAGE_NUMBER}:
        return False
    known = (patterns.REFERENCES, patterns.SECTION, patterns.CONTENTS)
    return (
        not any(pattern.match(text) for pattern in known)
        and not patterns.is_opening(text)
        and not parse_names(text)
        and "@" not in text
    )


def _belong_together(upper: PlacedBlock, lower: PlacedBlock) -> bool:
    gap = lower.block.box.vpos - upper.block.box.bottom
    same_page = upper.page is lower.page and -lower.block.box.height < gap < 1.2 * max(
        upper.lines[-1].box.height, lower.lines[0].box.height
    )
    return same_page and upper.capitals == lower.capitals and max(upper.size, lower.size) < 1.35 * min(upper.size, lower.size)


def _weigh(blocks: Sequence[PlacedBlock], start: Start, options: StartOptions) -> Start:
    title = blocks[start.first]
    above, below = _surroundings(blocks, start, options.reach)
    text = " ".join(block.text for block in blocks[start.first : start.last + 1])
    weights = (
        (2.0, "set in capitals", title.capitals and len(text) >= options.title_letters),
        (1.0, "bold", title.bold),
        (1.0, "centred", title.centred),
        (3.0, "set as a headline", title.size >= options.headline and len(text) >= options.title_letters),
        (2.0, "names above", any(parse_names(line.content) for block in above for line in block.lines)),
        (2.0, "names below", any(parse_names(block.lines[0].content) for block in below[:2])),
        (2.0, "an e-mail address nearby", any(_is_address(block.text) for block in (*above, *below))),
        (1.0, "an affiliation nearby", any(patterns.AFFILIATION.search(block.text) for block in (*above, *below[:4]))),
        (2.0, "a classification code above", any(patterns.UDC.match(block.text) for block in above)),
        (2.0, "an abstract below", any(pattern.match(block.text) for block in below for _, pattern in patterns.ABSTRACT)),
        (-3.0, "an entry of a list", bool(patterns.ENTRY.match(text)) and not title.capitals),
    )
    evidence = tuple(Evidence(reason=reason, weight=weight) for weight, reason, holds in weights if holds)
    return replace(start, weight=sum(each.weight for each in evidence), evidence=evidence)


def _is_address(text: str) -> bool:
    return bool(patterns.EMAIL.search(text) or patterns.EMAIL_LABEL.match(text))


def _surroundings(blocks: Sequence[PlacedBlock], start: Start, reach: int) -> tuple[list[PlacedBlock], list[PlacedBlock]]:
    """Return the front-matter-like blocks directly above and below a title, nearest first, up to the first running text."""
    above: list[PlacedBlock] = []
    for block in reversed(blocks[max(0, start.first - reach) : start.first]):
        if not is_front_matter(block) or block.page is not blocks[start.first].page:
            break
        above.append(block)
    below: list[PlacedBlock] = []
    for block in blocks[start.last + 1 : start.last + 1 + reach]:
        if block.is_text and not is_front_matter(block):
            break
        below.append(block)
    return above, below


_MOST_LINES = 4


def is_front_matter(block: PlacedBlock) -> bool:
    """Tell whether a block reads like names, affiliations, addresses, codes or an abstract, not like running text."""
    if patterns.is_opening(block.text) or patterns.EMAIL.search(block.text):
        return True
    if patterns.ENTRY.match(block.text):
        return False
    if any(parse_names(line.content) for line in block.lines):
        return True
    set_apart = block.italic or block.set_right or block.centred
    return set_apart and len(block.lines) <= _MOST_LINES and (bool(patterns.AFFILIATION.search(block.text)) or block.set_right)


def _by_style(blocks: Sequence[PlacedBlock], start: Start, all_starts: Sequence[Start], options: StartOptions) -> Start:
    """Weigh a candidate by the style of those that are beyond doubt: titles of one volume are set alike."""
    sure = [_style(blocks[other.first]) for other in all_starts if other.weight >= options.enough + 2]
    if not sure or start.weight >= options.enough + 2:
        return start
    alike = _style(blocks[start.first]) in sure
    reason, weight = ("set like the other titles", 1.0) if alike else ("set unlike the other titles", -1.5)
    return replace(start, weight=start.weight + weight, evidence=(*start.evidence, Evidence(reason=reason, weight=weight)))


def _style(block: PlacedBlock) -> tuple[bool, bool]:
    return block.capitals, block.size >= HEADLINE


def _has_text_below(blocks: Sequence[PlacedBlock], start: Start) -> bool:
    """Tell whether running text follows: the big letters of a cover or a masthead have none before the next headline."""
    for block in blocks[start.last + 1 : start.last + 20]:
        if block.is_text and not _is_contents_entry(block):
            return True
        if _may_be_title(block) and block.size >= 0.85 * blocks[start.first].size:
            return False
    return False


_LEADERS = re.compile(r"(?:\.\s?){4,}")


def _is_contents_entry(block: PlacedBlock) -> bool:
    return bool(_LEADERS.search(block.text))
