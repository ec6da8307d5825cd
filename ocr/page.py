"""What was read from one page: blocks in reading order, of lines, of words. The page's checkpoint, ALTO, holds all of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ocr.geometry import Box
from ocr.language import Language


class BlockRole(StrEnum):
    """The function of a block on its page (names after PAGE TextRegion@type)."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page-number"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    TABLE = "table"


class GraphicKind(StrEnum):
    """What a block without text is."""

    ILLUSTRATION = "illustration"
    SEPARATOR = "separator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it was read. `confidence` runs from 0 (a guess) to 1 (certain)."""

    content: str
    box: Box
    confidence: float
    language: Language | None = None
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        """Refuse a word without text, with blanks in it, or with an impossible confidence."""
        if not self.content or self.content != "".join(self.content.split()):
            msg = f"not a word: {self.content!r}"
            raise ValueError(msg)
        if not 0.0 <= self.confidence <= 1.0:
            msg = f"confidence of {self.content!r} is not between 0 and 1: {self.confidence}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A printed line. `font_size` is in points, measured from the height of its letters; 0 when not measured."""

    box: Box
    words: tuple[Word, ...]
    font_size: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a line without words."""
        if not self.words:
            msg = "a line has at least one word"
            raise ValueError(msg)

    @property
    def content(self) -> str:
        """The words with a blank between each."""
        return " ".join(word.content for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A run of lines that belong together: a paragraph, a heading. `block_id` is unique on its page."""

    block_id: str
    role: BlockRole
    box: Box
    lines: tuple[TextLine, ...]

    def __post_init__(self) -> None:
        """Refuse a block without lines."""
        if not self.lines:
            msg = f"block {self.block_id} has no lines"
            raise ValueError(msg)

    @property
    def words(self) -> Iterator[Word]:
        """Every word, in reading order."""
        return (word for line in self.lines for word in line.words)

    @property
    def content(self) -> str:
        """The lines as text, one printed line a line."""
        return "\n".join(line.content for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphicBlock:
    """A picture or a ruled line."""

    block_id: str
    kind: GraphicKind
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingStep:
    """One thing that was done to the page's image or text, and with which parameters (both plain text, for PREMIS)."""

    name: str
    parameters: Mapping[str, str] = field(default_factory=dict)


TURN = "turn"
"""The step that sets a page upright; its parameter `clockwise_degrees` says by how much."""


def quarter_turns(steps: Iterable[ProcessingStep]) -> int:
    """Return by how many times 90° `steps` turn a scan clockwise: 0 when it came upright."""
    turns = (int(step.parameters["clockwise_degrees"]) for step in steps if step.name == TURN)
    return sum(turns) // 90 % 4


CORRECT = "correct"
"""The step by which a person corrected what was read; its parameters say `by` whom and `on` which day (ISO 8601)."""


ILLEGIBLE = "give-up"
"""The step that leaves a page without text because what the engine made of it was guesswork: handwriting, noise, a picture."""


REPAIRED = "repair-letters"
"""The step that puts look-alikes back into the script of their word; its parameters are the words as read, and as they are now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One scanned side. `image_nr` counts pages from 1; `printed_nr` is the number printed on it, when seen.

    `width` and `height` are pixels of the untouched scan, `resolution` its pixels per inch; every box is in those pixels.
    `scan` is the name of the image file, as the package names it once it is there. `part` is where on the scan the page lies when
    it is one of two, side by side; None when the scan is the page. A page without blocks is blank or illegible.
    """

    image_nr: int
    scan: str
    width: int
    height: int
    resolution: int
    part: Box | None = None
    blocks: tuple[TextBlock, ...] = ()
    graphics: tuple[GraphicBlock, ...] = ()
    printed_nr: str | None = None
    steps: tuple[ProcessingStep, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a page without pixels or outside the count."""
        if self.image_nr < 1 or self.width < 1 or self.height < 1 or self.resolution < 1:
            msg = f"not a scanned page: {self.image_nr}, {self.width} × {self.height} at {self.resolution} per inch"
            raise ValueError(msg)

    @property
    def area(self) -> Box:
        """Where on the scan the page lies."""
        return self.part or Box(hpos=0, vpos=0, width=self.width, height=self.height)

    @property
    def words(self) -> Iterator[Word]:
        """Every word, in reading order."""
        return (word for block in self.blocks for word in block.words)

    @property
    def quarter_turns(self) -> int:
        """How many times 90° the scan was turned clockwise to be read: 0 when it came upright."""
        return quarter_turns(self.steps)

    @property
    def is_illegible(self) -> bool:
        """True when there is something on the page that could not be read."""
        return any(step.name == ILLEGIBLE for step in self.steps)

    @property
    def is_blank(self) -> bool:
        """True when there is no word on the page, and nothing that could be one."""
        return not self.blocks and not self.is_illegible
