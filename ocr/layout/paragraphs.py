"""From a run of strips in one column to its paragraphs and headings."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ocr.layout.roles import is_capitals
from ocr.layout.strips import Strip

_ENTRY = re.compile(r"^(?:\[\d{1,3}\]|\d{1,3}[.)])(?=\s|[^\W\d]|$)")
"""How an entry of a list begins: `[3]`, `3.`, `3)`."""

_MARK = re.compile(
    r"^(?:А[ңн]датпа|Түйіндеме|Аннотация|Резюме|Abstract|Annotation|Summary|Түйін(?:ді)?\s+сөздер|Кілт\s+сөздер|Ключевые\s+слова|Key\s?words"
    r"|ӘОЖ|УДК|UDC|ҒТАМР|МРНТИ|IRSTI|E-?mail|DOI)\b",
    re.IGNORECASE,
)
"""Words that open a part of an article's front matter, whatever the indent."""

_WHOLE_LINE = 0.7
"""Share of bold letters by which two lines differ when one is bold and the other is not."""

_END_OF_SENTENCE = re.compile(r"[.!?:…»”\"')\]]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphOptions:
    """When a new paragraph begins. Lengths are in heights of a line.

    `indent` is the least first-line indent; `space` how much wider than usual the space above it is; `size` and `short` are
    shares: how much larger or smaller its type, how far its last line ends before the edge; `measurable` is how many letters
    a line needs before its size counts; `window` how many lines up and down make out the edges of a column.
    """

    indent: float = 0.7
    space: float = 0.45
    size: float = 0.3
    measurable: int = 20
    short: float = 0.12
    window: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A strip with the edges of its column at its height: lines above and below, not the whole column, which may lean."""

    strip: Strip
    indent: float
    gap_right: float
    width: float

    @property
    def centred(self) -> bool:
        return self.indent > self.strip.height and abs(self.indent - self.gap_right) < 0.25 * (self.indent + self.gap_right)

    @property
    def ragged_left(self) -> bool:
        return self.indent > 3 * self.strip.height


def split_paragraphs(run: Sequence[Strip], options: ParagraphOptions | None = None) -> list[list[Strip]]:
    """Return `run`, strips of one column from top to bottom, in paragraphs, headings and entries of lists."""
    options = options or ParagraphOptions()
    places = [_place(run, index, options.window) for index in range(len(run))]
    pitch = median([after.top - before.top for before, after in pairwise(run)] or [0.0])
    blocks = [[run[0]]]
    for before, place in pairwise(places):
        if any(begins(before, place, pitch, options) for begins in _SIGNS):
            blocks.append([])
        blocks[-1].append(place.strip)
    return _rejoin_hanging(blocks)


def _place(run: Sequence[Strip], index: int, window: int) -> _Place:
    near = run[max(0, index - window) : index + window + 1]
    strip = run[index]
    left, right = min(other.left for other in near), max(other.right for other in near)
    return _Place(strip=strip, indent=strip.left - left, gap_right=right - strip.right, width=right - left)


def _after_wide_space(before: _Place, place: _Place, pitch: float, options: ParagraphOptions) -> bool:
    return place.strip.top - before.strip.top > pitch + options.space * place.strip.height


def _in_other_size(before: _Place, place: _Place, _pitch: float, options: ParagraphOptions) -> bool:
    one, other = before.strip.line.font_size, place.strip.line.font_size
    bold = min(_bold_share(before.strip), _bold_share(place.strip)) > _WHOLE_LINE  # headings, or a title over names
    long = min(len(before.strip.line.content), len(place.strip.line.content)) > options.measurable / (2 if bold else 1)
    return long and min(one, other) > 0 and max(one, other) / min(one, other) > 1 + options.size


def _in_other_weight(before: _Place, place: _Place, _pitch: float, _options: ParagraphOptions) -> bool:
    """A line all bold before or after one with nothing bold: a heading.

    A few bold words open a paragraph run-in; so may a line of them that fills its column, before one that is not indented.
    """
    one, other = _bold_share(before.strip), _bold_share(place.strip)
    runs_in = before.gap_right < 1.5 * before.strip.height and not before.centred and place.indent < place.strip.height / 2
    return abs(one - other) > _WHOLE_LINE and not (one > other and runs_in and before.indent < 4 * before.strip.height)


def _in_other_case(before: _Place, place: _Place, _pitch: float, options: ParagraphOptions) -> bool:
    """A line of capitals before or after one of small letters: a title and the names under it."""
    texts = (before.strip.line.content, place.strip.line.content)
    return min(map(len, texts)) > options.measurable / 2 and is_capitals(texts[0]) != is_capitals(texts[1])


def _bold_share(strip: Strip) -> float:
    letters = [(len(word.content), word.bold) for word in strip.line.words if any(map(str.isalpha, word.content))]
    return sum(size for size, bold in letters if bold) / max(1, sum(size for size, _ in letters))


def _in_other_slant(before: _Place, place: _Place, _pitch: float, _options: ParagraphOptions) -> bool:
    """Italic lines and upright ones differ in function when both are whole lines, not a justified run-on."""
    one, other = before.strip.line.words[0].italic, place.strip.line.words[0].italic
    return one != other and (before.gap_right > before.strip.height or before.ragged_left or place.ragged_left)


def _indented(before: _Place, place: _Place, _pitch: float, options: ParagraphOptions) -> bool:
    step = place.indent - before.indent
    first = options.indent * place.strip.height < step and place.indent < 6 * place.strip.height
    return first and not place.centred and not _ENTRY.match(before.strip.line.content)


def _after_short_line(before: _Place, place: _Place, _pitch: float, options: ParagraphOptions) -> bool:
    """A line that ends early at the end of a sentence closes its paragraph; so does any, before a line set elsewhere."""
    early = before.gap_right > options.short * before.width and before.indent < 4 * before.strip.height
    return early and (
        bool(_END_OF_SENTENCE.search(before.strip.line.content)) or abs(place.indent - before.indent) > place.strip.height
    )


def _in_other_alignment(before: _Place, place: _Place, _pitch: float, _options: ParagraphOptions) -> bool:
    return (before.centred or before.ragged_left) != (place.centred or place.ragged_left)


def _entry_of_a_list(before: _Place, place: _Place, _pitch: float, options: ParagraphOptions) -> bool:
    if not _ENTRY.match(place.strip.line.content):
        return False
    outdented = before.indent - place.indent > options.indent * place.strip.height
    closed = before.gap_right > options.short * before.width or bool(_END_OF_SENTENCE.search(before.strip.line.content))
    return outdented or closed


def _marked(_before: _Place, place: _Place, _pitch: float, _options: ParagraphOptions) -> bool:
    return bool(_MARK.match(place.strip.line.content))


_SIGNS: tuple[Callable[[_Place, _Place, float, ParagraphOptions], bool], ...] = (
    _after_wide_space,
    _in_other_size,
    _in_other_weight,
    _in_other_case,
    _in_other_slant,
    _indented,
    _after_short_line,
    _in_other_alignment,
    _entry_of_a_list,
    _marked,
)


def _rejoin_hanging(blocks: list[list[Strip]]) -> list[list[Strip]]:
    """Join a last line that was cut off its paragraph: it starts in lower case, close below a line that did not end."""
    joined = blocks[:1]
    for block in blocks[1:]:
        before, after = joined[-1][-1], block[0]
        close = after.top - before.bottom < before.height
        runs_on = after.line.content[:1].islower() and not _END_OF_SENTENCE.search(before.line.content)
        same = after.line.words[0].bold == before.line.words[-1].bold
        if close and runs_on and same:
            joined[-1].extend(block)
        else:
            joined.append(block)
    return joined
