"""Metadata for Crossref: a deposit of the DOIs printed in a volume, as its schema 5.3.1 has it (for journals).

https://www.crossref.org/documentation/schema-library/markup-guide-record-types/journals-and-articles/
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.errors import FactsMissingError
from archive.export.articles import META, Author, ExportedArticle
from archive.jats.elements import EMAIL
from archive.markup import SCHEMA_LOCATION, XSI, Element, element_maker

CROSSREF = "http://www.crossref.org/schema/5.3.1"
_LOCATION = f"{CROSSREF} https://www.crossref.org/schemas/crossref5.3.1.xsd"
_E = element_maker(CROSSREF, {None: CROSSREF, "xsi": XSI})
_LONGEST_NAME = 130
_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
_RESOURCE = re.compile(r"https?://[^\s{}]+(?:\{(?:doi|article)\}[^\s{}]*)+")
_LATIN_AND_CYRILLIC = ("en", "ru", "kk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Depositor:
    """Who deposits; `resource` is the address of an article on the web, "{article}" and "{doi}" standing for its name and DOI.

    ValueError, saying what is wrong, for what Crossref would refuse.
    """

    name: str
    email: str
    resource: str

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        checks = (
            (0 < len(self.name) <= _LONGEST_NAME, f"a depositor's name has 1 to {_LONGEST_NAME} characters"),
            (EMAIL.fullmatch(self.email) is not None, f"not an e-mail address: {self.email!r}"),
            (
                _RESOURCE.fullmatch(self.resource) is not None,
                f"not a web address with {{doi}} or {{article}} in it: {self.resource!r}",
            ),
        )
        for holds, problem in checks:
            if not holds:
                raise ValueError(problem)

    def resource_of(self, article: str, doi: str) -> str:
        """Return the address of an article."""
        return self.resource.replace("{article}", article).replace("{doi}", doi)


def build_crossref(articles: Sequence[ExportedArticle], depositor: Depositor, batch: str, when: datetime) -> Element:
    """Return the deposit of all `articles` that bear a DOI; `batch` is its name, `when` its time stamp.

    Raises FactsMissingError, naming each fact that Crossref asks for and the volume does not hold.
    """
    with_doi = [article for article in articles if _doi(article)]
    missing = tuple(_missing(with_doi))
    if missing:
        raise FactsMissingError(consumer="Crossref", missing=missing)
    return _E.doi_batch(
        {"version": "5.3.1", SCHEMA_LOCATION: _LOCATION},
        _E.head(
            _E.doi_batch_id(batch),
            _E.timestamp(when.strftime("%Y%m%d%H%M%S")),
            _E.depositor(_E.depositor_name(depositor.name), _E.email_address(depositor.email)),
            _E.registrant(depositor.name),
        ),
        _E.body(*(_build_journal(article, depositor) for article in with_doi)),
    )


def _doi(article: ExportedArticle) -> str | None:
    return article.first(f"{META}/article-id[@pub-id-type='doi']")


def _journal(article: ExportedArticle) -> str | None:
    return article.first("front/journal-meta//journal-title")


def _year(article: ExportedArticle) -> str | None:
    return article.first(f"{META}/pub-date/year")


def _missing(articles: Sequence[ExportedArticle]) -> Iterator[str]:
    """Yield what Crossref requires of every article and is not there."""
    if not articles:
        yield "the DOI of any article (none is printed)"
    for article in articles:
        facts = {
            "the title of the journal": _journal(article),
            "the year": _year(article),
            "a title": article.titles()[article.language],
        }
        if _DOI.fullmatch(_doi(article) or "") is None:
            yield f"a DOI that can be one, not {_doi(article)!r} ({article.name})"
        facts["the ISSN"] = article.first("front/journal-meta/issn")
        yield from (f"{fact} ({article.name})" for fact, found in facts.items() if not found)


def _build_journal(article: ExportedArticle, depositor: Depositor) -> Element:
    year = _year(article)
    volume, issue = (article.first(f"{META}/{name}") for name in ("volume", "issue"))
    return _E.journal(
        _E.journal_metadata(
            {"language": article.language}, _E.full_title(_journal(article)), _E.issn(article.first("front/journal-meta/issn"))
        ),
        _E.journal_issue(
            _E.publication_date({"media_type": "print"}, _E.year(year)),
            *([_E.journal_volume(_E.volume(volume))] if volume else []),
            *([_E.issue(issue)] if issue else []),
        ),
        _build_article(article, depositor),
    )


def _build_article(article: ExportedArticle, depositor: Depositor) -> Element:
    doi = _doi(article) or ""
    first, last = (article.first(f"{META}/{name}") for name in ("fpage", "lpage"))
    titles = article.titles()
    pages = [_E.pages(_E.first_page(first), *([_E.last_page(last)] if last else []))] if first else []
    return _E.journal_article(
        {"publication_type": "full_text", "language": article.language},
        *(_E.titles(_E.title(title)) for title in dict.fromkeys(titles.values()) if title),
        *_build_contributors(article),
        _E.publication_date({"media_type": "print"}, _E.year(_year(article))),
        *pages,
        _E.doi_data(_E.doi(doi), _E.resource(depositor.resource_of(article.name, doi))),
        *_build_citations(article),
    )


def _build_contributors(article: ExportedArticle) -> Iterator[Element]:
    people = [_build_person(author, first=place == 0) for place, author in enumerate(article.authors())]
    if people:
        yield _E.contributors(*people)


def _build_person(author: Author, *, first: bool) -> Element:
    known = {name.language: name for name in author.names}
    name = next((known[language] for language in _LATIN_AND_CYRILLIC if language in known), author.names[0])
    institutions = [_E.institution(_E.institution_name(text)) for text in author.affiliations]
    given = name.given_names
    return _E.person_name(
        {"sequence": "first" if first else "additional", "contributor_role": "author"},
        *([_E.given_name(given)] if given else []),
        _E.surname(name.surname),
        *([_E.affiliations(*institutions)] if institutions else []),
        *([_E.ORCID({"authenticated": "false"}, author.orcid)] if author.orcid else []),
    )


def _build_citations(article: ExportedArticle) -> Iterator[Element]:
    printed = article.references()
    if printed:
        yield _E.citation_list(
            *(_E.citation({"key": f"ref{number}"}, _E.unstructured_citation(text)) for number, text in enumerate(printed, start=1))
        )
