"""What follows the body: footnotes and lists of references."""

from collections.abc import Iterator

from archive.jats.elements import E
from archive.jats.references import build_reference_lists
from archive.jats.targets import footnote_ids
from archive.markup import Element, one_line
from ocr.article import Article


def build_back(article: Article) -> Element | None:
    """Return the back matter; None when there is none."""
    footnotes = list(_build_footnotes(article))
    parts = [*([E("fn-group", *footnotes)] if footnotes else []), *build_reference_lists(article)]
    return E.back(*parts) if parts else None


def _build_footnotes(article: Article) -> Iterator[Element]:
    for index, fn_id in footnote_ids(article).items():
        label, text = one_line(article.footnotes[index].label), one_line(article.footnotes[index].content)
        yield E.fn({"id": fn_id}, *([E.label(label)] if label else []), E.p(text))
