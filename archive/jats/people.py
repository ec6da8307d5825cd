"""Authors and supervisors, with what ties them to affiliations and e-mail addresses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.jats.affiliations import affiliation_ids, build_affiliations
from archive.jats.elements import EMAIL, E
from archive.jats.names import build_names
from archive.jats.targets import footnote_ids
from archive.markup import Element, one_line
from ocr.article import Article
from ocr.language import Language
from ocr.person import Contributor, PersonName

_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Links:
    """Which ids a person's xrefs point to; those no marker says are `inferred`."""

    affiliations: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    correspondence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Address:
    """A printed e-mail address, and whose it is: the index of an author, or of a supervisor."""

    text: str
    author: int | None = None
    supervisor: int | None = None


def build_contributors(article: Article) -> Iterator[Element]:
    """Yield the contrib-groups of authors (with the affiliations) and supervisors, and author-notes when there is an e-mail."""
    addresses = _addresses(article)
    links = _author_links(article, addresses)
    authors = [_build_contributor(author, "author", link, article.language) for author, link in zip(article.authors, links)]  # noqa: B905  # no author has one link: the anonymous one's
    yield E("contrib-group", {"content-type": "authors"}, *(authors or [_build_anonymous(links[0])]), *build_affiliations(article))
    if article.supervisors:
        yield E("contrib-group", {"content-type": "supervisors"}, *_build_supervisors(article, addresses))
    notes = [E.corresp({"id": f"cor{number}"}, *_build_email(one.text)) for number, one in enumerate(addresses, start=1)]
    if notes:
        yield E("author-notes", *notes)


# ------------------------------------------------------------------------------------------------------ who points to what


def _addresses(article: Article) -> list[_Address]:
    """Return each printed address once; one that is nobody's is the first author's."""
    owned = [_Address(text=one_line(person.email), author=number) for number, person in enumerate(article.authors) if person.email]
    owned += [
        _Address(text=one_line(person.email), supervisor=number)
        for number, person in enumerate(article.supervisors)
        if person.email
    ]
    known = {address.text for address in owned}
    rest = dict.fromkeys(text for email in article.emails if (text := one_line(email)) not in known)
    everything = [*owned, *(_Address(text=text, author=0) for text in rest)]
    return [address for address in dict.fromkeys(everything) if address.text]


def _author_links(article: Article, addresses: Sequence[_Address]) -> list[_Links]:
    """Return the links of each author, or of the anonymous one when there is none.

    The profile asks that every author points to an affiliation and every affiliation is pointed to. An author without a marker
    gets those that nobody claims, else all; what is then still unclaimed goes to every author.
    """
    ids = affiliation_ids(article)
    stated = [_stated(author, ids) for author in article.authors] or [()]
    claimed = {one for person in article.supervisors for one in _stated(person, ids)} | {one for found in stated for one in found}
    everything = tuple(one for found in ids.values() for one in found)
    unclaimed = tuple(one for one in everything if one not in claimed)
    someone_without = any(not found for found in stated)
    notes = [_notes(author, footnote_ids(article)) for author in article.authors] or [()]
    links = []
    for number, affiliations in enumerate(stated):
        inferred = (unclaimed or everything) if not affiliations else () if someone_without else unclaimed
        correspondence = _correspondence(addresses, author=number)
        links.append(_Links(affiliations=affiliations, inferred=inferred, correspondence=correspondence, notes=notes[number]))
    return links


def _stated(person: Contributor, ids: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(one for index in dict.fromkeys(person.affiliations) for one in ids.get(index, ()))


def _notes(person: Contributor, ids: dict[int, str]) -> tuple[str, ...]:
    return tuple(ids[index] for index in dict.fromkeys(person.notes) if index in ids)


def _correspondence(addresses: Sequence[_Address], author: int | None = None, supervisor: int | None = None) -> tuple[str, ...]:
    numbered = enumerate(addresses, start=1)
    return tuple(f"cor{number}" for number, one in numbered if (one.author, one.supervisor) == (author, supervisor))


def _build_links(links: _Links) -> Iterator[Element]:
    for rid in links.affiliations:
        yield E.xref({"ref-type": "aff", "rid": rid})
    for rid in links.inferred:
        yield E.xref({"ref-type": "aff", "rid": rid, "specific-use": "inferred"})
    for rid in links.correspondence:
        yield E.xref({"ref-type": "corresp", "rid": rid})
    for rid in links.notes:
        yield E.xref({"ref-type": "fn", "rid": rid})


# ---------------------------------------------------------------------------------------------------------------- persons


def _build_contributor(person: Contributor, kind: str, links: _Links, language: Language) -> Element:
    main = PersonName(surname=person.surname, given_names=person.given_names)
    corresponds = person.corresponding or bool(links.correspondence)
    return E.contrib(
        {"contrib-type": kind, **({"corresp": "yes"} if corresponds else {})},
        *_build_orcid(person),
        *build_names((main, *person.alternatives), language),
        *(E.role(text) for post in person.posts if (text := one_line(post))),
        *([E.role({"content-type": "label-as-printed"}, text)] if (text := one_line(person.role or "")) else []),
        *_build_links(links),
    )


def _build_orcid(person: Contributor) -> Iterator[Element]:
    if person.orcid and (found := _ORCID.search(person.orcid)):
        known = {"contrib-id-type": "orcid", "authenticated": "false"}
        yield E("contrib-id", known, f"https://orcid.org/{found.group()}")


def _build_anonymous(links: _Links) -> Element:
    return E.contrib({"contrib-type": "author"}, E.anonymous(), *_build_links(links))


def _build_supervisors(article: Article, addresses: Sequence[_Address]) -> Iterator[Element]:
    ids = affiliation_ids(article)
    for number, person in enumerate(article.supervisors):
        links = _Links(affiliations=_stated(person, ids), correspondence=_correspondence(addresses, supervisor=number))
        yield _build_contributor(person, "supervisor", links, article.language)


def _build_email(text: str) -> Iterator[str | Element]:
    """Yield the address as email; text around it, and an address that is not well formed, stay text."""
    found = EMAIL.search(text)
    if found is None:
        yield text
        return
    yield text[: found.start()]
    yield E.email(found.group())
    yield text[found.end() :]
