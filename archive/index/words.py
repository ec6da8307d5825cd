"""Words as they are looked for: alike whatever their case, their accents' form, or which of two like letters was typed."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_ALIKE = str.maketrans({"ё": "е", "ə": "ә", "\u00ad": None})
"""The letters that stand for one another in print and on keyboards: Russian ё and е, the Latin schwa for the Kazakh ә."""


def folded(text: str) -> str:
    """Return the words of `text` as the index holds them: one blank between, in lower case, NFC, ё as е; no punctuation."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", text).casefold().translate(_ALIKE)))


def excerpt(content: str, words: str, around: int = 60) -> str:
    """Return the piece of `content` in which the first of `words` (folded) stands: whole words, about `around` letters each way."""
    wanted = words.split()
    for found in _WORD.finditer(content):
        if any(folded(found.group()).startswith(word) for word in wanted):
            return _piece(content, found.start() - around, found.end() + around)
    return _piece(content, 0, 2 * around)


def _piece(content: str, start: int, end: int) -> str:
    """Return the words of `content` that lie between `start` and `end` or reach over them; dots stand for what is left out."""
    start = content.rfind(" ", 0, max(start, 0)) + 1
    end = found if (found := content.find(" ", end)) >= 0 else len(content)
    return ("…" if start else "") + content[start:end].strip() + ("…" if end < len(content) else "")
