"""The sheet of one page: what it is, what was done to it, what was read, each with a picture."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from archive.markup import Element, storable
from archive.report import mean_confidence
from flows.inspecting.markup import (
    E,
    build_facts,
    build_failure,
    build_picture,
    build_section,
    build_swatch,
    build_table,
    build_way_there,
    css,
    sheet_bytes,
)
from flows.inspecting.pictures import ROLE_COLOURS, Stage, certainty_colour
from flows.inspecting.stages import Inspection, Side
from flows.messages import state
from ocr.page import Page, ProcessingStep, TextBlock, Word

_STEPS, _BLOCKS, _TEXT = "Steps", "Blocks in words", "Text"


def page_sheet(seen: Inspection, stages: Iterable[Stage]) -> bytes:
    """Return the sheet as one HTML document."""
    sections = [
        *_stage_sections(stages),
        *chain.from_iterable(_page_sections(side, which) for side, which in zip(seen.sides, _names(seen), strict=True)),
    ]
    return sheet_bytes(
        f"{seen.source.origin}, page {seen.source.image_nr}",
        *([build_failure(state(seen.failure))] if seen.failure else []),
        build_facts(_facts(seen)),
        build_way_there(section.findtext("h2") or "" for section in sections),
        *sections,
    )


def _facts(seen: Inspection) -> Iterator[tuple[str, str]]:
    if seen.info:
        stated = f"{seen.info.resolution} pixels per inch" if seen.info.resolution else "resolution not stated"
        yield "Scan", f"{seen.info.format}, {seen.info.width} × {seen.info.height} pixels, {stated}"
    for side in seen.sides:
        height, width = side.prepared.pixels.shape
        yield "Prepared", f"{width} × {height} pixels at {side.prepared.resolution} per inch, skew {side.prepared.skew:.2f}°"
        yield "Printed lines", str(len(side.printed))
        if side.page:
            yield from _page_facts(side.page)


def _page_facts(page: Page) -> Iterator[tuple[str, str]]:
    words = tuple(page.words)
    certainty = mean_confidence(words)
    yield "Read", f"{len(page.blocks)} blocks, {len(words)} words" + (f", certainty {certainty:.1%}" if certainty else "")
    yield "Printed page number", page.printed_nr or "none seen"
    if page.is_blank:
        yield "Blank", "no word was read on this page"


def _stage_sections(stages: Iterable[Stage]) -> Iterator[Element]:
    for stage in stages:
        yield build_section(stage.name, build_picture(stage.picture, stage.name), meaning=stage.meaning)


def _names(seen: Inspection) -> Sequence[str]:
    """Return what to add to the names of sections, so that those of two pages are told apart."""
    return [f", page {number}" for number in range(1, len(seen.sides) + 1)] if len(seen.sides) > 1 else [""] * len(seen.sides)


def _page_sections(side: Side, which: str) -> Iterator[Element]:
    steps = side.page.steps if side.page else side.prepared.steps
    if steps:
        table = build_table(("step", "parameters"), map(_step_row, steps))
        yield build_section(_STEPS + which, table, meaning="What was done to the page, in this order; the package keeps the same.")
    if side.page and not side.page.is_blank:
        heads = ("", "role", "language", "type size", "certainty", "text")
        rows = (_block_row(number, block) for number, block in enumerate(side.page.blocks, start=1))
        yield build_section(_BLOCKS + which, build_table(heads, rows))
        text = E.div({"class": "text"}, *(_block_text(block) for block in side.page.blocks))
        yield build_section(_TEXT + which, text, meaning="Coloured by certainty; point at a word to see it in figures.")


def _step_row(step: ProcessingStep) -> tuple[str, str]:
    return step.name, ", ".join(f"{name} = {value}" for name, value in step.parameters.items())


_SHOWN = 90


def _block_row(number: int, block: TextBlock) -> tuple[str | Element, ...]:
    languages = sorted({word.language.bcp47 for word in block.words if word.language})
    sizes = [line.font_size for line in block.lines if line.font_size]
    text = " ".join(block.content.split())
    return (
        str(number),
        build_swatch(block.role, ROLE_COLOURS.get(block.role, (0, 0, 0))),
        " ".join(languages),
        f"{sum(sizes) / len(sizes):.1f}" if sizes else "",
        f"{mean_confidence(block.words) or 0:.1%}",
        text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …",
    )


def _block_text(block: TextBlock) -> Element:
    lines = []
    for line in block.lines:
        for word in line.words:
            lines += [_word(word), " "]
        lines[-1] = "\n"
    return E.p(*lines)


def _word(word: Word) -> Element:
    said = f"{word.confidence:.0%}" + (f", {word.language.bcp47}" if word.language else "")
    style = f"background: {css(certainty_colour(word.confidence), 0.35)}"
    return E.span({"title": said, "style": style}, storable(word.content))
