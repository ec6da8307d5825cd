"""Names of people, in the script and language their letters show."""

import re
from collections.abc import Sequence

from archive.jats.elements import E
from archive.markup import XML_LANG, Element, one_line
from ocr.language import Language, detect_language
from ocr.person import PersonName

_NOT_IN_NAMES = re.compile(r"[0-9@,;:]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")


def build_names(forms: Sequence[PersonName], language: Language) -> list[Element]:
    """Return a person's name as printed, in all its `forms`, the main one first; `language` is that of the article.

    Forms of different languages are alternatives; a second form of one language, and one that names no language, stand beside.
    """
    names = [build_name(form, language) for form in forms]
    by_language = {name.get(XML_LANG): name for name in reversed(names) if name.tag == "name" and name.get(XML_LANG)}
    tagged = [name for name in names if name in by_language.values()]
    if len(tagged) < 2:  # noqa: PLR2004  # one form is no alternative
        return [names[0], *map(_as_string, forms[1:])]
    beside = [_as_string(form) for form, name in zip(forms, names, strict=True) if name not in tagged and name is not names[0]]
    first = [names[0]] if names[0] not in tagged else []
    return [*first, E("name-alternatives", *tagged), *beside]


def build_name(person: PersonName, language: Language) -> Element:
    """Return a name; a string-name, as printed, when what was read has digits or marks that no name has."""
    surname, given_names = one_line(person.surname), one_line(person.given_names)
    if not surname or _NOT_IN_NAMES.search(surname + given_names):
        return _as_string(person)
    tag = _name_language(surname + given_names, person.language or language)
    return E.name(
        {"name-style": "western", **({XML_LANG: tag} if tag else {})},
        E.surname(surname),
        *([E("given-names", given_names)] if given_names else []),
    )


def _as_string(person: PersonName) -> Element:
    return E("string-name", f"{one_line(person.surname)} {one_line(person.given_names)}".strip() or "—")


def _name_language(name: str, language: Language) -> str | None:
    """Return the xml:lang a name's script shows; None when it mixes scripts or has no letter."""
    cyrillic, latin = bool(_CYRILLIC.search(name)), bool(_LATIN.search(name))
    if cyrillic == latin:
        return None
    if latin:
        return Language.ENGLISH.bcp47
    if detect_language(name) is Language.KAZAKH or language is Language.KAZAKH:
        return Language.KAZAKH.bcp47
    return Language.RUSSIAN.bcp47
