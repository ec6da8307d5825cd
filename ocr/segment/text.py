"""Running text out of printed lines: hyphenation undone by evidence, pages marked where they begin, doubts kept."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ocr.article import Inline, NoteMark, PageStart, Paragraph, UncertainText, plain_text
from ocr.page import Page, TextLine, Word

UNCERTAIN = 0.45
"""Words read with less confidence are marked for a person to look at."""

_HYPHENS = "-‐\u00ad¬"
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[аәеёиоөуұүыіэюя]")
_FIRST_SYLLABLE = re.compile(r"[^аәеёиоөуұүыіэюя]*ө")
"""Kazakh has ө in the first syllable of a word only: what begins so after a hyphen is a word of its own ("ою-өрнек")."""

_IN_ADDRESS = re.compile(r"(?:https?:/|www\.)\S*$|<\S*$|[\w.-]+@\S*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of a volume that stand whole within its lines, and those printed with a hyphen within a line."""

    whole: Counter[str]
    hyphenated: Counter[str]

    @classmethod
    def of(cls, pages: Sequence[Page]) -> "Vocabulary":
        """Gather the words of `pages`, without the last of each line, which may be cut."""
        whole: Counter[str] = Counter()
        hyphenated: Counter[str] = Counter()
        for line in (line for page in pages for block in page.blocks for line in block.lines):
            for word in line.words[:-1]:
                bare = word.content.strip(".,;:!?()«»\"'").casefold()
                (hyphenated if "-" in bare else whole)[bare] += 1
        return cls(whole=whole, hyphenated=hyphenated)

    def keeps_hyphen(self, head: str, tail: str) -> bool:
        """Tell whether `head-` at a line end and `tail` on the next are one hyphenated word, not one word cut in two."""
        first, second = _LETTERS.findall(head)[-1:], _LETTERS.match(tail)
        if not first or not second:
            return True
        # In a title of capitals a cut word goes on in capitals; elsewhere a capital begins a word of its own.
        in_capitals = first[0].isupper() and second.group().isupper() and len(second.group()) > 1
        if not tail[:1].islower() and not in_capitals:
            return True
        one, other = first[0].casefold(), second.group().casefold()
        hyphenated, whole = self.hyphenated[f"{one}-{other}"], self.whole[one + other]
        return hyphenated > whole if hyphenated or whole else bool(_VOWEL.search(one) and _FIRST_SYLLABLE.match(other))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Lines of one page that belong to a text, and the words among them that end in the mark of a footnote."""

    image_nr: int
    lines: tuple[TextLine, ...]
    marks: Mapping[Word, NoteMark] = field(default_factory=dict)


def join_lines(lines: Iterable[str], vocabulary: Vocabulary) -> str:
    """Return printed lines as one text: a blank between lines, none inside a word or an address that was broken."""
    text = ""
    for line in (line.strip() for line in lines):
        if text and line:
            head, glue = _joint(text, line, vocabulary)
            text = head + glue + line
        else:
            text = text or line
    return text


def _joint(text: str, line: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the text so far as it goes before `line`, and what stands between them."""
    if _breaks_address(text, line):
        return text, ""
    if text[-1] in _HYPHENS and len(text) > 1 and not text[-2].isspace() and line[0].isalnum():
        return (text, "") if vocabulary.keeps_hyphen(text[:-1].rsplit(maxsplit=1)[-1], line) else (text[:-1], "")
    return text, " "


def _breaks_address(text: str, line: str) -> bool:
    """Tell whether a line ends within a URL: it goes on without a blank, and its hyphen is its own."""
    if not _IN_ADDRESS.search(text) or text[-1] in ">),;":
        return False
    return text[-1] in "/-.=?&_%" or text.count("<") > text.count(">") or (text[-1].isalnum() and line[0] in "/-._?=&%#")


def build_paragraph(
    stretches: Sequence[Stretch], vocabulary: Vocabulary, opens: Collection[int] = (), *, keep_lines: bool = False
) -> Paragraph:
    """Return the paragraph printed in `stretches`. `opens` are the pages whose beginning is to be marked in it.

    With `keep_lines` each printed line but the last ends in a line break, as in verse.
    """
    parts: list[Inline] = []
    waiting = set(opens)
    for stretch in stretches:
        begins = [PageStart(image_nr=stretch.image_nr)] if stretch.image_nr in waiting else []
        waiting.discard(stretch.image_nr)
        for index, line in enumerate(stretch.lines):
            if keep_lines:
                parts.extend(["\n"] if _tail(parts) else [])
            else:
                _add_break(parts, line, vocabulary)
            parts.extend(() if index else begins)
            for place, word in enumerate(line.words):
                parts.extend([*([" "] if place else []), *_inlines(word, stretch.marks.get(word))])
        if not stretch.lines:
            parts.extend(begins)
    return Paragraph(content=tuple(_merged(parts)))


def _add_break(parts: list[Inline], line: TextLine, vocabulary: Vocabulary) -> None:
    """End the text so far as the break before `line` asks for: with a blank, or without its hyphen."""
    if text := _tail(parts):
        head, glue = _joint(text, line.content, vocabulary)
        if head != text:
            _drop_hyphen(parts)
        parts.append(glue)


def _drop_hyphen(parts: list[Inline]) -> None:
    """Take the last letter, a hyphen, off the text; the mark of a page may stand behind it."""
    index = next(i for i in range(len(parts) - 1, -1, -1) if parts[i] and not isinstance(parts[i], PageStart))
    last = parts[index]
    if isinstance(last, str):
        parts[index] = last[:-1]
    elif isinstance(last, UncertainText):
        parts[index] = UncertainText(content=last.content[:-1], confidence=last.confidence)


_LONGEST_ADDRESS = 200


def _tail(parts: Sequence[Inline]) -> str:
    """Return the last stretch of text, long enough to hold an address."""
    text = ""
    for part in reversed(parts):
        text = plain_text((part,)) + text
        if len(text) > _LONGEST_ADDRESS:
            break
    return text


def _inlines(word: Word, mark: NoteMark | None) -> Iterator[Inline]:
    """Yield a word, and the mark of a footnote that it carries on its own."""
    before, printed, after = word.content.rpartition(mark.content) if mark else (word.content, "", "")
    if before:
        yield UncertainText(content=before, confidence=word.confidence) if word.confidence < UNCERTAIN else before
    if mark and printed:
        yield mark
    if after:
        yield after


def _merged(parts: Iterable[Inline]) -> list[Inline]:
    """Return the parts with neighbouring text made one."""
    done: list[Inline] = []
    for part in parts:
        if isinstance(part, str) and done and isinstance(done[-1], str):
            done[-1] += part
        elif part != "":
            done.append(part)
    return done
