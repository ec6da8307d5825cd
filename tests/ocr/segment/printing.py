"""Pages set from parts: titles, names, running text, headings, each with the looks it has in print."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ocr.article import Article, Segmentation, plain_text
from ocr.geometry import Box
from ocr.page import BlockRole, GraphicBlock, Page, TextBlock, TextLine
from ocr.segment import segment_articles
from tests.builders import LETTER_WIDTH, LINE_HEIGHT, X_HEIGHT, a_line

LEFT, RIGHT = 200, 1560
TOP, BOTTOM = 350, 2150
WIDTH, HEIGHT = 1748, 2480
COLUMN, GUTTER = 900, 60
"""The width of a newspaper's column, and what parts it from the next."""

KAZAKH = (
    "Қазақ халқының ән мұрасы ғасырлар бойы ауыздан ауызға беріліп, ұрпақтан ұрпаққа жетіп отырды. Оны нотаға түсіру ісі "
    "жиырмасыншы ғасырдың басында кең өріс алды, кейінгі зерттеушілер бұл жұмысты жалғастырып, халық әншілерінің өмірі мен "
    "өнері туралы құнды деректер қалдырды. Біздің орталықтың қорында экспедициялар кезінде жазылған магнитті таспалар сақтаулы."
)
RUSSIAN = (
    "Районная газета выходила дважды в неделю, и в каждом номере печатались письма читателей, сводки с полей и объявления. "
    "Подшивки за первые двадцать лет сохранились не полностью, бумага пожелтела, а края страниц осыпаются при каждом "
    "прикосновении. Поэтому сотрудники районного архива решили начать с тех номеров, которые читатели спрашивают чаще всего."
)
ENGLISH = (
    "The library keeps manuscripts, letters and printed books, which its readers have asked for since it was opened. Every "
    "item was described, photographed and entered into the digital archive of the region, so that schools in the villages "
    "can use it as well. The paper describes how the work was planned and what it taught those who took part in it."
)

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One block as printed; a line break in `text` is one on the page, longer lines are broken at the edge.

    `indent` is how far its first line begins in from the edge, `inset` its others.
    """

    text: str
    role: BlockRole = BlockRole.PARAGRAPH
    align: Align = "left"
    indent: int = 0
    inset: int = 0
    bold: bool = False
    italic: bool = False
    font_size: float = 10.0
    confidence: float = 0.95
    space: int = 30


def text(content: str, *, indent: int = 60) -> Part:
    """Return a paragraph of running text."""
    return Part(text=content, indent=indent)


def title(content: str) -> Part:
    """Return a title in bold capitals, centred."""
    return Part(text=content.upper(), role=BlockRole.HEADING, align="centre", bold=True)


def headline(content: str, size: float = 24.0) -> Part:
    """Return a newspaper's headline."""
    return Part(text=content, role=BlockRole.HEADING, bold=True, font_size=size)


def heading(content: str) -> Part:
    """Return the heading of a section."""
    return Part(text=content, role=BlockRole.HEADING, bold=True)


def line(content: str, align: Align = "centre") -> Part:
    """Return a line or a few of front matter."""
    return Part(text=content, align=align, italic=True)


def set_page(
    *parts: Part,
    image_nr: int = 1,
    header: str | None = None,
    number: str | None = None,
    graphics: tuple[GraphicBlock, ...] = (),
) -> Page:
    """Return a page on which `parts` stand one below the other, between its running header and its number."""
    blocks = _column(parts, 1, LEFT, RIGHT)
    if header:
        blocks.insert(0, _block(Part(text=header, align="centre"), 120, 90))
    if number:
        blocks.append(_block(Part(text=number, align="centre", role=BlockRole.PAGE_NUMBER), 2330, 91))
    return Page(
        image_nr=image_nr,
        scan=f"master/{image_nr:04d}.jpg",
        width=WIDTH,
        height=HEIGHT,
        resolution=300,
        blocks=tuple(blocks),
        graphics=graphics,
    )


def set_newspaper(*columns: Sequence[Part], image_nr: int = 1, over: Sequence[Part] = ()) -> Page:
    """Return a page on which `columns` stand side by side, under what is set `over` all of them."""
    edges = [(LEFT + number * (COLUMN + GUTTER), LEFT + number * (COLUMN + GUTTER) + COLUMN) for number in range(len(columns))]
    blocks = _column(over, 1, LEFT, edges[-1][1])
    foot = max((block.box.bottom for block in blocks), default=TOP)
    for parts, (left, right) in zip(columns, edges, strict=True):
        blocks += _column(parts, len(blocks) + 1, left, right, foot)
    return Page(
        image_nr=image_nr,
        scan=f"master/{image_nr:04d}.jpg",
        width=edges[-1][1] + LEFT,
        height=max([2 * HEIGHT, *(block.box.bottom + LEFT for block in blocks)]),
        resolution=300,
        blocks=tuple(blocks),
    )


def _column(parts: Sequence[Part], number: int, left: int, right: int, vpos: int = TOP) -> list[TextBlock]:
    blocks: list[TextBlock] = []
    for part in parts:
        vpos += part.space
        blocks.append(_block(part, vpos, number + len(blocks), left, right))
        vpos = blocks[-1].box.bottom + LINE_HEIGHT - X_HEIGHT
    return blocks


def _block(part: Part, vpos: int, number: int, left: int = LEFT, right: int = RIGHT) -> TextBlock:
    across = (right - left) // LETTER_WIDTH
    lines = tuple(_line(part, row, (place, vpos), (left, right)) for place, row in enumerate(_rows(part, across)))
    return TextBlock(block_id=f"b{number:03d}", role=part.role, box=Box.enclosing(line.box for line in lines), lines=lines)


def _rows(part: Part, across: int) -> list[str]:
    return [
        row
        for printed in part.text.splitlines()
        for row in textwrap.wrap(printed, across - 3, break_on_hyphens=False, break_long_words=False)
    ]


def _line(part: Part, row: str, at: tuple[int, int], edges: tuple[int, int]) -> TextLine:
    place, vpos = at
    left, right = edges
    room = right - left - LETTER_WIDTH * len(row)
    hpos = left + {"left": part.indent if place == 0 else part.inset, "centre": room // 2, "right": room}[part.align]
    return a_line(
        row,
        at=(max(0, hpos), vpos + place * LINE_HEIGHT),
        confidence=part.confidence,
        font_size=part.font_size,
        bold=part.bold,
        italic=part.italic,
    )


def segmented(*pages: Page) -> Segmentation:
    """Return the articles of a volume, after a check that each of its blocks is accounted for once."""
    found = segment_articles(pages)
    areas = [*(area for article in found.articles for area in article.areas), *(dropped.area for dropped in found.dropped)]
    placed = [(page.image_nr, block.block_id) for page in pages for block in page.blocks]
    assert sorted((area.image_nr, area.block_id) for area in areas) == sorted(placed)
    return found


def the_article(*pages: Page) -> Article:
    """Return the only article of a volume."""
    [article] = segmented(*pages).articles
    return article


def paragraphs(article: Article) -> list[str]:
    """Return the body's paragraphs as text."""
    return [plain_text(paragraph.content) for paragraph in article.paragraphs]


def titles(found: Segmentation) -> list[str]:
    """Return the titles of all articles, in order."""
    return [article.title for article in found.articles]


def names(people: Sequence[object]) -> list[str]:
    """Return persons as `surname, given names`."""
    return [f"{getattr(person, 'surname', '')}, {getattr(person, 'given_names', '')}" for person in people]
