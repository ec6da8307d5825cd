"""A block with what the whole volume says about it: its place, its looks, its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median, median_low

from ocr.article import Area
from ocr.geometry import Box
from ocr.layout.roles import is_bold, is_capitals
from ocr.page import BlockRole, GraphicBlock, GraphicKind, Page, TextBlock, TextLine

HEADLINE = 1.3
"""Type this many times the size of the body's is a headline's."""

SMALL_TYPE = 0.95
"""Type below this share of the body's size is that of abstracts and notes."""

_LARGE = 1.5
_FEWEST_LETTERS = 4
_LETTERS_OF_A_FULL_LINE = 60
_MOST_TITLE_LINES = 7
_OWN_COLUMN = 3
_ONE_COLUMN = 1.5
_WHOLE_COLUMN = 0.8
_RULE_WITHIN = 2.5
_SHORTEST_RULE = 0.1
_NEWSPAPER_COLUMNS = 3
_SPANNING = 1.3
_CLOSE = 0.6


@dataclass(frozen=True, kw_only=True, eq=False)
class PlacedBlock:
    """A block of a page, with the edges of the column it stands in (pixels) and the size of the volume's body type (points).

    `place` counts the blocks of the volume in reading order, from 0; `columns` is how many most of its pages are set in.
    """

    place: int
    page: Page
    block: TextBlock
    left: int
    right: int
    body_size: float
    columns: int = 1

    @property
    def area(self) -> Area:
        """Where METS finds it."""
        return Area(image_nr=self.page.image_nr, block_id=self.block.block_id)

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Its lines, from top to bottom."""
        return self.block.lines

    @cached_property
    def text(self) -> str:
        """Its text on one line, hyphens at line ends as printed."""
        return " ".join(line.content for line in self.block.lines)

    @cached_property
    def size(self) -> float:
        """Its type in units of the body's: 1.2 is a fifth larger. 1 when it could not be measured."""
        sizes = [line.font_size for line in self.block.lines if line.font_size]
        return median(sizes) / self.body_size if sizes and self.body_size else 1.0

    @cached_property
    def bold(self) -> bool:
        """Most of its letters are bold."""
        return is_bold(self.block.lines)

    @cached_property
    def italic(self) -> bool:
        """Most of its lines are italic."""
        return 2 * sum(line.words[0].italic for line in self.block.lines) > len(self.block.lines)

    @cached_property
    def capitals(self) -> bool:
        """It is set in capitals."""
        return is_capitals(self.text)

    @property
    def indents(self) -> tuple[int, int]:
        """How far its letters keep from the left and from the right edge of its column, in pixels; specks beside them count not."""
        box = self._letters
        return max(0, box.hpos - self.left), max(0, self.right - box.right)

    @cached_property
    def _letters(self) -> Box:
        """The rectangle around its words that have letters, or around all when none has."""
        boxes = [word.box for word in self.block.words if any(map(str.isalpha, word.content))]
        return Box.enclosing(boxes) if boxes else self.block.box

    @property
    def centred(self) -> bool:
        """It keeps about the same distance from both edges of its column."""
        left, right = self.indents
        return min(left, right) > 0.03 * self.width and abs(left - right) < 0.12 * self.width

    @property
    def set_right(self) -> bool:
        """It keeps to the right edge of its column."""
        left, right = self.indents
        return left > 0.2 * self.width and right < 0.06 * self.width

    @property
    def width(self) -> int:
        """The width of its column."""
        return max(1, self.right - self.left)

    @property
    def is_text(self) -> bool:
        """It is running text, as far as its page tells: several lines, or one that fills its column."""
        letters = sum(map(str.isalpha, self.text))
        return not self.bold and not self.capitals and (len(self.lines) > 1 or letters > _LETTERS_OF_A_FULL_LINE)

    @property
    def is_heading_like(self) -> bool:
        """It stands out from running text: short, and bold, in capitals or in larger type."""
        letters = sum(map(str.isalpha, self.text))
        return (
            letters >= _FEWEST_LETTERS
            and len(self.lines) <= _MOST_TITLE_LINES
            and (self.bold or self.capitals or self.size >= _LARGE)
        )

    @cached_property
    def ruled_above(self) -> bool:
        """A printed rule stands right above it: newspapers part their items by one."""
        return any(self._is_rule_above(graphic) for graphic in self.page.graphics if graphic.kind is GraphicKind.SEPARATOR)

    def _is_rule_above(self, graphic: GraphicBlock) -> bool:
        """Tell whether a level rule lies close above, in the middle of the column or right across it, and is no letter's stroke."""
        rule, box = graphic.box, self.block.box
        across = rule.centre[0] - (self.left + self.right) / 2
        near = 0 < box.vpos - rule.bottom + self.lines[0].box.height / 3 < _RULE_WITHIN * self.lines[0].box.height
        level = rule.width > max(_SHORTEST_RULE * self.width, 4 * rule.height)
        placed = abs(across) < 0.1 * self.width or rule.overlap_across(box) > 0.6 * box.width
        return near and level and placed and not _in_text(rule, self.page)

    @property
    def in_newspaper(self) -> bool:
        """The volume is set in three columns or more."""
        return self.columns >= _NEWSPAPER_COLUMNS

    @cached_property
    def space_above(self) -> float:
        """How far the nearest print above it in its columns is, in heights of its line; 0 at the head of a column."""
        box = self.block.box
        above = (
            box.vpos - other.box.bottom
            for other in self.page.blocks
            if other is not self.block
            and other.box.vpos < box.vpos
            and 2 * other.box.overlap_across(box) > min(box.width, other.box.width)
        )
        return max(0.0, min(above, default=0) / self.lines[0].box.height)

    @cached_property
    def spans_columns(self) -> bool:
        """It is set over more than one column of its page."""
        widths = [block.box.width for block in self.page.blocks if len(block.lines) >= _OWN_COLUMN and block is not self.block]
        return bool(widths) and self.block.box.width > _SPANNING * median(widths)

    @property
    def starts_indented(self) -> bool:
        """Its first line begins further in than its others."""
        first, *rest = self.lines
        left = min((line.box.hpos for line in rest), default=self.left)
        return first.box.hpos - left > 0.6 * median(word.box.height for word in first.words)


def follows_closely(upper: PlacedBlock, lower: PlacedBlock) -> bool:
    """Tell whether a block stands right below another, as lines of one paragraph do."""
    gap = lower.block.box.vpos - upper.block.box.bottom
    height = min(upper.lines[-1].box.height, lower.lines[0].box.height)
    across = upper.block.box.overlap_across(lower.block.box) > 0
    return upper.page is lower.page and across and -height < gap < _CLOSE * height


def place_blocks(pages: Sequence[Page]) -> list[PlacedBlock]:
    """Return every block of the volume in reading order, each with its column and the volume's body type."""
    size, columns = body_size(pages), median_low([page_columns(page) for page in pages if page.blocks] or [1])
    return [
        PlacedBlock(place=place, page=page, block=block, left=left, right=right, body_size=size, columns=columns)
        for place, (page, block) in enumerate((page, block) for page in pages for block in page.blocks)
        for left, right in [_column(block, page)]
    ]


def body_size(pages: Sequence[Page]) -> float:
    """Return the size in points that most letters of the volume are set in; 0 when none was measured."""
    sizes = sorted(
        (line.font_size, len(line.content)) for page in pages for block in page.blocks for line in block.lines if line.font_size
    )
    half = sum(letters for _, letters in sizes) / 2
    for size, letters in sizes:
        half -= letters
        if half <= 0:
            return size
    return 0.0


def page_columns(page: Page) -> int:
    """Return into how many columns the text of a page is set, side by side."""
    texts = sorted(block.box.hpos + block.box.width / 2 for block in page.blocks if len(block.lines) >= _OWN_COLUMN)
    width = median([block.box.width for block in page.blocks if len(block.lines) >= _OWN_COLUMN] or [1])
    return 1 + sum(after - before > width / 2 for before, after in pairwise(texts)) if texts else 0


def _in_text(rule: Box, page: Page) -> bool:
    """Tell whether what was taken for a rule lies within a printed line: it is the stroke of a letter."""
    lines = (line.box for block in page.blocks for line in block.lines)
    return any(box.vpos < rule.centre[1] < box.bottom and box.overlap_across(rule) for box in lines)


def _column(block: TextBlock, page: Page) -> tuple[int, int]:
    """Return the edges of the column a block stands in: its own when it has lines enough, else those of the nearest text.

    What is set much narrower than the column, like verse, does not show its edges.
    """
    box = block.box
    if len(block.lines) >= _OWN_COLUMN:
        return box.hpos, box.right
    texts = [other.box for other in page.blocks if other.role is BlockRole.PARAGRAPH and len(other.lines) >= _OWN_COLUMN]
    beside = [other for other in texts if other.overlap_across(box) > 0.5 * min(box.width, other.width)]
    if not beside:
        return box.hpos, box.right
    widest = max(other.width for other in beside if other.width < _ONE_COLUMN * median(each.width for each in beside))
    beside = [other for other in beside if other.width > _WHOLE_COLUMN * widest]
    nearest = min(beside, key=lambda other: max(other.vpos - box.bottom, box.vpos - other.bottom))
    return min(nearest.hpos, box.hpos), max(nearest.right, box.right)
