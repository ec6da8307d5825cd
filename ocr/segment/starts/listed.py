"""Which heading each entry of the table of contents lists: one entry, one heading, all decided together."""

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.article import ContentsEntry, Evidence
from ocr.segment.contents import Contents, likeness
from ocr.segment.starts.candidates import Candidate

_FEWEST_ENTRIES = 3
_MOST_OF_THEM = 2 / 3
_LISTED = Evidence(reason="listed in the table of contents", weight=4.0)
_ON_ITS_PAGE = Evidence(reason="listed in the table of contents with its page", weight=5.0)
_UNLISTED = Evidence(reason="not in the table of contents, which lists the others", weight=-1.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How the table of contents lists a heading: `on_its_page` when the number of the page is right too."""

    entry: ContentsEntry
    on_its_page: bool
    likeness: float

    @property
    def rank(self) -> tuple[bool, float]:
        """How well the entry suits; the higher the better."""
        return self.on_its_page, self.likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Listings:
    """The headings that the table of contents lists, by candidate; `is_complete` when it lists about all of the volume."""

    found: dict[Candidate, Listing]
    is_complete: bool


def find_listings(candidates: Sequence[Candidate], contents: Contents) -> Listings:
    """Return the headings that are listed. Of several that one entry may mean, it means the likeliest: mostly the whole title.

    A table is complete when most of its entries list a heading that was found: what it does not list is hardly an article then.
    """
    best: dict[int, tuple[Candidate, Listing]] = {}
    for candidate in candidates:
        listing = _listing(candidate, contents)
        rival = best.get(id(listing.entry)) if listing else None
        if listing and (rival is None or listing.rank > rival[1].rank):
            best[id(listing.entry)] = (candidate, listing)
    entries = len(contents.entries)
    return Listings(found=dict(best.values()), is_complete=entries >= _FEWEST_ENTRIES and len(best) >= _MOST_OF_THEM * entries)


def _listing(candidate: Candidate, contents: Contents) -> Listing | None:
    page = contents.printed.get(candidate.title.page.image_nr)
    entry = contents.lists(candidate.text, page)
    if entry is None:
        return None
    return Listing(entry=entry, on_its_page=page is not None and page == entry.page, likeness=likeness(candidate.text, entry))


def evidence_of_contents(candidate: Candidate, listings: Listings) -> tuple[Evidence, ...]:
    """Return what the table of contents says of a heading: nothing, where there is no table or it is not whole."""
    listing = listings.found.get(candidate)
    if listing is None:
        return (_UNLISTED,) if listings.is_complete else ()
    return (_ON_ITS_PAGE,) if listing.on_its_page else (_LISTED,)
