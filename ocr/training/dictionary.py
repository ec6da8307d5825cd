"""The dictionary in the model: words that are preferred when a reading is in doubt, as many as the file may hold.

Words of the stock models (Apache-2.0) and of the corpus. Those in capitals only are left out: a third of the stock lists,
and every one of them stands there in small letters too.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ocr.language import Language
from ocr.training.alphabet import in_alphabet
from ocr.training.charset import NAME
from ocr.training.corpus import Corpus
from ocr.training.tools import run_tool

SEEN = 4
"""How often a word has to occur in the corpus to be a word."""

_AROUND = ".,:;!?()[]«»“”„\"'’‘–—…•*"
_KINDS = ("word", "punc", "number")


def add_dictionary(charset: Path, corpus: Corpus, tessdata: Path, folder: Path) -> Path:
    """Return a copy of the traineddata file `charset` with a dictionary, made in `folder`."""
    result = folder / f"{NAME}.traineddata"
    if result.exists():
        return result
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "log.txt"
    stock = {kind: set[str]() for kind in _KINDS}
    for language in Language:
        for kind, words in _stock_lists(language, tessdata, folder, log):
            stock[kind].update(words)
    stock["word"] = {word for word in stock["word"] if _is_worth_it(word)} | set(_corpus_words(corpus))
    unicharset = folder / f"{NAME}.lstm-unicharset"
    run_tool(("combine_tessdata", "-e", charset, unicharset), log)
    dawgs = [folder / f"{NAME}.lstm-{kind}-dawg" for kind in _KINDS]
    for kind, dawg in zip(_KINDS, dawgs, strict=True):
        listed = folder / f"{kind}.txt"
        listed.write_text("".join(f"{entry}\n" for entry in sorted(stock[kind]) if in_alphabet(entry)), "utf-8")
        run_tool(("wordlist2dawg", listed, dawg, unicharset), log)
    partial = folder / "partial.traineddata"
    shutil.copyfile(charset, partial)
    run_tool(("combine_tessdata", "-o", partial, *dawgs), log)
    return partial.rename(result)


def _stock_lists(language: Language, tessdata: Path, folder: Path, log: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each list of the stock model of a language, by its kind."""
    code = language.tesseract
    run_tool(("combine_tessdata", "-u", tessdata / f"{code}.traineddata", folder / f"{code}."), log)
    for kind in _KINDS:
        listed = folder / f"{code}.{kind}.txt"
        run_tool(("dawg2wordlist", folder / f"{code}.lstm-unicharset", folder / f"{code}.lstm-{kind}-dawg", listed), log)
        yield kind, listed.read_text("utf-8", errors="ignore").splitlines()


def _is_worth_it(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and (word.islower() or word.istitle())


def _corpus_words(corpus: Corpus) -> Iterator[str]:
    """Yield the words that occur often enough, or stand in a list of words."""
    for language in Language:
        seen = Counter(word.strip(_AROUND) for text in corpus.to_learn[language] for word in text.split())
        yield from (word for word, times in seen.items() if times >= SEEN and _is_worth_it(word))
        yield from filter(_is_worth_it, corpus.words[language])
