"""The account of words: what was read in the blocks of an article is in its text, or in one of its pictures."""

import re
from collections.abc import Iterator, Sequence

from archive.finding import Finding, Severity
from archive.layout import alto_path
from archive.markup import Element
from ocr.article import Article
from ocr.geometry import Box
from ocr.page import Page, TextBlock

_SHORTEST = 4
"""Letters of a word that is looked for: shorter ones are found in any text."""

_ENOUGH = 4
"""Words a block must have before it is judged by them."""

_LOST = 0.5
"""A block of which more than this share of words is missing was lost, not changed: numbers and marks are taken out of text."""

_COMPARE = "Compare the article with the scan; report it with this package if text is missing."


def check_words(article: Article, root: Element, pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield the blocks of `article` whose words are not in its JATS `root`; pictures stand for the words in them."""
    text = " ".join(map(str, root.itertext())).casefold()
    known, joined = set(_words(text)), re.sub(r"[\W\d_]+", "", text)
    touched = set(article.pages)
    blocks = {(page.image_nr, block.block_id): block for page in pages if page.image_nr in touched for block in page.blocks}
    for area in article.areas:
        block = blocks.get((area.image_nr, area.block_id))
        if block is None or _is_pictured(block.box, _pictures(article, area.image_nr)):
            continue
        words = _words(_running(block).casefold())
        lost = [word for word in words if word not in known and word not in joined]
        if len(words) >= _ENOUGH and len(lost) > _LOST * len(words):
            message = f"The text of block {area.block_id} is in no part of the article: '{_start(block)}'."
            yield Finding(
                severity=Severity.WARNING, rule="words", where=str(alto_path(area.image_nr)), message=message, remedy=_COMPARE
            )


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _SHORTEST]


def _running(block: TextBlock) -> str:
    """Return the text of a block, words broken at line ends joined: their halves are in the article only as a whole."""
    return re.sub(r"(?<=\w)-\n", "", block.content)


def _pictures(article: Article, image_nr: int) -> list[Box]:
    crops = [*(figure.picture for figure in article.figures), *(table.picture for table in article.tables)]
    return [crop.box for crop in crops if crop and crop.image_nr == image_nr]


def _is_pictured(box: Box, pictures: Sequence[Box]) -> bool:
    across, down = box.centre
    return any(one.hpos <= across < one.right and one.vpos <= down < one.bottom for one in pictures)


def _start(block: TextBlock) -> str:
    text = " ".join(block.content.split())
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004  # what fits into a line of a report
