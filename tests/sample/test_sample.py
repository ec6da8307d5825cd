import dataclasses
import json
import os
import subprocess
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from archive.bibliography import Volume
from ocr.language import KAZAKH_LETTERS, Language, detect_language
from tests.sample.damage import Damage, damage_page
from tests.sample.make_sample import SOFT_HYPHEN, marked, true_article

FOLDER = Path(__file__).parent
SCANS = sorted((FOLDER / "proceedings").glob("*.jpg"))
MOST_BYTES = 3_000_000
A5_AT_300_DPI = (1749, 2481)

Truth = dict[str, Any]


@pytest.fixture(scope="module")
def truth() -> Truth:
    loaded: Truth = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
    return loaded


def page_texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((FOLDER / "truth").glob("*.txt"))]


def running_text(page: str) -> str:
    """The text without running header and page number, hyphens at line ends undone."""
    return " ".join(page.splitlines()[1:-1]).replace("- ", "")


def paragraphs(article: Truth) -> list[str]:
    return [para for section in article["body"] for para in section["paras"]]


def test_the_scans_are_grey_a5_pages_at_300_dpi_and_small_enough_to_keep() -> None:
    assert sum(scan.stat().st_size for scan in SCANS) <= MOST_BYTES
    for scan in SCANS:
        with Image.open(scan) as image:
            assert (image.mode, image.size, image.info["dpi"]) == ("L", A5_AT_300_DPI, (300, 300)), scan.name


def test_truth_and_scans_agree_in_number(truth: Truth) -> None:
    assert [scan.stem for scan in SCANS] == [f"{number:04}" for number in range(1, truth["pages"] + 1)]
    assert len(page_texts()) == truth["pages"]
    assert {number for article in truth["articles"] for number in article["pages"]} == set(range(1, truth["pages"] + 1))


def test_the_truth_was_made_from_the_words_as_they_are_now(truth: Truth) -> None:
    words = tomllib.loads((FOLDER / "articles.toml").read_text(encoding="utf-8"))
    assert truth["articles"] == [
        true_article(article, true["start_page"], true["end_page"])
        for article, true in zip(words["articles"], truth["articles"], strict=True)
    ]


def test_every_page_bears_the_running_header_and_its_printed_number(truth: Truth) -> None:
    for number, text in enumerate(page_texts(), start=truth["first_printed_page"]):
        assert (text.splitlines()[0], text.splitlines()[-1]) == (truth["running_header"], str(number))


def test_there_is_one_article_in_each_language(truth: Truth) -> None:
    assert [article["lang"] for article in truth["articles"]] == ["kk", "ru", "en"]
    for article in truth["articles"]:
        assert detect_language(" ".join(paragraphs(article))) is Language.of_bcp47(article["lang"])


def test_every_article_is_whole(truth: Truth) -> None:
    for article in truth["articles"]:
        assert article["title"]
        assert article["authors"]
        assert article["affiliations"]
        assert article["email"].endswith("@example.org")
        assert 4 <= len(paragraphs(article)) <= 6
        assert 3 <= len(article["references"]) <= 5
        assert sum("https://" in reference for reference in article["references"]) == 1


def test_every_reference_is_cited_and_every_citation_has_its_reference(truth: Truth) -> None:
    for article in truth["articles"]:
        bracketed = [part.split("]")[0] for para in paragraphs(article) for part in para.split("[")[1:]]
        cited = {int(number) for part in bracketed for number in part.split(",")}
        assert cited == set(range(1, len(article["references"]) + 1))


def test_the_rare_letters_of_both_cyrillic_languages_are_there(truth: Truth) -> None:
    kazakh, russian = (" ".join(paragraphs(article)).casefold() for article in truth["articles"][:2])
    assert set(kazakh) >= KAZAKH_LETTERS
    assert set(russian) >= set("ёщъ№")


def test_two_articles_have_headings_and_one_has_abstracts_in_three_languages(truth: Truth) -> None:
    assert [len([section for section in article["body"] if section["head"]]) for article in truth["articles"]] == [3, 3, 0]
    assert [list(article["abstracts"]) for article in truth["articles"]] == [["kk", "ru", "en"], [], ["en"]]
    assert [list(article["keywords"]) for article in truth["articles"]] == [["kk", "ru", "en"], [], ["en"]]


def test_one_article_starts_in_mid_page_with_its_authors_above_the_title(truth: Truth) -> None:
    first, second, _ = truth["articles"]
    assert second["start_page"] == first["end_page"]
    page = running_text(page_texts()[second["start_page"] - 1])
    assert page.index(first["references"][-1]) < page.index(second["authors"][0]["surname"]) < page.index(second["title"])


def test_a_paragraph_is_broken_by_a_page_end(truth: Truth) -> None:
    pages = [running_text(page) for page in page_texts()]
    broken = [
        para
        for article in truth["articles"]
        for para in paragraphs(article)
        for left, right in pairwise(pages)
        if para[:30] in left and para[-30:] in right
    ]
    assert len(broken) == 1
    assert broken[0].startswith("Районная газета")


def test_words_are_divided_at_line_ends_in_kazakh_and_russian() -> None:
    ends = [line for text in page_texts() for line in text.splitlines() if line.endswith("-")]
    languages = {detect_language(line) for line in ends}
    assert {Language.KAZAKH, Language.RUSSIAN} <= languages


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("мұрағат", "мұ-ра-ғат"),
        ("қойылған", "қо-йыл-ған"),
        ("әншілер", "ән-ші-лер"),
        ("өлең", "өлең"),
        ("Қазақстан", "Қа-зақс-тан"),
    ],
)
def test_kazakh_words_may_be_divided_between_syllables_but_never_after_one_letter(word: str, syllables: str) -> None:
    assert marked(word, "kk").replace(SOFT_HYPHEN, "-") == syllables


def test_the_catalogue_file_has_only_keys_that_a_volume_has(truth: Truth) -> None:
    known = {field.name for field in dataclasses.fields(Volume)} - {"volume_id"} | {"id"}
    catalogue = tomllib.loads((FOLDER / "proceedings" / "volume.toml").read_text(encoding="utf-8"))
    keys = catalogue.keys()
    assert keys <= known
    assert {"id", "title", "year", "languages"} <= keys
    assert catalogue["id"] == truth["volume"]


def test_the_same_page_is_damaged_the_same_way_twice_and_another_way_with_another_seed() -> None:
    page = np.full((400, 300), 255, dtype=np.uint8)
    page[100:110, 40:260] = 0
    once, again, other = (
        damage_page(page, page, Damage(skew=0.5, curl=10.0), gutter_left=True, seed=seed).tobytes() for seed in (1, 1, 2)
    )
    assert once == again
    assert once != other


def test_the_shadow_lies_at_the_gutter() -> None:
    page = np.full((400, 900), 255, dtype=np.uint8)
    left = damage_page(page, page, Damage(skew=0.0, curl=0.0), gutter_left=True, seed=0)
    right = damage_page(page, page, Damage(skew=0.0, curl=0.0), gutter_left=False, seed=0)
    assert left[:, :50].mean() < 0.8 * left[:, -50:].mean()
    assert right[:, -50:].mean() < 0.8 * right[:, :50].mean()


@pytest.mark.engine
def test_the_scans_are_damaged_yet_readable() -> None:
    printed, read = " ".join(page_texts()[0].split()), " ".join(raw_reading(SCANS[0]).split())
    error_rate = Levenshtein.distance(printed, read) / len(printed)
    assert 0.003 < error_rate < 0.08


def raw_reading(scan: Path) -> str:
    command = ["tesseract", str(scan), "-", "-l", "rus+kaz+eng"]
    done = subprocess.run(command, env=os.environ | {"OMP_THREAD_LIMIT": "1"}, capture_output=True, text=True, check=True)
    return done.stdout
