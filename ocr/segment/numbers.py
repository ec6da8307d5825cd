"""The numbers printed on pages, read over the whole volume: one that does not run on with its neighbours' was misread."""

from collections.abc import Iterator, Mapping, Sequence

from ocr.article import DropReason, PrintedNumber
from ocr.segment.blocks import PlacedBlock
from ocr.segment.furniture import printed_number

_REACH = 3
"""How many numbered pages up and down may bear witness for a number."""

_SURE_RUN = 3
"""So many pages that run on are enough to number those before and after them, too."""


def number_pages(furniture: Mapping[PlacedBlock, DropReason], image_nrs: Sequence[int]) -> tuple[PrintedNumber, ...]:
    """Return the printed numbers of the volume's pages, ascending: those seen, and those that lie between them.

    A number counts as seen when another near it runs on with it, or when it is the only one of the volume.
    """
    seen = _believed(_read(furniture))
    numbers = dict(_between(seen, image_nrs)) | {image_nr: str(number) for image_nr, number in seen.items()}
    return tuple(PrintedNumber(image_nr=image_nr, content=numbers[image_nr], seen=image_nr in seen) for image_nr in sorted(numbers))


def _read(furniture: Mapping[PlacedBlock, DropReason]) -> dict[int, list[int]]:
    read: dict[int, list[int]] = {}
    for block, reason in furniture.items():
        number = printed_number(block) if reason is DropReason.PAGE_NUMBER else None
        if number and number.isdigit():
            read.setdefault(block.page.image_nr, []).append(int(number))
    return read


def _believed(read: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Return the number of each page that runs on with one near it."""
    if len(read) == 1:
        [(image_nr, numbers)] = read.items()
        return {image_nr: numbers[0]} if len(numbers) == 1 else {}
    order = sorted(read)
    believed: dict[int, int] = {}
    for place, image_nr in enumerate(order):
        near = [other for other in order[max(0, place - _REACH) : place + _REACH + 1] if other != image_nr]
        witnesses = {
            number: sum(any(one - other == number - image_nr for one in read[other]) for other in near) for number in read[image_nr]
        }
        best = max(witnesses, key=witnesses.__getitem__)
        if witnesses[best]:
            believed[image_nr] = best
    return believed


def _between(seen: Mapping[int, int], image_nrs: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the numbers of pages on which none was seen: between two that run on, or beside a run of three."""
    order = sorted(seen)
    for image_nr in image_nrs:
        before = [other for other in order if other < image_nr]
        after = [other for other in order if other > image_nr]
        offset = _offset(seen, before[-1:] + after[:1]) if before and after else None
        if offset is None and not (before and after):
            offset = _offset(seen, before[-_SURE_RUN:] or after[:_SURE_RUN], _SURE_RUN)
        if image_nr not in seen and offset is not None and image_nr + offset > 0:
            yield image_nr, str(image_nr + offset)


def _offset(seen: Mapping[int, int], pages: Sequence[int], fewest: int = 1) -> int | None:
    """Return by how much the numbers of `pages` differ from those of their scans, when all agree and they are enough."""
    offsets = {seen[page] - page for page in pages}
    return offsets.pop() if len(offsets) == 1 and len(pages) >= fewest else None
