"""The lines to learn from: how much of each language, in which case, and no character left rare."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ocr.language import Language
from ocr.training.alphabet import CHARACTERS, SUPERSCRIPTS, in_alphabet
from ocr.training.oddments import Oddments

LONGEST = 96
"""Characters in the longest line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blend:
    """Shares of all lines: running text and shuffled words by language, odd lines.

    Of text and words, `capitals` and `titles` are the shares set as headings are: in capitals, every word capitalised; `noted` is
    the share with the mark of a footnote.
    `least` is in how many of a thousand lines every character stands at least.
    """

    running: Mapping[Language, float] = field(
        default_factory=lambda: {Language.KAZAKH: 0.25, Language.RUSSIAN: 0.20, Language.ENGLISH: 0.26}
    )
    shuffled: Mapping[Language, float] = field(
        default_factory=lambda: {Language.KAZAKH: 0.05, Language.RUSSIAN: 0.01, Language.ENGLISH: 0.02}
    )
    odd: float = 0.22
    capitals: float = 0.09
    titles: float = 0.03
    noted: float = 0.06
    least: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line to be drawn, and whether it is a heading (larger, bolder)."""

    text: str
    heading: bool = False


def draw_lines(
    paragraphs: Mapping[Language, Sequence[str]],
    words: Mapping[Language, Sequence[str]],
    count: int,
    seed: int,
    blend: Blend | None = None,
) -> list[Line]:
    """Return about `count` lines of the `paragraphs`, with rare `words` mixed in, in a random order."""
    lot, blend = random.Random(seed), blend or Blend()
    vocabulary = {each: words_of(paragraphs[each]) for each in Language}
    oddments = Oddments(vocabulary, lot)
    lines: list[str] = []
    for language in Language:
        lines += _running(paragraphs[language], round(count * blend.running[language]), lot)
        pool = words.get(language) or vocabulary[language]
        lines += [_shuffled(pool, lot) for _ in range(round(count * blend.shuffled[language]))]
    cased = [_in_some_case(line, blend, lot) for line in lines]
    cased += [Line(text=_cut(oddments.line(lot.choice(tuple(Language))))) for _ in range(round(count * blend.odd))]
    rare = _of_rare_characters(cased, vocabulary, round(blend.least * count / 1000), lot)
    cased += [Line(text=text, heading=lot.random() < _HEADINGS) for text in rare]
    usable = [line for line in cased if line.text and in_alphabet(line.text)]
    lot.shuffle(usable)
    return usable


def words_of(paragraphs: Sequence[str]) -> list[str]:
    """Return the words of `paragraphs`, each once. Those in capitals are left out: mixed lines teach to mix the cases."""
    return sorted({word for text in paragraphs for word in re.findall(r"\w{2,}", text) if word.isalpha() and not word.isupper()})


def _running(paragraphs: Sequence[str], count: int, lot: random.Random) -> list[str]:
    """Return `count` lines of running text, cut at other places each time the paragraphs are gone through."""
    lines: list[str] = []
    while paragraphs and len(lines) < count:
        for paragraph in lot.sample(paragraphs, len(paragraphs)):
            cuts = [line for line in _cuts(paragraph, lot) if len(line) > _SHORT or lot.random() < _SHORT_KEPT]
            lines += cuts[: max(3, count // 2000)]
            if len(lines) >= count:
                break
    return lines[:count]


def _cuts(paragraph: str, lot: random.Random) -> Iterator[str]:
    """Yield a paragraph as a printer would set it in one column: a width, words broken at the end of some lines."""
    width, breaks = lot.choice(_WIDTHS), lot.random() < _BREAKING
    line = ""
    for word in paragraph.split(" ")[lot.randint(0, 6) if len(paragraph) > LONGEST else 0 :]:
        if len(line) + len(word) + 1 <= width:
            line = f"{line} {word}".strip()
            continue
        head, tail = _broken(word, width - len(line) - 2) if breaks else ("", word)
        if line:
            yield _cut(f"{line} {head}".strip())
        line = tail
    if len(line) > _STUB:
        yield _cut(line)


_WIDTHS = (34, 42, 50, 58, 66, 74, 82, 92)
_BREAKING = 0.45
_STUB = 3
_SHORT, _SHORT_KEPT = 24, 0.25
_VOWEL = "аәеёиоөуұүыіэюяaeiouy"


def _broken(word: str, room: int) -> tuple[str, str]:
    """Return what of `word` fits into `room` characters with a hyphen, broken after a vowel, and the rest."""
    for at in range(min(room, len(word) - 2), 1, -1):
        if word.isalpha() and word[at - 1].lower() in _VOWEL and word[at].lower() not in _VOWEL:
            return word[:at] + "-", word[at:]
    return "", word


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]


def _shuffled(words: Sequence[str], lot: random.Random) -> str:
    """Return words in no order, in various cases: letters must be known without their company too."""
    case = lot.choices((str.lower, str.capitalize, str.upper, str), (4, 3, 2, 4))[0]
    chosen = lot.choices(words, k=lot.randint(4, 9))
    return _cut(" ".join(case(word) + lot.choice(_MARKS if not word.isascii() else _ENGLISH_MARKS) for word in chosen))


_MARKS = ("", "", "", "", "", "", ",", ".", ";", ":", ")", "-", "!", "?")
_ENGLISH_MARKS = (*_MARKS, "'s", "’s", "n't", "'")


def _in_some_case(line: str, blend: Blend, lot: random.Random) -> Line:
    chance = lot.random()
    line = _with_some_dashes(_in_some_quotes(line, lot), lot)
    if lot.random() < blend.noted:
        line = _with_note(line, lot)
    if chance < blend.capitals:
        return Line(text=line.upper(), heading=True)
    if chance < blend.capitals + blend.titles:
        return Line(text=line.title(), heading=True)
    return Line(text=line, heading=lot.random() < _HEADINGS)


_HEADINGS = 0.08


def _with_note(line: str, lot: random.Random) -> str:
    """Return the line with the mark of a footnote after one of its words."""
    words = line.split(" ")
    words[lot.randrange(len(words))] += "".join(lot.choices(SUPERSCRIPTS, k=lot.choice((1, 1, 2))))
    return " ".join(words)


def _in_some_quotes(line: str, lot: random.Random) -> str:
    """Return the line with typewriter's quotes and dashes as some printer would set them, or as they are."""
    if lot.random() < _AS_IT_IS:
        return line.replace(" -- ", " – ")
    left, right = lot.choice(("«»", "“”", "„“")) if not line.isascii() else "“”"
    line = re.sub(r'(?<!\S)"(?=\S)', left, line)
    line = re.sub(r'(?<=\S)"(?!\w)', right, line)
    return line.replace(" -- ", lot.choice((" – ", " — "))).replace(" - ", lot.choice((" – ", " — ", " - "))).replace("'", "’")


_AS_IT_IS = 0.5


def _with_some_dashes(line: str, lot: random.Random) -> str:
    """Return the line with the hyphens between numbers as they are or as dashes.

    Typists put a hyphen there and printers a dash: only the picture can tell, so that texts must not teach which it is.
    """
    return re.sub(r"(?<=\d)[-–](?=\d)", lambda _: lot.choice("-–––—"), line)


def _of_rare_characters(
    lines: Sequence[Line], vocabulary: Mapping[Language, Sequence[str]], least: int, lot: random.Random
) -> Iterator[str]:
    """Yield lines until every character stands in at least `least` of them."""
    seen = Counter(character for line in lines for character in set(line.text))
    holding: dict[str, list[str]] = defaultdict(list)
    for language in Language:
        for word in vocabulary[language]:
            for character in set(word) | set(word.upper()):
                holding[character].append(word)
    for character in CHARACTERS:
        for _ in range(least - seen[character]):
            yield _around(character, holding.get(character), vocabulary, lot)


def _around(character: str, words: Sequence[str] | None, vocabulary: Mapping[Language, Sequence[str]], lot: random.Random) -> str:
    """Return a line with `character` in it: inside words that have it, or as a sign among words."""
    company = vocabulary[lot.choice(tuple(Language))]
    before, after = (" ".join(lot.choices(company, k=lot.randint(1, 3))) for _ in range(2))
    if words:
        chosen = lot.choices(words, k=lot.randint(2, 4))
        line = _cut(" ".join((before, *chosen)))
        return line if character in line else line.upper()
    sign = (
        character
        if character in SUPERSCRIPTS
        else lot.choice((" {}", " {} ", "{} ", " {}{}")).format(character, lot.randint(1, 99))
    )
    return _cut(" ".join(f"{before}{sign} {after}".split()))
