"""The font of the text that is not seen: a glyph without ink for every letter of the volume, each with its meaning."""

import io
from collections.abc import Iterable, Sequence
from itertools import islice

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

UNITS = 1000
ADVANCE = 500
"""Width of every glyph, in thousandths of the size; words are stretched to the width they have on the page."""

ASCENT, DESCENT = 800, -200
"""Share of a line's height above and below its baseline, in thousandths."""

_NAME = "Muragat-Invisible"
_FAMILY = "Muragat Invisible"
_MAX_CODE = 0xFFFF
_PER_SECTION = 100
"""Lines allowed in one section of a CMap (Adobe Technical Note 5411)."""

_1970 = 2_082_844_800
"""A date that is no date, in seconds of the font format, which counts from 1904: the same letters give the same font."""

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class Alphabet:
    """The letters met so far, each with its code, from 1 on in the order in which they came."""

    def __init__(self) -> None:
        """Begin without letters."""
        self._codes: dict[str, int] = {}

    def encode(self, text: str) -> bytes:
        """Return `text` as the font encodes it: two bytes for each character. ValueError beyond 65,535 different ones."""
        return b"".join(self._code(letter).to_bytes(2, "big") for letter in text)

    def _code(self, letter: str) -> int:
        code = self._codes.setdefault(letter, len(self._codes) + 1)
        if code > _MAX_CODE:
            msg = "a font holds no more than 65,535 different characters"
            raise ValueError(msg)
        return code

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters in the order of their codes, that of code 1 first."""
        return tuple(self._codes)


def draw_font(pdf: Pdf, letters: Sequence[str]) -> Object:
    """Return the font for `letters` (a Type 0 font on a TrueType one, ISO 32000-1, 9.7), embedded whole."""
    program = _program(len(letters))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{_NAME}"),
        Flags=4,
        FontBBox=Array([0, DESCENT, ADVANCE, ASCENT]),
        ItalicAngle=0,
        Ascent=ASCENT,
        Descent=DESCENT,
        CapHeight=ASCENT,
        StemV=0,
        FontFile2=Stream(pdf, program, Length1=len(program)),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{_NAME}"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=ADVANCE,
        CIDToGIDMap=Name.Identity,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name(f"/{_NAME}"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=Stream(pdf, _to_unicode(letters)),
    )
    return pdf.make_indirect(font)


def _program(letters: int) -> bytes:
    """Return a TrueType font of as many glyphs, and .notdef; without a clock: the same each time."""
    names = [".notdef", *(f"g{code}" for code in range(1, letters + 1))]
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (ADVANCE, 0)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": _FAMILY, "styleName": "Regular", "uniqueFontIdentifier": _NAME, "psName": _NAME})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost()
    builder.updateHead(created=_1970, modified=_1970)
    builder.font.recalcTimestamp = False
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def _to_unicode(letters: Iterable[str]) -> bytes:
    """Return the CMap that says which character each code means."""
    lines = (f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>\n" for code, letter in enumerate(letters, start=1))
    sections = iter(lambda: list(islice(lines, _PER_SECTION)), [])
    body = "".join(f"{len(section)} beginbfchar\n{''.join(section)}endbfchar\n" for section in sections)
    return f"{_HEAD}{body}{_TAIL}".encode("ascii")
