"""What a volume says of itself on its cover, in its imprint and in its running headers: number, year, ISSN, place, editor.

Only what reads the same wherever it stands is sure. A value that contradicts another is kept beside it, for a person to choose.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from ocr.article import DropReason
from ocr.imprint import PrintedFact, VolumeFact
from ocr.segment.blocks import PlacedBlock
from ocr.segment.persons import read_people
from ocr.standard_numbers import is_isbn, is_issn

_SPEAKS_OF_THE_VOLUME = frozenset(
    {DropReason.COVER, DropReason.IMPRINT, DropReason.MASTHEAD, DropReason.RUNNING_HEADER, DropReason.EDITORIAL_BOARD}
)
_TELLS_THE_YEAR = frozenset({DropReason.COVER, DropReason.MASTHEAD, DropReason.RUNNING_HEADER})
"""An imprint holds other years too: of its registration, of a law."""

_ISSN = re.compile(r"ISSN\s*(?:\(\s*print\s*\))?[\s:–—-]*(?P<value>\d{4}\s?[-–—]\s?\d{3}[\dXХxх])", re.IGNORECASE)
_ISBN = re.compile(r"ISBN[\s:–—-]*(?P<value>(?:97[89][\s–-]?)?[\d][\d\s–-]{7,15}[\dXХ])", re.IGNORECASE)
_ISSUE = re.compile(
    r"(?:№|\bN[oо°]\.?|\bIssue|\bВыпуск|\bВып\.)\s?(?P<value>\d{1,4}(?:\s?[-–/]\s?\d{1,3})?(?:\s?\(\s?\d{1,4}\s?\))?)",
    re.IGNORECASE,
)
_OF_PAPERS = re.compile(
    r"(?:заказ|\bзак\b|тапсырыс|\border|свидетельств|куәлі[гк]|регистрац|тіркеу|лицензи|\blicen[cs]e|приказ|бұйры[гқ]|протокол|хаттама)"
    r"\w*\W*$",
    re.IGNORECASE,
)
"""What else has a number: the printer's order, a registration, a decree."""

_VOLUME = re.compile(r"(?:\bТом|\bТ\.|\bVol(?:ume|\.))\s?(?P<value>\d{1,3}|[IVXLC]{1,6})\b|\b(?P<before>\d{1,3})\s?-?\s?том\b")
_YEAR = re.compile(r"(?<![\d/(-])(?P<value>(?:1[5-9]|20)\d\d)(?![\d)]|\s?[-–/]\s?\d)")
_PLACE = re.compile(
    r"(?:^|[.,;]\s*|\s)(?:г\.\s?|қ\.\s?)?(?P<value>[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][a-zа-яёәғқңөұүһі]{2,}(?:[-\s][A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][a-zа-яёәғқңөұүһі]+)?)"
    r"(?:\s?қ(?:\.|аласы))?[,.]\s*(?:1[5-9]|20)\d\d\b"
)
_EDITOR = re.compile(
    r"(?:(?:главный|ответственный)\s+редактор|(?:бас|жауапты)\s+редактор\w*|editor-in-chief)\s*[:–—-]?\s*", re.IGNORECASE
)
_PUBLISHER = re.compile(
    r"(?:издательство|изд-во|издатель)\s*:?\s*[«\"“](?P<value>[^»\"”]{2,60})[»\"”]|[«\"“](?P<before>[^»\"”]{2,60})[»\"”]\s+баспасы",
    re.IGNORECASE,
)

_ONCE = 0.85
_CHECKED = 0.97
_DOUBTFUL = 0.5
_AGREED = 0.1
_LEAST_SHARE = 0.5
_HEADER_ALONE = 0.7
"""A running header may be the title of the volume, of its section, or of a conference: by itself it is not believed."""

_ALIKE = 0.8
_FEWEST_TITLE_LETTERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that speaks of the volume, and where it stands."""

    text: str
    image_nr: int
    reason: DropReason


def read_imprint(outside: Mapping[PlacedBlock, DropReason]) -> tuple[PrintedFact, ...]:
    """Return what the blocks outside articles say of the volume, each value once, in the order of its first print.

    Facts of running headers are those of most pages: one misread header says nothing.
    """
    lines = [
        _Line(text=line.content, image_nr=block.page.image_nr, reason=reason)
        for block, reason in sorted(outside.items(), key=lambda item: item[0].page.image_nr)
        if reason in _SPEAKS_OF_THE_VOLUME
        for line in block.lines
    ]
    headers = [line for line in lines if line.reason is DropReason.RUNNING_HEADER]
    others = [line for line in lines if line.reason is not DropReason.RUNNING_HEADER]
    pages = len({line.image_nr for line in headers})
    return _agreed([*_facts(others), *_usual([*_facts(headers), *_titles(headers, others)], pages)])


def _facts(lines: Iterable[_Line]) -> Iterator[PrintedFact]:
    for line in lines:
        for fact, read in _READERS.items():
            if fact is VolumeFact.YEAR and line.reason not in _TELLS_THE_YEAR:
                continue
            for value, confidence in read(line.text):
                yield PrintedFact(fact=fact, value=value, image_nr=line.image_nr, content=line.text, confidence=confidence)


def _titles(headers: Iterable[_Line], others: Iterable[_Line]) -> Iterator[PrintedFact]:
    """Yield what running headers say before number, year and place: the volume's title where its cover says the same."""
    covers = [_plain(line.text) for line in others if line.reason in _TELLS_THE_YEAR]
    for line in headers:
        ends = (found.start() for pattern in (_ISSN, _ISBN, _ISSUE, _VOLUME, _YEAR, _PLACE) if (found := pattern.search(line.text)))
        title = line.text[: min(ends, default=len(line.text))].strip(" .,;:–—-")
        if len(_plain(title)) >= _FEWEST_TITLE_LETTERS:
            agreed = any(SequenceMatcher(None, _plain(title), cover).ratio() >= _ALIKE for cover in covers)
            confidence = _ONCE + _AGREED if agreed else _HEADER_ALONE
            yield PrintedFact(fact=VolumeFact.TITLE, value=title, image_nr=line.image_nr, content=line.text, confidence=confidence)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[str, float]]]:
    def read(text: str) -> Iterator[tuple[str, float]]:
        for found in pattern.finditer(text):
            value = next(value for value in found.groupdict().values() if value)
            yield " ".join(value.split()), _ONCE

    return read


def _issue(text: str) -> Iterator[tuple[str, float]]:
    for found in _ISSUE.finditer(text):
        if not _OF_PAPERS.search(text[: found.start()]):
            yield " ".join(found["value"].split()), _ONCE


def _issn(text: str) -> Iterator[tuple[str, float]]:
    for found in _ISSN.finditer(text):
        value = re.sub(r"\s?[-–—]\s?", "-", found["value"]).upper().replace("Х", "X")
        yield value, _CHECKED if is_issn(value) else _DOUBTFUL


def _isbn(text: str) -> Iterator[tuple[str, float]]:
    for found in _ISBN.finditer(text):
        value = re.sub(r"[\s–]+", "-", found["value"].strip()).upper().replace("Х", "X")
        yield value, _CHECKED if is_isbn(value) else _DOUBTFUL


def _editor(text: str) -> Iterator[tuple[str, float]]:
    if found := _EDITOR.search(text):
        for person in read_people(text[found.end() :]).persons[:1]:
            yield f"{person.name.surname} {person.name.given_names}".strip(), _ONCE


_READERS: Mapping[VolumeFact, Callable[[str], Iterator[tuple[str, float]]]] = {
    VolumeFact.ISSN: _issn,
    VolumeFact.ISBN: _isbn,
    VolumeFact.ISSUE: _issue,
    VolumeFact.VOLUME: _matches(_VOLUME),
    VolumeFact.YEAR: _matches(_YEAR),
    VolumeFact.PLACE: _matches(_PLACE),
    VolumeFact.PUBLISHER: _matches(_PUBLISHER),
    VolumeFact.EDITOR: _editor,
}


def _usual(facts: Iterable[PrintedFact], pages: int) -> Iterator[PrintedFact]:
    """Yield the first print of each value that most pages have in their headers."""
    found = list(facts)
    times = Counter((one.fact, _plain(one.value)) for one in found)
    seen: set[tuple[VolumeFact, str]] = set()
    for one in found:
        key = (one.fact, _plain(one.value))
        if key not in seen and times[key] >= _LEAST_SHARE * pages:
            seen.add(key)
            yield one


def _agreed(facts: Iterable[PrintedFact]) -> tuple[PrintedFact, ...]:
    """Return each value once; one that is printed in several places is surer."""
    known: dict[tuple[VolumeFact, str], PrintedFact] = {}
    for one in facts:
        key = (one.fact, _plain(one.value))
        before = known.get(key)
        known[key] = one
        if before:
            elsewhere = before.confidence > _DOUBTFUL and before.image_nr != one.image_nr
            known[key] = replace(before, confidence=min(_CHECKED, before.confidence + _AGREED)) if elsewhere else before
    return tuple(known.values())


def _plain(value: str) -> str:
    return re.sub(r"[\W_]+", "", value).casefold()
