"""Which blocks each article is made of: from its front matter to that of the next, and where it goes on elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ocr.article import DropReason
from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock
from ocr.segment.opening import end_of_front, first_of_front
from ocr.segment.starts import Start, opens_contents


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
    everything: Sequence[PlacedBlock],
    furniture: Mapping[PlacedBlock, DropReason],
) -> list[Extent]:
    """Return the extent of each article that one of `starts` opens.

    `blocks` are those of the volume without `furniture`, `everything` is with it: jump lines are furniture.
    """
    floors = [0, *(start.last + 1 for start in starts)]
    firsts = [first_of_front(blocks, start, floor) for start, floor in zip(starts, floors, strict=False)]
    ends = (firsts[index] if index < len(firsts) else len(blocks) for index in range(1, len(starts) + 1))
    stops = [_stop(blocks, start, end) for start, end in zip(starts, ends, strict=True)]
    extents = [
        Extent(start=start, first=first, body=end_of_front(blocks, start, stop), stop=stop)
        for start, first, stop in zip(starts, firsts, stops, strict=True)
    ]
    jumps = [block for block in everything if furniture.get(block) is DropReason.JUMP_LINE]
    return _with_continuations(extents, blocks, jumps, {block: index for index, block in enumerate(everything)})


def _stop(blocks: Sequence[PlacedBlock], start: Start, following: int) -> int:
    """Return the index after an article's last block: a table of contents ends it too."""
    return next((index for index in range(start.last + 1, following) if opens_contents(blocks[index])), following)


def _with_continuations(
    extents: Sequence[Extent], blocks: Sequence[PlacedBlock], jumps: Sequence[PlacedBlock], place: Mapping[PlacedBlock, int]
) -> list[Extent]:
    """Return the extents with what is printed elsewhere: a line "continued on" ends a part, "continued from" opens the next."""
    done = list(extents)
    leaving = [_host(done, blocks, place, jump) for jump in jumps if not patterns.CONTINUED_FROM.search(jump.text)]
    for jump in (jump for jump in jumps if patterns.CONTINUED_FROM.search(jump.text)):
        host = _host(done, blocks, place, jump)
        owner = next((index for index in leaving if index is not None and index != host and not done[index].continuation), None)
        if host is None or owner is None:
            continue
        inside = range(done[host].first, done[host].stop)
        cut = next((index for index in inside if place[blocks[index]] > place[jump]), done[host].stop)
        done[owner] = replace(done[owner], continuation=tuple(blocks[cut : done[host].stop]))
        done[host] = replace(done[host], body=min(done[host].body, cut), stop=cut)
    return done


def _host(
    extents: Sequence[Extent], blocks: Sequence[PlacedBlock], place: Mapping[PlacedBlock, int], jump: PlacedBlock
) -> int | None:
    """Return the index of the article among whose blocks a jump line is printed."""
    before = [index for index, extent in enumerate(extents) if place[blocks[extent.first]] < place[jump]]
    return before[-1] if before else None
