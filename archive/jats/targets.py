"""What running text can point to: references by number, footnotes, figures and tables by their labels."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archive.markup import one_line
from ocr.article import Article
from ocr.reference import Reference

_PREFIXES = {1: "ref"}
"""What ids of the first list begin with; those of the others have the list's number in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The id of each reference by its number, of each footnote by its index, and (ref-type, id) of figures and tables by label.

    Labels are in lower case. There are no references when there is no list of them.
    """

    references: Mapping[int, str] = field(default_factory=dict)
    footnotes: Mapping[int, str] = field(default_factory=dict)
    floats: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def label_pattern(self) -> str:
        """A pattern that matches each label, the longest first, whatever its capitals; one that matches nothing without any."""
        labels = sorted(self.floats, key=len, reverse=True)
        return rf"(?<!\w)(?i:{'|'.join(map(re.escape, labels))})(?!\d)" if labels else r"(?!)"


def find_targets(article: Article) -> Targets:
    """Return what the text of `article` can point to."""
    return Targets(references=_reference_ids(article), footnotes=footnote_ids(article), floats=dict(_floats(article)))


def reference_lists(article: Article) -> list[tuple[str, list[tuple[str, Reference]]]]:
    """Return (printed title, entries) of each list of references that has entries with text, an entry as (id, reference).

    Citations point to the first. A label alone is the text of its entry.
    """
    printed = [(article.references_title or "", article.references)]
    printed += [(other.title, other.entries) for other in article.other_references]
    cleaned = [(one_line(title), [one for one in map(_cleaned, entries) if one.content]) for title, entries in printed]
    kept = [(title, entries) for title, entries in cleaned if entries]
    return [
        (title, [(f"{_PREFIXES.get(place) or f'ref-list{place}-'}{number}", one) for number, one in enumerate(entries, start=1)])
        for place, (title, entries) in enumerate(kept, start=1)
    ]


def footnote_ids(article: Article) -> dict[int, str]:
    """Return the id of each footnote that has text, by its index."""
    kept = [index for index, note in enumerate(article.footnotes) if one_line(note.content)]
    return {index: f"fn{number}" for number, index in enumerate(kept, start=1)}


def _cleaned(reference: Reference) -> Reference:
    label, text = one_line(reference.label), one_line(reference.content)
    return Reference(label=label if text else "", content=text or label, parsed=reference.parsed if text else None)


def _reference_ids(article: Article) -> dict[int, str]:
    """Return the id of each reference by its number: the printed one, else its place in the list when no other has it."""
    ids: dict[int, str] = {}
    _, entries = next(iter(reference_lists(article)), ("", []))
    for ref_id, reference in entries:
        if found := re.search(r"\d+", reference.label):
            ids.setdefault(int(found.group()), ref_id)
    for place, (ref_id, reference) in enumerate(entries, start=1):
        if not re.search(r"\d", reference.label):
            ids.setdefault(place, ref_id)
    return ids


def _floats(article: Article) -> Iterator[tuple[str, tuple[str, str]]]:
    labels = [("fig", number, figure.label) for number, figure in enumerate(article.figures, start=1)]
    labels += [("table", number, table.label) for number, table in enumerate(article.tables, start=1)]
    for kind, number, printed in labels:
        label = one_line(printed).rstrip(" .:").lower()
        if re.search(r"\d", label):
            yield label, (kind, f"{kind}{number}")
