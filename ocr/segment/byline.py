"""Who wrote an article and where they work, gathered line by line from one language's front matter."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ocr.article import NoteMark
from ocr.person import Affiliation, Contributor
from ocr.romanised import is_same_name, skeleton
from ocr.segment import patterns
from ocr.segment.affiliations import INSTITUTION, parse_affiliation, split_label, tie
from ocr.segment.body import Body
from ocr.segment.countries import country_code
from ocr.segment.orcid import ORCID, find_orcids
from ocr.segment.persons import NamedPerson, People, read_people
from ocr.segment.posts import take_posts

_LEAST_SHARE = 0.6
_GOES_ON = re.compile(r"(?:[,;&–—-]|\s(?:и|және|мен|and|of|the|at|г\.|қ\.|им\.|имени|атындағы|академика|after))$", re.IGNORECASE)
_NAMES_GO_ON = re.compile(r"(?:[,;&]|\s(?:и|және|мен|and))$", re.IGNORECASE)
_INITIALS_FIRST = re.compile(r"^(?:[^\W\d_]{1,2}\.\s?){1,3}(?:$|[,;*\d¹²³])")
_CORRESPONDING = re.compile(
    r"^\W*(?:corresponding\s+author|(?:\w+\s+)?автор\w*\s+для\s+(?:корреспонденции|переписки)|для\s+(?:корреспонденции|переписки)|"
    r"корреспонденция\s+үшін(?:\s+автор)?|хат[- ]хабар\w*(?:\s+үшін)?(?:\s+автор\w*)?|корреспондент[- ]автор)\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"^\W*(?:©|copyright\b|(?:original|review|research)\s+(?:article|paper)|(?:ғылыми|шолу)\s+мақала|"
    r"(?:научная|обзорная|оригинальная)\s+статья|https?:|www\.|JEL\b|UDC\b|CC\s+BY)",
    re.IGNORECASE,
)
"""Lines among names and places that are neither: what kind of article it is, whose the rights are."""

_NEXT_LABELLED = re.compile(r"[;,.]\s*(?=[\d¹²³⁴⁵⁶⁷⁸⁹*]{1,2}\s?[^\W\d_]{2})")
"""What parts two affiliations on one line: `¹KazNU, Almaty; ²University of Oxford`."""

_STAR = "*"
_SIGN = re.compile(r"[*†‡]{1,3}")

JoinLines = Callable[[Sequence[str]], str]
"""How two printed lines become one text: words cut at the line's end made whole."""


@dataclass(kw_only=True)
class _Run:
    """Persons named together, and the affiliations printed below them before the next are named."""

    persons: list[NamedPerson] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class Byline:
    """The people of one language's front matter. Lines are added in their order; `finish` says who they are."""

    join: JoinLines
    runs: list[_Run] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    orcids: list[str] = field(default_factory=list)
    corresponding: list[str] = field(default_factory=list)
    incomplete: bool = False
    _names: str = ""
    _inside: bool = False

    @property
    def persons(self) -> list[NamedPerson]:
        """Everybody named so far."""
        return [person for run in self.runs for person in run.persons]

    def add(self, line: str, *, same_block: bool) -> None:
        """Read one line of names, posts, affiliation or address; `same_block` when it stands below the one before."""
        self._inside = same_block
        first, *others = _NEXT_LABELLED.split(line) if split_label(line)[0] else [line]
        self._add(first)
        for other in others:
            self._add(other)

    def _add(self, line: str) -> None:
        text = self._without_addresses(line)
        if not re.search(r"\w{2}", text):
            return
        if not self._goes_on(text) and (self._add_names(text) or self._add_posts(text)):
            return
        if re.search(r"\w{3}", text) and not _NO_PLACE.match(text):
            self._add_affiliation(text)

    # -- lines

    def _without_addresses(self, line: str) -> str:
        """Return a line without e-mail addresses, ORCIDs and their labels, which are kept."""
        text = line
        self.orcids += find_orcids(text)
        text = ORCID.sub("", text)
        if found := _CORRESPONDING.match(text):
            self.corresponding.append(text[found.end() :])
            names = read_people(patterns.EMAIL.sub("", text[found.end() :]), loosely=True)
            text = ", ".join(patterns.EMAIL.findall(text)) if names.persons or patterns.EMAIL.search(text) else text[found.end() :]
        if emails := patterns.EMAIL.findall(text):
            self.emails += ["".join(email.split()) for email in emails]
            text = patterns.EMAIL.sub("", text)
            text = patterns.EMAIL_LABEL_INSIDE.sub("", text).strip(" ,;:.()")
        return "" if patterns.EMAIL_LABEL.match(text) else text

    def _goes_on(self, text: str) -> bool:
        """Tell whether a line goes on with the affiliation above it."""
        before = self.runs[-1].affiliations[-1:] if self.runs else []
        if not before or split_label(text)[0]:
            return False
        if _GOES_ON.search(before[0].rstrip()):
            return True
        parts = re.split(r"[,;]\s*", text.strip(" .,;"))
        is_place = country_code(parts[-1]) is not None and len(parts) <= len(("city", "region", "country"))
        if is_place and not INSTITUTION.search(text) and not _ends_in_country(before[0]):
            return True
        labelled = any(split_label(one)[0] for run in self.runs for one in run.affiliations)
        return self._inside and labelled and not _ends_in_country(before[0])

    def _add_names(self, text: str) -> bool:
        """Read a line of names; with the one above when that was cut within them."""
        if self._names and (_NAMES_GO_ON.search(self._names) or _INITIALS_FIRST.match(text)):
            joined = read_people(f"{self._names} {text}")
            if joined.named >= _LEAST_SHARE * joined.pieces and len(joined.persons) >= len(self.runs[-1].persons):
                self.runs[-1].persons = list(joined.persons)
                self._take(joined, f"{self._names} {text}")
                return True
        if self._cut and _INITIALS_FIRST.match(text):
            return self._add_names(f"{self.runs[-1].affiliations.pop()} {text}")
        first = not self.persons and not any(run.affiliations for run in self.runs)
        people = read_people(text, loosely=first)
        sure = people.named >= (1.0 if any(run.affiliations for run in self.runs) else _LEAST_SHARE) * people.pieces
        with_place = bool(people.rest) and bool(INSTITUTION.search(people.rest))
        if not people.persons or not (sure or with_place):
            return False
        if not self.runs or self.runs[-1].affiliations:
            self.runs.append(_Run())
        self.runs[-1].persons += people.persons
        self._take(people, text)
        return True

    @property
    def _cut(self) -> str:
        """The line above, when it was taken for an affiliation but names somebody: its last name goes on in the next line."""
        above = self.runs[-1].affiliations[-1:] if self.runs else []
        return above[0] if above and read_people(above[0]).persons and not INSTITUTION.search(above[0]) else ""

    def _take(self, people: People, text: str) -> None:
        self._names = text
        self.incomplete = self.incomplete or people.incomplete
        if people.rest and re.search(r"\w{3}", people.rest):
            self._add_affiliation(people.rest)

    def _add_posts(self, text: str) -> bool:
        """Read a line of degrees and posts, with what they are in: those of the person named right above it."""
        posts, rest = take_posts(text)
        nowhere = not INSTITUTION.search(text) and not _ends_in_country(text)
        if not posts or not (nowhere or not rest) or not self.persons or self.runs[-1].affiliations:
            return False
        *others, last = self.runs[-1].persons
        self.runs[-1].persons = [*others, replace(last, posts=(*last.posts, *posts, *([rest] if rest else [])))]
        return True

    def _add_affiliation(self, text: str) -> None:
        self._names = ""
        if self._goes_on(text):
            self.runs[-1].affiliations[-1] = self.join([self.runs[-1].affiliations[-1], text])
            return
        if not self.runs:
            self.runs.append(_Run())
        self.runs[-1].affiliations.append(text)

    # -- what they say together

    def finish(self) -> "Authors":
        """Return the authors with posts, addresses and affiliations."""
        affiliations = [parse_affiliation(text) for run in self.runs for text in run.affiliations]
        kept = [one for one in affiliations if one.content]
        ties, sure = self._ties(kept)
        starred = any(_STAR in place.label for place in kept)
        labels = {place.label for place in kept}
        authors = [
            replace(
                person.as_contributor(),
                affiliations=indices,
                corresponding=_STAR in person.markers and not starred,
                marks=tuple(mark for mark in person.markers if _SIGN.fullmatch(mark) and mark not in labels),
            )
            for person, indices in zip(self.persons, ties, strict=True)
        ]
        authors = _with_orcids(_with_emails(authors, self.emails), self.orcids)
        return Authors(
            authors=tuple(_with_correspondence(authors, self.corresponding)),
            affiliations=tuple(kept),
            ties_are_sure=sure,
        )

    def _ties(self, affiliations: Sequence[Affiliation]) -> tuple[list[tuple[int, ...]], bool]:
        """Return whose the affiliations are: those below the names of each run, unless markers say otherwise."""
        runs = [run for run in self.runs if run.persons]
        marked = any(mark != _STAR for person in self.persons for mark in person.markers)
        if marked or len(runs) < len(("one", "two")) or not all(run.affiliations for run in runs) or runs != self.runs:
            return tie(self.persons, affiliations)
        ties: list[tuple[int, ...]] = []
        first = 0
        for run in runs:
            indices = tuple(range(first, first + len(run.affiliations)))
            ties += [indices] * len(run.persons)
            first += len(run.affiliations)
        return ties, len(affiliations) == first


@dataclass(frozen=True, slots=True, kw_only=True)
class Authors:
    """The authors of an article, their affiliations, and whether it is sure whose those are."""

    authors: tuple[Contributor, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    ties_are_sure: bool = True


def with_notes(authors: Sequence[Contributor], body: Body) -> tuple[Contributor, ...]:
    """Return the authors with the footnotes that the signs after their names point to; those that the text marks are not theirs."""
    marked = {
        part.note
        for section in body.sections
        for paragraph in section.paragraphs
        for part in paragraph.content
        if isinstance(part, NoteMark)
    }
    free = {note.label: index for index, note in reversed(list(enumerate(body.footnotes))) if index not in marked}
    return tuple(replace(author, notes=tuple(free[mark] for mark in author.marks if mark in free)) for author in authors)


def _ends_in_country(text: str) -> bool:
    return country_code(re.split(r"[,;]\s*", text.rstrip(" .;,"))[-1]) is not None


def _with_emails(authors: Sequence[Contributor], emails: Sequence[str]) -> list[Contributor]:
    """Return the authors with their addresses: by surname where the address spells it, else the first gets the first."""
    taken = list(authors)
    for index, email in enumerate(emails if taken else ()):
        name = skeleton(email.partition("@")[0])
        surnames = [skeleton(author.surname) for author in taken]
        spelled = (number for number, surname in enumerate(surnames) if len(surname) > 1 and surname in name)
        owner = next(spelled, min(index, len(taken) - 1))
        if taken[owner].email is None:
            taken[owner] = replace(taken[owner], email=email)
    return taken


def _with_orcids(authors: Sequence[Contributor], orcids: Sequence[str]) -> list[Contributor]:
    """Return the authors with their ORCIDs, which are printed in the order of the names; none when some may be missing."""
    if len(orcids) != len(authors):
        return list(authors)
    return [replace(author, orcid=orcid) for author, orcid in zip(authors, orcids, strict=True)]


def _with_correspondence(authors: Sequence[Contributor], lines: Sequence[str]) -> list[Contributor]:
    """Return the authors, those marked whom a line "corresponding author" names or whose address it gives."""
    return [replace(author, corresponding=True) if any(_is_meant(author, line) for line in lines) else author for author in authors]


def _is_meant(author: Contributor, line: str) -> bool:
    if author.email and author.email in line:
        return True
    named = read_people(patterns.EMAIL.sub("", line), loosely=True).persons
    return any(is_same_name(person.name.surname, author.surname) for person in named)
