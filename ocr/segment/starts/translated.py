"""Titles in another language: a journal prints title, names and abstract once for each, and only the first opens the article."""

from collections.abc import Iterable, Sequence

from ocr.article import Evidence
from ocr.language import detect_language
from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock
from ocr.segment.parts import open_part
from ocr.segment.starts.candidates import Candidate

TRANSLATED = Evidence(reason="the title above, in another language", weight=-9.0)


def with_translations(
    candidates: Sequence[Candidate], evidence: Sequence[tuple[Evidence, ...]], text: Sequence[int], fewest_words: int
) -> list[tuple[Evidence, ...]]:
    """Return the evidence of each candidate, more against those that translate the title above them.

    `text` counts the words of running text before each block. A translation is in another language than the likely title above
    it, and stands either below that one's abstract, without text between, or after its references, with an abstract and less
    than `fewest_words` of text below.
    """
    done: list[tuple[Evidence, ...]] = []
    own: Candidate | None = None
    for place, (candidate, told) in enumerate(zip(candidates, evidence, strict=True)):
        stop = candidates[place + 1].first if place + 1 < len(candidates) else len(candidate.blocks)
        if own and _translates(candidate, own, stop, text, fewest_words):
            done.append((*told, TRANSLATED))
            continue
        if sum(each.weight for each in told) > 0:
            own = candidate
        done.append(told)
    return done


def _translates(candidate: Candidate, own: Candidate, stop: int, text: Sequence[int], fewest_words: int) -> bool:
    if detect_language(candidate.text) is detect_language(own.text):
        return False
    above = candidate.blocks[own.last + 1 : candidate.first]
    below = candidate.blocks[candidate.last + 1 : stop]
    if text[candidate.first] - text[own.last + 1] < fewest_words:
        return _has_parts(above)
    listed = any(patterns.REFERENCES.match(block.text) for block in above)
    return listed and text[stop] - text[candidate.last + 1] < fewest_words and _has_parts(below)


def _has_parts(blocks: Iterable[PlacedBlock]) -> bool:
    """Tell whether an abstract or keywords are among the blocks."""
    return any(open_part(line) for block in blocks for line in block.lines)
