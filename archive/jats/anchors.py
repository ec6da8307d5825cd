"""Page anchors: every page an article touches is marked once, in ascending order, where it begins."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from archive.markup import one_line, printable
from ocr.article import (
    Article,
    Citation,
    Inline,
    NoteMark,
    PageStart,
    Paragraph,
    ParagraphRole,
    Section,
    UncertainText,
    plain_text,
)

_CITATION = re.compile(r"\[[^\[\]]*\d[^\[\]]*\]|[^\[\]]*\d[^\[\]]*")
"""What a citation looks like: brackets around it, or none; anything else is text, with brackets of its own to be looked at."""


def anchored_sections(article: Article) -> tuple[Section, ...]:
    """Return the body with clean text and one anchor for every page of the article.

    Paragraphs without text are left out; their anchors go to the next one. A page that no paragraph begins (front matter, a
    whole-page figure) is anchored just before the next anchor, the last ones (references only) at the end of the text.
    A body without any text becomes one empty paragraph, so that its pages can be found.
    """
    sections = list(_without_empty(_with_pages_in_order(article)))
    if not any(section.paragraphs for section in sections):
        sections.append(Section(heading=None, paragraphs=(Paragraph(content=()),)))
    found = {part.image_nr for section in sections for part in _parts(section) if isinstance(part, PageStart)}
    late = sorted(set(article.pages) - found)
    return tuple(_with_late_pages(sections, late))


def _parts(section: Section) -> Iterator[Inline]:
    return (part for paragraph in section.paragraphs for part in paragraph.content)


def _with_pages_in_order(article: Article) -> Iterator[Section]:
    pending = list(article.pages)
    for section in article.body:
        paragraphs = tuple(replace(one, content=_cleaned(one, pending)) for one in section.paragraphs)
        yield replace(section, paragraphs=paragraphs)


def _cleaned(paragraph: Paragraph, pending: list[int]) -> tuple[Inline, ...]:
    """Return the parts with clean text, neighbouring strings as one: a letter and its accent, or `[` and `1]`, may come apart."""
    spaced = _spaced_lines if paragraph.role is ParagraphRole.VERSE else _spaced
    joined: list[Inline] = []
    for part in _anchored(paragraph.content, pending):
        made = part if isinstance(part, PageStart) else _clean(part, spaced)
        if isinstance(made, str) and joined and isinstance(joined[-1], str):
            joined[-1] = spaced(joined[-1] + made)
        elif not isinstance(made, UncertainText) or made.content:
            joined.append(made)
    return tuple(joined)


def _anchored(content: Iterable[Inline], pending: list[int]) -> Iterator[Inline]:
    """Yield the parts, each anchor preceded by those that are due before it; `pending` loses what was placed."""
    for part in content:
        if not isinstance(part, PageStart):
            yield part
        elif part.image_nr in pending:
            due = pending[: pending.index(part.image_nr) + 1]
            del pending[: len(due)]
            yield from (PageStart(image_nr=image_nr) for image_nr in due)


def _clean(part: str | UncertainText | Citation | NoteMark, spaced: Callable[[str], str]) -> Inline:
    match part:
        case UncertainText():
            return replace(part, content=spaced(part.content))
        case Citation() if _CITATION.fullmatch(part.content):
            return replace(part, content=spaced(part.content))
        case NoteMark() if one_line(part.content):
            return replace(part, content=one_line(part.content))
    return spaced(part if isinstance(part, str) else part.content)


def _spaced(text: str) -> str:
    """Return printable text, every run of white space one blank; those at its ends part it from its neighbours and stay."""
    return re.sub(r"\s+", " ", printable(text))


def _spaced_lines(text: str) -> str:
    """Return printable text with its line breaks, every other run of white space one blank."""
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", printable(text)))


def _without_empty(sections: Iterable[Section]) -> Iterator[Section]:
    carried: tuple[Inline, ...] = ()
    for section in sections:
        kept = []
        for paragraph in section.paragraphs:
            content = (*carried, *paragraph.content)
            if plain_text(content).strip():
                kept.append(replace(paragraph, content=content))
                carried = ()
            else:
                carried = tuple(part for part in content if isinstance(part, PageStart))
        yield replace(section, paragraphs=tuple(kept))


def _with_late_pages(sections: Sequence[Section], late: Sequence[int]) -> Iterator[Section]:
    """Yield the sections, with anchors for `late` pages at the end of the last paragraph."""
    last = max(number for number, section in enumerate(sections) if section.paragraphs)
    for number, section in enumerate(sections):
        if number != last:
            yield section
            continue
        *inner, closing = section.paragraphs
        anchors = tuple(PageStart(image_nr=image_nr) for image_nr in late)
        yield replace(section, paragraphs=(*inner, replace(closing, content=(*closing.content, *anchors))))
