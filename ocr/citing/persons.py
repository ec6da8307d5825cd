"""The persons an entry begins with, and those it names as its editors."""

import re
from dataclasses import dataclass

from ocr.names import read_names
from ocr.person import PersonName

_CAPITAL = r"[A-ZÀ-ÝА-ЯЁӘҒҚҢӨҰҮҺІ]"
_SMALL = r"[a-zß-ÿа-яёәғқңөұүһі]"
_PARTICLE = r"(?:(?:van|von|der|den|de|da|di|du|del|la|le|bin|ibn|al|фон|ван|де|аль|әл)[\s-])*"
_SURNAME = (
    rf"(?:{_PARTICLE}{_CAPITAL}(?:{_SMALL}|{_CAPITAL}|['’ʼ`-](?={_CAPITAL}|{_SMALL}))*{_SMALL}|"
    rf"{_CAPITAL}{{2,}}(?:-{_CAPITAL}{{2,}})?)"
)
_INITIAL = rf"(?:{_CAPITAL}{_SMALL}{{0,2}}\.|{_CAPITAL}{{2}}\.|[3016]\.(?=\s?(?:{_CAPITAL}|[3016])\.)|(?<=\.)[3016]\.)"
_WITHOUT_STOP = rf"[A-ZА-ЯӘҒҚҢӨҰҮҺІ](?<![ВСКОУИАЯIA])(?=\s{_CAPITAL}{_SMALL})"
"""A second initial whose stop was not read; not one that is a word of its own."""

_WITH_A_COMMA = rf"(?<=\.){_CAPITAL}(?=,\s{_CAPITAL})"
"""A second initial whose stop was read as a comma: `Масанов Н.Э, Кочевая цивилизация`."""

_INITIALS = rf"{_INITIAL}(?:[\s-]?{_INITIAL}|\s{_WITHOUT_STOP}|{_WITH_A_COMMA})?{_INITIAL}?"
_PATRONYMIC = rf"{_CAPITAL}{_SMALL}+(?:ич|вна|ична|\s?ұлы|\s?улы|\s?қызы|\s?кызы|\s?uly|\s?kyzy|vich|vna)"
_STYLES = tuple(
    map(
        re.compile,
        (
            rf"{_SURNAME}(?:\s{_SURNAME})?,?\s{_INITIALS}",  # Абакумов А.С.; Smith, J. R.
            rf"{_INITIALS}\s?{_SURNAME}",  # А.С. Абакумов
            rf"{_SURNAME}\s{_CAPITAL}{_SMALL}+\s{_PATRONYMIC}",  # Сейітқали Қайрат Ермекұлы
            r"[A-Z][a-z'’-]+\s[A-Z]{1,3}(?=[,.;:]|\s(?:and|et)\b)",  # Brown KL
        ),
    )
)
_WRITTEN_OUT = re.compile(r"(?P<surname>[A-Z][a-z'’-]+),\s(?P<given>[A-Z][a-z]+(?:\s[A-Z]\.?)?)(?=[.,]\s|\.$)")
"""`Smith, John.`: only at the very beginning, and only in Latin letters, where no title looks like it."""

_BETWEEN = re.compile(r"\s*(?:,\s*(?:&|and|и|және)\s|[,;]|&|\s(?:and|и|және|мен)\s|\s(?=[^\W\d_]))\s*", re.IGNORECASE)
_ET_AL = re.compile(
    r"[\s,;\[(]*(?:и\s+др(?:\.|угие)?|және\s+(?:т\.\s?б\.?|басқалар\w*)|et\s+al\.?|and\s+others)[\])]*", re.IGNORECASE
)
_EDITORS_AFTER = re.compile(
    r"(?:под\s+(?:общ(?:ей|\.)\s+|науч(?:ной|\.)\s+)?ред(?:акцией|\.)|(?:отв|гл|науч)\.\s*ред\.|сост(?:авители|авитель|\.)|"
    r"(?:жалпы\s+)?ред(?:акциясын|\.)\s+басқарған|құраст(?:ырған|ырушы\w*|\.)|(?:ed(?:ited|\.)|compiled)\s+by|[Ee]ds?\.)\s*:?\s*"
    r"(?:(?:акад(?:емика|\.)|проф(?:ессора|\.)|д-ра|чл\.-корр\.)\s*(?:РАН|НАН\s+РК|АН\s+СССР)?\s*)*",
    re.IGNORECASE,
)
_EDITORS_BEFORE = re.compile(r"\s*[(\[](?:[Ee]ds?|ред|редакторы)\.?[)\]]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenNames:
    """Persons that stood at the beginning of a text, whether more are hinted at, and the text after them."""

    names: tuple[PersonName, ...]
    incomplete: bool
    rest: str
    are_editors: bool = False


def take_names(text: str) -> TakenNames:
    """Return the persons a text begins with: the first says in which style, the others follow it."""
    start = len(text) - len(text.lstrip(" .,;"))
    style = next((style for style in _STYLES if (found := style.match(text, start)) and read_names(found.group())), None)
    if style is None:
        return _take_written_out(text)
    names: list[PersonName] = []
    end = start
    while (found := style.match(text, start)) and (read := read_names(found.group())):
        names += read
        end = found.end()
        between = _BETWEEN.match(text, end)
        if between is None:
            break
        start = between.end()
    more = _ET_AL.match(text, end)
    end = more.end() if more else end
    editors = _EDITORS_BEFORE.match(text, end)
    end = editors.end() if editors else end
    return TakenNames(names=tuple(names), incomplete=more is not None, rest=text[end:], are_editors=editors is not None)


def _take_written_out(text: str) -> TakenNames:
    found = _WRITTEN_OUT.match(text)
    if found is None:
        return TakenNames(names=(), incomplete=False, rest=text)
    name = PersonName(surname=found["surname"], given_names=found["given"])
    more = _ET_AL.match(text, found.end())
    return TakenNames(names=(name,), incomplete=more is not None, rest=text[more.end() if more else found.end() :])


def find_editors(text: str) -> tuple[tuple[PersonName, ...], str]:
    """Return the editors a text names after a phrase like `Под ред.`, and the text without that phrase and them."""
    found = _EDITORS_AFTER.search(text)
    if found is None:
        return (), text
    taken = take_names(text[found.end() :])
    return (taken.names, text[: found.start()] + taken.rest) if taken.names else ((), text)
