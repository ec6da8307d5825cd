"""Lines of names: who wrote it, as printed, with degrees and posts, and the markers that tie persons to affiliations."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ocr.names import read_names
from ocr.person import Contributor, PersonName
from ocr.segment import patterns
from ocr.segment.posts import take_posts

_LEAST_SHARE = 0.6

_SIGNS = r"\d*†‡§#¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜ'’‘`“”\"?!|°^~¤№"
_MARKERS_AFTER = re.compile(
    rf"(?:(?<=[.\w])\s?[{_SIGNS}]+|(?<=\.)[a-eа-г](?=[\d*\x1f]|$))(?:\x1f[{_SIGNS}a-eа-г]+)*\.?$|(?<=\.)[a-eа-г](?:\x1f[{_SIGNS}a-eа-г]+)*$"
)
_MARKERS_BEFORE = re.compile(rf"^[{_SIGNS}]+(?:\x1f[{_SIGNS}]+)*\s*(?=[^\W\d_])")
_BETWEEN_MARKERS = re.compile(
    r"(?<=[\d*†¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ])\s?,\s?(?=[\d*†¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ]{1,2}\s*(?:[,;*†]|$|\s(?:и|and|және|мен|&)\s))|"
    r"(?<=\.[a-eа-г]),\s?(?=[a-eа-г]\s*(?:[,;*†]|$))"
)
_PLAIN_DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜ", "1234567890abc")
_SEPARATOR = re.compile(r"\s*[,;](?:\s+|(?=[^\W\d_]))|(?<=[.\w\d*])\s+(?:and|және|мен|пен|бен|и|&)\s+|\s+[–—-]\s+", re.IGNORECASE)
_INITIALS_ONLY = re.compile(r"(?:[^\W\d_]{1,3}\.\s?){1,3}|[^\W\d_]")
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_ET_AL = re.compile(
    r"[\s,;(]*\b(?:и\s+др(?:\.|угие)?|және\s+т\.\s?б\.?|т\.\s?б\.|және\s+басқалар\w*|et\s+al\.?|and\s+others)[\s.)]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:автор(?:ы|лар|лары)?|authors?|составител[ьи]|құрастырған\w*)\s*[:–—-]\s*", re.IGNORECASE)

_STOP = re.compile(r"(?<=[^\W\d_]{3})\.+$")
"""A stop after a word; initials have one of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A person on a line of names; `markers` are the signs that tie to affiliations, as read ("1", "2", "*")."""

    name: PersonName
    markers: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()

    def as_contributor(self) -> Contributor:
        """Return the person as one who contributed to an article."""
        return Contributor(surname=self.name.surname, given_names=self.name.given_names, posts=self.posts)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What a line of names says.

    `incomplete` when it ends in "и др.", `rest` is what follows the names and is none: an affiliation. `named` of its `pieces`,
    parted by commas, are names or posts.
    """

    persons: tuple[NamedPerson, ...]
    incomplete: bool
    rest: str
    named: int
    pieces: int


def parse_names(text: str, *, loosely: bool = False) -> tuple[Contributor, ...]:
    """Return the persons of a line of names; empty when most of the line is something else.

    `loosely` also takes two capitalised words for a name: right only where a name is expected.
    """
    people = read_people(text, loosely=loosely)
    if people.named < _LEAST_SHARE * people.pieces:
        return ()
    return tuple(person.as_contributor() for person in people.persons)


def parse_signature(text: str) -> tuple[Contributor, ...]:
    """Return the persons of a line that signs an article, after whose names newspapers set a stop."""
    return parse_names(_STOP.sub("", text.strip()))


def read_people(text: str, *, loosely: bool = False) -> People:
    """Return the persons that a line names and what follows them.

    A part between two names that could not be read as one is passed over: the line is one of names all the same.
    """
    clean = _LABEL.sub("", text.strip())
    aside = _IN_BRACKETS.findall(clean)
    shortened = _ET_AL.sub("", _IN_BRACKETS.sub("", clean))
    pieces = _pieces(shortened)
    read = [_read_piece(piece, loosely=loosely) for piece in pieces]
    end = max((place for place, found in enumerate(read, start=1) if found), default=0)
    end = next((place for place, piece in enumerate(pieces[:end]) if not read[place] and patterns.AFFILIATION.search(piece)), end)
    persons = tuple(_with_posts(found for found in read[:end] if found))
    return People(
        persons=persons,
        incomplete=bool(persons) and bool(_ET_AL.search(clean)),
        rest=", ".join(filter(None, (_from(shortened, pieces[end:]), *aside))) if persons else clean,
        named=sum(map(bool, read[:end])) if persons else 0,
        pieces=max(1, len(pieces)),
    )


def _pieces(text: str) -> list[str]:
    """Return the parts of a line between its commas; initials that a comma parts from their surname are with it again."""
    protected = _BETWEEN_MARKERS.sub("\x1f", text)
    done: list[str] = []
    for piece in _SEPARATOR.split(protected):
        stripped = piece.strip(" ,;:|_–—-")
        if done and _INITIALS_ONLY.fullmatch(_without_markers(stripped)[0]) and " " not in done[-1]:
            done[-1] += f" {stripped}"
        elif stripped:
            done.append(stripped)
    return done


def _from(text: str, pieces: Sequence[str]) -> str:
    """Return a line from the first of `pieces` on, as printed."""
    first = pieces[0].replace("\x1f", ",") if pieces else ""
    return text[text.rindex(first) :].rstrip() if first and first in text else first


def _without_markers(piece: str) -> tuple[str, tuple[str, ...]]:
    """Return a part of a line without the markers around it, and those."""
    before, after = _MARKERS_BEFORE.search(piece), _MARKERS_AFTER.search(piece)
    bare = piece[before.end() if before else 0 : after.start() if after else len(piece)].strip()
    signs = [found.group() for found in (before, after) if found]
    markers = (mark for sign in signs for mark in re.findall(r"\d+|\*+|†+|[^\s\d.\x1f]", sign.translate(_PLAIN_DIGITS)))
    return bare, tuple(markers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What stands between two commas: persons, posts, or posts and the person who holds them."""

    persons: tuple[NamedPerson, ...] = ()
    posts: tuple[str, ...] = ()


def _read_piece(piece: str, *, loosely: bool) -> _Piece | None:
    bare, markers = _without_markers(piece)
    before, name = take_posts(bare)
    if before and not name:
        return _Piece(posts=before)
    words = name.split()
    for cut in range(len(words), 0, -1):
        after, left = take_posts(" ".join(words[cut:]))
        if left:
            continue
        if names := read_names(" ".join(words[:cut]), loosely=loosely):
            persons = [NamedPerson(name=one, posts=before) for one in names]
            persons[-1] = replace(persons[-1], markers=markers, posts=(*before, *after))
            return _Piece(persons=tuple(persons))
    return None


def _with_posts(pieces: Iterable[_Piece]) -> Iterator[NamedPerson]:
    """Yield the persons with the posts around them: before each name when the line begins with posts, else after."""
    waiting: tuple[str, ...] = ()
    person: NamedPerson | None = None
    leading: bool | None = None
    for piece in pieces:
        if leading is None:
            leading = not piece.persons
        if not piece.persons and person and not leading:
            person = replace(person, posts=(*person.posts, *piece.posts))
        waiting += () if piece.persons or (person and not leading) else piece.posts
        for found in piece.persons:
            if person:
                yield person
            person, waiting = replace(found, posts=(*waiting, *found.posts)), ()
    if person:
        yield replace(person, posts=(*person.posts, *waiting))
