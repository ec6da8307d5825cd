"""Pages as they are read: ALTO has its boxes on the scan, which may lie on its side or stand on its head."""

from dataclasses import replace

from ocr.geometry import Box
from ocr.page import Page, TextBlock, TextLine


def upright(page: Page) -> Page:
    """Return `page` with every box where it lies once the scan is turned upright."""
    if not page.quarter_turns:
        return page
    sideways = page.quarter_turns % 2
    return replace(
        page,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        blocks=tuple(_block(block, page) for block in page.blocks),
        graphics=tuple(replace(graphic, box=_box(graphic.box, page)) for graphic in page.graphics),
    )


def _box(box: Box, page: Page) -> Box:
    return box.turned(page.quarter_turns, page.width, page.height)


def _block(block: TextBlock, page: Page) -> TextBlock:
    return replace(block, box=_box(block.box, page), lines=tuple(_line(line, page) for line in block.lines))


def _line(line: TextLine, page: Page) -> TextLine:
    words = tuple(replace(word, box=_box(word.box, page)) for word in line.words)
    return replace(line, box=_box(line.box, page), words=words)
