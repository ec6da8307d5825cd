"""The list of references: entries by their printed numbers, addresses that were broken over lines joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ocr.reference import Reference
from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock
from ocr.segment.text import Vocabulary, join_lines


@dataclass(kw_only=True)
class _Entry:
    label: str
    lines: list[str] = field(default_factory=list)


def read_references(blocks: Sequence[PlacedBlock], vocabulary: Vocabulary) -> tuple[Reference, ...]:
    """Return the entries printed in `blocks`.

    A line opens one when it carries the next number; when its block begins, in a list without numbers or where the number due
    was not read but the next one was.
    """
    lines = [(line.content, line is block.lines[0]) for block in blocks for line in block.lines]
    numbers = [int(match["number"]) if (match := _label(text, None)) else 0 for text, _ in lines]
    numbered = sum(map(bool, numbers)) > 1 or (bool(lines) and _label(lines[0][0], 1) is not None)
    entries: list[_Entry] = []
    for index, (text, opens_block) in enumerate(lines):
        due = len(entries) + 1
        label = _label(text, due) if numbered else None
        unread = due not in numbers[index:] and due + 1 in numbers[index:]
        if label or not entries or (opens_block and (not numbered or (unread and _looks_new(text, entries[-1], due)))):
            entries.append(_Entry(label=label["number"] if label else str(due) if numbered else ""))
        entries[-1].lines.append(text[label.end() :] if label else text)
    joined = ((entry.label, join_lines(entry.lines, vocabulary).strip()) for entry in entries)
    return tuple(Reference(label=label, content=_mended(content)) for label, content in joined if content)


def _looks_new(text: str, before: _Entry, due: int) -> bool:
    """Tell whether a block opens an entry whose number was not read.

    It starts with the digits that are due, grown together with what follows, or like a sentence after one that was ended.
    """
    return bool(re.match(rf"\W{{0,2}}{due}", text)) or (text[:1].isupper() and before.lines[-1].rstrip().endswith((".", ")", ">")))


def _label(text: str, expected: int | None) -> re.Match[str] | None:
    """Return the match of an entry's label: any number with a mark, or the bare number that is due (the mark misread)."""
    match = patterns.ENTRY.match(text)
    if match is None:
        return None
    number = int(match["number"])
    if match["mark"] and (expected is None or expected <= number <= expected + 2):
        return match
    return match if number == expected and text[match.end() : match.end() + 1].isupper() else None


def _mended(content: str) -> str:
    """Return an entry with the colon of an address that was read as a stop put right."""
    return re.sub(r"\b(https?)[.;]\s?//?(?=\S)", r"\1://", content)
