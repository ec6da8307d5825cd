"""An issue for the Russian Science Citation Index (eLIBRARY.RU): the XML of its Articulus format, article by article."""

from collections.abc import Iterator, Mapping, Sequence

from archive.errors import FactsMissingError
from archive.export.articles import META, ExportedArticle, Person
from archive.markup import Element, element_maker

_E = element_maker()
_LANGUAGES = {"kk": "KAZ", "ru": "RUS", "en": "ENG"}
_TYPES = {
    "research-article": "RAR",
    "review-article": "REV",
    "brief-report": "SCO",
    "abstract": "ABS",
    "book-review": "BRV",
    "editorial": "EDI",
    "letter": "COR",
    "obituary": "PER",
    "correction": "MIS",
}
_OTHER = "UNK"


def build_rsci(articles: Sequence[ExportedArticle]) -> Element:
    """Return the issue that `articles` make up. Raises FactsMissingError, naming each fact that eLIBRARY asks for and we lack."""
    missing = tuple(_missing(articles))
    if missing:
        raise FactsMissingError(consumer="eLIBRARY (RSCI)", missing=missing)
    first = articles[0]
    title = first.first("front/journal-meta//journal-title") or ""
    facts = {"volume": first.first(f"{META}/volume"), "number": first.first(f"{META}/issue"), "dateUni": _year(first)}
    return _E.journal(
        _E.issn(first.first("front/journal-meta/issn")),
        _E.journalInfo({"lang": _LANGUAGES[first.language]}, _E.title(title)),
        _E.issue(
            *(_E(name, found) for name, found in facts.items() if found),
            _E.pages(f"{_pages(articles[0]).split('-')[0]}-{_pages(articles[-1]).split('-')[-1]}"),
            _E.articles(*map(_build_article, articles)),
        ),
    )


def _missing(articles: Sequence[ExportedArticle]) -> Iterator[str]:
    if not articles:
        yield "an article"
        return
    issue = {
        "the title of the journal": articles[0].first("front/journal-meta//journal-title"),
        "the ISSN": articles[0].first("front/journal-meta/issn"),
        "the year": _year(articles[0]),
        "the volume or the issue": articles[0].first(f"{META}/volume") or articles[0].first(f"{META}/issue"),
    }
    yield from (fact for fact, found in issue.items() if not found)
    for article in articles:
        if not _pages(article):
            yield f"printed page numbers ({article.name})"
        if not any(article.titles().values()):
            yield f"a title ({article.name})"


def _year(article: ExportedArticle) -> str | None:
    return article.first(f"{META}/pub-date/year")


def _pages(article: ExportedArticle) -> str:
    first, last = (article.first(f"{META}/{name}") for name in ("fpage", "lpage"))
    return "-".join(dict.fromkeys(filter(None, (first, last))))


def _build_article(article: ExportedArticle) -> Element:
    codes = {"udk": f"{META}//subj-group[@subj-group-type='udc']/subject", "doi": f"{META}/article-id[@pub-id-type='doi']"}
    found = {name: article.first(path) for name, path in codes.items()}
    people = article.authors()
    references = article.references()
    return _E.article(
        _E.pages(_pages(article)),
        _E.artType(_TYPES.get(article.root.get("article-type", ""), _OTHER)),
        *([_E.authors(*(_build_author(article, place, names) for place, names in enumerate(people)))] if people else []),
        _E.artTitles(*_in_languages("artTitle", article.titles())),
        *_group("abstracts", _in_languages("abstract", article.abstracts())),
        *_group("codes", (_E(name, text) for name, text in found.items() if text)),
        *_group("keywords", _build_keywords(article)),
        *_group("references", (_E.reference(_E.refInfo({"lang": "ANY"}, _E.text(text))) for text in references)),
    )


def _build_author(article: ExportedArticle, place: int, names: Sequence[Person]) -> Element:
    organisations = article.affiliations(place)
    return _E.author({"num": str(place + 1)}, *(_build_name(name, article.language, organisations) for name in names))


def _build_name(name: Person, language: str, organisations: Sequence[str]) -> Element:
    return _E.individInfo(
        {"lang": _LANGUAGES.get(name.language or language, "ANY")},
        _E.surname(name.surname),
        *([_E.initials(name.given_names)] if name.given_names else []),
        *([_E.orgName("; ".join(organisations))] if organisations else []),
    )


def _build_keywords(article: ExportedArticle) -> Iterator[Element]:
    for language, words in article.keywords().items():
        yield _E.kwdGroup({"lang": _LANGUAGES.get(language, "ANY")}, *map(_E.keyword, words))


def _in_languages(name: str, texts: Mapping[str, str]) -> Iterator[Element]:
    return (_E(name, {"lang": _LANGUAGES.get(language, "ANY")}, text) for language, text in texts.items() if text)


def _group(name: str, children: Iterator[Element]) -> Iterator[Element]:
    found = tuple(children)
    if found:
        yield _E(name, *found)
