"""An issue for the Russian Science Citation Index (eLIBRARY.RU): the XML that its publishers' desk takes, article by article.

schemas/rsci-issue.rng has the form, after what eLIBRARY documents of its schema; what breaks it is not written.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from archive.errors import FactsMissingError, InvalidExportError
from archive.export.articles import META, Author, ExportedArticle, Person
from archive.markup import XML_LANG, Element, element_maker, find_elements
from archive.validate.schemas import VALIDATING, profile

_E = element_maker()
_LANGUAGES = {"kk": "KKZ", "ru": "RUS", "en": "ENG"}
"""Languages by eLIBRARY's own codes, which are not those of ISO 639 for Kazakh."""

_TYPES = {
    "research-article": "RAR",
    "case-report": "RAR",
    "review-article": "REV",
    "brief-report": "SCO",
    "meeting-report": "CNF",
    "abstract": "ABS",
    "book-review": "BRV",
    "editorial": "EDI",
    "introduction": "EDI",
    "letter": "COR",
    "obituary": "PER",
}
_OTHER = "MIS"
_FORMS_OF_A_NAME = 3
"""As many forms of a person's name eLIBRARY takes, each in another language."""

_CONSUMER = "eLIBRARY (RSCI)"


def build_rsci(articles: Sequence[ExportedArticle], title_id: int) -> Element:
    """Return the issue that `articles` make up; `title_id` is the number eLIBRARY has given the journal.

    Raises FactsMissingError, naming each fact that eLIBRARY asks for and the volume does not hold, and InvalidExportError.
    """
    missing = tuple(_missing(articles))
    if missing:
        raise FactsMissingError(consumer=_CONSUMER, missing=missing)
    issue = _build_issue(articles, title_id)
    with VALIDATING:
        schema = profile("rsci-issue")
        if not schema.validate(issue):
            raise InvalidExportError(name=_CONSUMER, findings=[entry.message for entry in schema.error_log])
    return issue


def _build_issue(articles: Sequence[ExportedArticle], title_id: int) -> Element:
    first = articles[0]
    [title, *_] = find_elements(first.root, "front/journal-meta//journal-title")
    issn = first.first("front/journal-meta/issn")
    return _E.journal(
        _E.titleid(str(title_id)),
        *([_E.issn(issn)] if issn else []),
        _E.journalInfo({"lang": _LANGUAGES[title.get(XML_LANG, first.language)]}, _E.title(_journal(first))),
        _E.issue(
            *(_E(name, found) for name, found in _numbers(first) if found),
            _E.dateUni(_year(first)),
            _E.pages(f"{_pages(articles[0]).split('-')[0]}-{_pages(articles[-1]).split('-')[-1]}"),
            _E.articles(*map(_build_article, articles)),
        ),
    )


# ---------------------------------------------------------------------------------------------------------- what is asked for


def _missing(articles: Sequence[ExportedArticle]) -> Iterator[str]:
    if not articles:
        yield "an article"
        return
    issue = {
        "the title of the journal": _journal(articles[0]),
        "the year": _year(articles[0]),
        "the volume (a number) or the issue": any(found for _, found in _numbers(articles[0])),
    }
    yield from (fact for fact, found in issue.items() if not found)
    for article in articles:
        facts = {
            "printed page numbers": _pages(article),
            "a title": any(article.titles().values()),
            "text": article.full_text(),
        }
        yield from (f"{fact} ({article.name})" for fact, found in facts.items() if not found)


def _journal(article: ExportedArticle) -> str | None:
    return article.first("front/journal-meta//journal-title")


def _year(article: ExportedArticle) -> str | None:
    return article.first(f"{META}/pub-date/year")


def _numbers(article: ExportedArticle) -> tuple[tuple[str, str | None], ...]:
    """Return volume and issue, as far as they are such as eLIBRARY takes: a volume is a number there."""
    volume = article.first(f"{META}/volume")
    return ("volume", volume if volume and volume.isdecimal() else None), ("number", article.first(f"{META}/issue"))


def _pages(article: ExportedArticle) -> str:
    first, last = (article.first(f"{META}/{name}") for name in ("fpage", "lpage"))
    return "-".join(dict.fromkeys(filter(None, (first, last))))


# ---------------------------------------------------------------------------------------------------------------- an article


def _build_article(article: ExportedArticle) -> Element:
    codes = {"doi": f"{META}/article-id[@pub-id-type='doi']", "udk": f"{META}//subj-group[@subj-group-type='udc']/subject"}
    found = {name: article.first(path) for name, path in codes.items()}
    rubric = article.first(f"{META}//subj-group[@subj-group-type='mrnti']/subject")
    language = _LANGUAGES[article.language]
    people = article.authors()
    references = article.references()
    return _E.article(
        _E.pages(_pages(article)),
        _E.artType(_TYPES.get(article.root.get("article-type", ""), _OTHER)),
        _E.langPubl(language),
        *_group("authors", (_build_author(article, place, author) for place, author in enumerate(people, start=1))),
        _E.artTitles(*_in_languages("artTitle", article.titles())),
        *_group("abstracts", _in_languages("abstract", article.abstracts())),
        _E.text({"lang": language}, article.full_text()),
        *_group("codes", (_E(name, text) for name, text in found.items() if text)),
        *_group("keywords", _build_keywords(article)),
        *_group("references", (_E.reference(_E.refInfo({"lang": "ANY"}, _E.text(text))) for text in references)),
        *([_E.rubrics(_E.rubric(rubric))] if rubric else []),
        *_group("dates", _build_dates(article)),
    )


def _build_author(article: ExportedArticle, place: int, author: Author) -> Element:
    named = {_LANGUAGES.get(name.language or article.language, "ANY"): name for name in reversed(author.names)}
    forms = list(reversed(named.items()))[:_FORMS_OF_A_NAME]
    return _E.author(
        {"num": str(place)},
        *(_build_name(name, language, author) for language, name in forms),
        *([_E.authorCodes(_E.orcid(author.orcid.rpartition("/")[2]))] if author.orcid else []),
    )


def _build_name(name: Person, language: str, author: Author) -> Element:
    return _E.individInfo(
        {"lang": language},
        _E.surname(name.surname),
        *([_E.initials(name.given_names)] if name.given_names else []),
        *([_E.orgName("; ".join(author.affiliations))] if author.affiliations else []),
        *([_E.email(author.email)] if author.email else []),
    )


def _build_keywords(article: ExportedArticle) -> Iterator[Element]:
    for language, words in article.keywords().items():
        if words and language in _LANGUAGES:
            yield _E.kwdGroup({"lang": _LANGUAGES[language]}, *map(_E.keyword, words))


def _build_dates(article: ExportedArticle) -> Iterator[Element]:
    for name, event in (("dateReceived", "received"), ("dateAccepted", "accepted")):
        if day := article.date(event):
            yield _E(name, f"{date.fromisoformat(day):%d.%m.%Y}")


def _in_languages(name: str, texts: Mapping[str, str]) -> Iterator[Element]:
    return (_E(name, {"lang": _LANGUAGES.get(language, "ANY")}, text) for language, text in texts.items() if text)


def _group(name: str, children: Iterator[Element]) -> Iterator[Element]:
    found = tuple(children)
    if found:
        yield _E(name, *found)
