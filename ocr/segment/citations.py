"""What the text points to in the list of references: `[3, 5–7]`, `[3, с. 15]`, `Орлова, 2019`; also where a bracket was misread."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ocr.article import Citation, Inline, NoteMark, Section, UncertainText, plain_text
from ocr.reference import Reference
from ocr.romanised import skeleton

_DASH = r"\s?[-–—‐]\s?"
_NUMBERS = rf"\d{{1,3}}(?:{_DASH}\d{{1,3}})?"
_PAGE_LABEL = r"(?:[сСcCбБpPрР]{1,2}|стр|бет|т|Т|vol|ч|л|ch|chap|кн|№)\.?"
_PAGE = rf"(?:{_PAGE_LABEL}\s?{_NUMBERS}|{_NUMBERS}\s?-?\s?(?:[бсpрc]{{1,2}}|бет\w*|стр)\.?)"
_IN_BRACKETS = re.compile(rf"\[\s*(?:{_NUMBERS}|{_PAGE})(?:\s*[,;:]\s*(?:{_PAGE}|{_NUMBERS}))*\s*\.?\s*\]")
_PAGE_ONLY = re.compile(rf"\s*{_PAGE}\s*")
_MISREAD_DIGITS = re.compile(r"\[\s?(?P<number>[\dЗзОоOolIіІбSsBТ]{1,3})\s?\]")
_READ_AS = str.maketrans("ЗзОоOolIіІбSsBТ", "330000111165587")
_LONGEST_RANGE = 60
_LONGEST_CITATION = 30
_FOUND = "\x1f"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)[a-zа-г]?"
_AUTHOR_YEAR = re.compile(
    r"(?P<surname>[^\W\d_][\w'’-]+)(?:\s(?:[^\W\d_]\.\s?){1,2})?"
    rf"(?:,?\s(?:et\s+al\.?|и\s+др\.|және\s+т\.\s?б\.|(?:and|&|и|және|мен)\s[^\W\d_][\w'’-]+))?,?\s(?P<bracket>[(\[])?{_YEAR}"
)


def link_citations(sections: Sequence[Section], references: Sequence[Reference]) -> tuple[Section, ...]:
    """Return the sections with what cites `references` marked, by number or by author and year.

    A number that nothing cites is looked for once more where its brackets were misread: it is taken when there is one such place.
    """
    if not references:
        return tuple(sections)
    known = frozenset(_numbers(references))
    authors = _authors(references)
    marked = _mapped(sections, lambda content: _marked(content, lambda text: _find(text, known, authors)))
    for number in sorted(known - _cited(marked)):
        spots = [spot for content in _contents(marked) for spot in _damaged(_text(content), number)]
        if len(spots) == 1:
            marked = _mapped(marked, _repairing(number))
    return marked


def _numbers(references: Sequence[Reference]) -> list[int]:
    """Return the number of each entry: the printed one, else its place in the list."""
    return [int(reference.label) if reference.label.isdecimal() else place for place, reference in enumerate(references, start=1)]


def _authors(references: Sequence[Reference]) -> dict[tuple[str, str], int]:
    """Return the place of each entry of a list without numbers by how it is cited: its first author, its year."""
    if any(reference.label for reference in references):
        return {}
    found: dict[tuple[str, str], int] = {}
    for place, reference in enumerate(references, start=1):
        if reference.parsed and reference.parsed.authors and reference.parsed.year:
            found.setdefault((skeleton(reference.parsed.authors[0].surname), reference.parsed.year), place)
    return found


def _contents(sections: Iterable[Section]) -> Iterator[tuple[Inline, ...]]:
    return (paragraph.content for section in sections for paragraph in section.paragraphs)


def _cited(sections: Iterable[Section]) -> set[int]:
    return {number for content in _contents(sections) for part in content if isinstance(part, Citation) for number in part.numbers}


def _mapped(sections: Iterable[Section], change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> tuple[Section, ...]:
    return tuple(
        replace(section, paragraphs=tuple(replace(one, content=change(one.content)) for one in section.paragraphs))
        for section in sections
    )


def _repairing(number: int) -> Callable[[tuple[Inline, ...]], tuple[Inline, ...]]:
    return lambda content: _marked(content, lambda text: _damaged(text, number))


# --- finding them -----------------------------------------------------------------------------------------------------

_Spot = tuple[int, int, Citation]
"""Where a citation begins and ends in the text of a paragraph, and the citation."""


def _find(text: str, known: Collection[int], authors: Mapping[tuple[str, str], int]) -> Iterator[_Spot]:
    for found in _IN_BRACKETS.finditer(text):
        if numbers := cited_numbers(found.group(), known):
            yield found.start(), found.end(), Citation(content=found.group(), numbers=numbers)
    for found in _MISREAD_DIGITS.finditer(text):
        read = found["number"].translate(_READ_AS)
        if not found["number"].isdecimal() and read.isdecimal() and int(read) in known:
            yield found.start(), found.end(), Citation(content=f"[{read}]", numbers=(int(read),))
    for found in _AUTHOR_YEAR.finditer(text) if authors else ():
        if place := authors.get((skeleton(found["surname"]), found["year"])):
            yield found.start(), found.end(), Citation(content=found.group(), numbers=(place,))


def cited_numbers(citation: str, known: Collection[int] = ()) -> tuple[int, ...]:
    """Return the numbers that a citation in brackets points to: `[3, 5–7]` to 3, 5, 6, 7, `[3, с. 15; 8]` to 3 and 8.

    `known` are the numbers of the list: behind the first of a group, a higher one is a page.
    """
    numbers: list[int] = []
    highest = max(known, default=_LONGEST_RANGE)
    for group in citation.strip("[]. ").split(";"):
        for place, piece in enumerate(group.split(",")):
            if _PAGE_ONLY.fullmatch(piece) and not piece.strip().isdecimal() and not re.fullmatch(rf"\s*{_NUMBERS}\s*", piece):
                continue
            found = _expanded(piece.partition(":")[0])
            numbers += found if place == 0 or all(number <= highest for number in found) else ()
    return tuple(dict.fromkeys(numbers))


def _expanded(piece: str) -> list[int]:
    ends = [int(number) for number in re.findall(r"\d+", piece)]
    match ends:
        case [first, last] if first < last <= first + _LONGEST_RANGE:
            return list(range(first, last + 1))
        case _:
            return ends


def _damaged(text: str, number: int) -> Iterator[_Spot]:
    """Yield where `[7]` was misread: one bracket at least is still one or a bar, the other may be a digit; no other is open."""
    forms = rf"(?:[\[|]\s?{number}\s?[\]|)}}1lIJ/]|[({{1lI|/]\s?{number}\s?\])(?!\w)"
    for found in re.finditer(forms, text):
        before = text[max(0, found.start() - _LONGEST_CITATION) : found.start()]
        if "[" not in before.rpartition("]")[2]:
            yield found.start(), found.end(), Citation(content=f"[{number}]", numbers=(number,))


# --- marking them -----------------------------------------------------------------------------------------------------


def _marked(content: Sequence[Inline], find: Callable[[str], Iterable[_Spot]]) -> tuple[Inline, ...]:
    """Return a text with the citations found in it as parts of their own; what marks a place stays at its place."""
    spots = _apart(find(_text(content)))
    done: list[Inline] = []
    at = 0
    for part in content:
        text = plain_text((part,))
        if not text or isinstance(part, NoteMark | Citation):
            done.append(part)
        else:
            done += _cut(part, text, at, spots)
        at += len(text)
    return tuple(_joined(done))


def _text(content: Sequence[Inline]) -> str:
    """Return the text of a paragraph, signs of no meaning where a citation was found already."""
    return "".join(_FOUND * len(part.content) if isinstance(part, Citation) else plain_text((part,)) for part in content)


def _apart(spots: Iterable[_Spot]) -> list[_Spot]:
    """Return the spots in order, without those that overlap one before."""
    kept: list[_Spot] = []
    for spot in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
        if not kept or spot[0] >= kept[-1][1]:
            kept.append(spot)
    return kept


def _cut(part: Inline, text: str, at: int, spots: Sequence[_Spot]) -> Iterator[Inline]:
    """Yield a part that begins at `at`, cut where a citation begins or ends in it; a citation stands where it begins."""
    done = at
    for start, end, citation in spots:
        if end <= done or start >= at + len(text):
            continue
        if start > done:
            yield _piece(part, text[done - at : start - at])
        if start >= at:
            yield citation
        done = min(end, at + len(text))
    if done < at + len(text):
        yield _piece(part, text[done - at :])


def _piece(part: Inline, text: str) -> Inline:
    return replace(part, content=text) if isinstance(part, UncertainText) else text


def _joined(parts: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the parts, neighbouring strings as one."""
    waiting = ""
    for part in parts:
        if isinstance(part, str):
            waiting += part
            continue
        if waiting:
            yield waiting
        waiting = ""
        yield part
    if waiting:
        yield waiting
