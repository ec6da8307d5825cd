"""What a person is asked to look at: doubts of those who read the volume, which no schema and no rule can settle."""

from collections.abc import Iterable, Iterator

from archive.bibliography import Volume
from archive.content import Gap
from archive.finding import Finding, Severity
from archive.layout import article_path
from archive.reconcile import conflicts
from ocr.article import Article, ContentsFinding, Segmentation

_COMPARE = "Compare it with the scan; correct the page's ALTO file and digitise again if it is wrong."
_SCAN_AGAIN = "Scan the page again, or restore its file, and digitise the volume again."
_CONTENTS = "Compare the table of contents with the articles found."


def open_questions(volume: Volume, segmentation: Segmentation, gaps: Iterable[Gap] = ()) -> Iterator[Finding]:
    """Yield, as warnings: gaps, conflicts with the catalogue, with the table of contents, and fields of articles in doubt."""
    yield from map(_of_gap, gaps)
    yield from conflicts(volume, segmentation)
    yield from map(_of_contents, segmentation.disagreements)
    for article in segmentation.articles:
        yield from _of_fields(article)


def _of_gap(gap: Gap) -> Finding:
    message = f"Page {gap.image_nr} could not be read ({gap.reason}); the volume was archived without it."
    return Finding(severity=Severity.WARNING, rule="gap", where=gap.scan or "volume", message=message, remedy=_SCAN_AGAIN)


def _of_contents(found: ContentsFinding) -> Finding:
    where = str(article_path(found.article)) if found.article else "volume"
    pages = (("listed on page", found.listed_page), ("found on page", found.found_page))
    facts = "; ".join(f"{what} {page}" for what, page in pages if page)
    message = f"'{found.title}' is {found.disagreement}{f' ({facts})' if facts else ''}."
    return Finding(severity=Severity.WARNING, rule="contents", where=where, message=message, remedy=_CONTENTS)


def _of_fields(article: Article) -> Iterator[Finding]:
    for one in article.field_confidences:
        if one.doubts:
            message = f"There is doubt about the {one.field} ({one.confidence:.2f}): {'; '.join(one.doubts)}."
            where = str(article_path(article.number))
            yield Finding(severity=Severity.WARNING, rule="doubt", where=where, message=message, remedy=_COMPARE)
