"""What of an article's front matter is in none of its fields: no word of a page is left out without a word about it."""

import re
from collections.abc import Iterator, Sequence

from ocr.article import Article
from ocr.page import TextLine
from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock
from ocr.segment.history import opens_history
from ocr.segment.parts import open_part

_WORD = re.compile(r"[^\W\d_]{3,}")
_CUT = re.compile(r"[^\W\d_]+[-\u00ad¬]$")
_FIRST = re.compile(r"^[^\W\d_]+")


def unplaced_lines(front: Sequence[PlacedBlock], article: Article) -> tuple[str, ...]:
    """Return the lines of `front` most words of which no field of `article` holds; labels are no loss."""
    known = {word for told in _told(article) for word in _words(told)}
    lines = [line for block in front for line in block.lines]
    found = []
    for before, line in zip([None, *lines], lines, strict=False):
        # Halves of a word that a line's end cut are not what fields hold.
        text = _FIRST.sub("", line.content) if before and _CUT.search(before.content) else line.content
        words = _words(_CUT.sub("", text))
        if not _is_label(line) and 2 * sum(word not in known for word in words) > len(words):
            found.append(line.content)
    return tuple(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_label(line: TextLine) -> bool:
    """Tell whether a line begins a part that has a label, or a date: its words are told in other words."""
    return bool(open_part(line)) or patterns.is_opening(line.content) or opens_history(line.content)


def _told(article: Article) -> Iterator[str]:
    """Yield the words of every field that front matter is read into."""
    yield article.title
    yield article.rubric
    yield from (one.content for one in (*article.translated_titles, *article.abstracts))
    yield from (" ".join(one.content) for one in article.keywords)
    yield from (date.content for date in article.history)
    yield from article.emails
    for person in (*article.authors, *article.supervisors):
        yield f"{person.surname} {person.given_names}"
        yield from (f"{name.surname} {name.given_names}" for name in person.alternatives)
        yield from (*person.posts, person.role or "")
    for place in article.affiliations:
        yield from (place.content, *place.alternatives)
