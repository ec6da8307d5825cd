"""The body of an article: sections with their paragraphs; figures, tables and footnotes beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ocr.article import Figure, Footnote, NoteMark, Paragraph, ParagraphRole, Section, Table
from ocr.page import TextLine, Word
from ocr.segment.blocks import PlacedBlock
from ocr.segment.body.floats import find_floats
from ocr.segment.body.headings import is_section_heading, levels_of
from ocr.segment.body.notes import find_notes
from ocr.segment.body.paragraphs import Group, Run, add_block, begin_indented, mark_roles, split_items
from ocr.segment.text import Stretch, Vocabulary, build_paragraph, join_lines
from ocr.segment.verse import find_verses

__all__ = ["Body", "read_body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What the body holds."""

    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    footnotes: tuple[Footnote, ...]


def read_body(blocks: Sequence[PlacedBlock], vocabulary: Vocabulary, pages: Sequence[int]) -> Body:
    """Return the body printed in `blocks`; the beginning of each of `pages` (ascending) is marked where it comes."""
    floats = find_floats(blocks, vocabulary)
    notes = find_notes([block for block in blocks if block not in floats.blocks], vocabulary)
    text = [block for block in blocks if block not in floats.blocks and block not in notes.blocks]
    runs = _runs([item for block in text for item in split_items(block)])
    return Body(
        sections=tuple(_Setter(vocabulary=vocabulary, marks=notes.marks, pages=list(pages)).sections(runs)),
        figures=tuple(floats.figures),
        tables=tuple(floats.tables),
        footnotes=notes.footnotes,
    )


def _runs(text: Sequence[PlacedBlock]) -> list[Run]:
    """Return the headings with the paragraphs under each."""
    verses, indented = find_verses(text), begin_indented(text)
    runs = [Run(heading=None)]
    for index, block in enumerate(text):
        before, after = text[index - 1] if index else None, next(iter(text[index + 1 : index + 2]), None)
        if block not in verses and is_section_heading(block, before, after):
            runs.append(Run(heading=block))
        else:
            add_block(runs[-1], block, verses, indented=indented)
    for run in runs:
        mark_roles(run.groups)
    return [run for run in runs if run.heading or run.groups]


@dataclass(kw_only=True)
class _Setter:
    """Makes sections of runs; `pages` are those whose beginning is still to be marked, ascending."""

    vocabulary: Vocabulary
    marks: Mapping[int, Mapping[Word, NoteMark]]
    pages: list[int]

    def sections(self, runs: Sequence[Run]) -> Iterator[Section]:
        levels = iter(levels_of([run.heading for run in runs if run.heading]))
        for run in runs:
            paragraphs = tuple(self._paragraph(group) for group in run.groups)
            if run.heading is None:
                yield Section(heading=None, paragraphs=paragraphs)
            else:
                words = join_lines((line.content for line in run.heading.lines), self.vocabulary)
                yield Section(heading=words.strip(" |_"), paragraphs=paragraphs, level=next(levels))

    def _paragraph(self, group: Group) -> Paragraph:
        """Return the paragraph of a group; pages that begin before its first word are marked at its start."""
        stretches = [self._stretch(block, lines) for block, lines in _lines_without_label(group)]
        last = stretches[-1].image_nr
        opens = [page for page in self.pages if page <= last]
        self.pages = [page for page in self.pages if page > last]
        touched = {stretch.image_nr for stretch in stretches}
        early = [Stretch(image_nr=page, lines=()) for page in opens if page not in touched]
        in_order = sorted([*early, *stretches], key=lambda stretch: stretch.image_nr)
        lines = group.role is ParagraphRole.VERSE
        paragraph = build_paragraph(in_order, self.vocabulary, opens, keep_lines=lines)
        return replace(paragraph, role=group.role, label=group.label)

    def _stretch(self, block: PlacedBlock, lines: tuple[TextLine, ...]) -> Stretch:
        image_nr = block.page.image_nr
        return Stretch(image_nr=image_nr, lines=lines, marks=self.marks.get(image_nr, {}))


def _lines_without_label(group: Group) -> Iterator[tuple[PlacedBlock, tuple[TextLine, ...]]]:
    """Yield the blocks of a paragraph with their lines, the first without the label of a list's item."""
    for number, block in enumerate(group.blocks):
        first, *others = block.lines
        if group.label and not number:
            first = replace(first, words=first.words[1:])
        yield block, (first, *others)
