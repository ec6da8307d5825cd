"""Which blocks each article is made of: from its front matter to that of the next, and where it goes on elsewhere."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock
from ocr.segment.opening import end_of_front, first_of_front
from ocr.segment.starts import Start, is_front_matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The blocks of one article: indices of its first, of the first after its front matter, and after its last.

    `continuation` are blocks that are printed elsewhere and go on with it.
    """

    start: Start
    first: int
    body: int
    stop: int
    continuation: tuple[PlacedBlock, ...] = ()


def find_extents(
    blocks: Sequence[PlacedBlock],
    starts: Sequence[Start],
    apart: Collection[PlacedBlock],
    jumps: Sequence[PlacedBlock],
) -> list[Extent]:
    """Return the extent of each article that one of `starts` opens.

    `blocks` are those of the volume without furniture; those set `apart` (its cover, its contents) end an article. `jumps` are
    the lines that send a reader to another page.
    """
    floors = _floors(blocks, starts, apart)
    firsts = [_first(blocks, start, floor) for start, floor in zip(starts, floors, strict=False)]
    ends = (firsts[index] if index < len(firsts) else len(blocks) for index in range(1, len(starts) + 1))
    stops = [_stop(blocks, start, end, apart) for start, end in zip(starts, ends, strict=True)]
    extents = [
        Extent(start=start, first=first, body=start.first if start.run_in else end_of_front(blocks, start, stop), stop=stop)
        for start, first, stop in zip(starts, firsts, stops, strict=True)
    ]
    return _with_continuations(extents, blocks, jumps)


def _first(blocks: Sequence[PlacedBlock], start: Start, floor: int) -> int:
    """Return the index of an article's first block: of the rubric that stands over it, or of its front matter."""
    over = first_of_front(blocks, start, floor) - 1
    while over >= floor and is_rubric(blocks[over], blocks[over + 1], blocks[start.first]):
        over -= 1
    return over + 1


def is_rubric(block: PlacedBlock, below: PlacedBlock, title: PlacedBlock) -> bool:
    """Tell whether a block is a rubric over the front matter of an article, of which `below` is the first block.

    A heading of a line or two, close above it on the same page and in its columns, that names no section of an article.
    """
    gap = below.block.box.vpos - block.block.box.bottom
    return (
        block.page is title.page
        and block.is_heading_like
        and len(block.lines) <= _MOST_RUBRIC_LINES
        and block.size <= title.size
        and 0 <= gap < _RUBRIC_WITHIN * block.lines[0].box.height
        and block.block.box.overlap_across(below.block.box) > 0
        and not any(pattern.match(block.text) for pattern in (patterns.SECTION, patterns.REFERENCES))
        and not is_front_matter(block)
    )


_MOST_RUBRIC_LINES = 2
_RUBRIC_WITHIN = 4.0


def _floors(blocks: Sequence[PlacedBlock], starts: Sequence[Start], apart: Collection[PlacedBlock]) -> list[int]:
    """Return, for each article, the first index that can be its own: after the title before, and after what is set apart."""
    titles = [0, *(start.last + 1 for start in starts)]
    return [
        max([title, *(index + 1 for index in range(title, start.first) if blocks[index] in apart)])
        for title, start in zip(titles, starts, strict=False)
    ]


def _stop(blocks: Sequence[PlacedBlock], start: Start, following: int, apart: Collection[PlacedBlock]) -> int:
    """Return the index after an article's last block: what is set apart ends it too."""
    return next((index for index in range(start.last + 1, following) if blocks[index] in apart), following)


def _with_continuations(extents: Sequence[Extent], blocks: Sequence[PlacedBlock], jumps: Sequence[PlacedBlock]) -> list[Extent]:
    """Return the extents with what is printed elsewhere: a line "continued on" ends a part, "continued from" opens the next."""
    done = list(extents)
    leaving = [(jump, _host(done, blocks, jump)) for jump in jumps if not patterns.CONTINUED_FROM.search(jump.text)]
    for jump in (jump for jump in jumps if patterns.CONTINUED_FROM.search(jump.text)):
        host = _host(done, blocks, jump)
        waiting = [(left, owner) for left, owner in leaving if owner is not None and owner != host and not done[owner].continuation]
        if host is None or not waiting:
            continue
        _, owner = max(waiting, key=lambda pair: _names_page_of(pair[0], jump) + _names_page_of(jump, pair[0]))
        inside = range(done[host].first, done[host].stop)
        cut = next((index for index in inside if blocks[index].place > jump.place), done[host].stop)
        done[owner] = replace(done[owner], continuation=tuple(blocks[cut : done[host].stop]))
        done[host] = replace(done[host], body=min(done[host].body, cut), stop=cut)
    return done


def _names_page_of(one: PlacedBlock, other: PlacedBlock) -> bool:
    """Tell whether a jump line names the page on which another stands."""
    page = other.page.printed_nr or str(other.page.image_nr)
    return page in re.findall(r"\d+", one.text)


def _host(extents: Sequence[Extent], blocks: Sequence[PlacedBlock], jump: PlacedBlock) -> int | None:
    """Return the index of the article among whose blocks a jump line is printed."""
    before = [index for index, extent in enumerate(extents) if blocks[extent.first].place < jump.place]
    return before[-1] if before else None
