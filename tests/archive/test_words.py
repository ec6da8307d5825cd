"""The account of words: what was read in an article's blocks is in its text, in its pictures, or a person is asked."""

from pathlib import Path

import pytest

from archive.package import plan_package
from archive.validate.words import check_words
from ocr.article import Article, Crop, Figure, Segmentation
from ocr.geometry import Box
from ocr.page import Page
from tests.archive.articles import a_body, jats_of
from tests.archive.contents import a_content
from tests.builders import a_page, an_article, areas_of

TEXT = "Абай Құнанбайұлы қазақ халқының ұлы ақыны, ағартушы, ойшыл, қоғам қайраткері."


def asked_of(article: Article, *pages: Page) -> list[str]:
    return [finding.where for finding in check_words(article, jats_of(article), pages)]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.upper(),
        TEXT.replace("қайраткері", "қайрат-\nкері"),
        TEXT.replace("ақыны,", "ақы-\nны, 12"),
        TEXT.replace("халқының", "халкының"),
    ],
    ids=["as read", "in capitals", "hyphenated", "hyphenated, with a number", "with a corrected letter"],
)
def test_text_that_is_in_the_article_is_accounted_for(text: str) -> None:
    page = a_page(text)
    assert asked_of(an_article(body=a_body(TEXT), areas=areas_of(page)), page) == []


def test_a_block_that_is_in_no_part_of_the_article_is_a_question() -> None:
    page = a_page(TEXT, "Шоқан Уәлиханов қазақтың тұңғыш ғалымы, саяхатшы, этнограф.")
    article = an_article(body=a_body(TEXT), areas=areas_of(page))
    [question] = check_words(article, jats_of(article), (page,))
    assert (question.severity, question.rule, question.where) == ("W", "words", "alto/0001.xml")
    assert "'Шоқан Уәлиханов қазақтың тұңғыш ғалымы, саяхатшы, этнограф.'" in question.message


def test_words_inside_a_picture_are_in_the_picture() -> None:
    page = a_page(TEXT)
    picture = Crop(image_nr=1, box=Box(hpos=0, vpos=0, width=1748, height=2480))
    article = an_article(figures=(Figure(label="1-сурет", caption="Карта", picture=picture),), areas=areas_of(page))
    assert asked_of(article, page) == []


def test_a_few_words_are_no_reason_to_ask() -> None:
    page = a_page("Қабылданды наурыз")
    assert asked_of(an_article(areas=areas_of(page)), page) == []


def test_a_lost_block_is_told_in_the_plan_of_the_package(tmp_path: Path) -> None:
    page = a_page(TEXT, scan="master/0001.png")
    content = a_content(
        tmp_path,
        pages=(page,),
        segmentation=Segmentation(articles=(an_article(body=a_body("Шоқан."), areas=areas_of(page)),), dropped=()),
    )
    assert [finding.rule for finding in plan_package(content).findings] == ["words"]
