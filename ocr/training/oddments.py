"""Lines as they stand at the edges of scholarly print: references, addresses, codes, contents, measures, names.

They hold what running text has little of: figures and letters side by side, №, §, dashes, quotes of every kind, Latin
amid Cyrillic. Each kind of line is a pattern; its words come from the corpus, everything else is drawn by lot.
"""

import random
import re
import string
from collections.abc import Mapping, Sequence

from ocr.language import Language
from ocr.training.alphabet import SIGNS, SUPERSCRIPTS

KINDS = (
    # references, and what stands in them
    "{{1-99}. |[{1-99}] |{1-99}) |}{names} {title 2-6}",
    "{words 1-3} // {title 1-3}. {dash} {year}. {dash} {issue}{ |}{1-24} ({1-200}). {dash} {page} {range}.",
    "{title 2-4}. {dash} {city}: {title 1-2}, {year}. {dash} {20-900} {page}",
    "{title 1-3}, {year}, {1-90}({1-12}), {range}.",
    "{DOI: |doi:|https://doi.org/|DOI }10.{1000-59999}/{keys 3-9}.{year}.{1-99}.{keys 2-5}",
    # addresses
    "{words 0-2} {https://|http://|https://www.|www.}{host}{path}{|.html|.pdf|?id={1-9999}&p={1-99}|#top|/~{letters 3-7}}{|.|;|,}",
    "{E-mail: |e-mail: |*||{name}, }{letters 3-10}{|_|.|-}{keys 1-7}@{mail.ru|gmail.com|kaznu.kz|yandex.ru|{letters 3-9}.kz}",
    (
        "{E-mail: |e-mail: |*|{words 1-2} }{english 1-1}{|.|_|-}{english 1-1}{|{1-99}|{1960-2009}}"
        "@{mail.ru|gmail.com|{letters 3-9}.{edu.kz|kz|ru|com}}{|,|;|.}"
    ),
    "{name} ORCID: {1000-9999}-{1000-9999}-{1000-9999}-{1000-9999}",
    # what stands at the head and the foot of an article
    "{УДК|ӘОЖ|UDC|ББК} {1-999}.{1-99}{|({10-999})|:{1-99}|+{1-99}} {{МРНТИ|ҒТАМР|IRSTI|ГРНТИ} {10-99}.{10-99}.{10-99}|{words 1-2}}",
    "{МРНТИ|ҒТАМР|IRSTI|ГРНТИ} {10-99}.{10-99}.{10-99} {|ISSN {1000-9999}-{100-999}{0-9}|ISSN {1000-9999}-{100-999}X}",
    "{|{1-20}. |{1-9}.{1-9} }{|{name} }{title 1-5} {leader} {3-400}",
    "{marked}{|, {marked}|, {marked}, {marked}}",
    "{marked}, {marked}, {marked}, {marked}",
    "{superscript}{title 2-5}, {city}",
    "{superscript}{| }{title 1-4}; {superscript}{| }{title 1-4}, {superscript}{| }{title 1-3}",
    "{keyword} {words 1-2}, {words 1-2}, {words 1-2}{.|,|;}",
    "© {names}, {year} {¦|/|•|*} {1-400}",
    "{caption} {1-30} {dash} {title 2-6}",
    # page numbers
    "{1-9}",
    "{1-999}",
    "{-|–|—|•|[|(} {1-400} {-|–|—|•|]|)}",
    # inside of texts
    "{title 0-2} {quoted 1-4} {dash} {words 1-4}{.|,|;|:|!|?}",
    "{words 1-3} {({other 1-3})|[{other 1-3}]|{other 1-3}|/{other 1-3}/|«{other 1-3}»} {words 1-3}",
    "{words 1-3} {|±|~|<|>}{1-999}{| 000|,{0-99}|.{0-9}| {100-999}} {unit} ({1-99},{1-9}%)",
    "{words 1-3}: {symbols 1-2} {=|<|>} {amount} {+|–|±|×|*|/|-} {amount}; p {<|>|=} 0{.|,}0{1-9}; [{1-40}, {41-99}]",
    "{10-31}.0{1-9}.{year} {of year} №{| }{1-999}{|-|/}{|V|ІІ|НҚ|ө|қ|п|ІІІ} {words 1-5}",
    "{roman 1-4} {words 1-3} ({year}{dash}{year} {жж.|гг.|ғғ.|}), {words 1-2}",
    "{roman 1-3}. {title 1-4} {§|№} {1-60}, {1-12}-{words 1-3}",
    "{words 1-3}{superscript} {words 1-3}{superscript}{superscript}{.|,|;} {words 1-3}{superscript}",
    "{of year} №{| }{1-99}, №{| }{1-9999}{|-}{1-9} {words 1-2} {№|§}{| }{1-60} {words 1-2}",
    "{words 0-3} {|(|«|[}{span}{|, {span}}{|)|»|]} {of year}{|,|;|.} {words 0-3}{| {span}}",
    "{words 1-4} {1-99}{|,{0-9}|.{0-99}}{| }%{|,|;|.} {words 0-2}{| {1-100}{dash}{1-100}%| {1-100}%, {words 1-2}}",
    "{year}{dash}{year} {words 1-2} {1-99}, {1-9}; {10-99}.{0-99} {words 1-2} {1000-99999}{| {unit}}",
    "{words 1-4}{{superscript}|[{1-60}]| [{1-30}, {page} {1-400}]} {words 1-4}",
    "{words 1-4} [{1-9}]{|,|.|;} {words 1-4}{| [{1-30}, {1-30}]| [{1-9}–{10-30}]}",
    "[{1-60}] {names} {title 1-4}",
    "{•|–|—|-|*|а)|б)|ә)|a)|1)|2)|3.} {words 2-7}{;|.|,}",
    "{cell} {cell} {cell} {cell}{| {cell}| {cell} {cell} {cell}}",
    "{words 1-2} {sign}{| }{1-99} {words 1-2} {sign} {words 1-2}",
    "{words 1-2} {C|D|E}:\\{letters 3-8}\\{keys 2-8}_{1-99}.{letters 3-3} ⟨{keys 1-4}⟩ #{1-99} ^{1-9} & {english 1-2}",
    "{capitals 1-3} {dash} {other 1-4}",
    "{{capitals 1-3}|{words 1-2}} {foreign capitals 1-3} {{capitals 0-2}|{words 0-2}}",
)
"""Patterns of lines. `{a|b}` is one of both, `{1-9}` a number, `{words 1-3}` so many words; `⟨⟩` and `¦` stand for `{}` and `|`."""

_PARTS = {
    "dash": "{–|—|–|–|-}",
    "year": "{1890-2026}",
    "range": "{1-450}{dash}{451-1999}",
    "span": "{{year}{dash}{year}|{1-99}{dash}{1-99}|{day}{dash}{day}|{roman 1-3}{dash}{roman 1-3}|{year}{dash}{10-99}}",
    "day": "{10-31}.0{1-9}",
    "host": "{letters 3-12}.{kz|ru|com|org|edu.kz|gov.kz|net}",
    "path": "{|/|/{keys 3-12}|/{letters 2-8}/{keys 4-14}}",
    "amount": "{1-99}{|.{0-99}|,{0-99}}",
    "initials": "{{initial}.|{initial}.{initial}.|{initial}. {initial}.}",
    "name": "{{title 1-1} {initials}|{initials} {title 1-1}|{title 1-1}, {initials}}",
    "names": "{{name}|{name}, {name}|{name}, {name}, {name}}",
    "marked": "{name}{superscript}{||*}",
    "leader": "{{dots 3-22}|{dots 3-22}|{spaced dots 3-22}}",
    "cell": "{{0-9}|{10-9999}|{0-99},{0-99}|{0-9}.{0-999}|{1-99}%|–|-}",
    "unit": "{₸|тг|теңге|руб.|€|$|млн|млрд теңге|%|%|%|‰|°C|кг|км²|м³|га}",
    "city": "{Алматы|Астана|Нұр-Сұлтан|Қарағанды|Шымкент|М.|СПб.|Казань|London|New York|Cambridge|Berlin}",
}
"""What patterns are made of, in every language."""

_SPOKEN = {
    Language.KAZAKH: {
        "issue": "№",
        "page": "{Б.|б.|бет}",
        "of year": "{ж.|жылы|жылғы}",
        "keyword": "Түйін сөздер:",
        "caption": "{Сурет|Кесте}",
    },
    Language.RUSSIAN: {
        "issue": "№",
        "page": "{С.|с.|стр.}",
        "of year": "{г.|год|года}",
        "keyword": "Ключевые слова:",
        "caption": "{Рисунок|Таблица|Рис.}",
    },
    Language.ENGLISH: {
        "issue": "No.",
        "page": "{P.|pp.|p.}",
        "of year": "{|A.D.|year}",
        "keyword": "Keywords:",
        "caption": "{Figure|Table|Fig.}",
    },
}
"""The same, in each language."""

_INITIALS = {
    Language.KAZAKH: "АӘБГҒДЕЖЗИКҚЛМНОӨПРСТУҰҮШІ",
    Language.RUSSIAN: "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    Language.ENGLISH: string.ascii_uppercase,
}
_QUOTES = (("«", "»"), ("„", "“"), ("“", "”"), ('"', '"'), ("'", "'"), ("‘", "’"), ("«", "»"))
_STRINGS = {
    "letters": string.ascii_lowercase,
    "keys": string.ascii_lowercase + string.digits + "-_",
    "symbols": "abcdknpxyzABCFNRSTXY",
    "dots": ".",
    "sign": SIGNS.translate({ord(sign): None for sign in "{}|"}),
    "superscript": SUPERSCRIPTS,
}
"""Slots that are drawn character by character."""

_INNERMOST = re.compile(r"\{([^{}]*)\}")
_COUNTED = re.compile(r"(?P<what>.*?) ?(?P<least>\d+)-(?P<most>\d+)")
_LITERALS = str.maketrans("⟨⟩¦", "{}|")


class Oddments:
    """Draws odd lines with words of a corpus; the same `lot`, the same lines."""

    def __init__(self, words: Mapping[Language, Sequence[str]], lot: random.Random) -> None:
        """Keep where words and luck come from."""
        self._words = words
        self._lot = lot

    def line(self, language: Language) -> str:
        """Return a line of any kind."""
        line = self._lot.choice(KINDS)
        while _INNERMOST.search(line):
            line = _INNERMOST.sub(lambda slot: self._filled(slot[1], language), line)
        return " ".join(line.translate(_LITERALS).split())

    def _filled(self, slot: str, language: Language) -> str:
        """Return what stands in a slot; it may have slots again."""
        known = {**_PARTS, **_SPOKEN[language]}
        if slot in known:
            return known[slot]
        if "|" in slot:
            return self._lot.choice(slot.split("|"))
        if slot in _STRINGS:
            return self._lot.choice(_STRINGS[slot])
        if slot == "initial":
            return self._lot.choice(_INITIALS[language])
        counted = _COUNTED.fullmatch(slot)
        if counted is None:
            msg = f"a pattern has a slot that nothing fills: {slot!r}"
            raise ValueError(msg)
        return self._counted(counted["what"], (int(counted["least"]), int(counted["most"])), language)

    def _counted(self, what: str, bounds: tuple[int, int], language: Language) -> str:
        """Return a number within `bounds`, or so many words or characters."""
        count = self._lot.randint(*bounds)
        if not what:
            return str(count)
        if what == "roman":
            return "".join(self._lot.choices("І" if language is Language.KAZAKH else "IVX", k=count))
        if what == "spaced dots":
            return ". " * count
        if what in _STRINGS:
            return "".join(self._lot.choices(_STRINGS[what], k=count))
        return self._some_words(what, count, language)

    def _some_words(self, what: str, count: int, language: Language) -> str:
        """Return `count` words: `words` as they come, a `title`, `capitals`, a `quoted` text.

        `english`, `other` and `foreign capitals` are words of another language.
        """
        foreign = self._lot.choice([each for each in Language if each is not language])
        spoken = {"english": Language.ENGLISH, "other": foreign, "foreign capitals": foreign}.get(what, language)
        words = " ".join(self._lot.choices(self._words[spoken], k=count))
        if what == "quoted":
            left, right = self._lot.choice(_QUOTES)
            return f"{left}{words}{right}"
        if what in {"capitals", "foreign capitals"}:
            return words.upper()
        return words[:1].upper() + words[1:] if what == "title" else words
