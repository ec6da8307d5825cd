"""What speaks for a heading to be a title, and against it: one table of signs, in units of log-odds."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from ocr.article import Evidence
from ocr.segment import patterns
from ocr.segment.blocks import HEADLINE, PlacedBlock, follows_closely
from ocr.segment.persons import parse_names
from ocr.segment.signatures import is_post, is_signature
from ocr.segment.starts.candidates import Candidate, is_front_matter
from ocr.segment.volume_parts import ADVERTISEMENTS

FEW_ARE_TITLES = Evidence(reason="a heading like any", weight=-4.0)
"""Most of what stands out on a page is no title: what every heading starts with."""

_FEWEST_TELLING = 15
_FEW = 8
_LARGER = 1.15
_VERY_LARGE = 1.8
_SPACE = 0.8
_DATELINE = re.compile(r"^[^,]{3,40},(?=.*\d).{2,20}$")
_ISSUE = re.compile(r"№\s?\d|\bvol\.\s?[\divxlc]|\bno\.\s?\d", re.IGNORECASE)
_HEAD = 0.25
_SOURCE = re.compile(r"^\W*(?:From\s+the\b|Из\s+(?:газеты|журнала)\b|.{0,40}(?:газет|журнал)[іы]нен\b)", re.IGNORECASE)
_RUNS_ON = re.compile(r"[^\W\d_,-][,-]?$")
_REFERENCE = re.compile(r"//|[–—-]\s*\d+\s*(?:с|б|p|бет)\b|\b(?:19|20)\d\d\s*[.,]\s*[–—-]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One thing to be seen: its weight, how it is told to a person, and whether a candidate shows it.

    `of_style` marks what all titles of a volume are likely to share, or none.
    """

    weight: float
    reason: str
    shown: Callable[[Candidate], bool]
    of_style: bool = False


def _names_above(one: Candidate) -> bool:
    return any(parse_names(line.content) for block in one.above for line in block.lines)


def _names_below(one: Candidate) -> bool:
    return any(parse_names(block.lines[0].content) for block in one.below[:2])


def _address_nearby(one: Candidate) -> bool:
    return any(patterns.EMAIL.search(block.text) or patterns.EMAIL_LABEL.match(block.text) for block in (*one.above, *one.below))


def _abstract_below(one: Candidate) -> bool:
    return any(pattern.match(block.text) for block in one.below for _, pattern in patterns.ABSTRACT)


def _opens_page(one: Candidate) -> bool:
    first = one.above[-1] if one.above else one.title
    index = one.first - len(one.above)
    return index == 0 or one.blocks[index - 1].page is not first.page


def _after_an_end(one: Candidate) -> bool:
    """References, or a name that signs the text, end the article before."""
    index = one.first - len(one.above) - 1
    before = one.blocks[index] if index >= 0 else None
    return before is not None and bool(patterns.ENTRY.match(before.text) and _REFERENCE.search(before.text))


def _after_a_signature(one: Candidate) -> bool:
    before = one.before
    return before is not None and before.set_right and (is_signature(before) or is_post(before))


def _numbers_the_issue(one: Candidate) -> bool:
    head = one.title.block.box.vpos < _HEAD * one.title.page.height
    return one.title.in_newspaper and head and len(one.title.lines) == 1 and bool(_ISSUE.search(one.text))


def _after_its_source(one: Candidate) -> bool:
    """The line above it tells from which newspaper it is taken."""
    return one.before is not None and len(one.before.lines) == 1 and bool(_SOURCE.match(one.before.text))


def _cuts_a_sentence(one: Candidate) -> bool:
    """The text before it in its column did not end, and no space parts the two."""
    before = one.before
    return (
        before is not None
        and not _is_set_apart(one)
        and _is_plain(before)
        and follows_closely(before, one.title)
        and bool(_RUNS_ON.search(before.text))
    )


def _goes_on_below(one: Candidate) -> bool:
    """What stands right below it begins in small letters, and it is set like text but for its size, which marks may falsify."""
    last, after = one.blocks[one.last], one.after
    plain = not (one.run_in or last.bold or last.capitals)
    return plain and after is not None and after.text[:1].islower() and follows_closely(last, after)


def _set_solid(one: Candidate) -> bool:
    """It stands between lines of text, no further from them than they are from each other: words in capitals within a paragraph."""
    before, after = one.before, one.after
    if before is None or after is None or _is_set_apart(one):
        return False
    last = one.blocks[one.last]
    return _is_plain(before) and _is_plain(after) and follows_closely(before, one.title) and follows_closely(last, after)


def _is_set_apart(one: Candidate) -> bool:
    return one.title.centred or one.title.spans_columns


def _is_plain(block: PlacedBlock) -> bool:
    return not block.is_heading_like and not is_front_matter(block)


def _breaks_quotation(one: Candidate) -> bool:
    """A quotation that it opens ends in the text below, or it ends one that was opened above."""
    return one.text.count("«") != one.text.count("»") and not _is_set_apart(one)


SIGNS = (
    Sign(
        weight=2.0, reason="set in capitals", of_style=True, shown=lambda one: one.title.capitals and one.letters >= _FEWEST_TELLING
    ),
    Sign(weight=1.0, reason="a few letters in capitals", shown=lambda one: one.title.capitals and one.letters < _FEWEST_TELLING),
    Sign(weight=1.0, reason="bold", of_style=True, shown=lambda one: one.title.bold),
    Sign(weight=1.0, reason="centred", of_style=True, shown=lambda one: one.title.centred),
    Sign(
        weight=3.0,
        reason="set as a headline",
        of_style=True,
        shown=lambda one: one.title.size >= HEADLINE and one.letters >= _FEW,
    ),
    Sign(
        weight=2.5,
        reason="a centred heading in a column of a newspaper",
        shown=lambda one: one.title.in_newspaper and one.title.centred and (one.title.capitals or one.title.bold),
    ),
    Sign(weight=3.5, reason="at the head of a paragraph, parted by a dash", of_style=True, shown=lambda one: bool(one.run_in)),
    Sign(weight=1.5, reason="space above", of_style=True, shown=lambda one: one.title.space_above > _SPACE),
    Sign(weight=1.0, reason="opens its column", shown=lambda one: one.title.in_newspaper and not one.title.space_above),
    Sign(weight=3.0, reason="the name of the newspaper over a column", shown=lambda one: one.names_the_paper),
    Sign(weight=1.0, reason="set larger than the text", shown=lambda one: _LARGER <= one.title.size < HEADLINE),
    Sign(weight=6.0, reason="stands over advertisements", shown=lambda one: bool(ADVERTISEMENTS.match(one.text))),
    Sign(weight=1.0, reason="set very large", shown=lambda one: one.title.size >= _VERY_LARGE and one.letters >= _FEW),
    Sign(weight=1.0, reason="set over several columns", shown=lambda one: one.title.spans_columns),
    Sign(weight=1.5, reason="a rule above", of_style=True, shown=lambda one: one.title.ruled_above),
    Sign(weight=2.0, reason="names above", of_style=True, shown=_names_above),
    Sign(weight=2.0, reason="names below", of_style=True, shown=_names_below),
    Sign(weight=2.0, reason="an e-mail address nearby", of_style=True, shown=_address_nearby),
    Sign(
        weight=1.0,
        reason="an affiliation nearby",
        of_style=True,
        shown=lambda one: any(patterns.AFFILIATION.search(block.text) for block in (*one.above, *one.below[:4])),
    ),
    Sign(
        weight=2.0,
        reason="a classification code above",
        of_style=True,
        shown=lambda one: any(patterns.UDC.match(block.text) for block in one.above),
    ),
    Sign(weight=2.0, reason="an abstract below", of_style=True, shown=_abstract_below),
    Sign(weight=1.0, reason="opens its page", of_style=True, shown=_opens_page),
    Sign(weight=1.0, reason="after the references of another article", shown=_after_an_end),
    Sign(weight=1.0, reason="after a name that signs the article before", shown=_after_a_signature),
    Sign(weight=1.5, reason="a line above that tells its source", shown=_after_its_source),
    Sign(
        weight=-3.0,
        reason="an entry of a list",
        shown=lambda one: bool(patterns.ENTRY.match(one.text)) and not one.title.capitals,
    ),
    Sign(weight=-3.0, reason="reads like a reference", shown=lambda one: bool(_REFERENCE.search(one.text))),
    Sign(weight=-2.0, reason="begins in small letters", shown=lambda one: one.text.lstrip('«"“(')[:1].islower()),
    Sign(
        weight=-2.5,
        reason="a place and a date",
        shown=lambda one: one.title.in_newspaper and bool(_DATELINE.match(one.text)),
    ),
    Sign(weight=-3.5, reason="the number of the issue, at the head of a page", shown=_numbers_the_issue),
    Sign(weight=-2.5, reason="in mid-sentence", shown=_cuts_a_sentence),
    Sign(weight=-3.0, reason="the text below goes on in mid-sentence", shown=_goes_on_below),
    Sign(weight=-3.0, reason="no space between it and the text around it", shown=_set_solid),
    Sign(weight=-1.5, reason="breaks off within a quotation", shown=_breaks_quotation),
)


def evidence_of(one: Candidate) -> tuple[Evidence, ...]:
    """Return what a candidate shows by itself."""
    shown = (Evidence(reason=sign.reason, weight=sign.weight) for sign in SIGNS if sign.shown(one))
    return (FEW_ARE_TITLES, *shown)


_FRONT_MATTER_BELOW = frozenset({"names below", "an e-mail address nearby", "an abstract below"})
_NO_TEXT = Evidence(reason="no text before the next heading", weight=-5.0)


def without_text(shown: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return what it says that a heading is followed by another: a masthead, a rubric, a cover, but for front matter between."""
    return () if any(each.reason in _FRONT_MATTER_BELOW for each in shown) else (_NO_TEXT,)


# --- the style of a volume --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleOptions:
    """How far the titles found so far speak for others: `trust` per unit of log-odds, at most `most` either way.

    Counts start at `prior` each, so that one or two titles say little.
    """

    trust: float = 0.5
    most: float = 2.0
    prior: float = 1.0


def style_evidence(
    shown: Sequence[frozenset[str]], chosen: Sequence[bool], options: StyleOptions | None = None
) -> list[tuple[Evidence, ...]]:
    """Return, for each candidate, how it is set beside the titles `chosen` so far; `shown` are the signs each shows.

    Titles of one volume are set alike. This is naive Bayes with the volume's own counts: how often a sign is shown by its
    titles, and by its other headings.
    """
    options = options or StyleOptions()
    titles = sum(chosen)
    if not titles:
        return [()] * len(shown)
    weights = [_likeliness(reason, shown, chosen, options.prior) for reason in (sign.reason for sign in SIGNS if sign.of_style)]
    return [_told(sum(there if reason in one else lacking for reason, there, lacking in weights), options) for one in shown]


def _likeliness(reason: str, shown: Sequence[frozenset[str]], chosen: Sequence[bool], prior: float) -> tuple[str, float, float]:
    """Return a sign with what it weighs when shown, and when lacking."""
    titles = sum(chosen)
    others = len(chosen) - titles
    among_titles = sum(reason in one for one, is_title in zip(shown, chosen, strict=True) if is_title)
    among_others = sum(reason in one for one, is_title in zip(shown, chosen, strict=True) if not is_title)
    share = (among_titles + prior) / (titles + 2 * prior)
    other = (among_others + prior) / (others + 2 * prior)
    return reason, log(share / other), log((1 - share) / (1 - other))


def _told(log_odds: float, options: StyleOptions) -> tuple[Evidence, ...]:
    weight = round(max(-options.most, min(options.most, options.trust * log_odds)), 2)
    if not weight:
        return ()
    return (Evidence(reason="set like the other titles" if weight > 0 else "set unlike the other titles", weight=weight),)
