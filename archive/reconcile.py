"""What the catalogue says of a volume, and what the volume prints of itself: one description, and where the two differ."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archive.bibliography import Volume
from archive.finding import Finding, Severity
from ocr.article import Article, Segmentation
from ocr.imprint import PrintedFact, VolumeFact

BELIEVED = 0.8
"""A printed fact goes into the description of its volume from this certainty on; below it a person is not asked either."""

_FIELDS = {
    VolumeFact.TITLE: "title",
    VolumeFact.ISSN: "issn",
    VolumeFact.ISBN: "isbn",
    VolumeFact.YEAR: "year",
    VolumeFact.VOLUME: "volume",
    VolumeFact.ISSUE: "issue",
    VolumeFact.PLACE: "place",
    VolumeFact.PUBLISHER: "publisher",
}
"""The field of a volume that holds each printed fact."""

_CHOOSE = "Look at the page and correct the volume's metadata file, or leave it as it is: the catalogue goes before print."


def reconciled(volume: Volume, segmentation: Segmentation) -> Volume:
    """Return `volume` with what the catalogue does not say taken from print, where print is certain and of one mind.

    A printed year is not taken when an article holds a later date: it cannot be true.
    """
    for fact, name in _FIELDS.items():
        values = printed_values(segmentation, fact)
        if getattr(volume, name) is None and len(values) == 1:
            [value] = values
            if fact is not VolumeFact.YEAR or not _has_later_date(segmentation.articles, value):
                volume = _completed(volume, name, value)
    return volume


def printed_values(segmentation: Segmentation, fact: VolumeFact) -> tuple[str, ...]:
    """Return the different values that are certainly printed for a fact, in reading order."""
    believed = (one for one in segmentation.imprint if one.fact is fact and one.confidence >= BELIEVED)
    return tuple({_folded(one.value): one.value for one in reversed(list(believed))}.values())[::-1]


def conflicts(volume: Volume, segmentation: Segmentation) -> Iterator[Finding]:
    """Yield where print contradicts the catalogue, or itself where the catalogue is silent; for a person to choose."""
    for fact, name in _FIELDS.items():
        believed = [one for one in segmentation.imprint if one.fact is fact and one.confidence >= BELIEVED]
        known = getattr(volume, name)
        other = [one for one in believed if known is None or _folded(one.value) != _folded(str(known))]
        if known is not None and other:
            yield _question(f"The catalogue says {name} '{known}', but {_said(other)}.")
        elif known is None and len({_folded(one.value) for one in other}) > 1:
            yield _question(f"The volume contradicts itself on its {name}: {_said(other)}.")


def latest_date(article: Article) -> str | None:
    """Return the latest date in an article (ISO 8601): of its history, of access to what it cites; None without any."""
    cited = (reference.parsed.accessed for reference in article.references if reference.parsed)
    dates = [*(day.isoformat() for day in cited if day), *(date.iso for date in article.history)]
    return max(dates, default=None)


def _has_later_date(articles: Iterable[Article], year: str) -> bool:
    return any(latest[:4] > year for article in articles if (latest := latest_date(article)))


def _completed(volume: Volume, name: str, value: str) -> Volume:
    """Return `volume` with one more fact; as it was when the fact cannot be (a misread ISSN)."""
    try:
        return replace(volume, **{name: int(value) if name == "year" else value})  # type: ignore[arg-type]  # a field by its name
    except ValueError:
        return volume


def _folded(text: str) -> str:
    """Return what of `text` makes a difference: letters and digits."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _said(facts: Sequence[PrintedFact]) -> str:
    return ", ".join(f"page {one.image_nr} prints '{one.value}'" for one in facts)


def _question(message: str) -> Finding:
    return Finding(severity=Severity.WARNING, rule="catalogue", where="volume", message=message, remedy=_CHOOSE)
