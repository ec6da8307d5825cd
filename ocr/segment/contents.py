"""The table of contents: where it stands, what it lists, and whether what was found agrees with it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from ocr.article import Article, ContentsEntry, ContentsFinding, Disagreement
from ocr.page import Page
from ocr.segment import patterns
from ocr.segment.blocks import PlacedBlock
from ocr.segment.persons import parse_names
from ocr.segment.wording import fold, share_found

LISTED = 0.8
"""A title of which so much is found in an entry is that of the entry; pages apart, two printings differ by misread letters."""

_LISTED_WITH_ITS_PAGE = 0.6
_LISTED_WITH_ITS_NAMES = 0.35
_MOST_LINES = 4
_FEWEST_ENTRIES = 2
_PAGE = re.compile(r"^(?P<entry>.*?)(?P<leaders>(?:\s*[.…·_]){3,}\s*|\s+)(?P<page>\d{1,4})(?:\s*[-–—]\s*\d{1,4})?[\s.]*$")
_LEADERS = re.compile(r"(?:[.…·]\s?){4,}")
_TAIL_OF_LEADERS = re.compile(r"(?:\.\.|…|(?:[.·_]\s){2,}).*$")
_YEARS = range(1800, 2100)
_NAME = re.compile(r"[^\W\d_]{3,}[\s,.]+(?:[^\W\d_]{1,2}\.\s?){1,3}|(?:[^\W\d_]{1,2}\.\s?){1,3}[^\W\d_]{3,}")
"""A name in an entry: a surname before or after initials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The blocks of the table of contents, its entries in order, and the printed numbers of the volume's pages by scan."""

    blocks: frozenset[PlacedBlock] = frozenset()
    entries: tuple[ContentsEntry, ...] = ()
    printed: Mapping[int, str] = field(default_factory=dict)

    def lists(self, title: str, page: str | None = None, surnames: Sequence[str] = ()) -> ContentsEntry | None:
        """Return the entry that lists a title, if any; one that gives the same page, or the same names, may be misread more."""
        wanted = fold(title)
        rated = [(_share_listed(wanted, entry), entry) for entry in self.entries]
        fit = [(share, likeness(title, entry), entry) for share, entry in rated if share >= _least(entry, page, surnames)]
        return max(fit, key=lambda one: one[:2])[2] if fit else None

    def lists_on_page(self, title: str, image_nr: int) -> ContentsEntry | None:
        """Return the entry that lists a title on a page, if any."""
        return self.lists(title, self.printed.get(image_nr))


def likeness(title: str, entry: ContentsEntry) -> float:
    """Return how much an entry, but for the names in it, is the title and nothing else: 0–1."""
    return fuzz.ratio(fold(title), fold(_NAME.sub(" ", entry.content))) / 100


def _share_listed(wanted: str, entry: ContentsEntry) -> float:
    """Return how much of a title (folded) is found in an entry, 0–1; 0 when it is only the names there."""
    names = fold(" ".join(found.group() for found in _NAME.finditer(entry.content)))
    of_names = len(wanted) <= len(names) and share_found(wanted, names) >= LISTED
    return 0.0 if of_names else share_found(wanted, fold(entry.content))


def _least(entry: ContentsEntry, page: str | None, surnames: Sequence[str]) -> float:
    """Return how much of a title has to be found in an entry that may list it."""
    if surnames and all(fold(surname) in fold(entry.content) for surname in surnames):
        return _LISTED_WITH_ITS_NAMES
    return _LISTED_WITH_ITS_PAGE if page and entry.page == page else LISTED


def opens_contents(block: PlacedBlock) -> bool:
    """Tell whether a block stands over the table of contents."""
    return bool(patterns.CONTENTS.match(block.text)) and len(block.lines) < _MOST_LINES and (block.is_heading_like or block.centred)


def find_contents(blocks: Sequence[PlacedBlock], printed: Mapping[int, str]) -> Contents:
    """Return the table of contents: what follows its heading to the end of the page, and the pages that go on like it.

    `printed` are the numbers of the volume's pages by scan.
    """
    found: list[PlacedBlock] = []
    entries: list[ContentsEntry] = []
    for index, block in enumerate(blocks):
        if block in found or not opens_contents(block):
            continue
        region = [block, *_to_last_entry(list(_region(blocks[index + 1 :], block)))]
        listed = _entries(region[1:])
        if sum(map(_is_entry, [line.content for each in region[1:] for line in each.lines])) >= _FEWEST_ENTRIES:
            found.extend(region)
            entries.extend(listed)
    return Contents(blocks=frozenset(found), entries=tuple(entries), printed=printed)


def _region(blocks: Sequence[PlacedBlock], heading: PlacedBlock) -> Iterator[PlacedBlock]:
    """Yield the blocks below the heading: those of its page up to running text or front matter, then pages of entries."""
    page = heading.page
    for block in blocks:
        if block.page is not page:
            if not _goes_on(block.page):
                return
            page = block.page
        elif patterns.is_opening(block.text) or (
            len(block.lines) >= _MOST_LINES and not any(_is_entry(line.content) for line in block.lines)
        ):
            return
        yield block


def _to_last_entry(region: Sequence[PlacedBlock]) -> Sequence[PlacedBlock]:
    """Return a region without what follows its last entry: an article may begin right below."""
    with_entries = [index for index, block in enumerate(region) if any(_is_entry(line.content) for line in block.lines)]
    return region[: max(with_entries, default=-1) + 1]


def _goes_on(page: Page) -> bool:
    """Tell whether a page is one of entries: half of its lines end in leaders and a number."""
    lines = [line.content for block in page.blocks for line in block.lines]
    listed = sum(map(_ends_like_entry, lines))
    return listed > _FEWEST_ENTRIES and 3 * listed >= len(lines)


def _is_running_text(block: PlacedBlock) -> bool:
    return len(block.lines) >= _MOST_LINES and not any(_is_entry(line.content) for line in block.lines)


def _ends_like_entry(line: str) -> bool:
    return bool(_LEADERS.search(line)) or _page_of(line) is not None


def _is_entry(line: str) -> bool:
    """Tell whether a line is one of a table of contents: it ends in leaders or a page, or begins with names."""
    return _ends_like_entry(line) or _opens_with_names(line)


def _page_of(line: str) -> re.Match[str] | None:
    """Return the match of a line that ends in a page number; a year without leaders is none."""
    match = _PAGE.match(line)
    if match is None or match["leaders"].strip():
        return match
    says_something = any(map(str.isalpha, match["entry"]))
    return match if says_something and int(match["page"]) not in _YEARS else None


_LONE_PAGE = re.compile(r"^\W*(?P<page>\d{1,4})\W*$")
"""A page that stands far from the entry beside it, and was read by itself."""


def _entries(blocks: Iterable[PlacedBlock]) -> list[ContentsEntry]:
    """Return the entries: each ends with its page, or where a line of names opens the next."""
    entries: list[ContentsEntry] = []
    open_entry = False
    for block, line in ((each, line.content) for each in blocks for line in each.lines):
        match = _page_of(line)
        if open_entry and (alone := _LONE_PAGE.match(line)):
            entries[-1] = replace(entries[-1], page=alone["page"])
            open_entry = False
            continue
        text = _TAIL_OF_LEADERS.sub("", match["entry"] if match else line).strip()
        if open_entry and not _opens_with_names(text):
            last = entries.pop()
            entry = replace(last, content=f"{last.content} {text}".strip())
        else:
            entry = ContentsEntry(image_nr=block.page.image_nr, content=text, page=None)
        entries.append(replace(entry, page=match["page"] if match else None))
        open_entry = match is None and not _LEADERS.search(line)
    return [entry for entry in entries if fold(entry.content)]


_NAMES_AHEAD = re.compile(r"^(?P<names>(?:[^\s,]+\s(?:[^\W\d_]\.\s?){1,2}[.,]?\s*)+)(?=\S)")


def _opens_with_names(text: str) -> bool:
    match = _NAMES_AHEAD.match(text)
    if match is None or parse_names(text):
        return False
    return bool(parse_names(match["names"].strip(" ,")))


# --- the check --------------------------------------------------------------------------------------------------------


def check_contents(
    contents: Contents, articles: Sequence[Article]
) -> tuple[tuple[ContentsEntry, ...], tuple[ContentsFinding, ...]]:
    """Return the entries with the articles they list, and where the table and the articles disagree.

    A volume without a table of contents disagrees with nothing.
    """
    if not contents.entries:
        return (), ()
    pages = {article.number: contents.printed.get(article.pages[0]) for article in articles}
    listed = {
        article.number: contents.lists(article.title, pages[article.number], [author.surname for author in article.authors])
        for article in articles
    }
    owners = {id(entry): number for number, entry in listed.items() if entry}
    entries = tuple(replace(entry, article=owners.get(id(entry))) for entry in contents.entries)
    findings = [
        *(_shifted(article, entry, pages[article.number]) for article in articles if (entry := listed[article.number])),
        *(_extra(article, pages[article.number]) for article in articles if listed[article.number] is None),
        *(_missing(entry) for entry in entries if entry.article is None and entry.page is not None),
    ]
    return entries, tuple(finding for finding in findings if finding)


def _shifted(article: Article, entry: ContentsEntry, page: str | None) -> ContentsFinding | None:
    if page is None or entry.page is None or page == entry.page:
        return None
    return ContentsFinding(
        disagreement=Disagreement.SHIFTED, title=article.title, article=article.number, listed_page=entry.page, found_page=page
    )


def _extra(article: Article, page: str | None) -> ContentsFinding:
    return ContentsFinding(disagreement=Disagreement.EXTRA, title=article.title, article=article.number, found_page=page)


def _missing(entry: ContentsEntry) -> ContentsFinding:
    return ContentsFinding(disagreement=Disagreement.MISSING, title=entry.content, listed_page=entry.page)
