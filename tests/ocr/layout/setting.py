"""Type set into columns: lines as an engine finds them, without any pixels."""

from collections.abc import Sequence

from ocr.geometry import Affine, Box
from ocr.layout import Layout, lay_out
from ocr.page import TextLine, Word
from ocr.preprocess import PreparedImage, Rule
from tests.builders import LINE_HEIGHT, X_HEIGHT
from tests.ocr.drawing import blank_paper

WIDTH, HEIGHT = 1748, 2480

KAZAKH = (
    "Қазақ халқының ән мұрасы ғасырлар бойы ауыздан ауызға беріліп, ұрпақтан ұрпаққа жетіп отырды. Оны нотаға түсіру ісі "
    "жиырмасыншы ғасырдың басында кең өріс алды, кейінгі зерттеушілер бұл жұмысты жалғастырып, халық әншілерінің өмірі мен "
    "өнері туралы құнды деректер қалдырды. Біздің орталықтың қорында экспедициялар кезінде жазылған магнитті таспалар сақтаулы. "
    "Олардың көпшілігі бір ғана дана күйінде қалған, сондықтан таспаны әр тыңдаған сайын жазба тоза түседі."
)
RUSSIAN = (
    "Районная газета выходила дважды в неделю, и в каждом номере печатались письма читателей, сводки с полей и объявления. "
    "Подшивки за первые двадцать лет сохранились не полностью, бумага пожелтела, а края страниц осыпаются при каждом "
    "прикосновении. Поэтому сотрудники районного архива решили начать с тех номеров, которые читатели спрашивают чаще всего, "
    "и описать каждую статью отдельно, чтобы её можно было найти по имени автора, по названию и по словам внутри текста."
)


LETTER = 17
"""Pixels across one letter: a line of print is about twice as high."""

BLANK = 14


def justified(text: str, at: tuple[int, int], width: int) -> TextLine:
    """Return one line of `text` whose blanks are widened until it is `width` pixels wide; too long a text stays as it is."""
    words = text.split()
    blank = max(BLANK, (width - LETTER * sum(map(len, words))) / max(1, len(words) - 1))
    return _placed(words, at, blank)


def _placed(words: Sequence[str], at: tuple[int, int], blank: float) -> TextLine:
    placed: list[Word] = []
    hpos = float(at[0])
    for word in words:
        box = Box(hpos=round(hpos), vpos=at[1], width=LETTER * len(word), height=X_HEIGHT)
        placed.append(Word(content=word, box=box, confidence=0.95))
        hpos = box.right + blank
    return TextLine(box=Box.enclosing(word.box for word in placed), words=tuple(placed), font_size=10.0)


def a_column(text: str, at: tuple[int, int], width: int, *, indent: int = 0) -> list[TextLine]:
    """Return `text` as a paragraph set in `width` pixels, words cut where lines end.

    All lines but the last are full; the first begins `indent` further in.
    """
    words = text.split()
    lines: list[TextLine] = []
    while words:
        shift = 0 if lines else indent
        row, words = _filled(words, width - shift)
        place = (at[0] + shift, at[1] + len(lines) * LINE_HEIGHT)
        lines.append(justified(" ".join(row), place, width - shift) if words else _placed(row, place, BLANK))
    return lines


def _filled(words: Sequence[str], width: int) -> tuple[list[str], list[str]]:
    """Return as many words as go into `width`, the last one cut when it must be, and the rest."""
    room = width + BLANK
    row: list[str] = []
    for index, word in enumerate(words):
        room -= LETTER * len(word) + BLANK
        if room < 0:
            fits = len(word) - 1 - -room // LETTER - 1
            if fits < _FEWEST_LETTERS or len(word) - fits < _FEWEST_LETTERS or not word.isalpha():
                return row, list(words[index:])
            return [*row, f"{word[:fits]}-"], [word[fits:], *words[index + 1 :]]
        row.append(word)
    return row, []


_FEWEST_LETTERS = 3


def an_image(*rules: Rule, skew: float = 0.0) -> PreparedImage:
    """Return a prepared page without pixels of its own."""
    return PreparedImage(pixels=blank_paper(WIDTH, HEIGHT), to_scan=Affine(), resolution=300, skew=skew, rules=rules)


def laid_out(lines: Sequence[TextLine], *rules: Rule, skew: float = 0.0, pictures: Sequence[Box] = ()) -> Layout:
    """Return the layout of `lines` on a page with `rules`."""
    return lay_out(lines, an_image(*rules, skew=skew), pictures)


def texts(layout: Layout) -> list[str]:
    """Return the blocks as text, each on one line."""
    return [block.content.replace("\n", " ") for block in layout.blocks]


def as_read(*paragraphs: Sequence[TextLine]) -> list[str]:
    """Return the text of paragraphs, each on one line."""
    return [" ".join(line.content for line in paragraph) for paragraph in paragraphs]
