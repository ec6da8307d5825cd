"""Lines that were read with doubt are read once more with other models, and what is likelier right is kept."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from ocr.language import KAZAKH_LETTERS, Language
from ocr.layout.chains import chain
from ocr.page import TextLine, Word
from ocr.preprocess import PreparedImage
from ocr.printed_lines import PrintedLine
from ocr.seats import on_printed_lines, seats
from ocr.sheet import Sheet, paste

SURE = 0.95
"""Lines likelier right than this are not read again. On our scans that leaves a twentieth to a sixth of the letters; to read all of
them again found little more."""

Languages = tuple[Language, ...]

Reader = Callable[[Sheet, Languages], Sequence[TextLine]]
"""What reads the zones of a sheet in some languages; its words say how likely they are right."""


def read_again(
    lines: Sequence[TextLine], image: PreparedImage, printed: Sequence[PrintedLine], read: Reader, languages: Languages
) -> tuple[TextLine, ...]:
    """Return `lines`, those in doubt as `read` reads them where that is likelier right. Words say how likely they are right.

    A line in the letters of one language is read with the model of that one alone: it is quicker than several, and takes no
    letter for one of another alphabet. So is one of two alphabets on a page in Latin letters: the others are misread.
    A page that is in doubt for the most part is read again as a whole, and the second reading has the benefit of the doubt: it is
    print of a kind that the first model has not learnt, worn typescript say, and of which it is surer than it should be.
    """
    seated = [(line, _seat(line, printed, image.skew)) for line in lines]
    taken = Counter(seat for _, seat in seated)
    # A printed line that was read as several may be read as one the next time: then it would be there twice.
    doubtful = {seat: line for line, seat in seated if seat is not None and taken[seat] == 1 and likely(line.words) < SURE}
    better: dict[int, TextLine] = {}
    mixed = (Language.ENGLISH,) if _is_latin("".join(line.content for line in lines)) else languages
    for spoken, chosen in _by_languages(doubtful, languages, mixed).items():
        unlearnt = len(chosen) > _MOST * len(printed)
        sheet = paste(image, chain(printed) if unlearnt else [[printed[seat]] for seat in sorted(chosen)])
        benefit = _BENEFIT if unlearnt else 0.0
        placed = [line for line in map(sheet.line_on_page, read(sheet, spoken)) if line]
        for line in on_printed_lines(placed, printed, image.skew):
            seat = _seat(line, printed, image.skew)
            if seat is None or seat not in chosen:
                continue
            rival = likely(better[seat].words) if seat in better else likely(doubtful[seat].words) - benefit
            if likely(line.words) > rival:
                better[seat] = line
    instead = {id(doubtful[seat]): line for seat, line in better.items()}
    return tuple(instead.get(id(line), line) for line in lines)


_MOST = 0.5
"""Share of a page's lines in doubt from which it is of a kind not learnt."""

_BENEFIT = 0.1
"""How much less likely the second reading may be there. Calibration holds for what the model has learnt (`ocr/confidence.py`)."""


def likely(words: Sequence[Word]) -> float:
    """Return the mean over the letters."""
    return sum(word.confidence * len(word.content) for word in words) / max(1, sum(len(word.content) for word in words))


def _seat(line: TextLine, printed: Sequence[PrintedLine], skew: float) -> int | None:
    """Return the printed line on which most words of `line` stand."""
    found = [seat for seat in seats(line.words, printed, skew) if seat is not None]
    return max(found, key=found.count, default=None)


def _is_latin(page: str) -> bool:
    """Tell whether the text of a page is in Latin letters but for misread ones.

    There is no such rule for Cyrillic pages: they do have Latin words.
    """
    letters = [letter for letter in page if letter.isalpha()]
    return sum(letter < "\u0250" for letter in letters) >= _LATIN_PAGE * len(letters) > 0


_LATIN_PAGE = 0.95


def _by_languages(lines: Mapping[int, TextLine], languages: Languages, mixed: Languages) -> Mapping[Languages, Sequence[int]]:
    """Return the keys of `lines` by what of `languages` they are to be read with, those of two alphabets with `mixed`.

    To start the engine costs as much as to read some `_FEW` letters: of several languages with fewer, lines are read together.
    """
    found: dict[Languages, list[int]] = {}
    for key, line in lines.items():
        told = _languages_of(line.content, languages)
        found.setdefault(mixed if told == languages else told, []).append(key)
    few = [one for one, keys in found.items() if one != languages and sum(len(lines[key].content) for key in keys) < _FEW]
    if len(few) > 1 or languages in found:
        found.setdefault(languages, []).extend(key for one in few for key in found.pop(one))
    return found


def _languages_of(text: str, languages: Languages) -> Languages:
    """Return the one of `languages` that has all letters of `text` but for a few misread ones; all, where none has."""
    letters = [letter for letter in text.casefold() if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters)
    if latin >= _OWN_SHARE * len(letters) > 0:
        told = Language.ENGLISH
    elif latin > (1 - _OWN_SHARE) * len(letters) or not letters:
        return languages
    else:
        told = Language.RUSSIAN if KAZAKH_LETTERS.isdisjoint(letters) else Language.KAZAKH
    return (told,) if told in languages else languages


_OWN_SHARE = 0.9
_FEW = 60
