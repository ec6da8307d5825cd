"""An entry of a list of references taken apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ocr.citing.kinds import document_type, publication_type
from ocr.citing.numbers import TAKEN, Details, last_year, take_details
from ocr.citing.persons import TakenNames, find_editors, take_names
from ocr.language import detect_language
from ocr.person import PersonName
from ocr.reference import ParsedReference, PublicationType

_HOST = re.compile(r"\s*/\s?/\s*")
_AREA = re.compile(r"\s*\.?\s+[–—-]\s+|\.\s*[–—]\s*")
_RESPONSIBILITY = re.compile(r"\s+/\s*|\s*/\s+")
_BIG = "A-ZÀ-ÝА-ЯЁӘҒҚҢӨҰҮҺІ"
_PLACE = (
    rf"(?P<place>(?:М|Л|К|А|Т|Мн|Пг|СПб|Спб|Н\.\s?Новгород)\.|[{_BIG}][\w'’-]+(?:[\s-][{_BIG}][\w'’-]+){{0,2}}(?:,\s[A-Z]{{2}})?)"
)
_BEFORE_PLACE = r"(?:^|[.,;]\s+|\s[–—-]\s*|\x1f\s*)"
_PRINTED_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_IMPRINT = re.compile(rf"{_BEFORE_PLACE}{_PLACE}\s?:\s?(?P<publisher>[^:;\x1f–—]{{2,80}}?)(?:[,.]\s*{_PRINTED_YEAR}|\.?\s*$)")
_PLACE_AND_YEAR = re.compile(rf"{_BEFORE_PLACE}{_PLACE},\s*{_PRINTED_YEAR}")
_PUBLISHER = re.compile(
    r"(?P<publisher>[^.,;:\x1f]*\b(?:Press|Publish\w*|Springer|Elsevier|Wiley|Routledge|Verlag|[Ии]зд-во|[Ии]здательство|баспа(?:сы)?)\b[^.,;:\x1f]*)"
)
_YEAR_FIRST = re.compile(rf"^[\s,.]*\(?{_PRINTED_YEAR}[a-zа-г]?\)?(?=[.,:\s])[.,:]?\s*")
_QUOTED = re.compile(r"^\s*[“\"«„](?P<title>[^”\"»]{8,}?)[,.]?[”\"»][.,]?\s*")
_ABBREVIATIONS = "Int|Conf|Proc|Sci|Chem|Phys|Trans|Univ|Natl|Acad|Eng|Math|Med|Biol|Vol|науч|тр|сер|ист|филол|техн|Изв|Вестн"
_SENTENCE = re.compile(rf"(?<=[^\W\d_]{{3}})[.?!]\s+(?=[{_BIG}«“\"\[])|(?<=[\])»”\"\d])\.\s+(?=[{_BIG}])")
_WORD_BEFORE = re.compile(rf"\b(?:{_ABBREVIATIONS})$", re.IGNORECASE)
_ABBREVIATED_JOURNAL = re.compile(rf"(?:^|[.,]\s)(?P<source>(?:[{_BIG}]\w{{0,6}}\.\s?){{2,}})\s*[,\x1f(]?\s*$")
_MATERIAL = re.compile(
    r"\s*\[(?:Электронн?ый\s+ресурс|Текст|Electronic\s+resource|Мәтін|Электронды\w*\s+ресурс)\]?\s*:?|^Интернет[- ]ресурс\s*:\s*",
    re.IGNORECASE,
)
_LABELS_LEFT = re.compile(
    r"(?:\bURL\b|\bРежим\s+доступа|\bДата\s+обращения|\bэлектронный\s+ресурс|\bAvailable\s+(?:at|from)|\bISBN|\bISSN|\bDOI)\s*:?",
    re.IGNORECASE,
)

_EXPECTED: Mapping[PublicationType, tuple[str, ...]] = {
    PublicationType.JOURNAL: ("authors", "title", "source", "year", "first_page"),
    PublicationType.NEWSPAPER: ("title", "source", "year"),
    PublicationType.BOOK: ("source", "year", "publisher|place"),
    PublicationType.CHAPTER: ("authors", "title", "source", "year"),
    PublicationType.CONFERENCE: ("authors", "title|source", "source", "year"),
    PublicationType.THESIS: ("authors", "source", "year"),
    PublicationType.WEB: ("title|source", "url"),
    PublicationType.LAW: ("source", "year"),
    PublicationType.STANDARD: ("source",),
    PublicationType.REPORT: ("source", "year"),
    PublicationType.PATENT: ("source",),
    PublicationType.ARCHIVAL: ("source",),
}
_ITS_OWN_SOURCE = frozenset(
    {
        PublicationType.BOOK,
        PublicationType.THESIS,
        PublicationType.LAW,
        PublicationType.STANDARD,
        PublicationType.REPORT,
        PublicationType.PATENT,
        PublicationType.ARCHIVAL,
    }
)
_LEAST_CONFIDENCE = 0.3


@dataclass(kw_only=True)
class _Entry:
    """An entry as it is taken apart: facts so far, and the text that is still to be told apart."""

    printed: str
    rest: str
    details: Details
    authors: tuple[PersonName, ...] = ()
    editors: tuple[PersonName, ...] = ()
    incomplete: bool = False
    facts: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, value: str | None) -> None:
        """Keep a fact, if it is there and nothing is known of it."""
        clean = _clean(value or "")
        if re.search(r"\w", clean):
            self.facts.setdefault(name, clean)


def parse_reference(text: str) -> ParsedReference | None:
    """Return what the parts of an entry say; None when too little of it could be told."""
    document = document_type(text)
    taken = TakenNames(names=(), incomplete=False, rest=text) if document else take_names(text)
    details = take_details(taken.rest, addresses_only=document is not None)
    entry = _Entry(printed=text, rest=_MATERIAL.sub("", details.rest), details=details, facts=dict(details.facts))
    _take_persons(entry, taken)
    if document:
        entry.note("source", entry.rest)
    else:
        _read_titles(entry)
    if "year" not in entry.facts:
        entry.note("year", last_year(details.rest))
    kind = document or publication_type(entry.rest, entry.facts)
    _settle_titles(entry, kind)
    confidence = _confidence(entry, kind)
    return _parsed(entry, kind, confidence) if confidence >= _LEAST_CONFIDENCE else None


def _take_persons(entry: _Entry, taken: TakenNames) -> None:
    """Take the persons at the beginning, and the editors wherever they are named."""
    entry.editors, entry.rest = find_editors(entry.rest)
    entry.incomplete = taken.incomplete
    if taken.are_editors:
        entry.editors = (*taken.names, *entry.editors)
    else:
        entry.authors = taken.names


def _read_titles(entry: _Entry) -> None:
    """Read titles, source and imprint in the style that the signs between them show."""
    host = _HOST.split(entry.rest, maxsplit=1)
    areas = _AREA.split(entry.rest)
    if len(host) > 1:
        _read_analytic(entry, *host)
    elif len(areas) > 1 and not _QUOTED.match(entry.rest.lstrip(" .,")):
        _read_areas(entry, areas)
    else:
        _read_western(entry)


# --- ГОСТ -------------------------------------------------------------------------------------------------------------


def _read_analytic(entry: _Entry, item: str, host: str) -> None:
    """Read `title / persons // source. – 2019. – № 2.`: what stands in something larger."""
    _read_responsibility(entry, item, "title")
    _read_imprint(entry, host)
    source = re.split(r"\x1f|[.,]\s*(?=(?:1[5-9]|20)\d\d\b)", _AREA.split(host)[0], maxsplit=1)[0]
    _read_responsibility(entry, re.sub(r"^\s*(?:В\s+кн\.?\s*:|Кн\.:|In:?\s)", "", source), "source")


def _read_areas(entry: _Entry, areas: list[str]) -> None:
    """Read `title / persons. – place: publisher, year. – 257 с.`: a book, or an article whose `//` was not printed."""
    first = areas[0]
    if found := _YEAR_FIRST.match(first):
        entry.note("year", found["year"])
        first = first[found.end() :]
    _read_imprint(entry, " – ".join([first, *areas[1:]]))
    inside = _IMPRINT.search(first) or _PLACE_AND_YEAR.search(first)
    _read_responsibility(entry, first[: inside.start()] if inside else first, "title")


def _read_responsibility(entry: _Entry, text: str, name: str) -> None:
    """Read a title and, behind a slash, who is responsible for it: the authors where none stand at the beginning."""
    title, *said = _RESPONSIBILITY.split(text, maxsplit=1)
    entry.note(name, title.replace(TAKEN, " "))
    if said and not entry.authors and not entry.editors:
        taken = take_names(said[0])
        entry.authors, entry.incomplete = taken.names, entry.incomplete or taken.incomplete


def _read_imprint(entry: _Entry, text: str) -> None:
    """Read `Алматы: Жазушы, 2004`, or what is there of it. A journal's year is no sign of a place before it."""
    numbered = {"volume", "issue"} & entry.facts.keys() and "//" not in entry.rest
    if found := _IMPRINT.search(text) or (None if numbered else _PLACE_AND_YEAR.search(text)):
        for name, value in found.groupdict().items():
            entry.note(name, value)
    elif found := _PUBLISHER.search(text):
        entry.note("publisher", found["publisher"])


# --- the West ---------------------------------------------------------------------------------------------------------


def _read_western(entry: _Entry) -> None:
    """Read `(2019). Title. Journal, 12(3)`, `“Title,” Journal`, `Title. Journal. 2019`, `Title, J. Chem. Phys.`."""
    rest = entry.rest
    if found := _YEAR_FIRST.match(rest):
        entry.note("year", found["year"])
        rest = rest[found.end() :]
    _read_imprint(entry, rest)
    body = rest.lstrip(" .,")
    if found := _QUOTED.match(body):
        entry.note("title", found["title"])
        entry.note("source", _up_to_details(body[found.end() :]))
        return
    title, source = _title_and_source(_up_to_details(body))
    entry.note("title", title)
    entry.note("source", re.sub(r"^\W*In:?\s", "", source))


def _title_and_source(head: str) -> tuple[str, str]:
    """Return the title and the source of what stands before the numbers: parted by a slash, or by the last full stop."""
    title, *host = _RESPONSIBILITY.split(head, maxsplit=1)
    if host and not take_names(host[0]).names:
        return title, host[0]
    if found := _ABBREVIATED_JOURNAL.search(head):
        return head[: found.start()], found["source"]
    stops = [stop for stop in _SENTENCE.finditer(head) if not _WORD_BEFORE.search(head[: stop.start()])]
    return (head[: stops[-1].start()], head[stops[-1].end() :]) if stops else (head, "")


def _up_to_details(text: str) -> str:
    """Return a text up to its numbers, its year or its imprint."""
    imprint = _IMPRINT.search(text)
    stop = imprint.start() if imprint else len(text)
    details = re.search(r"\x1f|[.,;(]\s*(?:1[5-9]|20)\d\d\b|,\s*\d+\s*(?:,|$)|\s\d{1,4}\s?:", text)
    return text[: min(stop, details.start() if details else stop)]


# --- all together -----------------------------------------------------------------------------------------------------


def _settle_titles(entry: _Entry, kind: PublicationType) -> None:
    """Make the title of a book, a thesis, a law its source: it stands in nothing larger."""
    title, source = entry.facts.get("title"), entry.facts.get("source")
    if kind in _ITS_OWN_SOURCE and title and (not source or not _HOST.search(entry.rest)):
        entry.facts["source"] = title
        del entry.facts["title"]
    elif not source and title and kind not in {PublicationType.WEB, PublicationType.OTHER}:
        entry.facts["source"] = entry.facts.pop("title")


def _confidence(entry: _Entry, kind: PublicationType) -> float:
    """Return the share of the parts that this kind of entry has and that were found."""
    found = {**entry.facts, **({"authors": "1"} if entry.authors or entry.editors else {})}
    expected = _EXPECTED.get(kind, ("authors", "title|source", "year", "place|publisher|url|first_page"))
    share = sum(any(name in found for name in names.split("|")) for names in expected) / len(expected)
    return round(share * (0.7 if kind is PublicationType.OTHER else 1.0), 2)


def _parsed(entry: _Entry, kind: PublicationType, confidence: float) -> ParsedReference:
    facts = {name: value for name, value in entry.facts.items() if name in _TEXT_FIELDS}
    return ParsedReference(
        publication_type=kind,
        confidence=confidence,
        language=detect_language(entry.printed),
        authors=entry.authors,
        editors=entry.editors,
        authors_incomplete=entry.incomplete,
        accessed=entry.details.accessed,
        **facts,
    )


_TEXT_FIELDS = frozenset(
    {
        *("title", "source", "year", "volume", "issue", "first_page", "last_page", "page_count", "edition"),
        *("publisher", "place", "isbn", "issn", "doi", "url"),
    }
)


def _clean(text: str) -> str:
    """Return a part without the signs that stand between parts, and without labels of what was taken out of it."""
    plain = _LABELS_LEFT.sub(" ", text.replace(TAKEN, " "))
    plain = re.sub(r"\s+", " ", plain).strip(" .,;:–—-/|")
    plain = re.sub(r"\(\s*\)|\[\s*\]", "", plain).strip(" .,;:–—-/|")
    opened = plain.count("(") - plain.count(")")
    return plain if opened <= 0 else plain.rsplit("(", 1)[0].strip(" .,;:–—-/|")
