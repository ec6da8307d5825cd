"""Lines of names: who wrote it, as printed."""

import re

from ocr.person import Contributor
from ocr.segment import patterns

_NAME_FORMS = (patterns.SURNAME_FIRST, patterns.INITIALS_FIRST, patterns.FULL_NAME)
_LEAST_SHARE = 0.6
_MOST_WORDS = 5


def name_parts(text: str) -> list[str]:
    """Return the pieces of a line of names, one a person, without the markers of affiliations."""
    pieces = (patterns.MARKERS.sub("", piece).strip() for piece in patterns.NAME_SEPARATOR.split(_tidy(text)))
    return [piece for piece in pieces if piece]


def _tidy(text: str) -> str:
    """Return the line with a comma where superscripts took it, and no stray signs at its ends."""
    spaced = re.sub(r"(?<=[.\w])[¹²³⁴⁵⁶⁷⁸⁹⁰\d*'’`?!]+\s*(?=[,;]|$)", "", text.strip(" .,;:|_-–—"))
    return spaced if not text.rstrip().endswith(".") or spaced.endswith(".") else spaced + "."


def parse_name(text: str, *, loosely: bool = False) -> Contributor | None:
    """Return the person named by `text`, or None when it is no name.

    `loosely` also takes two capitalised words for a name: right only where a name is expected.
    """
    forms = (*_NAME_FORMS, patterns.NAME_PAIR) if loosely else _NAME_FORMS
    for form in forms:
        if match := form.match(text):
            return Contributor(surname=match["surname"].strip(), given_names=_spaced_as_printed(match["given"]))
    return None


def _spaced_as_printed(given: str) -> str:
    return " ".join(given.split())


def parse_names(text: str, *, loosely: bool = False) -> tuple[Contributor, ...]:
    """Return the persons of a line of names; empty when most of the line is something else."""
    pieces = name_parts(text)
    if not pieces or any(len(piece.split()) > _MOST_WORDS for piece in pieces):
        return ()
    found = [person for piece in pieces if (person := parse_name(piece, loosely=loosely))]
    return tuple(found) if len(found) >= _LEAST_SHARE * len(pieces) else ()
