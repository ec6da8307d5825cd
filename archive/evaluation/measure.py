"""Articles found beside the true ones: which is which, and how well each field of them was read."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.evaluation.record import ArticleRecord, ByLanguage
from archive.evaluation.score import (
    NOTHING,
    Alike,
    FieldScore,
    character_edits,
    holding,
    levelled,
    likeness,
    matched,
    same,
    words,
)

_FIELDS: Mapping[str, tuple[Alike, float]] = {
    "title": (likeness, 0.95),
    "language": (same, 1.0),
    "authors": (likeness, 0.9),
    "affiliations": (holding, 0.9),
    "emails": (same, 1.0),
    "translated_titles": (likeness, 0.9),
    "abstracts": (likeness, 0.93),
    "keywords": (likeness, 0.9),
    "headings": (likeness, 0.9),
    "paragraphs": (likeness, 0.85),
    "references": (likeness, 0.9),
}
"""The fields that are measured, how their texts are compared, and from which likeness on a text is right."""

_TITLE_WEIGHT = 0.3
_SAME_ARTICLE = 0.25
_WHOLE, _PURE = 0.9, 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleResult:
    """One true article beside what was found of it: `found` is None when nothing was.

    `missed` and `surplus` are the texts of each field that were not found, and that are not true.
    """

    true: ArticleRecord
    found: ArticleRecord | None
    fields: Mapping[str, FieldScore]
    missed: Mapping[str, tuple[str, ...]]
    surplus: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All articles together. `fields` are counted over all of them; "articles" are those found with their boundaries.

    `character_error` is edits per character of the true bodies of the articles found; None without any.
    """

    fields: Mapping[str, FieldScore]
    character_error: float | None
    results: tuple[ArticleResult, ...]
    extra: tuple[ArticleRecord, ...]


def evaluate(found: Sequence[ArticleRecord], true: Sequence[ArticleRecord]) -> Evaluation:
    """Return how well `found` holds what `true` says.

    An article that was not found misses all its texts, one that is not true adds all of its own as wrong.
    """
    pairs = dict(_pairs(found, true))
    results = tuple(_compared(found[pairs[place]] if place in pairs else None, one) for place, one in enumerate(true))
    extra = tuple(one for place, one in enumerate(found) if place not in pairs.values())
    totals: Counter[str] = Counter()
    fields = {"articles": _articles(results, len(found))}
    for name in _FIELDS:
        parts = [result.fields[name] for result in results if name in result.fields]
        surplus = [FieldScore(expected=0, found=len(_items(one, name) or ()), right=0) for one in extra]
        if parts:
            fields[name] = sum([*parts, *surplus], start=NOTHING)
    for result in results:
        totals.update(_characters(result))
    error = totals["edits"] / totals["characters"] if totals["characters"] else None
    return Evaluation(fields=fields, character_error=error, results=results, extra=extra)


# --- which article is which -------------------------------------------------------------------------------------------


def _pairs(found: Sequence[ArticleRecord], true: Sequence[ArticleRecord]) -> Iterator[tuple[int, int]]:
    """Yield (place in `true`, place in `found`) of the same article: most words in common, the title a little beside."""
    bags = [words(one.paragraphs or ()) for one in found]
    options = sorted(
        (
            (_shared(bags[i], words(other.paragraphs or ())) + _weight(other) * likeness(one.title, other.title), i, j)
            for i, one in enumerate(found)
            for j, other in enumerate(true)
        ),
        reverse=True,
    )
    taken_found: set[int] = set()
    taken_true: set[int] = set()
    for likely, i, j in options:
        if likely >= _SAME_ARTICLE and i not in taken_found and j not in taken_true:
            taken_found.add(i)
            taken_true.add(j)
            yield j, i


def _weight(true: ArticleRecord) -> float:
    """Return what a title counts: all, where the truth has no text to tell articles by."""
    return _TITLE_WEIGHT if true.paragraphs else 1.0


def _shared(found: Counter[str], true: Counter[str]) -> float:
    return (found & true).total() / true.total() if true else 0.0


def _articles(results: Sequence[ArticleResult], found: int) -> FieldScore:
    """Return how many articles were found with their boundaries: nearly all their words, and hardly any of others."""
    right = sum(result.found is not None and _has_its_boundaries(result.found, result.true) for result in results)
    return FieldScore(expected=len(results), found=found, right=right)


def _has_its_boundaries(found: ArticleRecord, true: ArticleRecord) -> bool:
    if not true.paragraphs:
        return True
    mine, theirs = words(found.paragraphs or ()), words(true.paragraphs)
    shared = (mine & theirs).total()
    return shared >= _WHOLE * theirs.total() and shared >= _PURE * mine.total()


# --- one article ------------------------------------------------------------------------------------------------------


def _compared(found: ArticleRecord | None, true: ArticleRecord) -> ArticleResult:
    fields: dict[str, FieldScore] = {}
    missed: dict[str, tuple[str, ...]] = {}
    surplus: dict[str, tuple[str, ...]] = {}
    for name, (alike, enough) in _FIELDS.items():
        expected = _items(true, name)
        if expected is None:
            continue
        items = (_items(found, name) or []) if found else []
        pairs = list(_matched_by_language(items, expected, alike, enough))
        fields[name] = FieldScore(expected=len(expected), found=len(items), right=len(pairs))
        missed[name] = _without(expected, [j for _, j in pairs])
        surplus[name] = _without(items, [i for i, _ in pairs])
    return ArticleResult(true=true, found=found, fields=fields, missed=missed, surplus=surplus)


_Item = tuple[str, str]
"""A text and its language, "" where the field has none."""


def _items(record: ArticleRecord, name: str) -> list[_Item] | None:
    """Return the texts of a field; None when it is not known."""
    value: str | Sequence[str] | ByLanguage | None = getattr(record, name)
    if value is None:
        return None
    if isinstance(value, str):
        return [("", value)] if value else []
    if isinstance(value, Mapping):
        return [(language, text) for language, texts in value.items() for text in texts if text]
    return [("", text) for text in value if text]


def _matched_by_language(found: Sequence[_Item], true: Sequence[_Item], alike: Alike, enough: float) -> Iterator[tuple[int, int]]:
    """Yield (place in `found`, place in `true`) of the texts that are the same; texts of two languages never are."""
    for language in dict.fromkeys(tag for tag, _ in true):
        mine = [place for place, (tag, _) in enumerate(found) if tag == language]
        theirs = [place for place, (tag, _) in enumerate(true) if tag == language]
        for i, j in matched([found[place][1] for place in mine], [true[place][1] for place in theirs], alike, enough):
            yield mine[i], theirs[j]


def _without(items: Sequence[_Item], places: Collection[int]) -> tuple[str, ...]:
    return tuple(text for place, (_, text) in enumerate(items) if place not in places)


def _characters(result: ArticleResult) -> dict[str, int]:
    """Return the edits and the characters of an article's body, where both are known."""
    if result.found is None or not result.true.paragraphs:
        return {}
    true = " ".join(result.true.paragraphs)
    return {"edits": character_edits(" ".join(result.found.paragraphs or ()), true), "characters": len(levelled(true))}
