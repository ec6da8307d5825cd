"""From ALTO, as we write it and people may have corrected it, to a page."""

import json
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from archive.alto.form import ALTO, GRAPHIC_TAGS, RESOLUTION, SCAN_STEP
from archive.errors import BrokenAltoError
from archive.markup import Element, parse_xml
from ocr.geometry import Box
from ocr.language import Language
from ocr.page import BlockRole, GraphicBlock, Page, ProcessingStep, TextBlock, TextLine, Word

_NS = {"a": ALTO}


def from_alto(root: Element, *, path: Path | str = "the ALTO document") -> Page:
    """Return the page an ALTO document of ours holds. Raises BrokenAltoError, naming `path`, when it does not say all of it."""
    try:
        return _read_page(root)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BrokenAltoError(path=path, reason=str(error) or type(error).__name__) from error


def parse_alto(source: Path | bytes) -> Page:
    """Return the page an ALTO file (or its bytes) holds. Raises BrokenAltoError when it is not one of ours."""
    path = "the ALTO document" if isinstance(source, bytes) else source
    try:
        root = parse_xml(source)
    except (etree.XMLSyntaxError, OSError) as error:
        raise BrokenAltoError(path=path, reason=str(error)) from error
    return from_alto(root, path=path)


def _read_page(root: Element) -> Page:
    page = _the(root, "a:Layout/a:Page")
    space = _the(page, "a:PrintSpace")
    steps = {_get(found, "ID"): _read_step(found) for found in root.iterfind("a:Description/a:Processing", _NS)}
    scan = steps.pop(SCAN_STEP)
    roles = {_get(tag, "ID"): BlockRole(_get(tag, "LABEL")) for tag in root.iterfind("a:Tags/a:LayoutTag", _NS)}
    sizes = {_get(style, "ID"): float(_get(style, "FONTSIZE")) for style in root.iterfind("a:Styles/a:TextStyle", _NS)}
    return Page(
        image_nr=_number(page, "PHYSICAL_IMG_NR"),
        scan=_text(_the(root, "a:Description/a:sourceImageInformation/a:fileName")),
        width=_number(page, "WIDTH"),
        height=_number(page, "HEIGHT"),
        resolution=int(scan.parameters[RESOLUTION]),
        part=_read_part(page, space),
        blocks=tuple(_read_block(block, roles, sizes) for block in space.iterfind("a:TextBlock", _NS)),
        graphics=tuple(_read_graphics(space)),
        printed_nr=page.get("PRINTED_IMG_NR"),
        steps=tuple(steps.values()),
    )


def _read_part(page: Element, space: Element) -> Box | None:
    """Return where on its scan the page lies, None when it is all of it."""
    part = _read_box(space)
    whole = Box(hpos=0, vpos=0, width=_number(page, "WIDTH"), height=_number(page, "HEIGHT"))
    return None if part == whole else part


def _read_step(found: Element) -> ProcessingStep:
    parameters = json.loads(_text(_the(found, "a:processingStepSettings")))
    return ProcessingStep(name=_text(_the(found, "a:processingStepDescription")), parameters=MappingProxyType(parameters))


def _read_block(block: Element, roles: dict[str, BlockRole], sizes: dict[str, float]) -> TextBlock:
    role = next((roles[tag] for tag in block.get("TAGREFS", "").split() if tag in roles), None)
    if role is None:
        msg = f"block {block.get('ID')} has no role"
        raise ValueError(msg)
    lines = tuple(_read_line(line, sizes) for line in block.iterfind("a:TextLine", _NS))
    return TextBlock(block_id=_get(block, "ID"), role=role, box=_read_box(block), lines=lines)


def _read_line(line: Element, sizes: dict[str, float]) -> TextLine:
    size = next((sizes[style] for style in line.get("STYLEREFS", "").split() if style in sizes), 0.0)
    hyphen = "".join(_get(found, "CONTENT") for found in line.iterfind("a:HYP", _NS))
    *inner, last = line.findall("a:String", _NS)
    words = (*(_read_word(string) for string in inner), _read_word(last, hyphen))
    return TextLine(box=_read_box(line), words=words, font_size=size)


def _read_word(string: Element, hyphen: str = "") -> Word:
    style, tag = string.get("STYLE", "").split(), string.get("LANG")
    return Word(
        content=_get(string, "CONTENT") + hyphen,
        box=_read_box(string),
        confidence=float(_get(string, "WC")),
        language=None if tag is None else Language.of_bcp47(tag),
        bold="bold" in style,
        italic="italics" in style,
    )


def _read_graphics(space: Element) -> Iterable[GraphicBlock]:
    kinds = {etree.QName(ALTO, tag).text: kind for kind, tag in GRAPHIC_TAGS.items()}
    found = (child for child in space if child.tag in kinds)
    return (GraphicBlock(block_id=_get(child, "ID"), kind=kinds[child.tag], box=_read_box(child)) for child in found)


def _read_box(element: Element) -> Box:
    hpos, vpos, width, height = (_number(element, name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return Box(hpos=hpos, vpos=vpos, width=width, height=height)


def _the(parent: Element, path: str) -> Element:
    found = parent.find(path, _NS)
    if found is None:
        msg = f"it has no {path.replace('a:', '')}"
        raise ValueError(msg)
    return found


def _text(element: Element) -> str:
    return element.text or ""


def _get(element: Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        msg = f"line {element.sourceline}: {etree.QName(element).localname} has no {name}"
        raise ValueError(msg)
    return value


def _number(element: Element, name: str) -> int:
    return round(float(_get(element, name)))
