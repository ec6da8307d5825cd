"""Letters put back into their own script: three models at once swap those that look alike (tesseract#2307)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ocr.addresses import is_address, mended_address
from ocr.language import KAZAKH_LETTERS
from ocr.page import TextLine, Word

_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxyiI", "АВСЕНКМОРТХУасеорхуіІ")
_TO_LATIN = str.maketrans("АВСЕНКМОРТХУІасеорхуіпги", "ABCEHKMOPTXYIaceopxyinru")
_TO_CYRILLIC_LOOSELY = _TO_CYRILLIC | str.maketrans("nru", "пги")
_EXACT_TO_CYRILLIC = frozenset(map(chr, _TO_CYRILLIC))
_LOOSE_TO_CYRILLIC = frozenset(map(chr, _TO_CYRILLIC_LOOSELY))
_EXACT_TO_LATIN = frozenset(map(chr, _TO_LATIN))
_KAZAKH_SCHWA = str.maketrans("əƏ", "әӘ")

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_NEIGHBOURS = 4
_FEWEST_SURE = 1


def in_own_script(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return `lines` with words of two scripts brought to one, and words that could be either to that of their neighbours.

    A word is touched only when every letter to be changed has a twin in the other script. A line that could be either goes
    with the lines around it.
    """
    lines = [_with_capital_i(line, lines[index : index + _BRACKETED]) for index, line in enumerate(lines)]
    sure = [_scripts(line) for line in lines]
    return tuple(
        _as_cyrillic(line)
        if _could_be_cyrillic(line) and _around(_flat(sure, index), 0) == "cyrillic"
        else _mended_line(line, sure[index])
        for index, line in enumerate(lines)
    )


def _with_capital_i(line: TextLine, following: Sequence[TextLine]) -> TextLine:
    """Return a Kazakh line with the capital І that a bracket was read for: nothing closes it in the line or those `following`."""
    if KAZAKH_LETTERS.isdisjoint(line.content.casefold()) or any("]" in other.content for other in following):
        return line
    words = tuple(replace(word, content=_BRACKET_FOR_I.sub("І", word.content)) for word in line.words)
    return line if words == line.words else replace(line, words=words)


_BRACKET_FOR_I = re.compile(r"^\[(?=[а-яәғқңөұүһі]{2})")
_BRACKETED = 4
"""Lines that what stands in brackets takes at most."""


def _scripts(line: TextLine) -> list[str | None]:
    return [_script(word.content) for word in line.words]


def _flat(sure: Sequence[Sequence[str | None]], index: int) -> list[str | None]:
    """Return the scripts of the words around a line that says nothing of its own: those below it, which a heading belongs to."""
    after = [script for line in sure[index + 1 : index + 2] for script in line]
    before = [script for line in sure[max(0, index - 1) : index] for script in line]
    return after[: _NEIGHBOURS + 1] if any(after) else before[-_NEIGHBOURS:]


def _mended_line(line: TextLine, sure: Sequence[str | None]) -> TextLine:
    words = tuple(_mended(word, _around(sure, index)) for index, word in enumerate(line.words))
    return line if words == line.words else replace(line, words=words)


def _could_be_cyrillic(line: TextLine) -> bool:
    """Tell whether all letters of a line are Latin ones with twins, also inexact ones: a heading "Kipicne"."""
    letters = {letter for word in line.words for letter in word.content if letter.isalpha()}
    return bool(letters) and letters <= _LOOSE_TO_CYRILLIC and not any(sign in line.content for sign in "@/")


def _as_cyrillic(line: TextLine) -> TextLine:
    words = tuple(replace(word, content=word.content.translate(_TO_CYRILLIC_LOOSELY)) for word in line.words)
    return replace(line, words=words)


def _script(text: str) -> str | None:
    """Return the script that `text` is surely in: it has a letter of it without a twin in the other."""
    cyrillic = any(_CYRILLIC.match(letter) and letter not in _EXACT_TO_LATIN for letter in text)
    latin = any(_LATIN.match(letter) and letter not in _EXACT_TO_CYRILLIC for letter in text)
    if cyrillic == latin:
        return None
    return "cyrillic" if cyrillic else "latin"


def _around(sure: Sequence[str | None], index: int) -> str | None:
    """Return the script of the sure words near a word, when they agree."""
    near = [script for script in sure[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1] if script]
    kinds = set(near)
    return near[0] if len(kinds) == 1 and len(near) >= _FEWEST_SURE else None


def _mended(word: Word, around: str | None) -> Word:
    mended = mended_address(word.content) if is_address(word.content) else _in_one_script(word.content, around)
    return word if mended == word.content else replace(word, content=mended)


def _in_one_script(content: str, around: str | None) -> str:
    text = content.translate(_KAZAKH_SCHWA)
    own = _script(text)
    if own is None and "/" not in text:
        mixed = bool(_CYRILLIC.search(text) and _LATIN.search(text))
        own = around if mixed or around else None
    return _brought_to(own, text) if own else text


def _brought_to(script: str, text: str) -> str:
    """Return `text` with the letters of the other script replaced by their twins, or as it is when one has none."""
    if script == "cyrillic":
        strangers, table = set(_LATIN.findall(text)), _TO_CYRILLIC
        fits = strangers <= _EXACT_TO_CYRILLIC
    else:
        strangers, table = set(_CYRILLIC.findall(text)), _TO_LATIN
        fits = strangers <= _EXACT_TO_LATIN
    if not strangers or not fits:
        return text
    return "".join(letter.translate(table) if letter in strangers else letter for letter in text)
