"""From a page to ALTO."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from archive.alto.form import ALTO, GRAPHIC_TAGS, RESOLUTION, SCAN_STEP
from archive.markup import SCHEMA_LOCATION, XLINK, XSI, Element, element_maker, storable, xml_bytes
from ocr.geometry import Box
from ocr.page import BlockRole, Page, ProcessingStep, TextBlock, TextLine, Word

_LOCATION = f"{ALTO} https://www.loc.gov/standards/alto/v4/alto-4-2.xsd"
_E = element_maker(ALTO, {None: ALTO, "xlink": XLINK, "xsi": XSI})

_HYPHEN = "-"
_ROLE_TAG = "block-role"
_RESERVED_ID = re.compile(r"page|scan|step\d+|size\d+|role-.*")
_NCNAME = re.compile(r"[^\W\d][\w.\-]*")


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
        _build_processing(SCAN_STEP, "other", ProcessingStep(name=SCAN_STEP, parameters={RESOLUTION: str(page.resolution)})),
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
            *(_E(GRAPHIC_TAGS[graphic.kind], ID=graphic.block_id, **_edges(graphic.box)) for graphic in page.graphics),
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
