"""Abstracts and keywords: what follows their labels, in each language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ocr.article import Keywords, LanguageText
from ocr.language import Language, detect_language
from ocr.page import TextLine, Word
from ocr.segment import patterns
from ocr.segment.text import Vocabulary, join_lines

_FEWEST_TITLE_WORDS = 3
_FEWEST_TITLE_LETTERS = 20
_ENOUGH_TO_TELL = 60
_FEWEST_ROWS = 2
_FEWEST_KEYWORDS = 3
_LONGEST_KEYWORD = 5
_UNFINISHED = re.compile(r"[,;\w-]\s*$")


class PartKind(StrEnum):
    """What a labelled part of the front matter is."""

    ABSTRACT = "abstract"
    KEYWORDS = "keywords"


@dataclass(kw_only=True)
class Part:
    """A labelled part as it is read line by line: the words after the label, and the lines below."""

    kind: PartKind
    label_language: Language
    words: list[Word]
    rows: list[str] = field(default_factory=list)

    @property
    def is_begun(self) -> bool:
        """More than the label was read."""
        return any(re.search(r"\w", row) for row in self.rows)

    @property
    def is_unfinished(self) -> bool:
        """Its last line does not end as a sentence or a list does."""
        return not self.is_begun or bool(_UNFINISHED.search(self.rows[-1]))

    def text(self, vocabulary: Vocabulary) -> str:
        """Return its lines as one text."""
        return join_lines(self.rows, vocabulary).strip()

    def language(self, text: str) -> Language:
        """Return the language its text shows, or that of its label when the text is short."""
        shown = detect_language(text) if len(text) >= _ENOUGH_TO_TELL else None
        return shown or self.label_language


def open_part(line: TextLine) -> Part | None:
    """Return the part whose label `line` begins with, what stands after the label in it; None when it begins none."""
    for kind, table in ((PartKind.KEYWORDS, patterns.KEYWORDS), (PartKind.ABSTRACT, patterns.ABSTRACT)):
        for language, pattern in table:
            if found := pattern.match(line.content):
                rest = line.content[found.end() :]
                words = list(line.words[len(line.words) - len(rest.split()) :]) if rest.strip() else []
                return Part(kind=kind, label_language=language, words=words, rows=[rest])
    return None


def read_abstract(part: Part, vocabulary: Vocabulary) -> tuple[LanguageText, LanguageText | None]:
    """Return an abstract and, when its first words are set in bold, the title in its language."""
    text = part.text(vocabulary)
    language = part.language(text)
    title = _run_in_title(part.words)
    if not title or not _plain(text).startswith(_plain(title)):
        return LanguageText(language=language, content=text), None
    rest = _after(text, title)
    if not rest:
        return LanguageText(language=language, content=text), None
    return LanguageText(language=language, content=rest), LanguageText(language=language, content=title.rstrip(". "))


def _run_in_title(words: Sequence[Word]) -> str:
    """Return the bold words that a part begins with, hyphens at line ends as printed."""
    bold = next((index for index, word in enumerate(words) if not word.bold and any(map(str.isalpha, word.content))), len(words))
    run = " ".join(word.content for word in words[:bold])
    return run if bold >= _FEWEST_TITLE_WORDS and len(run) > _FEWEST_TITLE_LETTERS else ""


def _plain(text: str) -> str:
    return re.sub(r"[\s‐-]+", "", text)


def _after(text: str, title: str) -> str:
    """Return what follows a title in a text that begins with it; only blanks and hyphens may differ."""
    wanted, seen = len(_plain(title)), 0
    for place, letter in enumerate(text):
        if seen == wanted:
            return text[place:].lstrip()
        seen += len(_plain(letter))
    return ""


def take_unlabelled_keywords(part: Part) -> Part | None:
    """Return the keywords that an abstract's last line holds, taken off it: their label was not read, the list shows what it is."""
    last = part.rows[-1]
    pieces = [piece.split() for piece in re.split(r"\s*;\s*", last.strip(" .;"))]
    if (
        len(part.rows) < _FEWEST_ROWS
        or len(pieces) < _FEWEST_KEYWORDS
        or any(not 1 <= len(piece) <= _LONGEST_KEYWORD for piece in pieces)
    ):
        return None
    part.rows.pop()
    return Part(kind=PartKind.KEYWORDS, label_language=part.label_language, words=[], rows=[last])


def read_keywords(part: Part, vocabulary: Vocabulary) -> Keywords | None:
    """Return the keywords of a part, parted by the sign that it uses; None when there are none.

    Where semicolons part them, commas stand inside them, and a colon is a semicolon misread.
    """
    text = part.text(vocabulary).strip(" .")
    sign = r"[;:]" if ";" in text else "," if "," in text else r"[•·]" if re.search("[•·]", text) else r"\s[–—]\s|\.\s"
    pieces = (piece.strip(" .,;:–—-") for piece in re.split(rf"\s*(?:{sign})\s*", text))
    words = tuple(piece for piece in pieces if re.search(r"\w", piece))
    return Keywords(language=part.language(" ".join(words)), content=words) if words else None
