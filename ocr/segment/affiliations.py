"""Affiliations: whole printed lines, what their parts say, and whose they are by markers, order and place."""

import re
from collections.abc import Sequence

from ocr.person import Affiliation
from ocr.segment.countries import country_code
from ocr.segment.persons import NamedPerson

_LABEL = re.compile(
    r"^\s*(?P<label>(?:\d{1,2}|[*†‡¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ]{1,3}|[a-e](?=\s?[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ«\"]))(?:\s?[*†])?)[.)]?\s*(?=[^\W\d_]|[«\"“])"
)
_UNREAD_LABEL = re.compile(r"^\s*[\"'’‘`“”°|!?^~'ʼ]{1,2}\s?(?=[^\W\d_])")
_PLAIN_DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ", "123456789abc")
_DEPARTMENT = re.compile(
    r"кафедра|факультет|бөлім|зертхана|лаборатори|отдел\b|отделение|сектор\b|department|faculty|laborator|division|chair\b|section\b",
    re.IGNORECASE,
)
INSTITUTION = re.compile(
    r"университет|институт|академия|колледж|гимнази|лице[йя]|школ|мектеп|мектебі|орталы[қғ]|центр\b|библиотек|кітапхана|музе[йя]|"
    r"мұражай|архив|мұрағат|министерств|министрліг|консерватори|училищ|обществ|қоғам|қор[ыа]?\b|фонд|компани|издательств|баспа|редакци|"
    r"больниц|аурухана|клиник|ҒЗИ\b|НИИ\b|КазНУ|ҚазҰУ|ЕНУ\b|ЕҰУ\b|КазНПУ|ҚазҰПУ|"
    r"universit|institut|academy|college|school|cent(?:re|er)\b|library|museum|archive|ministry|conservatory|society|foundation|"
    r"company|hospital|clinic|consortium|laborator",
    re.IGNORECASE,
)
_CITY = re.compile(
    r"(?:\b(?:г|гор|қ|c|с|пос|пгт)\.\s?|\bгород\s+|\b(?:село|ауыл)\s+)[^\W\d_]|[^\W\d_](?:\s+қ(?:\.|аласы)|\s+(?:ауылы|city))(?:$|\s)",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"^.*?\b(?:student|teacher|professor|lecturer|researcher|director|head|fellow|candidate|librarian|archivist)\b.*?\b(?:at|of|in)\s+(?:the\s+)?"
    r"(?=.*(?:universit|institut|academ|school|college|cent(?:re|er)|librar|museum|department|faculty))",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_PLACE = 3
_BETWEEN_PARTS = re.compile(r"[,;]\s+|\s*[()]\s*|\s+[–—]\s+|\s+(?=г\.\s?[А-ЯЁ])")


def parse_affiliation(printed: str) -> Affiliation:
    """Return the affiliation printed on a line: its marker set aside, its parts told by their words and their order."""
    label, content = split_label(printed)
    content = content.strip(" ,;|_*")
    parts = [part.strip(" .") for part in _BETWEEN_PARTS.split(content) if part.strip(" .")]
    country = next((part for part in reversed(parts) if country_code(part)), None)
    named = [part for part in parts if part is not country]
    departments = [_without_position(part) for part in named if _DEPARTMENT.search(part) and not _is_institution(part)]
    institutions = [_without_position(part) for part in named if _is_institution(part)]
    city = next((part for part in named if _is_city(part, after_institution=bool(institutions) and _follows(parts, part))), None)
    return Affiliation(
        content=content,
        label=label,
        departments=tuple(departments),
        institutions=tuple(institutions),
        city=city,
        country=country,
        country_code=country_code(country) if country else None,
    )


def split_label(printed: str) -> tuple[str, str]:
    """Return the marker an affiliation begins with and the rest; `?` for a raised sign that could not be read."""
    if found := _LABEL.match(printed):
        return found["label"].replace(" ", "").translate(_PLAIN_DIGITS), printed[found.end() :]
    if found := _UNREAD_LABEL.match(printed):
        return "?", printed[found.end() :]
    return "", printed


def _is_institution(part: str) -> bool:
    """Tell whether a part names an institution, not only a department of one."""
    return bool(INSTITUTION.search(part)) and not (
        _DEPARTMENT.match(part) and not re.search(r"университет|universit|институт|institut", part)
    )


def _without_position(part: str) -> str:
    """Return an institution without what somebody is there: `History teacher at the`."""
    found = _POSITION.match(part)
    return part[found.end() :] if found else part


def _follows(parts: Sequence[str], part: str) -> bool:
    return any(INSTITUTION.search(earlier) for earlier in parts[: parts.index(part)])


def _is_city(part: str, *, after_institution: bool) -> bool:
    if INSTITUTION.search(part) or _DEPARTMENT.search(part) or re.search(r"[\d@]", part):
        return False
    return bool(_CITY.search(part)) or (after_institution and len(part.split()) <= _MOST_WORDS_OF_A_PLACE and part[:1].isupper())


# --- whose they are ---------------------------------------------------------------------------------------------------

_LOOKS_LIKE = {
    **dict.fromkeys("!|'’‘`lIіi", "1"),
    **dict.fromkeys("?zZ", "2"),
    **dict.fromkeys("зЗ", "3"),
    "“": "*",
    "”": "*",
    '"': "*",
}
"""What raised digits and asterisks are misread as."""


def tie(people: Sequence[NamedPerson], affiliations: Sequence[Affiliation]) -> tuple[list[tuple[int, ...]], bool]:
    """Return, for each person, the indices of the affiliations, and whether that is sure.

    Markers tell where both sides have them or where they count the affiliations; without any, as many affiliations as persons
    belong to them in turn, and one belongs to all. What markers leave open is not sure.
    """
    count = len(affiliations)
    if not people or count <= 1:
        return [tuple(range(count)) for _ in people], True
    marked = [tuple(dict.fromkeys(_indices(person.markers, affiliations))) for person in people]
    if any(marked):
        claimed = {index for indices in marked for index in indices}
        left = tuple(index for index in range(count) if index not in claimed)
        sure = all(marked) and not left
        return [indices or left or tuple(range(count)) for indices in marked], sure
    if count == len(people):
        return [(index,) for index in range(count)], True
    return [tuple(range(count)) for _ in people], False


def _indices(markers: Sequence[str], affiliations: Sequence[Affiliation]) -> list[int]:
    """Return which affiliations a person's markers mean: by label, else a number counts them."""
    labels = [affiliation.label.rstrip("*†") or affiliation.label for affiliation in affiliations]
    found: list[int] = []
    for mark in markers:
        read = _LOOKS_LIKE.get(mark, mark)
        if read in labels:
            found.append(labels.index(read))
        elif read.isdigit() and 1 <= int(read) <= len(affiliations) and labels[int(read) - 1] in {"", "?"}:
            found.append(int(read) - 1)
    return found
