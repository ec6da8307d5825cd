"""Where articles start: all titles of a volume decided together, from what speaks for each and how they follow each other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ocr.article import Evidence
from ocr.segment.blocks import PlacedBlock
from ocr.segment.contents import Contents
from ocr.segment.starts.candidates import Candidate, find_candidates, is_front_matter, words_of_text
from ocr.segment.starts.evidence import StyleOptions, evidence_of, style_evidence, without_text
from ocr.segment.starts.listed import Listings, evidence_of_contents, find_listings
from ocr.segment.starts.translated import with_translations

__all__ = ["Start", "StartOptions", "Starts", "find_starts", "is_front_matter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartOptions:
    """What tunes the decision. Weights are log-odds; a title has more than 0.

    An article has `fewest_words` of running text before the next begins; one that has fewer costs `no_text`. Titles are decided
    anew with the style of those found until nothing changes, at most `rounds` times; newspapers set theirs in many ways, so that
    style says less there.
    """

    fewest_words: int = 25
    no_text: float = -6.0
    rounds: int = 5
    style: StyleOptions = field(default_factory=StyleOptions)
    newspaper_style: StyleOptions = field(default_factory=lambda: StyleOptions(trust=0.25, most=1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A heading: blocks `first` to `last` (indices, inclusive), and what speaks for and against its opening an article.

    One printed at the head of a paragraph is `run_in`: its words, which stand in the first block of the text.
    """

    first: int
    last: int
    evidence: tuple[Evidence, ...]
    run_in: str = ""

    @property
    def body(self) -> int:
        """The index of the first block that holds text of the article: a heading that is run in stands in it."""
        return self.first if self.run_in else self.last + 1

    @property
    def weight(self) -> float:
        """All evidence together: more than 0 speaks for a title."""
        return _weight(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Starts:
    """The headings of a volume in reading order, and those among them that open an article."""

    candidates: tuple[Start, ...]
    chosen: tuple[Start, ...]


def find_starts(
    blocks: Sequence[PlacedBlock],
    apart: Collection[PlacedBlock] = (),
    contents: Contents | None = None,
    options: StartOptions | None = None,
) -> Starts:
    """Return the headings of the volume, and which of them open an article.

    `apart` are blocks of the volume's own parts, like its cover. Of all choices of titles that one is taken whose weights
    together with the text between them are highest (dynamic programming after Viterbi); then what the chosen ones share counts
    as evidence too, and the choice is made again.
    """
    options = options or StartOptions()
    contents = contents or Contents()
    candidates = find_candidates(blocks, apart, contents)
    text = [0, *accumulate(words_of_text(blocks, apart))]
    own = _own_evidence(candidates, find_listings(candidates, contents), text, options.fewest_words)
    shown = [frozenset(each.reason for each in evidence) for evidence in own]
    starts = _with_evidence(candidates, own)
    chosen = _best_choice(starts, text, options)
    style_options = options.newspaper_style if blocks and blocks[0].in_newspaper else options.style
    for _ in range(options.rounds):
        style = style_evidence(shown, [start in chosen for start in starts], style_options)
        styled = _with_evidence(candidates, [(*one, *other) for one, other in zip(own, style, strict=True)])
        again = _best_choice(styled, text, options)
        settled = [start.first for start in again] == [start.first for start in chosen]
        starts, chosen = styled, again
        if settled:
            break
    return Starts(candidates=tuple(starts), chosen=tuple(chosen))


def _with_evidence(candidates: Sequence[Candidate], evidence: Sequence[tuple[Evidence, ...]]) -> list[Start]:
    return [
        Start(first=one.first, last=one.last, evidence=told, run_in=one.run_in)
        for one, told in zip(candidates, evidence, strict=True)
    ]


def _own_evidence(
    candidates: Sequence[Candidate], listings: Listings, text: Sequence[int], fewest_words: int
) -> list[tuple[Evidence, ...]]:
    """Return what each candidate shows by itself, and whether it has any text before the next that may well be a title."""
    shown = [(*evidence_of(candidate), *evidence_of_contents(candidate, listings)) for candidate in candidates]
    own = with_translations(candidates, shown, text, fewest_words)
    following: int | None = None
    for index in range(len(candidates) - 1, -1, -1):
        likely = _weight(own[index]) > 0
        if following is not None and text[following] - text[candidates[index].body] < fewest_words:
            own[index] = (*own[index], *without_text(own[index]))
        if likely:
            following = candidates[index].first
    return own


def _weight(evidence: Iterable[Evidence]) -> float:
    return sum(each.weight for each in evidence)


def _best_choice(starts: Sequence[Start], text: Sequence[int], options: StartOptions) -> list[Start]:
    """Return the choice of titles that weighs most; `text` counts the words of running text before each block."""
    # No gap brings anything, so a heading that costs something is in no best choice.
    likely = [start for start in starts if start.weight > 0]
    total: list[float] = []
    before: list[int | None] = []
    for start in likely:
        best, chosen = 0.0, None
        for index, other in enumerate(likely[: len(total)]):
            weight = total[index] + _gap(other, start.first, text, options)
            if weight > best:
                best, chosen = weight, index
        total.append(best + start.weight)
        before.append(chosen)
    ends = [weight + _gap(start, len(text) - 1, text, options) for start, weight in zip(likely, total, strict=True)]
    last = max(range(len(ends)), key=ends.__getitem__, default=None)
    return _traced(likely, before, last if last is not None and ends[last] > 0 else None)


def _traced(likely: Sequence[Start], before: Sequence[int | None], last: int | None) -> list[Start]:
    chosen: list[Start] = []
    while last is not None:
        chosen.insert(0, likely[last])
        last = before[last]
    return chosen


def _gap(start: Start, end: int, text: Sequence[int], options: StartOptions) -> float:
    """Return what it costs that the article of a title ends before block `end`: nothing, when it has text."""
    return 0.0 if text[end] - text[start.body] >= options.fewest_words else options.no_text
