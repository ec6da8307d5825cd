"""Articles that people drew boxes around, and ours, are compared by their words."""

import json
from pathlib import Path

from ocr.page import Page
from tests.bench.boundaries import DrawnArticle, Words, drawn_articles, score_boundaries, words_of_blocks
from tests.builders import a_block, a_page

UPPER, LOWER = a_block("Terrible fire", at=(300, 300)), a_block("An Irish letter", block_id="b002", at=(300, 900))
PAGE = a_page(UPPER, LOWER)
PAGES: dict[int, Page] = {1: PAGE}
HALF = PAGE.width // 2


def drawn(tmp_path: Path) -> list[DrawnArticle]:
    """Return an article over the upper half of a page and one over the lower, drawn on a copy of half the size."""
    clips = (
        [
            {
                "page": "p001.xml",
                "bbox": {"l": 0, "t": top, "r": HALF, "b": top + 300},
                "zones": [{"l": 0, "t": 0, "r": HALF, "b": 300}],
            }
        ]
        for top in (0, 300)
    )
    headlines = ("Terrible fire", "An Irish letter")
    entries = [{"class": "article", "headline": head, "clips": clip} for head, clip in zip(headlines, clips, strict=True)]
    file = tmp_path / "articles.json"
    file.write_text(json.dumps(entries))
    return drawn_articles(file)


def shares(tmp_path: Path, *found: Words) -> list[float]:
    return [share for share, _ in score_boundaries(drawn(tmp_path), found, PAGES)]


def test_articles_with_the_same_words_are_found_whatever_the_size_of_the_copy(tmp_path: Path) -> None:
    ours = [words_of_blocks([("f-alto-0001.xml", block)], PAGES) for block in ("b001", "b002")]
    assert shares(tmp_path, *ours) == [1.0, 1.0]


def test_two_articles_taken_for_one_share_their_words(tmp_path: Path) -> None:
    both = words_of_blocks([("f-alto-0001.xml", "b001"), ("f-alto-0001.xml", "b002")], PAGES)
    assert shares(tmp_path, both) == [2 / 5, 3 / 5]


def test_an_article_that_was_not_found_has_nothing_in_common(tmp_path: Path) -> None:
    assert shares(tmp_path) == [0.0, 0.0]
