"""Names of persons in the forms that three languages print them in.

A name is read word by word: each word is of a kind (initial, name, patronymic, particle), and the kinds in their order tell
which words are the surname. Works on text that was misread here and there: `Ершова 3.В.`, `Алыев РР.`, `Сәрсенова Г b.`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ocr.language import KAZAKH_LETTERS, Language
from ocr.person import PersonName

_PATRONYMIC = re.compile(
    r"\w(?:ович|евич|ич|овна|евна|ична|инична|ұлы|улы|үлы|қызы|кызы|[ou]vich|[ey]vich|[oe]vna|ichna|uly|ūly|kyzy|qyzy|kizi|оглы|оғлы)",
    re.IGNORECASE,
)
_APART = re.compile(r"(?:ұлы|улы|үлы|қызы|кызы|uly|kyzy|qyzy|оглы|оғлы|ogly)", re.IGNORECASE)
"""What makes a patronymic of the word before it, printed apart: `Ермек ұлы`."""

_SURNAME = re.compile(
    r"\w{2}(?:[ое]ва?|ёва?|[иы]на?|[сц]к(?:ий|ая|ой)|[её]нко|ченко|чук|швили|дзе|янц?|беков|баев|"
    r"[oe]va?|yeva?|[iy]na?|[st]s?k(?:iy|ii|ij|y|i|aya|aia)|enko|chuk|shvili|dze|yan|son|berg|mann)",
    re.IGNORECASE,
)
"""How surnames end; given names mostly do not. Asked only which of two words is the surname."""

_GIVEN = re.compile(
    r"(?:\w+(?:гүл|гуль|бек|жан|хан|gul|zhan)|(?:Ир|Мар|Гал|Екатер|Н|Пол|Ал|Д|Валент|Крист)ина|(?:Ir|Mar|Gal|N|Al|D|Crist)ina)",
    re.IGNORECASE,
)
"""Given names that end as surnames do, or that a surname ending would be read from."""

_PARTICLES = frozenset(
    {
        *(
            "van",
            "von",
            "der",
            "den",
            "de",
            "da",
            "di",
            "du",
            "del",
            "della",
            "dos",
            "la",
            "le",
            "ter",
            "bin",
            "ibn",
            "ben",
            "al",
            "el",
        ),
        *("ван", "фон", "дер", "де", "да", "дю", "ла", "ле", "бин", "ибн", "бен", "аль", "эль", "әл"),
    }
)
_INITIAL = re.compile(r"[^\W\d_][^\W\d_]{0,2}\.")
_MISREAD_INITIAL = re.compile(r"[^\s\d.,;:@()/«»\"-]{1,2}\.")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*(?:['’ʼ`-][^\W\d_]+)*")
_CAPITALS_TOGETHER = re.compile(r"(?!UK|USA?|KZ|RU|EU)[A-Z]{2,3}")
"""Initials without stops, as medical journals print them: `Brown KL`. Not countries."""

_FEWEST_LETTERS = 2
_ABBREVIATION = re.compile(r"[a-zа-яёәғқңөұүһі][A-ZА-ЯӘҒҚҢӨҰҮҺІ](?![a-zа-яёәғқңөұүһі])")
"""A capital that ends a word of small letters: PhD, КазНУ. McNamara has small ones after it."""


_FORMS = tuple(
    map(
        re.compile,
        (
            r"(?P<surname>W)[WI]P",  # Сейітқали Қайрат Ермекұлы
            r"[WI]P(?P<surname>[WP])$",  # Мария Сергеевна Орлова
            r"WI{1,2}(?P<surname>W)$",  # John R. Smith
            r"I{1,3}(?P<surname>[WP])",  # Г. Б. Сәрсенова
            r"(?P<surname>W{0,1}[WP])I{1,3}",  # Сәрсенова Г. Б.
        ),
    )
)
"""The orders of words that are a name beyond doubt, and which of them is the surname. `$`: nothing may follow."""

_LOOSE_FORMS = (re.compile(r"W(?P<surname>[WP])$"), re.compile(r"WW(?P<surname>W)$"))
"""Those that any capitalised words have: Mary Brown, John Robert Smith."""


def read_names(text: str, *, loosely: bool = False) -> tuple[PersonName, ...]:
    """Return the persons named by `text`, which names nothing else; empty when it does. They may follow each other without a sign.

    `loosely` also takes two or three capitalised words for a name: right only where a name is expected.
    """
    words = _words(text)
    kinds = _kinds(words)
    return () if "?" in kinds else _read_all(words, kinds, loosely=loosely)


def name_language(name: str) -> Language | None:
    """Return the language that the letters of a name show: Cyrillic without a letter of Kazakh's own could be either's."""
    letters = [letter for letter in name.casefold() if letter.isalpha()]
    if letters and all(letter < "\u0250" for letter in letters):
        return Language.ENGLISH
    return Language.KAZAKH if KAZAKH_LETTERS.intersection(letters) else None


# --- words and their kinds --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word of a name; `glued` when it is printed without a blank before it: `Н.Ю.` is two words."""

    text: str
    glued: bool = False


_STRAY = re.compile(r"(?<=[^\W\d_]{3})[.:·'’\"*^°]{1,2}(?=\s[^\W\d_]\.)")
"""A sign that was read between a surname and its initials, where none is printed, or only a raised marker is: `Соловьёв. Н.Ю.`."""


def _words(text: str) -> list[_Word]:
    """Return the words of a name: every initial by itself, in the letters it was misread from."""
    clean = re.sub(r"\.{2,}", ".", re.sub(r"(?<=\w),(?=\s)", "", _STRAY.sub("", text)))
    cyrillic = bool(re.search(r"[а-яәғқңөұүһі]{2}", text, re.IGNORECASE))
    return _joined(word for printed in clean.split() for word in _parted(printed, cyrillic=cyrillic))


def _parted(printed: str, *, cyrillic: bool) -> Iterator[_Word]:
    """Yield what is printed without a blank as words: `Н.Ю.`, and `РР.`, of which a stop was not read, are two initials."""
    for place, piece in enumerate(re.findall(r"[^.]+\.?", printed)):
        if re.fullmatch(r"[^\W\d_]{2}\.", piece) and piece.isupper():
            yield _Word(text=f"{piece[0]}.", glued=place > 0)
            yield _Word(text=piece[1:], glued=True)
        else:
            yield _Word(text=_mended(piece, cyrillic=cyrillic), glued=place > 0)


_DIGITS_AS_CYRILLIC = str.maketrans("3016", "ЗОІБ")
_DIGITS_AS_LATIN = str.maketrans("015", "OIS")


def _mended(word: str, *, cyrillic: bool) -> str:
    """Return an initial that was read as a digit as the letter it looks like."""
    table = _DIGITS_AS_CYRILLIC if cyrillic else _DIGITS_AS_LATIN
    return word.translate(table) if re.fullmatch(r"\d\.", word) else word


def _joined(words: Iterable[_Word]) -> list[_Word]:
    """Return the words, a patronymic's ending and a surname's particle with what they belong to."""
    done: list[_Word] = []
    for word in words:
        if done and (_APART.fullmatch(word.text) or done[-1].text.rsplit(maxsplit=1)[-1].casefold() in _PARTICLES):
            done[-1] = replace(done[-1], text=f"{done[-1].text} {word.text}")
        else:
            done.append(word)
    return done


def _kinds(words: Sequence[_Word]) -> str:
    """Return the kind of each word: I(nitial), W(ord of a name), P(atronymic), ? (no part of a name)."""
    kinds = ""
    for place, word in enumerate(words):
        kinds += _kind(word.text, kinds[-1:], last=place == len(words) - 1)
    return kinds


def _kind(word: str, before: str, *, last: bool) -> str:
    if _is_initial(word) or (before == "I" and _MISREAD_INITIAL.fullmatch(word)):
        return "I"
    if before == "W" and last and _CAPITALS_TOGETHER.fullmatch(word):
        return "I"
    if not _is_name_word(word):
        return "?"
    apart = " " in word and _APART.fullmatch(word.rsplit(maxsplit=1)[-1])
    return "P" if apart or any(found.end() == len(word) for found in _PATRONYMIC.finditer(word)) else "W"


def _is_initial(word: str) -> bool:
    """Tell whether a word is an initial: one letter, or a digraph with a stop (`Zh.`, `Дж.`)."""
    if not word[0].isupper():
        return False
    return (len(word) == 1 and word.isalpha()) or bool(
        _INITIAL.fullmatch(word) and (len(word) == len("A.") or word[1:-1].islower())
    )


def _is_name_word(word: str) -> bool:
    *particles, core = re.sub(rf" {_APART.pattern}$", "", word, flags=re.IGNORECASE).split()
    core = re.sub(r"^(?:al|el|ibn|аль|әл|эль|ибн)[-‐–](?=\w{3})", "", core)
    letters = sum(map(str.isalpha, core))
    return (
        letters >= _FEWEST_LETTERS
        and not _ABBREVIATION.search(core)
        and core[0].isupper()
        and bool(_NAME.fullmatch(core))
        and all(particle.casefold() in _PARTICLES for particle in particles)
    )


# --- which words are the surname --------------------------------------------------------------------------------------


def _read_all(words: Sequence[_Word], kinds: str, *, loosely: bool) -> tuple[PersonName, ...]:
    """Return the persons one after the other; nobody when words are left over."""
    forms = (*_FORMS, *_LOOSE_FORMS) if loosely else _FORMS
    found: list[PersonName] = []
    start = 0
    while start < len(words):
        form = next((match for pattern in forms if (match := pattern.match(kinds[start:]))), None)
        if form is None:
            return ()
        found.append(_name(words[start : start + form.end()], *form.span("surname")))
        start += form.end()
    return tuple(found)


def _name(words: Sequence[_Word], first: int, end: int) -> PersonName:
    """Return the name; `first` to `end` (exclusive) are the words of the surname, unless two words tell otherwise themselves."""
    if len(words) == len("WW") and not any(_is_initial(word.text) for word in words) and _is_turned(*words):
        first, end = 0, 1
    surname = _text(words[first:end])
    given = _text([*words[:first], *words[end:]])
    return PersonName(surname=surname, given_names=given, language=name_language(surname + given))


def _text(words: Sequence[_Word]) -> str:
    return "".join(word.text if word.glued or not place else f" {word.text}" for place, word in enumerate(words))


def is_sure_pair(surname: str, given_names: str) -> bool:
    """Tell whether it is plain which of two words is the surname: one is in capitals, or one alone ends as surnames do.

    In Latin letters the given name comes first.
    """
    one, other = surname.isupper(), given_names.isupper()
    return one != other or surname.isascii() or (_looks_like_surname(surname) and not _looks_like_surname(given_names))


def _is_turned(first: _Word, second: _Word) -> bool:
    """Tell whether the first of two words is the surname: it alone is in capitals, or ends as surnames do."""
    if first.text.isupper() != second.text.isupper():
        return first.text.isupper()
    return _looks_like_surname(first.text) and not _looks_like_surname(second.text)


def _looks_like_surname(word: str) -> bool:
    return any(found.end() == len(word) for found in _SURNAME.finditer(word)) and not _GIVEN.fullmatch(word)
