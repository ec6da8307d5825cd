"""Dates: of publication, of the article's history, and what is printed that cannot be true."""

from collections.abc import Iterator

from archive.bibliography import Volume
from archive.jats.elements import E
from archive.jats.provenance import Provenance
from archive.markup import Element, one_line
from archive.reconcile import latest_date
from ocr.article import Article, HistoryDate


def build_publication_date(volume: Volume) -> Element:
    """Return the date of publication, or that none is known: nothing printed is taken for one where it cannot be true."""
    if volume.year is None:
        return E("pub-date-not-available")
    return E("pub-date", {"iso-8601-date": f"{volume.year:04d}"}, E.year(f"{volume.year}"))


def build_history(article: Article) -> Iterator[Element]:
    """Yield the history, each date as its parts and as printed."""
    if article.history:
        yield E.history(*map(_build_date, article.history))


def _build_date(date: HistoryDate) -> Element:
    year, month, day = (*date.iso.split("-"), "", "")[:3]
    printed = one_line(date.content)
    return E.date(
        {"date-type": str(date.event), "iso-8601-date": date.iso},
        *([E.day(day)] if day else []),
        *([E.month(month)] if month else []),
        E.year(year),
        *([E("string-date", printed)] if printed else []),
    )


def date_facts(article: Article, volume: Volume, provenance: Provenance) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of the year as printed, and of its conflict with a later date in the text."""
    yield "date-as-printed", "; ".join(provenance.printed_years)
    latest = latest_date(article)
    years = [("catalogue", str(volume.year))] if volume.year else [("printed", year) for year in provenance.printed_years]
    for source, year in years:
        if latest and latest[:4] > year:
            yield "date-conflict", f"{source} {year}; latest date in text {latest}"
