"""Where the text to learn from is: packages of Debian, and a folder that the user names.

The folder holds a sub-folder for each language, by Tesseract's code (`kaz`, `rus`, `eng`), with text in UTF-8, `*.txt`.
Of every document the last part is kept aside: the model is measured with it, and nothing of it is learnt.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from ocr.language import Language
from ocr.training.alphabet import cleaned

DEBIAN_TEXTS = (
    (Language.ENGLISH, "/usr/share/doc/anarchism/html", "*.html"),
    (Language.ENGLISH, "/usr/share/games/fortunes", "*[a-z]"),
    (Language.RUSSIAN, "/usr/share/games/fortunes/ru", "*[a-z]"),
    (Language.RUSSIAN, "/usr/share/developers-reference/ru", "*.html"),
)
"""Language, folder and files of running text in the packages anarchism, fortunes, fortunes-ru, developers-reference-ru."""

MOST_OF_A_DOCUMENT = 900_000
"""Characters taken of one document, so that no author outweighs the rest."""

_WORD_LIST = "wordlist"
_ASIDE = 0.03
_SHORTEST = 12
_BETWEEN = re.compile(r"\n%\n|\n\s*\n|\n(?=[ \t])|(?<=[.!?»”:;])\n")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zа-я])")
_SEQUENCE = 6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Paragraphs of each language, to learn from and kept aside to measure with, and single words of it.

    `files` are the sha-256 digests of what was read.
    """

    to_learn: Mapping[Language, tuple[str, ...]]
    aside: Mapping[Language, tuple[str, ...]]
    words: Mapping[Language, tuple[str, ...]]
    files: Mapping[str, str]


def read_corpus(folder: Path) -> Corpus:
    """Return the text of the Debian packages that are installed and of `folder`."""
    documents = list(_documents(folder))
    parted = [(language, *_parted(list(_paragraphs(file)))) for language, file in documents]
    aside = {each: tuple(text for language, _, kept in parted if language is each for text in kept) for each in Language}
    known = frozenset(sequence for texts in aside.values() for text in texts for sequence in _sequences(text))
    to_learn = {
        each: tuple(
            text
            for language, rest, _ in parted
            if language is each
            for text in rest
            if known.isdisjoint(_sequences(text))
        )
        for each in Language
    }  # fmt: skip
    words = {each: tuple(_listed_words(each, folder)) for each in Language}
    files = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for _, file in documents}
    return Corpus(to_learn=to_learn, aside=aside, words=words, files=files)


def _documents(folder: Path) -> Iterator[tuple[Language, Path]]:
    for language, place, pattern in DEBIAN_TEXTS:
        for file in sorted(Path(place).glob(pattern)):
            if file.is_file() and file.suffix in {"", ".html"}:
                yield language, file
    for language in Language:
        for file in sorted(folder.glob(f"{language.tesseract}/*.txt")):
            if _WORD_LIST not in file.stem:
                yield language, file


def _listed_words(language: Language, folder: Path) -> Iterator[str]:
    """Yield the words of the language's lists of words, the most frequent first."""
    for file in sorted(folder.glob(f"{language.tesseract}/*{_WORD_LIST}*.txt")):
        for line in file.read_text("utf-8", errors="ignore").splitlines():
            word = cleaned(line)
            if word and word.isalpha() and len(word) > 1:
                yield word


def _paragraphs(file: Path) -> Iterator[str]:
    text = file.read_text("utf-8", errors="ignore")
    if file.suffix == ".html":
        text = "\n\n".join(str(each.xpath("string()")) for each in html.fromstring(text.encode()).iter("p", "li", "h1", "h2"))
    left = MOST_OF_A_DOCUMENT
    for part in _BETWEEN.split(text):
        for usable in _usable(part):
            yield usable
            left -= len(usable)
        if left < 0:
            return


def _usable(paragraph: str) -> Iterator[str]:
    """Yield the paragraph, or those of its sentences that the model can write."""
    whole = cleaned(paragraph)
    parts = [whole] if whole else map(cleaned, _SENTENCE_END.split(paragraph))
    yield from (part for part in parts if part and len(part) >= _SHORTEST)


def _parted(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """Return what is learnt and what is kept aside."""
    last = len(paragraphs) - int(len(paragraphs) * _ASIDE)
    return paragraphs[:last], paragraphs[last:]


def _sequences(text: str) -> Iterable[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[at : at + _SEQUENCE]) for at in range(len(words) - _SEQUENCE + 1)}
