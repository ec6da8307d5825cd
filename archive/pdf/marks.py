"""How one finds one's way in the volume's PDF: the numbers printed on its pages, and bookmarks."""

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Dictionary, NumberTree, OutlineItem, Pdf, String

from archive.markup import one_line
from archive.pdf.sheets import Sheet
from archive.pdf.text import page_size, points_per_pixel
from ocr.article import Article, Segmentation


def mark_pages(pdf: Pdf, sheets: Sequence[Sheet], segmentation: Segmentation) -> None:
    """Give the pages the numbers printed on them; each article gets a bookmark, and each page that could not be read."""
    labels = NumberTree.new(pdf)
    for index, label in enumerate(_labels(sheets, segmentation)):
        labels[index] = Dictionary(P=String(label))
    pdf.Root.PageLabels = labels.obj
    with pdf.open_outline() as outline:
        outline.root.extend(_bookmarks(sheets, segmentation.articles))


def _labels(sheets: Sequence[Sheet], segmentation: Segmentation) -> Iterator[str]:
    """Yield the printed number of each page; where none is known its place in the volume, in brackets."""
    numbers = {number.image_nr: number.label for number in segmentation.printed_numbers}
    for sheet in sheets:
        printed = one_line(numbers.get(sheet.page.image_nr, sheet.page.printed_nr) or "")
        yield printed or f"[{sheet.page.image_nr}]"


def _bookmarks(sheets: Sequence[Sheet], articles: Sequence[Article]) -> list[OutlineItem]:
    """Return the bookmarks in the order of the pages they lead to."""
    index_of = {sheet.page.image_nr: index for index, sheet in enumerate(sheets)}
    begun = [(index_of[article.areas[0].image_nr], _of_article(article, sheets, index_of)) for article in articles if article.areas]
    gaps = [(index, _of_gap(sheet, index)) for index, sheet in enumerate(sheets) if sheet.gap]
    return [bookmark for _, bookmark in sorted([*begun, *gaps], key=lambda found: found[0])]


def _of_article(article: Article, sheets: Sequence[Sheet], index_of: Mapping[int, int]) -> OutlineItem:
    """Return a bookmark to the top of the block with which an article begins."""
    first = article.areas[0]
    index = index_of[first.image_nr]
    page = sheets[index].page
    tops = [block.box.vpos for block in page.blocks if block.block_id == first.block_id and not page.quarter_turns]
    top = page_size(page)[1] - min(tops, default=0) * points_per_pixel(page)
    return OutlineItem(one_line(article.title) or f"[{article.number}]", index, "XYZ", left=0, top=round(top, 2), zoom=0)


def _of_gap(sheet: Sheet, index: int) -> OutlineItem:
    return OutlineItem(f"[page {sheet.page.image_nr} could not be read]", index, "Fit")
