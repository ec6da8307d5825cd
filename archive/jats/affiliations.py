"""Affiliations: the printed line whole, what its parts say tagged where they stand in it."""

from collections.abc import Iterator

from archive.jats.elements import E, language_tag, tag_parts
from archive.markup import XML_LANG, Element, one_line
from ocr.article import Article
from ocr.language import Language
from ocr.person import Affiliation


def affiliation_ids(article: Article) -> dict[int, tuple[str, ...]]:
    """Return the ids of each affiliation that has text, by its index: one for each language it is printed in."""
    kept = [index for index, affiliation in enumerate(article.affiliations) if one_line(affiliation.content)]
    return {
        index: (f"aff{number}", *(f"aff{number}-{other}" for other, _ in enumerate(_others(article.affiliations[index]), start=2)))
        for number, index in enumerate(kept, start=1)
    }


def build_affiliations(article: Article) -> Iterator[Element]:
    """Yield each affiliation; one that is printed in several languages as alternatives."""
    for index, (aff_id, *other_ids) in affiliation_ids(article).items():
        affiliation = article.affiliations[index]
        main = _build_affiliation(aff_id, one_line(affiliation.content), article.language, list(_parts(affiliation)))
        others = zip(other_ids, _others(affiliation), strict=True)
        forms = [main, *(_build_affiliation(other_id, text, article.language, []) for other_id, text in others)]
        yield E("aff-alternatives", *forms) if len(forms) > 1 else main


def _others(affiliation: Affiliation) -> list[str]:
    return [text for other in affiliation.alternatives if (text := one_line(other))]


def _build_affiliation(aff_id: str, text: str, language: Language, parts: list[tuple[str, Element]]) -> Element:
    return E.aff({"id": aff_id, XML_LANG: language_tag(text, language)}, *tag_parts(text, parts))


def _parts(affiliation: Affiliation) -> Iterator[tuple[str, Element]]:
    """Yield (text, empty element) of each part, as it is to be tagged."""
    for department in affiliation.departments:
        yield one_line(department), E.institution({"content-type": "dept"})
    for institution in affiliation.institutions:
        yield one_line(institution), E.institution()
    if affiliation.city:
        yield one_line(affiliation.city), E.city()
    if affiliation.country:
        yield one_line(affiliation.country), E.country(_country_code(affiliation))


def _country_code(affiliation: Affiliation) -> dict[str, str]:
    code = affiliation.country_code or ""
    return {"country": code} if len(code) == 2 and code.isascii() and code.isalpha() and code.isupper() else {}  # noqa: PLR2004  # ISO 3166-1 alpha-2
