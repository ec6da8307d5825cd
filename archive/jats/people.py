"""Authors, supervisors, affiliations and e-mail addresses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.jats.elements import EMAIL, E, language_tag
from archive.markup import XML_LANG, Element, one_line
from ocr.article import Article
from ocr.language import Language, detect_language
from ocr.person import Contributor

_NOT_IN_NAMES = re.compile(r"[0-9@,;:]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")

_INSTITUTION = re.compile(
    r"университет|институт|академия|колледж|гимназия|лицей|школ|мектеп|орталы[қғ]|кафедра|факультет|библиотека|кітапхана|музей|"
    r"мұражай|министерств|министрліг|universit|institut|academy|college|school|cent(?:re|er)|department|faculty|library|museum",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r".*?\b(?:student|teacher|professor|lecturer|researcher|director|head)\b.*?\b(?:at|of)\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""What somebody is at an institution, before its name: `History teacher at the`."""

_COUNTRIES = {
    "kazakhstan": "KZ",
    "republic of kazakhstan": "KZ",
    "the republic of kazakhstan": "KZ",
    "қазақстан": "KZ",
    "қазақстан республикасы": "KZ",
    "қр": "KZ",
    "казахстан": "KZ",
    "республика казахстан": "KZ",
    "рк": "KZ",
    "russia": "RU",
    "russian federation": "RU",
    "россия": "RU",
    "российская федерация": "RU",
    "рф": "RU",
    "ресей": "RU",
    "ресей федерациясы": "RU",
    "uzbekistan": "UZ",
    "узбекистан": "UZ",
    "өзбекстан": "UZ",
    "kyrgyzstan": "KG",
    "кыргызстан": "KG",
    "қырғызстан": "KG",
    "tajikistan": "TJ",
    "таджикистан": "TJ",
    "тәжікстан": "TJ",
    "turkmenistan": "TM",
    "туркменистан": "TM",
    "түрікменстан": "TM",
    "azerbaijan": "AZ",
    "азербайджан": "AZ",
    "әзербайжан": "AZ",
    "belarus": "BY",
    "беларусь": "BY",
    "mongolia": "MN",
    "монголия": "MN",
    "моңғолия": "MN",
    "china": "CN",
    "китай": "CN",
    "қытай": "CN",
    "turkey": "TR",
    "türkiye": "TR",
    "турция": "TR",
    "түркия": "TR",
    "ukraine": "UA",
    "украина": "UA",
    "germany": "DE",
    "германия": "DE",
    "usa": "US",
    "сша": "US",
    "ақш": "US",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Links:
    """Which ids a person's xrefs point to; those no marker says are `inferred`."""

    affiliations: tuple[str, ...]
    inferred: tuple[str, ...]
    correspondence: tuple[str, ...]


def build_contributors(article: Article) -> Iterator[Element]:
    """Yield the contrib-groups of authors (with the affiliations) and supervisors, and author-notes when there is an e-mail."""
    emails = _emails_of_authors(article)
    links = _links(article, emails)
    authors = zip(article.authors, links, strict=False)
    group = [_build_contributor(author, "author", link, article.language) for author, link in authors]
    yield E(
        "contrib-group",
        {"content-type": "authors"},
        *(group or [_build_anonymous(links[0])]),
        *_build_affiliations(article),
    )
    if article.supervisors:
        yield E("contrib-group", {"content-type": "supervisors"}, *_build_supervisors(article))
    notes = [E.corresp({"id": f"cor{number}"}, *_build_email(email)) for number, (_, email) in enumerate(emails, start=1)]
    if notes:
        yield E("author-notes", *notes)


# ------------------------------------------------------------------------------------------------------ who points to what


def _affiliations(article: Article) -> dict[int, str]:
    """Return the id of each affiliation that has text, by its index."""
    kept = [index for index, affiliation in enumerate(article.affiliations) if one_line(affiliation.content)]
    return {index: f"aff{number}" for number, index in enumerate(kept, start=1)}


def _emails_of_authors(article: Article) -> list[tuple[int, str]]:
    """Return (index of the author, address) for each printed address; one that is nobody's is the first author's."""
    found = [(number, one_line(author.email)) for number, author in enumerate(article.authors) if author.email]
    claimed = {email for _, email in found} | {one_line(person.email) for person in article.supervisors if person.email}
    rest = [email for text in article.emails if (email := one_line(text)) not in claimed]
    everything = [*found, *((0, email) for email in dict.fromkeys(rest))]
    everything += [(0, one_line(person.email)) for person in article.supervisors if person.email]
    return [(number, email) for number, email in dict.fromkeys(everything) if email]


def _links(article: Article, emails: Sequence[tuple[int, str]]) -> list[_Links]:
    """Return the links of each author, or of the anonymous one when there is none.

    The profile asks that every author points to an affiliation and every affiliation is pointed to. An author without a marker
    gets those that nobody claims, else all; what is then still unclaimed goes to every author.
    """
    ids = _affiliations(article)
    stated = [tuple(ids[index] for index in author.affiliations if index in ids) for author in article.authors] or [()]
    of_supervisors = {ids[index] for person in article.supervisors for index in person.affiliations if index in ids}
    unclaimed = tuple(
        found for found in ids.values() if found not in {*of_supervisors, *(one for links in stated for one in links)}
    )
    someone_without = any(not links for links in stated)
    links = []
    for number, affiliations in enumerate(stated):
        inferred = (unclaimed or tuple(ids.values())) if not affiliations else () if someone_without else unclaimed
        correspondence = tuple(f"cor{place}" for place, (owner, _) in enumerate(emails, start=1) if owner == number)
        links.append(_Links(affiliations=affiliations, inferred=inferred, correspondence=correspondence))
    return links


def _build_links(links: _Links) -> Iterator[Element]:
    for rid in links.affiliations:
        yield E.xref({"ref-type": "aff", "rid": rid})
    for rid in links.inferred:
        yield E.xref({"ref-type": "aff", "rid": rid, "specific-use": "inferred"})
    for rid in links.correspondence:
        yield E.xref({"ref-type": "corresp", "rid": rid})


# ---------------------------------------------------------------------------------------------------------------- persons


def _build_contributor(person: Contributor, kind: str, links: _Links, language: Language) -> Element:
    roles = [one_line(text) for text in (person.role or "", *person.posts)]
    return E.contrib(
        {"contrib-type": kind, **({"corresp": "yes"} if links.correspondence else {})},
        _build_name(person, language),
        *(E.role(text) for text in roles if text),
        *_build_links(links),
    )


def _build_anonymous(links: _Links) -> Element:
    return E.contrib({"contrib-type": "author"}, E.anonymous(), *_build_links(links))


def _build_supervisors(article: Article) -> Iterator[Element]:
    ids = _affiliations(article)
    for person in article.supervisors:
        affiliations = tuple(ids[index] for index in person.affiliations if index in ids)
        links = _Links(affiliations=affiliations, inferred=(), correspondence=())
        yield _build_contributor(person, "supervisor", links, article.language)


def _build_name(person: Contributor, language: Language) -> Element:
    """Return a name; a string-name, as printed, when what was read has digits or marks that no name has."""
    surname, given_names = one_line(person.surname), one_line(person.given_names)
    if not surname or _NOT_IN_NAMES.search(surname + given_names):
        return E("string-name", f"{surname} {given_names}".strip() or "—")
    tag = _name_language(surname + given_names, language)
    return E.name(
        {"name-style": "western", **({XML_LANG: tag} if tag else {})},
        E.surname(surname),
        *([E("given-names", given_names)] if given_names else []),
    )


def _name_language(name: str, language: Language) -> str | None:
    """Return the xml:lang a name's script shows; None when it mixes scripts or has no letter."""
    cyrillic, latin = bool(_CYRILLIC.search(name)), bool(_LATIN.search(name))
    if cyrillic == latin:
        return None
    if latin:
        return Language.ENGLISH.bcp47
    if detect_language(name) is Language.KAZAKH or language is Language.KAZAKH:
        return Language.KAZAKH.bcp47
    return Language.RUSSIAN.bcp47


# ------------------------------------------------------------------------------------------------------ affiliations, e-mail


def _build_affiliations(article: Article) -> Iterator[Element]:
    for index, aff_id in _affiliations(article).items():
        text = one_line(article.affiliations[index].content)
        yield E.aff({"id": aff_id, XML_LANG: language_tag(text, article.language)}, *_tag_affiliation(text))


def _tag_affiliation(text: str) -> Iterator[str | Element]:
    """Yield the printed line whole: institution around the parts that name one, country around a known country at its end."""
    parts = re.split(r"([,;]\s*)", text)
    for number, part in enumerate(parts):
        name = part.rstrip(". ")
        if number == len(parts) - 1 and (code := _COUNTRIES.get(name.casefold())):
            yield E.country({"country": code}, name)
            yield part[len(name) :]
        elif _INSTITUTION.search(part):
            position = found.group() if (found := _POSITION.match(part)) and found.end() < len(part) else ""
            yield position
            yield E.institution(part[len(position) :])
        else:
            yield part


def _build_email(text: str) -> Iterator[str | Element]:
    """Yield the address as email; text around it, and an address that is not well formed, stay text."""
    found = EMAIL.search(text)
    if found is None:
        yield text
        return
    yield text[: found.start()]
    yield E.email(found.group())
    yield text[found.end() :]
