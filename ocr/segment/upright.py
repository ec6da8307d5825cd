"""Pages as they are read: ALTO has its boxes on the scan, which may be turned, or half of an open book."""

from dataclasses import replace

from ocr.geometry import Box
from ocr.page import Page, TextBlock, TextLine


def upright(page: Page) -> Page:
    """Return `page` with every box where it lies once the page is cut out of its scan and turned upright."""
    if not page.quarter_turns and page.part is None:
        return page
    sideways = page.quarter_turns % 2
    return replace(
        page,
        width=page.area.height if sideways else page.area.width,
        height=page.area.width if sideways else page.area.height,
        blocks=tuple(_block(block, page) for block in page.blocks),
        graphics=tuple(replace(graphic, box=_box(graphic.box, page)) for graphic in page.graphics),
    )


def on_scan(box: Box, page: Page) -> Box:
    """Return where on the untouched scan a rectangle of an upright `page` lies."""
    lying = box.turned(-page.quarter_turns, page.width, page.height)
    left, top = (page.part.hpos, page.part.vpos) if page.part else (0, 0)
    return Box(hpos=lying.hpos + left, vpos=lying.vpos + top, width=lying.width, height=lying.height)


def _box(box: Box, page: Page) -> Box:
    area = page.area
    cut = Box.of_edges(box.hpos - area.hpos, box.vpos - area.vpos, box.right - area.hpos, box.bottom - area.vpos)
    return cut.turned(page.quarter_turns, area.width, area.height)


def _block(block: TextBlock, page: Page) -> TextBlock:
    return replace(block, box=_box(block.box, page), lines=tuple(_line(line, page) for line in block.lines))


def _line(line: TextLine, page: Page) -> TextLine:
    words = tuple(replace(word, box=_box(word.box, page)) for word in line.words)
    return replace(line, box=_box(line.box, page), words=words)
