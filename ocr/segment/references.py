"""The list of references: which printed lines each entry is made of, told by all of them together.

Numbers that run on are believed, and between two of them the entries whose own numbers were not read are looked for where an entry
is most likely to begin: at a name, after a line that ended, at the edge that first lines keep. Without numbers, those signs alone
part the entries.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ocr.citing import parse_reference
from ocr.names import read_names
from ocr.page import Page, TextLine
from ocr.reference import Reference
from ocr.segment.blocks import PlacedBlock
from ocr.segment.text import Vocabulary, join_lines

_LABEL = re.compile(r"^\W{0,2}(?P<number>\d{1,3})(?P<mark>[.)\]|]+|(?=\s))\s*(?=\S)")
_DAMAGED = re.compile(r"^\W{0,2}(?P<number>[\dОOоoIlІіlZzЗзбЬSsBTТ|]{1,3})(?P<mark>[.,)\]|]+|(?=\s))\s*(?=\S)")
_LONE_LABEL = re.compile(r"^\W{0,2}(?P<number>\d{1,3})[.)\]|]{0,2}\W?$")
_SPECK = re.compile(r"^[^\w\s«“\"(\[<]{1,3}\s+(?=\S)")
_BULLET = re.compile(r"^[•●▪■◦‣*·–—-]\s+(?=\S)")
_READ_AS = str.maketrans("ОOоoIlІіZzЗзбЬSsBTТ|", "00001111223366558771")
_UNFINISHED = re.compile(r"(?:[-‐,:(/&–—]|//|\s(?:и|және|мен|and|of|the|в|на|ред|С|Т|Б|pp?|P|М|№|Вып|Vol)\.?)$", re.IGNORECASE)
_FINISHED = re.compile(r"(?:[.!?>\])»]|\d|\b(?:с|б|р|p)\.?)\W?$")
_NAME_FIRST = re.compile(r"^(?P<name>\S+,?\s\S+?\.(?:\s?\S{1,3}\.)?|(?:\S{1,3}\.\s?){1,2}\S+)")

_RESTART = 0.6
_SHORT = 0.15
_ENOUGH = 2.0
_NEAR_ROWS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A printed line of the list, where it stands, and whether a block begins with it."""

    text: str
    line: TextLine
    page: Page
    left: int
    right: int
    opens_block: bool

    @property
    def height(self) -> float:
        return median(word.box.height for word in self.line.words)

    def is_below(self, other: "_Row") -> bool:
        """Tell whether the row stands in the same column of the same page, further down."""
        box, above = self.line.box, other.line.box
        return self.page is other.page and box.vpos > above.vpos and box.overlap_across(above) > 0

    @property
    def is_short(self) -> bool:
        """It ends well before the edge of its column."""
        return self.right - self.line.box.right > _SHORT * max(1, self.right - self.left)


def read_references(blocks: Sequence[PlacedBlock], vocabulary: Vocabulary) -> tuple[Reference, ...]:
    """Return the entries printed in `blocks`, each with what its parts say."""
    rows = _with_labels_beside(_rows(blocks))
    starts = _numbered_starts(rows) or _plain_starts(rows)
    entries = []
    for first, stop in pairwise([*sorted(starts), len(rows)]):
        number, text = starts[first]
        content = _mended(join_lines([text, *(row.text for row in rows[first + 1 : stop])], vocabulary).strip())
        if content:
            entries.append(Reference(label=str(number or ""), content=content, parsed=parse_reference(content)))
    return tuple(entries)


def _mended(content: str) -> str:
    """Return an entry with the colon of an address that was read as a stop put right."""
    return re.sub(r"\b(https?)[.;]\s?//?(?=\S)", r"\1://", content)


# --- rows -------------------------------------------------------------------------------------------------------------


def _rows(blocks: Sequence[PlacedBlock]) -> list[_Row]:
    return [
        _Row(
            text=line.content,
            line=line,
            page=block.page,
            left=block.left,
            right=max(block.right, line.box.right),
            opens_block=line is block.lines[0],
        )
        for block in blocks
        for line in block.lines
    ]


def _with_labels_beside(rows: Sequence[_Row]) -> list[_Row]:
    """Return the rows with numbers that stand alone, far from their entry, put before the row they stand beside.

    They may be rows themselves, or blocks that were set aside as specks.
    """
    kept = list(rows)
    labels: list[tuple[Page, TextLine, _Row | None]] = [
        *((row.page, row.line, row) for row in rows if _LONE_LABEL.match(row.text)),
        *((page, line, None) for page, line in _set_aside(rows)),
    ]
    for page, line, own in labels:
        place = next((place for place, row in enumerate(kept) if row.page is page and _stands_beside(line, row)), None)
        if place is not None:
            kept[place] = replace(kept[place], text=f"{line.content} {kept[place].text}")
            kept = [row for row in kept if row is not own]
    return kept


def _set_aside(rows: Sequence[_Row]) -> list[tuple[Page, TextLine]]:
    """Return lone numbers of the same pages that are not among the rows."""
    known = {id(row.line) for row in rows}
    pages = {id(row.page): row.page for row in rows}.values()
    return [
        (page, block.lines[0])
        for page in pages
        for block in page.blocks
        if len(block.lines) == 1 and id(block.lines[0]) not in known and _LONE_LABEL.match(block.content)
    ]


def _stands_beside(label: TextLine, row: _Row) -> bool:
    box, text = label.box, row.line.box
    level = min(box.bottom, text.bottom) - max(box.vpos, text.vpos) > 0.4 * box.height
    return level and box.right <= text.hpos + row.height and text.hpos - box.right < 5 * row.height and not _LABEL.match(row.text)


# --- entries by their numbers -----------------------------------------------------------------------------------------

_Starts = dict[int, tuple[int, str]]
"""Which rows begin an entry: row index → its number (0 without one) and its text without the number."""


def _numbered_starts(rows: Sequence[_Row]) -> _Starts:
    """Return the entries of a list that has numbers: those that were read, and between them those that must be there."""
    anchors = _anchors(rows)
    if len(anchors) < (2 if rows else 1) and not (anchors and 0 in anchors and anchors[0][0] == 1):
        return {}
    starts: _Starts = dict(anchors)
    bounds = [(-1, 0), *((place, number) for place, (number, _) in sorted(anchors.items())), (len(rows), 0)]
    for (before, last), (after, following) in pairwise(bounds):
        missing = following - last - 1 if following else 0
        starts |= _between(rows, range(before + 1, after), last + 1, missing)
    starts |= _after(rows, *max(((place, number) for place, (number, _) in anchors.items()), default=(len(rows), 0)))
    if 0 not in starts and rows:
        starts[0] = (0, rows[0].text)
    return starts


def _anchors(rows: Sequence[_Row]) -> _Starts:
    """Return the longest run of rows whose numbers rise, with at most as many missing as there are rows for them."""
    found = [(place, int(label["number"]), label) for place, row in enumerate(rows) if (label := _LABEL.match(row.text))]
    sure = [(place, number, label) for place, number, label in found if label["mark"] or _may_open(rows[place].text[label.end() :])]
    best: list[tuple[float, int]] = []
    for index, (place, number, label) in enumerate(sure):
        weight = 1.0 if label["mark"] else 0.6
        options = [(weight - (0.0 if number == 1 else 0.3), -1)]
        for earlier, (before, lower, _) in enumerate(sure[:index]):
            gap = number - lower
            if 0 < gap <= place - before:
                options.append((best[earlier][0] + weight - 0.25 * (gap - 1), earlier))
        best.append(max(options))
    chain: _Starts = {}
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while at >= 0:
        place, number, label = sure[at]
        chain[place] = (number, rows[place].text[label.end() :])
        at = best[at][1]
    return chain


def _may_open(text: str) -> bool:
    """Tell whether the text after a bare number can be an entry: a year or a page number has no capital after it."""
    return text[:1].isupper() or text[:1] in '«“"„['


def _between(rows: Sequence[_Row], inside: range, due: int, missing: int) -> _Starts:
    """Return the `missing` entries among the rows `inside`, whose numbers from `due` on were not read or were misread."""
    scores = {
        place: _likeness_of_a_start(rows, place) + 3.0 * (_damaged(rows[place].text, due, missing) is not None) for place in inside
    }
    likely = sorted(sorted(scores, key=lambda place: scores[place], reverse=True)[:missing])
    found: _Starts = {}
    number = due
    for place in likely:
        if scores[place] < _RESTART:
            continue
        label = _damaged(rows[place].text, number, missing)
        found[place] = (number, rows[place].text[label:] if label is not None else _SPECK.sub("", rows[place].text))
        number += 1
    return found


def _after(rows: Sequence[_Row], last: int, number: int) -> _Starts:
    """Return the entries below the `last` row that has a number, as long as the next one due can be seen, though misread."""
    found: _Starts = {}
    due = number + 1
    for place in range(last + 1, len(rows)):
        label = _damaged(rows[place].text, due, 1)
        if label and rows[place].opens_block and _likeness_of_a_start(rows, place) >= _RESTART:
            found[place] = (due, rows[place].text[label:])
            due += 1
    return found


def _damaged(text: str, due: int, missing: int) -> int | None:
    """Return where the text begins after a number that can be misread for one of those due; None when there is none."""
    found = _DAMAGED.match(text)
    if found is None or not (found["mark"] or text[found.end() : found.end() + 1].isupper()):
        grown = re.match(rf"^\W{{0,2}}{due}(?!\d{{0,3}}\b)", text)
        return 0 if grown else None
    read = found["number"].translate(_READ_AS)
    return found.end() if read.isdigit() and due <= int(read) < due + max(1, missing) else None


# --- entries without numbers ------------------------------------------------------------------------------------------


def _plain_starts(rows: Sequence[_Row]) -> _Starts:
    """Return the entries of a list without numbers: at its bullets, else where a line looks like the first of an entry."""
    bullets = {place: (0, row.text[found.end() :]) for place, row in enumerate(rows) if (found := _BULLET.match(row.text))}
    if 0 in bullets and len(bullets) > 1:
        return bullets
    edge = _edge_of_starts(rows)
    scores = (
        (place, _likeness_of_a_start(rows, place) + (edge * _offset(rows, place) if edge else 0.0)) for place in range(len(rows))
    )
    return {place: (0, rows[place].text) for place, score in scores if place == 0 or score >= _ENOUGH}


def _edge_of_starts(rows: Sequence[_Row]) -> float:
    """Return +2 when first lines stand further out than the others, -2 when further in, 0 when all stand alike."""
    offsets = [_offset(rows, place) for place in range(1, len(rows))]
    if offsets.count(1) == 0 or offsets.count(-1) == 0:
        return 0.0
    likely = [_offset(rows, place) for place in range(len(rows)) if _likeness_of_a_start(rows, place) >= _ENOUGH]
    return 2.0 if likely.count(1) >= likely.count(-1) else -2.0


def _offset(rows: Sequence[_Row], place: int) -> int:
    """Return 1 for a row further out than rows near it, -1 for one further in, 0 when they stand alike."""
    row = rows[place]
    near = [
        other.line.box.hpos
        for other in rows[max(0, place - _NEAR_ROWS) : place + _NEAR_ROWS + 1]
        if other is row or other.is_below(row) or row.is_below(other)
    ]
    outer, inner = min(near), max(near)
    if inner - outer < 0.6 * row.height:
        return 0
    return 1 if row.line.box.hpos - outer < inner - row.line.box.hpos else -1


def _likeness_of_a_start(rows: Sequence[_Row], place: int) -> float:
    """Return how much a row looks like the first of an entry: by its first words, and by the row above it."""
    row = rows[place]
    text = _SPECK.sub("", row.text)
    score = 0.5 if _may_open(text) else -2.0 if text[:1].islower() else -0.5
    name = _NAME_FIRST.match(text)
    score += 1.5 if name and read_names(name["name"].replace(",", "")) else 0.0
    if place == 0:
        return score + 1.0
    above = rows[place - 1]
    score += -2.0 if _UNFINISHED.search(above.text) else 1.0 if _FINISHED.search(above.text) else -0.5
    score += 1.0 if above.is_short and row.is_below(above) else 0.0
    return score + (0.75 if row.opens_block else 0.0)
