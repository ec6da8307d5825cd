"""Titles in another language: a journal prints title, names and abstract once for each, and only the first opens the article."""

from collections.abc import Sequence

from ocr.article import Evidence
from ocr.language import detect_language
from ocr.segment.parts import open_part
from ocr.segment.starts.candidates import Candidate

TRANSLATED = Evidence(reason="a title in another language above, an abstract and no text between", weight=-9.0)


def with_translations(
    candidates: Sequence[Candidate], evidence: Sequence[tuple[Evidence, ...]], text: Sequence[int], fewest_words: int
) -> list[tuple[Evidence, ...]]:
    """Return the evidence of each candidate, more against those that translate the title above them.

    `text` counts the words of running text before each block. The title above has to be one in all likelihood, in another
    language, with an abstract or keywords of its own, and less than `fewest_words` of text below.
    """
    done: list[tuple[Evidence, ...]] = []
    own: Candidate | None = None
    for candidate, told in zip(candidates, evidence, strict=True):
        weight = sum(each.weight for each in told)
        if own and text[candidate.first] - text[own.last + 1] < fewest_words and _translates(candidate, own):
            done.append((*told, TRANSLATED))
            continue
        if weight > 0:
            own = candidate
        done.append(told)
    return done


def _translates(candidate: Candidate, own: Candidate) -> bool:
    between = candidate.blocks[own.last + 1 : candidate.first]
    return detect_language(candidate.text) is not detect_language(own.text) and any(
        open_part(line) for block in between for line in block.lines
    )
