"""Dates as three languages print them: 12.03.2019, 12 марта 2019 г., 2019 жылғы 12 наурыз, March 12, 2019."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    ("январ", "қаңтар", "jan"),
    ("феврал", "ақпан", "feb"),
    ("март", "наурыз", "mar"),
    ("апрел", "сәуір", "apr"),
    ("ма[йя]", "мамыр", "may"),
    ("июн", "маусым", "jun"),
    ("июл", "шілде", "jul"),
    ("август", "тамыз", "aug"),
    ("сентябр", "қыркүйек", "sep"),
    ("октябр", "қазан", "oct"),
    ("ноябр", "қараша", "nov"),
    ("декабр", "желтоқсан", "dec"),
)
_NUMBER_OF = tuple((re.compile("|".join(names), re.IGNORECASE), number) for number, names in enumerate(_MONTHS, start=1))
_MONTH = rf"(?P<month>(?:{'|'.join(name for names in _MONTHS for name in names)})\w*)\.?"
_DAY = r"(?P<day>[0-3]?\d)"
_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_DAY}\s?[./-]\s?(?P<number>[01]?\d)\s?[./-]\s?{_YEAR}\b",
        rf"\b{_YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b",
        rf"\b{_DAY}(?:st|nd|rd|th)?[\s,«»\"]+{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}\b",
        rf"\b{_YEAR}\s*(?:ж(?:\.|ыл\w*)\s*)?[«\"]?{_DAY}[»\"]?[\s-]*{_MONTH}",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_YEAR}\s*(?:ж(?:\.|ыл\w*)\s*){_MONTH}",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a text, from `start` to `end`; `iso` has the day or, when none is printed, ends with the month."""

    iso: str
    start: int
    end: int

    @property
    def day(self) -> date | None:
        """The day, when it is printed."""
        return date.fromisoformat(self.iso) if len(self.iso) == len("2019-03-12") else None


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Return the dates of a text in their order; those that no calendar has are left out."""
    found = sorted(_matches(text), key=lambda one: (one.start, one.start - one.end))
    kept: list[FoundDate] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _matches(text: str) -> Iterator[FoundDate]:
    for form in _FORMS:
        for match in form.finditer(text):
            if iso := _iso(match.groupdict()):
                yield FoundDate(iso=iso, start=match.start(), end=match.end())


def _iso(parts: dict[str, str | None]) -> str | None:
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    number = int(parts.get("number") or 0) or next((nr for pattern, nr in _NUMBER_OF if pattern.match(month or "")), 0)
    try:
        whole = date(int(year or 0), number, int(day or 1))
    except ValueError:
        return None
    return whole.isoformat() if day else f"{whole:%Y-%m}"
