"""How sure each field of an article is, and what casts doubt on it: a reviewer looks where it matters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ocr.article import Article, ArticleField, Citation, FieldConfidence, HistoryEvent, plain_text
from ocr.language import detect_language
from ocr.names import is_sure_pair
from ocr.page import Word
from ocr.person import Contributor
from ocr.romanised import skeleton
from ocr.segment.text import UNCERTAIN

_STRANGE = re.compile(r"[^\W\d_][!?|\\$#%^~<>{}=]+[^\W\d_]|[a-zA-Z][а-яА-ЯәғқңөұүһіӘҒҚҢӨҰҮҺІ]|[а-яА-ЯәғқңөұүһіӘҒҚҢӨҰҮҺІ][a-zA-Z]")
"""Signs inside a word, or letters of two scripts in one: something was misread."""

_ENDED = re.compile(r"[.!?…:»”\")\]]\s*$")
_CITED = re.compile(r"\[\d{1,3}(?:[,;–-]\s?\d{1,3})*\]")
_UDC = re.compile(r"\d{1,3}(?:\.\d{1,3})*(?=$|[\s:;+/(«\"“=,.*'’ʼ-])")
_MRNTI = re.compile(r"\d\d\.\d\d(?:\.\d\d)?")
_FEWEST_TITLE_LETTERS = 30
_FEWEST_ABSTRACT_LETTERS = 60
_MOST_KEYWORD_WORDS = 8
_LONGEST_ENTRY = 700
_HALF = 0.5
_SURE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known of how an article was read, beside the article.

    The words of its title, whether it is sure whose the affiliations are, and the lines of front matter that are in no field.
    """

    title: tuple[Word, ...]
    ties_are_sure: bool
    unplaced: tuple[str, ...] = ()


def weigh_fields(article: Article, reading: Reading) -> tuple[FieldConfidence, ...]:
    """Return the confidence of each field that was found, or that should have been."""
    fields = (
        _weighed(ArticleField.TITLE, _mean(word.confidence for word in reading.title), _of_title(article, reading)),
        _weighed(ArticleField.AUTHORS, _SURE if article.authors else _HALF, _of_authors(article)),
        _weighed(ArticleField.AFFILIATIONS, _SURE, _of_affiliations(article, reading)) if article.affiliations else None,
        _weighed(ArticleField.EMAILS, _SURE, _of_emails(article)) if article.emails else None,
        _weighed(ArticleField.LANGUAGE, _SURE, _of_language(article)),
        _weighed(ArticleField.ABSTRACTS, _SURE, _of_abstracts(article)) if article.abstracts else None,
        _weighed(ArticleField.KEYWORDS, _SURE, _of_keywords(article)) if article.keywords else None,
        _weighed(ArticleField.TRANSLATED_TITLES, _SURE, _of_translated(article)) if article.translated_titles else None,
        _weighed(ArticleField.CLASSIFICATION, _SURE, _of_codes(article)) if article.udc or article.mrnti else None,
        _weighed(ArticleField.HISTORY, _SURE, _of_history(article)) if article.history else None,
        _weighed(ArticleField.FRONT_MATTER, _SURE, _of_front_matter(reading)) if reading.unplaced else None,
        _of_list(article),
        _weighed(ArticleField.CITATIONS, _cited_share(article), _of_citations(article)) if article.references else None,
    )
    return tuple(field for field in fields if field is not None)


def _of_list(article: Article) -> FieldConfidence | None:
    """Return the confidence of the list of references; None where there is none and nothing asks for one."""
    field = _weighed(ArticleField.REFERENCES, _references_confidence(article), _of_references(article))
    return field if article.references or field.doubts else None


def _weighed(field: ArticleField, confidence: float, doubts: Iterable[str]) -> FieldConfidence:
    """Return a field's confidence: each doubt takes a third of what is left."""
    found = tuple(doubts)
    return FieldConfidence(field=field, confidence=round(confidence * (2 / 3) ** len(found), 2), doubts=found)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else _SURE


# --- what casts doubt -------------------------------------------------------------------------------------------------


def _of_title(article: Article, reading: Reading) -> Iterator[str]:
    if not article.title:
        yield "no title was read"
    uncertain = [word.content for word in reading.title if word.confidence < UNCERTAIN and len(word.content) > len("мен")]
    if uncertain:
        yield f"read with little certainty: {', '.join(uncertain)}"
    if strange := [word for word in article.title.split() if _STRANGE.search(word)]:
        yield f"a sign inside a word: {', '.join(strange)}"


def _of_front_matter(reading: Reading) -> Iterator[str]:
    yield from (f"'{line}' was read, but is in no field" for line in reading.unplaced)


def _of_authors(article: Article) -> Iterator[str]:
    if not article.authors and (article.affiliations or article.abstracts or article.emails):
        yield "no author was found"
    for author in (*article.authors, *article.supervisors):
        name = f"{author.surname} {author.given_names}".strip()
        if not author.given_names:
            yield f"'{name}' has no given name"
        elif _STRANGE.search(name) or re.search(r"[^\w\s.,'’ʼ`-]", name):
            yield f"'{name}' holds a sign that no name has"
        elif _could_be_turned(author):
            yield f"which word of '{name}' is the surname"


def _could_be_turned(author: Contributor) -> bool:
    """Tell whether a name is two words that no initial, no capitals, no ending and no patronymic tell apart."""
    words = author.given_names.split()
    return len(words) == 1 and "." not in words[0] and len(words[0]) > len("KLM") and not is_sure_pair(author.surname, words[0])


def _of_affiliations(article: Article, reading: Reading) -> Iterator[str]:
    if not reading.ties_are_sure and len(article.authors) > 1:
        yield "it is not sure whose each affiliation is"
    unfinished = [place.content for place in article.affiliations if place.content.endswith((",", "-", "–"))]
    yield from (f"'{content}' breaks off" for content in unfinished)


def _of_emails(article: Article) -> Iterator[str]:
    for author in article.authors if len(article.authors) > 1 else ():
        if author.email and skeleton(author.surname) not in skeleton(author.email.partition("@")[0]):
            yield f"whose address {author.email} is"


def _of_language(article: Article) -> Iterator[str]:
    shown = detect_language(article.title) if sum(map(str.isalpha, article.title)) >= _FEWEST_TITLE_LETTERS else None
    if shown and shown is not article.language:
        yield f"the title reads as '{shown.bcp47}', the text as '{article.language.bcp47}'"


def _of_abstracts(article: Article) -> Iterator[str]:
    languages = [abstract.language for abstract in article.abstracts]
    if len(set(languages)) < len(languages):
        yield "two are in one language"
    for abstract in article.abstracts:
        if not _ENDED.search(abstract.content):
            yield f"the one in '{abstract.language.bcp47}' does not end in a stop"
        elif len(abstract.content) < _FEWEST_ABSTRACT_LETTERS:
            yield f"the one in '{abstract.language.bcp47}' is very short"


def _of_keywords(article: Article) -> Iterator[str]:
    for keywords in article.keywords:
        if len(keywords.content) == 1:
            yield f"there is one alone in '{keywords.language.bcp47}'"
        yield from (f"'{word}' is long" for word in keywords.content if len(word.split()) > _MOST_KEYWORD_WORDS)


def _of_translated(article: Article) -> Iterator[str]:
    languages = [title.language for title in article.translated_titles]
    if len(set(languages)) < len(languages):
        yield "two are in one language"
    yield from (f"a sign inside a word: {title.content}" for title in article.translated_titles if _STRANGE.search(title.content))


def _of_codes(article: Article) -> Iterator[str]:
    if article.udc and not _UDC.match(article.udc):
        yield f"'{article.udc}' is no UDC number"
    if article.mrnti and not _MRNTI.fullmatch(article.mrnti):
        yield f"'{article.mrnti}' is no rubric of the state"


def _of_history(article: Article) -> Iterator[str]:
    known = {date.event: date.iso for date in article.history}
    received, accepted = known.get(HistoryEvent.RECEIVED), known.get(HistoryEvent.ACCEPTED)
    if received and accepted and accepted < received:
        yield f"accepted on {accepted}, before it was received on {received}"


def _of_references(article: Article) -> Iterator[str]:
    text = (plain_text(paragraph.content) for paragraph in article.paragraphs)
    if not article.references:
        if any(_CITED.search(part) for part in text):
            yield "the text cites numbers, but no list was found"
        return
    numbers = [int(entry.label) for entry in article.references if entry.label.isdecimal()]
    if missing := sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers)):
        yield f"no entry was found for {_listed(missing)}"
    long = [entry.label or entry.content[:20] for entry in article.references if len(entry.content) > _LONGEST_ENTRY]
    if long:
        yield f"several entries may be in {', '.join(long)}"
    unparsed = [entry.label or entry.content[:20] for entry in article.references if entry.parsed is None]
    if len(unparsed) > _HALF * len(article.references):
        yield f"nothing could be told of {', '.join(unparsed)}"


def _references_confidence(article: Article) -> float:
    return _mean(entry.parsed.confidence if entry.parsed else _HALF for entry in article.references) * _SURE


def _of_citations(article: Article) -> Iterator[str]:
    cited, known = _cited(article), _numbers(article)
    if strangers := sorted(cited - known):
        yield f"cited, but not in the list: {_listed(strangers)}"
    idle = sorted(known - cited)
    if cited and len(idle) > _HALF * len(known):
        yield f"in the list, but not cited: {_listed(idle)}"


def _cited_share(article: Article) -> float:
    cited, known = _cited(article), _numbers(article)
    return _SURE * len(cited & known) / len(known) if cited else _HALF


def _cited(article: Article) -> set[int]:
    return {
        number
        for paragraph in article.paragraphs
        for part in paragraph.content
        if isinstance(part, Citation)
        for number in part.numbers
    }


def _numbers(article: Article) -> set[int]:
    return {int(entry.label) if entry.label.isdecimal() else place for place, entry in enumerate(article.references, start=1)}


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
