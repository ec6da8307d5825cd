"""`Page` ↔ ALTO 4.2, lossless: what was read is kept in ALTO, and a person may correct it there.

The print space of a page is all of its scan, or its half of an open book.

The order of the file is the reading order. All measures are pixels of the untouched scan. Blocks carry their role as a
LayoutTag, lines their font size as a TextStyle; the scan's resolution and each step done to its image are Processing elements.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from archive.errors import BrokenAltoError
from archive.markup import SCHEMA_LOCATION, XLINK, XSI, Element, element_maker, parse_xml, storable, xml_bytes
from ocr.geometry import Box
from ocr.language import Language
from ocr.page import BlockRole, GraphicBlock, GraphicKind, Page, ProcessingStep, TextBlock, TextLine, Word

ALTO = "http://www.loc.gov/standards/alto/ns-v4#"
_LOCATION = f"{ALTO} https://www.loc.gov/standards/alto/v4/alto-4-2.xsd"
_NS = {"a": ALTO}
_E = element_maker(ALTO, {None: ALTO, "xlink": XLINK, "xsi": XSI})

_HYPHEN = "-"
_ROLE_TAG = "block-role"
_SCAN_STEP = "scan"
_RESOLUTION = "pixels-per-inch"
_GRAPHIC_TAGS = {GraphicKind.ILLUSTRATION: "Illustration", GraphicKind.SEPARATOR: "GraphicalElement"}
_RESERVED_ID = re.compile(r"page|scan|step\d+|size\d+|role-.*")
_NCNAME = re.compile(r"[^\W\d][\w.\-]*")


# ------------------------------------------------------------------------------------------------------------ Page → ALTO


def to_alto(page: Page) -> Element:
    """Return `page` as an ALTO 4.2 document. ValueError when a block's id cannot be an XML id, or is there twice."""
    _check_ids(page)
    sizes = _font_sizes(page)
    return _E.alto(
        {"SCHEMAVERSION": "4.2", SCHEMA_LOCATION: _LOCATION},
        _build_description(page),
        *([_E.Styles(*(_E.TextStyle(ID=size_id, FONTSIZE=repr(size)) for size, size_id in sizes.items()))] if sizes else []),
        *([_E.Tags(*map(_build_role, roles))] if (roles := sorted({block.role for block in page.blocks})) else []),
        _E.Layout(_build_page(page, sizes)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AltoFile:
    """The ALTO file of a page, made when it is asked for, the same every time: a volume's would not fit into memory."""

    page: Page

    def pieces(self) -> Iterator[bytes]:
        """Yield the file."""
        yield alto_bytes(self.page)


def alto_bytes(page: Page) -> bytes:
    """Return the ALTO file of `page`."""
    return xml_bytes(to_alto(page))


def _check_ids(page: Page) -> None:
    seen: set[str] = set()
    for block_id in (*(block.block_id for block in page.blocks), *(graphic.block_id for graphic in page.graphics)):
        if not _NCNAME.fullmatch(block_id) or _RESERVED_ID.fullmatch(block_id) or block_id in seen:
            msg = f"not an id for a block of page {page.image_nr}, or there twice: {block_id!r}"
            raise ValueError(msg)
        seen.add(block_id)


def _font_sizes(page: Page) -> dict[float, str]:
    """Return the id of the style of each measured font size, smallest first."""
    sizes = sorted({line.font_size for block in page.blocks for line in block.lines if line.font_size})
    return {size: f"size{number}" for number, size in enumerate(sizes, start=1)}


def _build_description(page: Page) -> Element:
    return _E.Description(
        _E.MeasurementUnit("pixel"),
        _E.sourceImageInformation(_E.fileName(storable(page.scan))),
        _build_processing(_SCAN_STEP, "other", ProcessingStep(name=_SCAN_STEP, parameters={_RESOLUTION: str(page.resolution)})),
        *(_build_processing(f"step{number}", "preOperation", step) for number, step in enumerate(page.steps, start=1)),
    )


def _build_processing(step_id: str, category: str, step: ProcessingStep) -> Element:
    settings = json.dumps(dict(step.parameters), ensure_ascii=False)
    return _E.Processing(
        {"ID": step_id},
        _E.processingCategory(category),
        _E.processingStepDescription(storable(step.name)),
        _E.processingStepSettings(storable(settings)),
    )


def _build_role(role: BlockRole) -> Element:
    return _E.LayoutTag(ID=f"role-{role}", TYPE=_ROLE_TAG, LABEL=role)


def _build_page(page: Page, sizes: dict[float, str]) -> Element:
    measures = {"WIDTH": str(page.width), "HEIGHT": str(page.height)}
    printed = {} if page.printed_nr is None else {"PRINTED_IMG_NR": storable(page.printed_nr)}
    return _E.Page(
        {"ID": "page", "PHYSICAL_IMG_NR": str(page.image_nr), **printed, **measures},
        _E.PrintSpace(
            _edges(page.area),
            *(_build_block(block, sizes) for block in page.blocks),
            *(_E(_GRAPHIC_TAGS[graphic.kind], ID=graphic.block_id, **_edges(graphic.box)) for graphic in page.graphics),
        ),
    )


def _build_block(block: TextBlock, sizes: dict[float, str]) -> Element:
    return _E.TextBlock(
        {"ID": block.block_id, "TAGREFS": f"role-{block.role}", **_edges(block.box)},
        *(_build_line(line, sizes, parts) for line, parts in zip(block.lines, _broken_words(block.lines), strict=True)),
    )


_Part = dict[str, str]
"""What a String says of the word of which it is a part."""


def _broken_words(lines: tuple[TextLine, ...]) -> Iterator[tuple[_Part, _Part]]:
    """Yield, for each line of a block, what to say of the word that its first String ends, and of the one that its last begins."""
    wholes = [_whole_word(line.words[-1].content, after.words[0].content) for line, after in pairwise(lines)]
    for ended, begun in zip(("", *wholes), (*wholes, ""), strict=True):
        yield _part("HypPart2", ended), _part("HypPart1", begun)


def _whole_word(begun: str, end: str) -> str:
    """Return the word of which these are the parts, or nothing; before a capital or a figure the hyphen is the word's own."""
    if not _is_broken(begun):
        return ""
    return begun.removesuffix(_HYPHEN) + end if end[0].islower() else begun + end


def _is_broken(content: str) -> bool:
    return content.endswith(_HYPHEN) and len(content) > 1


def _part(kind: str, whole: str) -> _Part:
    return {"SUBS_TYPE": kind, "SUBS_CONTENT": storable(whole)} if whole else {}


def _build_line(line: TextLine, sizes: dict[float, str], parts: tuple[_Part, _Part]) -> Element:
    style = {"STYLEREFS": sizes[line.font_size]} if line.font_size else {}
    return _E.TextLine({**style, **_edges(line.box)}, *_build_words(line.words, *parts))


def _build_words(words: tuple[Word, ...], ended: _Part, begun: _Part) -> Iterator[Element]:
    *inner, last = words
    for word, following in zip(inner, words[1:], strict=True):
        yield _build_string(word, word.content, ended if word is words[0] else {})
        yield _build_space(word.box, following.box)
    part = begun or ({} if inner else ended)
    if _is_broken(last.content):
        yield _build_string(last, last.content.removesuffix(_HYPHEN), part)
        yield _E.HYP(CONTENT=_HYPHEN)
    else:
        yield _build_string(last, last.content, part)


def _build_string(word: Word, content: str, part: _Part) -> Element:
    """Return the String of `word`; its box is the whole word's, a hyphen written apart included."""
    style = " ".join(name for name, on in (("bold", word.bold), ("italics", word.italic)) if on)
    return _E.String(
        {"CONTENT": storable(content), "WC": repr(word.confidence)},
        {"LANG": word.language.bcp47} if word.language else {},
        {"STYLE": style} if style else {},
        part,
        _edges(word.box),
    )


def _build_space(before: Box, after: Box) -> Element:
    if after.hpos <= before.right:
        return _E.SP()
    return _E.SP(HPOS=str(before.right), VPOS=str(before.vpos), WIDTH=str(after.hpos - before.right))


def _edges(box: Box) -> dict[str, str]:
    return {"HPOS": str(box.hpos), "VPOS": str(box.vpos), "WIDTH": str(box.width), "HEIGHT": str(box.height)}


# ------------------------------------------------------------------------------------------------------------ ALTO → Page


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
    scan = steps.pop(_SCAN_STEP)
    roles = {_get(tag, "ID"): BlockRole(_get(tag, "LABEL")) for tag in root.iterfind("a:Tags/a:LayoutTag", _NS)}
    sizes = {_get(style, "ID"): float(_get(style, "FONTSIZE")) for style in root.iterfind("a:Styles/a:TextStyle", _NS)}
    return Page(
        image_nr=_number(page, "PHYSICAL_IMG_NR"),
        scan=_text(_the(root, "a:Description/a:sourceImageInformation/a:fileName")),
        width=_number(page, "WIDTH"),
        height=_number(page, "HEIGHT"),
        resolution=int(scan.parameters[_RESOLUTION]),
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
    kinds = {etree.QName(ALTO, tag).text: kind for kind, tag in _GRAPHIC_TAGS.items()}
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
