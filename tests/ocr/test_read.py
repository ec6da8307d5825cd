"""The sample volume, read by the real engine, holds the articles that were printed in it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from ocr.article import Article, DropReason, Segmentation, plain_text
from ocr.errors import UnreadableScanError
from ocr.page import Page
from ocr.read import read_pages
from ocr.scan import GreyImage
from ocr.segment import segment_articles
from ocr.segment.upright import upright
from tests.flows.scans import a_truncated_jpeg
from tests.ocr.drawing import ENGLISH, KAZAKH, RUSSIAN, blank_paper, draw_lines

pytestmark = pytest.mark.engine

Truth = dict[str, Any]


def misread(read: str, printed: str) -> float:
    """The share of letters that are wrong."""
    return Levenshtein.distance(read, printed) / max(1, len(printed))


@pytest.fixture(scope="session")
def pairs(sample_volume: Segmentation, sample_truth: Truth) -> list[tuple[Article, Truth]]:
    return list(zip(sample_volume.articles, sample_truth["articles"], strict=True))


# --- articles ---------------------------------------------------------------------------------------------------------


def test_every_article_is_found_with_its_language_and_pages(sample_volume: Segmentation, sample_truth: Truth) -> None:
    found = [(article.language.bcp47, list(article.pages)) for article in sample_volume.articles]
    assert found == [(article["lang"], article["pages"]) for article in sample_truth["articles"]]


def test_titles_are_read_as_printed(pairs: list[tuple[Article, Truth]]) -> None:
    for article, true in pairs:
        assert misread(article.title, true["title"]) <= 0.02, article.title


def test_authors_are_named_in_order_with_initials_as_printed(pairs: list[tuple[Article, Truth]]) -> None:
    for article, true in pairs:
        found = [f"{author.surname} {author.given_names}".replace(" ", "") for author in article.authors]
        printed = [f"{author['surname']} {author['given']}".replace(" ", "") for author in true["authors"]]
        assert len(found) == len(printed)
        assert all(misread(one, other) <= 0.1 for one, other in zip(found, printed, strict=True)), found


def test_addresses_of_authors_are_read_letter_for_letter(pairs: list[tuple[Article, Truth]]) -> None:
    assert [article.emails for article, _ in pairs] == [(true["email"],) for _, true in pairs]


def test_affiliations_are_whole(pairs: list[tuple[Article, Truth]]) -> None:
    for article, true in pairs:
        assert len(article.affiliations) == len(true["affiliations"])
        printed = " ".join(affiliation.content for affiliation in article.affiliations)
        assert misread(printed, " ".join(true["affiliations"])) <= 0.05


def test_abstracts_and_keywords_are_found_in_their_languages(pairs: list[tuple[Article, Truth]]) -> None:
    for article, true in pairs:
        assert [abstract.language.bcp47 for abstract in article.abstracts] == list(true["abstracts"])
        assert [len(keywords.content) for keywords in article.keywords] == [len(words) for words in true["keywords"].values()]
        for abstract, printed in zip(article.abstracts, true["abstracts"].values(), strict=True):
            assert misread(abstract.content, printed) <= 0.05


def test_sections_have_their_headings_and_paragraphs_their_beginnings(pairs: list[tuple[Article, Truth]]) -> None:
    for article, true in pairs:
        found = [(section.heading, [plain_text(each.content)[:25] for each in section.paragraphs]) for section in article.body]
        printed = [(section["head"], [para[:25] for para in section["paras"]]) for section in true["body"]]
        assert [len(paragraphs) for _, paragraphs in found] == [len(paragraphs) for _, paragraphs in printed]
        for (heading, starts), (true_heading, true_starts) in zip(found, printed, strict=True):
            assert misread(heading or "", true_heading or "") <= 0.1
            assert all(misread(one, other) <= 0.2 for one, other in zip(starts, true_starts, strict=True)), starts


def test_the_body_is_read_with_few_letters_wrong(pairs: list[tuple[Article, Truth]]) -> None:
    for article, true in pairs:
        read = " ".join(plain_text(paragraph.content) for paragraph in article.paragraphs)
        assert misread(read, " ".join(para for section in true["body"] for para in section["paras"])) <= 0.03


def test_references_are_counted_and_numbered(pairs: list[tuple[Article, Truth]]) -> None:
    for article, true in pairs:
        assert [reference.label for reference in article.references] == [
            str(number) for number in range(1, len(true["references"]) + 1)
        ]
        for reference, printed in zip(article.references, true["references"], strict=True):
            assert misread(reference.content, printed) <= 0.2, reference.content


def test_only_running_headers_and_page_numbers_are_left_out(sample_volume: Segmentation) -> None:
    reasons = [dropped.reason for dropped in sample_volume.dropped]
    assert set(reasons) == {DropReason.RUNNING_HEADER, DropReason.PAGE_NUMBER}
    assert reasons.count(DropReason.PAGE_NUMBER) == 6


def test_printed_page_numbers_are_known_though_they_are_not_the_scans(pairs: list[tuple[Article, Truth]]) -> None:
    assert [article.printed_pages for article, _ in pairs] == [
        (str(true["start_page"] + 2), str(true["end_page"] + 2)) for _, true in pairs
    ]


# --- pages ------------------------------------------------------------------------------------------------------------


def test_every_box_lies_inside_its_scan_and_every_word_in_its_block(sample_pages: tuple[Page, ...]) -> None:
    for page in sample_pages:
        for block in page.blocks:
            assert block.box.right <= page.width
            assert block.box.bottom <= page.height
            assert all(
                block.box.overlap_across(word.box) == word.box.width and block.box.overlap_down(word.box) == word.box.height
                for word in block.words
            )


def test_words_lie_on_the_ink_of_the_untouched_scan(sample_pages: tuple[Page, ...], sample_scans: list[Path]) -> None:
    with Image.open(sample_scans[0]) as scan:
        pixels = np.asarray(scan)
    boxes = [word.box for word in sample_pages[0].words if len(word.content) > 3]
    darkest = [pixels[box.vpos : box.bottom, box.hpos : box.right].min() for box in boxes]
    assert np.mean(np.array(darkest) < 110) > 0.97


def test_reading_a_page_again_gives_the_same_page(sample_pages: tuple[Page, ...], sample_scans: list[Path]) -> None:
    (again,) = read_pages(sample_scans[3])
    assert (again.blocks, again.graphics, again.steps) == (
        sample_pages[3].blocks,
        sample_pages[3].graphics,
        sample_pages[3].steps,
    )


def test_a_page_that_was_scanned_upside_down_is_read_as_well(
    sample_pages: tuple[Page, ...], sample_scans: list[Path], tmp_path: Path
) -> None:
    with Image.open(sample_scans[4]) as scan:
        scan.rotate(180).save(tmp_path / "керісінше.png", dpi=(300, 300))
    (turned,) = read_pages(tmp_path / "керісінше.png")
    upright = sample_pages[4]
    assert "turn" in [step.name for step in turned.steps]
    assert misread(*(" ".join(word.content for word in page.words) for page in (turned, upright))) <= 0.03
    first, last = (next(word.box for word in page.words if word.content == "Whitcombe,") for page in (upright, turned))
    assert (last.right, last.bottom) == pytest.approx((upright.width - first.hpos, upright.height - first.vpos), abs=15)


def test_articles_are_found_in_a_volume_scanned_upside_down_and_sideways(
    sample_scans: list[Path], sample_truth: Truth, tmp_path: Path
) -> None:
    turns = (Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    pages: list[Page] = []
    for number, (scan, turn) in enumerate(zip(sample_scans[4:], turns, strict=True), start=1):
        with Image.open(scan) as image:
            image.transpose(turn).save(tmp_path / f"{number}.png", dpi=(300, 300))
        pages += [replace(page, image_nr=number) for page in read_pages(tmp_path / f"{number}.png")]
    (article,) = segment_articles(pages).articles
    true = sample_truth["articles"][2]
    assert misread(article.title, true["title"]) <= 0.02
    assert [author.surname for author in article.authors] == [author["surname"] for author in true["authors"]]
    assert len(article.references) == len(true["references"])


def test_a_blank_page_has_no_blocks(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "бос.png"), blank_paper(grey=235))
    assert [page.is_blank for page in read_pages(tmp_path / "бос.png")] == [True]


def test_a_scan_that_does_not_decode_never_reaches_the_engine(tmp_path: Path) -> None:
    with pytest.raises(UnreadableScanError):
        read_pages(a_truncated_jpeg(tmp_path / "жарты.jpg"))


# --- open books -------------------------------------------------------------------------------------------------------

LEFT_PAGE, RIGHT_PAGE = KAZAKH * 3, (*RUSSIAN, *ENGLISH) * 2
FOLD = 1700


def an_open_book() -> GreyImage:
    pixels = blank_paper(2 * FOLD, 1900)
    draw_lines(pixels, LEFT_PAGE, (220, 250))
    draw_lines(pixels, RIGHT_PAGE, (FOLD + 200, 250))
    return pixels


def words_of(page: Page) -> str:
    return " ".join(word.content for word in page.words)


def test_an_open_book_is_read_as_its_left_and_its_right_page(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "кітап.png"), an_open_book())
    left, right = read_pages(tmp_path / "кітап.png")
    assert misread(words_of(left), " ".join(LEFT_PAGE)) <= 0.03
    assert misread(words_of(right), " ".join(RIGHT_PAGE)) <= 0.03
    assert (left.image_nr, right.image_nr) == (1, 2)
    for page in (left, right):
        assert page.part is not None
        assert all(page.part.contains_centre_of(word.box) for word in page.words)
    assert max(word.box.right for word in left.words) < FOLD < min(word.box.hpos for word in right.words)


def test_an_open_book_scanned_upside_down_is_read_from_its_first_page(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "кітап.png"), np.ascontiguousarray(np.rot90(an_open_book(), 2)))
    first, second = read_pages(tmp_path / "кітап.png")
    assert misread(words_of(first), " ".join(LEFT_PAGE)) <= 0.03
    assert misread(words_of(second), " ".join(RIGHT_PAGE)) <= 0.03
    assert (first.image_nr, second.image_nr) == (1, 2)
    assert min(word.box.hpos for word in first.words) > FOLD > max(word.box.right for word in second.words)
    assert words_of(upright(first)) == words_of(first)
    opening = next(upright(first).words).box
    assert opening.hpos < 400
    assert opening.vpos < 400
