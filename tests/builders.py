"""Builders of domain values for tests: say what matters for the test, the rest is filled in plausibly."""

from itertools import count

from ocr.article import Area, Article, PageStart, Paragraph, Section
from ocr.geometry import Box
from ocr.language import Language, detect_language
from ocr.page import (
    BlockRole,
    GraphicBlock,
    Page,
    ProcessingStep,
    TextBlock,
    TextLine,
    Word,
)
from ocr.person import Affiliation, Contributor

LETTER_WIDTH = 20
"""Pixels across one letter, its gap included, of 10 point print at 300 pixels per inch."""

LINE_HEIGHT = 50
"""Pixels from one baseline to the next."""

X_HEIGHT = 36
"""Pixels from the top to the foot of a line's letters."""


def a_box(hpos: int = 300, vpos: int = 300, width: int = 400, height: int = X_HEIGHT) -> Box:
    """Return a rectangle somewhere in the upper left of a page."""
    return Box(hpos=hpos, vpos=vpos, width=width, height=height)


def a_word(content: str = "мұрағат", *, at: tuple[int, int] = (300, 300), confidence: float = 0.96, **facts: object) -> Word:
    """Return a word as wide as its letters at `at` (hpos, vpos), in the language its letters show."""
    given: dict[str, object] = {"language": detect_language(content), **facts}
    box = Box(hpos=at[0], vpos=at[1], width=LETTER_WIDTH * len(content), height=X_HEIGHT)
    return Word(content=content, box=box, confidence=confidence, **given)  # type: ignore[arg-type]  # facts are Word's own fields


def a_line(
    text: str = "Қазақ тілі мемлекеттік тіл болып табылады.",
    *,
    at: tuple[int, int] = (300, 300),
    confidence: float = 0.96,
    font_size: float = 10.0,
    **facts: object,
) -> TextLine:
    """Return a printed line of `text` that starts at `at` (hpos, vpos); `facts` go to each word."""
    words, hpos = [], at[0]
    for content in text.split():
        words.append(a_word(content, at=(hpos, at[1]), confidence=confidence, **facts))
        hpos = words[-1].box.right + LETTER_WIDTH
    return TextLine(box=Box.enclosing(word.box for word in words), words=tuple(words), font_size=font_size)


def a_block(
    text: str = "Ғылыми мақаланың бірінші абзацы\nекі жолдан тұрады.",
    *,
    block_id: str = "b001",
    role: BlockRole = BlockRole.PARAGRAPH,
    at: tuple[int, int] = (300, 300),
    **facts: object,
) -> TextBlock:
    """Return a block whose printed lines are the lines of `text`, its first line at `at`; `facts` go to each line."""
    lines = tuple(
        a_line(line, at=(at[0], at[1] + number * LINE_HEIGHT), **facts)  # type: ignore[arg-type]  # facts are a_line's own
        for number, line in enumerate(text.splitlines())
    )
    return TextBlock(block_id=block_id, role=role, box=Box.enclosing(line.box for line in lines), lines=lines)


def a_page(
    *blocks: TextBlock | str,
    image_nr: int = 1,
    printed_nr: str | None = None,
    scan: str | None = None,
    graphics: tuple[GraphicBlock, ...] = (),
    steps: tuple[ProcessingStep, ...] = (),
) -> Page:
    """Return an A5 page at 300 pixels per inch. A string becomes a paragraph, one below the other; blocks come as they are."""
    numbers, vpos, found = count(1), 300, []
    for block in blocks:
        number = next(numbers)
        made = a_block(block, block_id=f"b{number:03d}", at=(300, vpos)) if isinstance(block, str) else block
        vpos = made.box.bottom + 2 * LINE_HEIGHT
        found.append(made)
    return Page(
        image_nr=image_nr,
        scan=scan or f"master/{image_nr:04d}.jpg",
        width=1748,
        height=2480,
        resolution=300,
        blocks=tuple(found),
        graphics=graphics,
        printed_nr=printed_nr,
        steps=steps,
    )


def a_blank_page(image_nr: int = 1) -> Page:
    """Return a page on which nothing was read."""
    return a_page(image_nr=image_nr)


def areas_of(*pages: Page) -> tuple[Area, ...]:
    """Return all text blocks of `pages`, as an article or a drop list points at them."""
    return tuple(Area(image_nr=page.image_nr, block_id=block.block_id) for page in pages for block in page.blocks)


def a_paragraph(text: str, *, page: int | None = None) -> Paragraph:
    """Return a paragraph of plain text; with `page` it is the first on that scan."""
    return Paragraph(content=(text,) if page is None else (PageStart(image_nr=page), text))


def a_contributor(surname: str = "Сейітқали", given_names: str = "А. Б.", **facts: object) -> Contributor:
    """Return a person as printed."""
    return Contributor(surname=surname, given_names=given_names, **facts)  # type: ignore[arg-type]  # facts are Contributor's own


def an_affiliation(content: str = "Абай атындағы университет, Алматы, Қазақстан", **facts: object) -> Affiliation:
    """Return an affiliation as printed."""
    return Affiliation(content=content, **facts)  # type: ignore[arg-type]  # facts are Affiliation's own fields


def an_article(title: str = "АБАЙ ШЫҒАРМАЛАРЫНДАҒЫ АДАМГЕРШІЛІК", **facts: object) -> Article:
    """Return a short Kazakh article on scan 1; `facts` replace any of its fields."""
    given: dict[str, object] = {
        "number": 1,
        "language": Language.KAZAKH,
        "authors": (a_contributor(),),
        "body": (Section(heading=None, paragraphs=(a_paragraph("Абай — қазақ халқының ұлы ақыны.", page=1),)),),
        "areas": (Area(image_nr=1, block_id="b001"),),
        "confidence": 0.93,
        **facts,
    }
    return Article(title=title, **given)  # type: ignore[arg-type]  # facts are Article's own fields
