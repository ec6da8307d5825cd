"""The element maker of JATS, and text as its elements hold it."""

import re
from collections.abc import Iterable, Iterator

from archive.markup import XLINK, Element, element_maker
from ocr.language import Language, detect_language

ALI = "http://www.niso.org/schemas/ali/1.0/"

E = element_maker(nsmap={"xlink": XLINK, "ali": ALI})
ALI_E = element_maker(ALI, {"ali": ALI})

URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\[\]\"«»“”]*[^\s<>\[\]\"«»“”.,;:!?)}'’]")
"""A web address in running text, without the punctuation after it."""

EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}")


def link_target(url: str) -> str:
    """Return the absolute address of a printed one."""
    return f"http://{url}" if url.startswith("www.") else url


def language_tag(text: str, fallback: Language) -> str:
    """Return the xml:lang of `text`: what its letters show, else the fallback's.

    Few Cyrillic letters, none of them Kazakh alone, show nothing in what is Kazakh around them.
    """
    shown = detect_language(text) or fallback
    in_doubt = shown is Language.RUSSIAN and fallback is Language.KAZAKH and sum(map(str.isalpha, text)) < _TELLING
    return (fallback if in_doubt else shown).bcp47


_TELLING = 25
"""So many letters of Kazakh nearly always have one among them that Russian lacks."""


Span = tuple[int, int, Element]
"""A stretch of text from here to before there, and the element it belongs in, which is empty or has the text's own parts."""


def tag_parts(text: str, parts: Iterable[tuple[str, Element]], spans: Iterable[Span] = ()) -> Iterator[str | Element]:
    """Yield `text`, every character kept, each part of it (text, empty element) in its element, as are the `spans`.

    A part is tagged where it stands as words of its own, if that is once: `5` may be a volume here and a page there.
    """
    placed = list(spans)
    for part, element in parts:
        if (span := _only_place(text, part, element, placed)) is not None:
            placed.append(span)
    end = 0
    for start, stop, element in sorted(placed, key=lambda span: span[0]):
        yield text[end:start]
        if not len(element):
            element.text = text[start:stop]
        yield element
        end = stop
    yield text[end:]


def _only_place(text: str, part: str, element: Element, placed: Iterable[Span]) -> Span | None:
    """Return where `part` stands in `text`, clear of what is `placed`; None when that is nowhere, or in several places."""
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text)] if part else []
    free = [(start, stop) for start, stop in found if all(stop <= first or last <= start for first, last, _ in placed)]
    return (*free[0], element) if len(free) == 1 else None
