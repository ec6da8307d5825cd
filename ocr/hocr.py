"""hOCR, in which the engine says what it read: lines of words."""

import re

from lxml import etree, html

from ocr.geometry import Box
from ocr.language import Language, detect_language
from ocr.page import TextLine, Word

_LATIN = re.compile(r"[A-Za-z]+")


def from_hocr(hocr: bytes, default: Language) -> tuple[TextLine, ...]:
    """Return the lines of an hOCR page (hOCR 1.2: bbox, x_size and x_wconf in @title, language in @lang).

    ValueError when it is no hOCR page, or not a whole one; `default` is the language of what has no letters.
    """
    root = _parse(hocr)
    lines = (_line(line, _spoken(paragraph) or default) for paragraph in root.iter("p") for line in paragraph.iterchildren("span"))
    return tuple(line for line in lines if line)


def _parse(hocr: bytes) -> html.HtmlElement:
    if not hocr.strip():
        msg = "it is empty"
        raise ValueError(msg)
    try:
        hocr.decode()
    except UnicodeDecodeError as error:
        msg = f"it is not UTF-8 at byte {error.start}"
        raise ValueError(msg) from error
    if b"ocr_page" not in hocr or not hocr.rstrip().endswith(b"</html>"):
        msg = "it is not a whole page of hOCR"
        raise ValueError(msg)
    return html.fromstring(hocr)


def _properties(element: etree._Element) -> dict[str, list[str]]:
    parts = (part.split() for part in (element.get("title") or "").split(";"))
    return {part[0]: part[1:] for part in parts if part}


def _box(element: etree._Element) -> Box:
    given = _properties(element).get("bbox", [])
    try:
        left, top, right, bottom = map(int, given)
    except ValueError as error:
        msg = f"a word stands nowhere (bbox {' '.join(given)})"
        raise ValueError(msg) from error
    return Box.of_edges(left, top, right, bottom)


def _line(element: etree._Element, default: Language) -> TextLine | None:
    words = tuple(word for child in element.iter("span") if child.get("class") == "ocrx_word" and (word := _word(child, default)))
    return TextLine(box=Box.enclosing(word.box for word in words), words=words) if words else None


def _word(element: etree._Element, default: Language) -> Word | None:
    content = "".join(_text(element).split())
    if not content:
        return None
    certainty = float(_properties(element).get("x_wconf", ["0"])[0]) / 100
    return Word(
        content=content, box=_box(element), confidence=round(min(1.0, max(0.0, certainty)), 4), language=_language(element, default)
    )


def _language(element: etree._Element, default: Language) -> Language:
    """Return the language whose model read the word: its own @lang, else its paragraph's.

    A model of several languages does not say: then a word in Latin letters is English, any other in the paragraph's language.
    """
    codes = (ancestor.get("lang") for ancestor in (element, *element.iterancestors()))
    known = {language.tesseract: language for language in Language}
    told = next((known[code] for code in codes if code in known), None)
    return told or (Language.ENGLISH if detect_language(_text(element)) is Language.ENGLISH else default)


def _spoken(paragraph: etree._Element) -> Language | None:
    """Return the language of the paragraph's Cyrillic letters, or when it has none, of its others."""
    text = _text(paragraph)
    return detect_language(_LATIN.sub("", text)) or detect_language(text)


def _text(element: etree._Element) -> str:
    return str(element.xpath("string()"))
