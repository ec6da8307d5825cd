"""Measure how many articles of a newspaper are found with their boundaries, against boxes that people drew around them.

Run as `python -m tests.bench.boundaries PACKAGE ARTICLES.json`. The file lists articles with `headline`, `class` and `clips`: a
page's file name (its number is in it) and zones in pixels of that page, relative to the clip's box, as in the newspaper_works
fixtures of the Marriott Library. An article is found when the words of one of ours and the words in its zones are mostly the same.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.alto import from_alto
from archive.markup import parse_xml
from archive.mets_reading import MetsContents
from archive.validate import check_mets
from ocr.geometry import Box
from ocr.page import Page

SAME = 0.8
"""Words of both, per words of either, from which two articles are the same."""

Words = frozenset[tuple[int, int]]
"""Words of a volume, as (page, place on it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnArticle:
    """An article as a person drew it: what it is, its headline, its rectangles by page, in pixels of whatever copy was used."""

    kind: str
    headline: str
    zones: tuple[tuple[int, Box], ...]


def drawn_articles(file: Path) -> list[DrawnArticle]:
    """Return the articles of a list of clips."""
    return [
        DrawnArticle(kind=entry["class"], headline=entry["headline"] or "", zones=tuple(_zones(entry["clips"])))
        for entry in json.loads(file.read_text())
    ]


def _zones(clips: Sequence[Mapping[str, object]]) -> Iterator[tuple[int, Box]]:
    for clip in clips:
        match = re.search(r"\d+", str(clip["page"]))
        box, zones = clip["bbox"], clip["zones"]
        if not match or not isinstance(box, dict) or not isinstance(zones, list):
            continue
        for zone in zones:
            left, top = box["l"] + zone["l"], box["t"] + zone["t"]
            yield int(match.group()), Box.of_edges(left, top, box["l"] + zone["r"], box["t"] + zone["b"])


def words_in(article: DrawnArticle, pages: Mapping[int, Page], width: Mapping[int, int]) -> Words:
    """Return the words whose middle lies in the zones; `width` is that of the copy they were drawn on, by page."""
    return frozenset(
        (image_nr, place)
        for image_nr, zone in article.zones
        if image_nr in pages
        for scale in [width[image_nr] / pages[image_nr].width]
        for place, word in enumerate(pages[image_nr].words)
        for across, down in [word.box.centre]
        if zone.hpos <= across * scale < zone.right and zone.vpos <= down * scale < zone.bottom
    )


def words_of_blocks(areas: Sequence[tuple[str, str]], pages: Mapping[int, Page]) -> Words:
    """Return the words of an article's areas, as METS points at them."""
    wanted = {(int(re.findall(r"\d+", file)[-1]), block) for file, block in areas}
    return frozenset(
        (image_nr, place)
        for image_nr, page in pages.items()
        for place, block_id in enumerate(block.block_id for block in page.blocks for _ in block.words)
        if (image_nr, block_id) in wanted
    )


def score_boundaries(
    drawn: Sequence[DrawnArticle], found: Sequence[Words], pages: Mapping[int, Page]
) -> Iterator[tuple[float, str]]:
    """Yield, for each that was drawn as an article, the share of words in common with the nearest of ours, and its headline."""
    width = {
        image_nr: max(box.right for article in drawn for number, box in article.zones if number == image_nr)
        for image_nr in {number for article in drawn for number, _ in article.zones}
    }
    for article in (one for one in drawn if one.kind == "article"):
        wanted = words_in(article, pages, width)
        shares = (len(wanted & one) / len(wanted | one) for one in found if wanted or one)
        yield max(shares, default=0.0), article.headline


def main() -> None:
    """Print the share of each article, and how many were found."""
    package, truth = Path(sys.argv[1], "data"), Path(sys.argv[2])
    pages = {
        page.image_nr: page for file in sorted(package.glob("alto/*.xml")) for page in [from_alto(parse_xml(file.read_bytes()))]
    }
    contents = MetsContents()
    check_mets(package / "METS.xml", contents)
    found = [words_of_blocks(blocks, pages) for article, blocks in contents.areas.items() if article]
    rows = list(score_boundaries(drawn_articles(truth), found, pages))
    print(*(f"{share:5.2f}  {told}" for share, told in rows), sep="\n")
    print(f"{sum(share >= SAME for share, _ in rows)} of {len(rows)} articles found with their boundaries; ours: {len(found)}")


if __name__ == "__main__":
    main()
