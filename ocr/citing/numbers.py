"""What names itself in an entry: DOI, ISBN, addresses, dates of access, pages, volume, issue, year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ocr.dates import find_dates

TAKEN = "\x1f"
"""Stands in the rest of an entry for what was taken out of it."""

_DASH = r"\s?[-–—‐]\s?"
_NUMBER = r"[\dIVXLivxl]{1,6}[a-zа-я]?"
_URL_LABEL = re.compile(
    r"(?:(?:URL|Режим\s+доступа|Available\s+(?:at|from)|Retrieved\s+from|Электронн?\w*\s+ресурс|Қолжетімді|Сілтеме)\s*:?\s*)+$",
    re.IGNORECASE,
)
_ACCESSED = re.compile(
    r"[(\[]?\s*(?:дата\s+(?:обращения|доступа)|accessed(?:\s+on)?|retrieved(?:\s+on)?|"
    r"(?:қаралған|қараған|жүгінген|өтініш|қол\s*жеткізілген)\s+күні)\s*[:–—-]?\s*"
    r"(?P<value>[^)\]]{6,30}?\d{4}(?:\s*(?:г|ж)\.?)?)\s*[)\]]?\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/№-])(?<!№\s)(?P<value>(?:1[5-9]|20)\d\d)[a-zа-г]?(?!\d|[-–—/]\d|\s?(?:с|б|p)\.)")


def _pattern(*parts: str, ignore_case: bool = True) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE if ignore_case else 0)


_ADDRESSES: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...] = (
    (_pattern(r"(?:https?://(?:dx\.)?doi\.org/|DOI\s*:?\s*)?(?P<value>10\.\d{4,9}/[^\s<>«»\]]+)"), {"value": "doi"}),
    (_pattern(r"<?(?P<value>(?:https?://|ftp://|www\.)[^\s<>«»]+)>?"), {"value": "url"}),
    (_pattern(r"ISBN[\s:–-]*(?P<value>[\d-][\d\s–-]{8,16}[\dXХ])"), {"value": "isbn"}),
    (_pattern(r"ISSN[\s:–-]*(?P<value>\d{4}\s?[-–]\s?\d{3}[\dXХ])"), {"value": "issn"}),
)
_PARTS: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...] = (
    (  # 20-е изд., стереотип.
        _pattern(
            r"(?P<value>\d+-?(?:е|ое|ші|шы|nd|rd|th|st)?\s*(?:изд(?:ание|\.)|басылым\w*|бас\.|ed(?:ition|n|\.))[^.–—]{0,25}?)(?=[.,–—]|$)"
        ),
        {"value": "edition"},
    ),
    (  # 2019;12(3):33-9
        _pattern(
            r"(?P<year>(?:1[5-9]|20)\d\d)[^;:.]{0,12};\s?(?P<value>\d{1,4})\s?(?:\((?P<issue>[^)]{1,10})\))?",
            rf"\s?:\s?(?P<first>\w?\d+)(?:{_DASH}(?P<last>\w?\d+))?",
        ),
        {"year": "year", "value": "volume", "issue": "issue", "first": "first_page", "last": "last_page"},
    ),
    (  # С. 33–39, Б. 15-21, pp. 33–39
        _pattern(
            r"(?<![\w.])(?:[СCсcБ]|[РрPp]{1,2}|[Бб]{2}|[Бб]ет(?:тер)?|[Сс]тр|[Pp]ages?)(?:\.\s?|\s)",
            rf"(?P<value>[A-ZА-Я]?{_NUMBER})(?:{_DASH}(?P<last>[A-ZА-Я]?{_NUMBER}))?(?!\s?[\w]|\.\d)",
            ignore_case=False,
        ),
        {"value": "first_page", "last": "last_page"},
    ),
    (  # 15-21 бб.
        _pattern(rf"(?<![\w.№])(?P<value>\d{{1,4}}){_DASH}(?P<last>\d{{1,4}})-?\s?(?:бб?|с|бет\w*|стр|pp?)\.?(?!\w)"),
        {"value": "first_page", "last": "last_page"},
    ),
    (  # № 2 (93), no. 3/4, Вып. 5
        _pattern(
            r"(?<!\w)(?:№№?|N[oо°º]\.?|Nr\.|Вып(?:уск|\.)|Issue|Iss\.|Кн\.|Ч\.|Part|Pt\.)\s?",
            rf"(?P<value>\d{{1,4}}(?:{_DASH}\d{{1,4}}|/\d+)?(?:\s?\(\d+\))?)(?!\w)",
        ),
        {"value": "issue"},
    ),
    (  # Т. 97, Vol. 12, 2-том
        _pattern(
            rf"(?<!\w)(?:Т\.|Том|Vol(?:ume|\.)?)\s?(?P<value>{_NUMBER})(?:{_DASH}{_NUMBER})?(?!\w)|(?<!\w)(?P<before>\d+)-?\s?том\b"
        ),
        {"value": "volume", "before": "volume"},
    ),
    (  # 12(3), 33–39
        _pattern(
            rf"(?<![\w.])(?P<value>\d{{1,4}})\s?\((?!(?:1[5-9]|20)\d\d\))(?P<issue>\d{{1,4}}(?:{_DASH}\d{{1,3}})?)\)",
            rf"(?:\s?[,:;.]\s?(?:pp?\.\s?)?(?P<first>[a-z]?\d+)(?:{_DASH}(?P<last>[a-z]?\d+))?)?",
        ),
        {"value": "volume", "issue": "issue", "first": "first_page", "last": "last_page"},
    ),
    (  # 257 с., 496 б.
        _pattern(r"(?<![\w–—-])(?P<value>\d{1,4})(?:\s\[\d+\])?\s?(?:[сcбp]|бет|стр|pp|pages)\b\.?(?!\s?\d)"),
        {"value": "page_count"},
    ),
)


@dataclass(kw_only=True)
class Details:
    """What was taken out of an entry, and the rest, with a mark where something was taken."""

    rest: str
    facts: dict[str, str] = field(default_factory=dict)
    accessed: date | None = None


def take_details(text: str, *, addresses_only: bool = False) -> Details:
    """Return the numbers and addresses of an entry by their names, as printed; numbers of a law are part of its title."""
    details = Details(rest=text)
    _take_accessed(details)
    for pattern, names in (*_ADDRESSES, *(() if addresses_only else _PARTS)):
        _take(details, pattern, names)
    return details


def _take_accessed(details: Details) -> None:
    found = _ACCESSED.search(details.rest)
    dates = find_dates(found["value"]) if found else ()
    if found and dates and dates[0].day:
        details.accessed = dates[0].day
        details.rest = details.rest[: found.start()] + details.rest[found.end() :]


def _take(details: Details, pattern: re.Pattern[str], names: Mapping[str, str]) -> None:
    """Move the first match into the facts; `names` say which group is which fact. What is known already is not taken again."""
    found = pattern.search(details.rest)
    if found is None or any(details.facts.get(name) for group, name in names.items() if found[group]):
        return
    for group, name in names.items():
        if found[group]:
            details.facts[name] = found[group].strip(" .,;")
    before = details.rest[: found.start()]
    details.rest = (_URL_LABEL.sub("", before) if "url" in names.values() else before) + TAKEN + details.rest[found.end() :]


def last_year(text: str) -> str | None:
    """Return the year an entry most likely came out in: the one in brackets, else the last."""
    years = list(_YEAR.finditer(text))
    bracketed = [year for year in years if re.match(r"\((?:\d{4}\w?)[,)]", text[max(0, year.start() - 1) :])]
    chosen = (bracketed or years[-1:])[:1]
    return chosen[0]["value"] if chosen else None
