"""Lines that were read with doubt are read once more with other models, and what is likelier right is kept."""

from collections import Counter
from collections.abc import Callable, Sequence

from ocr.language import Language
from ocr.page import TextLine, Word
from ocr.preprocess import PreparedImage
from ocr.printed_lines import PrintedLine
from ocr.seats import on_printed_lines, seats
from ocr.sheet import Sheet, paste

SURE = 0.95
"""Lines likelier right than this are not read again. On our scans that leaves a tenth to a sixth of the letters; to read all of
them again found little more."""

Reader = Callable[[Sheet, tuple[Language, ...]], Sequence[TextLine]]
"""What reads the zones of a sheet in some languages; its words say how likely they are right."""


def read_again(
    lines: Sequence[TextLine], image: PreparedImage, printed: Sequence[PrintedLine], read: Reader, languages: tuple[Language, ...]
) -> tuple[TextLine, ...]:
    """Return `lines`, those in doubt as `read` reads them where that is likelier right. Words say how likely they are right.

    A line in Latin letters alone is read with the model of English alone: it is quicker, and takes no letter for a Cyrillic one.
    """
    seated = [(line, _seat(line, printed, image.skew)) for line in lines]
    taken = Counter(seat for _, seat in seated)
    # A printed line that was read as several may be read as one the next time: then it would be there twice.
    doubtful = {seat: line for line, seat in seated if seat is not None and taken[seat] == 1 and likely(line.words) < SURE}
    latin = {seat for seat, line in doubtful.items() if _is_latin(line.content)}
    better: dict[int, TextLine] = {}
    for chosen, spoken in ((latin, (Language.ENGLISH,)), (doubtful.keys() - latin, languages)):
        if not chosen:
            continue
        sheet = paste(image, [[printed[seat]] for seat in sorted(chosen)])
        placed = [line for line in map(sheet.line_on_page, read(sheet, spoken)) if line]
        for line in on_printed_lines(placed, printed, image.skew):
            seat = _seat(line, printed, image.skew)
            if seat in chosen and likely(line.words) > likely(better.get(seat, doubtful[seat]).words):
                better[seat] = line
    instead = {id(doubtful[seat]): line for seat, line in better.items()}
    return tuple(instead.get(id(line), line) for line in lines)


def likely(words: Sequence[Word]) -> float:
    """Return the mean over the letters."""
    return sum(word.confidence * len(word.content) for word in words) / max(1, sum(len(word.content) for word in words))


def _seat(line: TextLine, printed: Sequence[PrintedLine], skew: float) -> int | None:
    """Return the printed line on which most words of `line` stand."""
    found = [seat for seat in seats(line.words, printed, skew) if seat is not None]
    return max(found, key=found.count, default=None)


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter < "\u0250" for letter in letters) >= _LATIN_SHARE * len(letters) > 0


_LATIN_SHARE = 0.95
