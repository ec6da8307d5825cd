"""The same people and places printed in several languages, brought together."""

from collections.abc import Sequence
from dataclasses import replace

from ocr.language import Language
from ocr.names import name_language
from ocr.person import Affiliation, Contributor, PersonName
from ocr.romanised import is_same_name
from ocr.segment.byline import Authors


def with_alternatives(own: Authors, other: Authors, language: Language | None) -> Authors:
    """Return the authors with their names and affiliations as `other`, the byline in `language`, prints them.

    Names belong together when they sound alike, affiliations when there are as many of them. Without own authors the others are
    the article's.
    """
    if not own.authors:
        return replace(other, affiliations=(*own.affiliations, *other.affiliations)) if not own.affiliations else _named(own, other)
    pairs = [_same(author, other.authors, index) for index, author in enumerate(own.authors)]
    authors = tuple(
        _with_alternative(author, found, language) if found else author for author, found in zip(own.authors, pairs, strict=True)
    )
    affiliations = own.affiliations
    if len(other.affiliations) == len(affiliations):
        affiliations = tuple(_with_other_wording(one, two) for one, two in zip(affiliations, other.affiliations, strict=True))
    elif not affiliations:
        return replace(other, authors=tuple(_with_places(author, found) for author, found in zip(authors, pairs, strict=True)))
    return replace(own, authors=authors, affiliations=affiliations)


def _named(own: Authors, other: Authors) -> Authors:
    """Return the others as authors of an article that prints its affiliations alone."""
    everywhere = tuple(range(len(own.affiliations)))
    return replace(own, authors=tuple(replace(author, affiliations=everywhere) for author in other.authors), ties_are_sure=False)


def _same(author: Contributor, others: Sequence[Contributor], index: int) -> Contributor | None:
    """Return the person among `others` who is `author`: the one at the same place if that can be, else the first who can."""
    near = [*others[index : index + 1], *others]
    return next((other for other in near if is_same_name(author.surname, other.surname)), None)


def _with_alternative(author: Contributor, other: Contributor, language: Language | None) -> Contributor:
    """Return an author with the other name, when it is printed otherwise and in a language that has no name yet."""
    name = PersonName(surname=other.surname, given_names=other.given_names)
    shown = name_language(name.surname + name.given_names)
    tongue = shown if shown is Language.ENGLISH or language in {None, Language.ENGLISH} else language
    known = {one.language for one in author.alternatives}
    printed = (author.surname.casefold(), author.given_names.replace(" ", "").casefold())
    differs = (name.surname.casefold(), name.given_names.replace(" ", "").casefold()) != printed
    alternatives = author.alternatives
    if differs and tongue and tongue not in known:
        alternatives = (*alternatives, replace(name, language=tongue))
    return replace(
        author,
        alternatives=alternatives,
        posts=author.posts or other.posts,
        email=author.email or other.email,
        orcid=author.orcid or other.orcid,
    )


def _with_places(author: Contributor, other: Contributor | None) -> Contributor:
    return replace(author, affiliations=other.affiliations) if other else author


def _with_other_wording(affiliation: Affiliation, other: Affiliation) -> Affiliation:
    if other.content in {affiliation.content, *affiliation.alternatives}:
        return affiliation
    return replace(affiliation, alternatives=(*affiliation.alternatives, other.content))
