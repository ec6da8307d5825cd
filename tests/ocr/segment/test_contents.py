"""The table of contents is read, bears witness for titles, and is held against what was found."""

import pytest

from ocr.article import ContentsEntry, ContentsFinding, Disagreement, DropReason, Segmentation
from ocr.page import BlockRole, Page
from ocr.segment.contents import Contents
from tests.ocr.segment.printing import KAZAKH, RUSSIAN, Part, line, segmented, set_page, text, title, titles

SONGS = "Халық әндерінің дыбыстық мұрағаты"
PAPERS = "Районная газета и её читатели"
LETTERS = "Письма сельских корреспондентов"
SONGS_ARTICLE = (title(SONGS), line("Сәрсенова Г. Б."), text(KAZAKH), text(KAZAKH))
PAPERS_ARTICLE = (title(PAPERS), line("Орлова М. С."), text(RUSSIAN), text(RUSSIAN))


def contents_page(*entries: str, image_nr: int = 1, heading: str = "МАЗМҰНЫ") -> Page:
    head = Part(text=heading, role=BlockRole.HEADING, align="centre", bold=True)
    return set_page(head, *(Part(text=entry) for entry in entries), image_nr=image_nr)


def volume(*entries: str) -> Segmentation:
    return segmented(
        contents_page(*entries),
        set_page(*SONGS_ARTICLE, image_nr=2, number="2"),
        set_page(*PAPERS_ARTICLE, image_nr=3, number="3"),
    )


@pytest.mark.parametrize("heading", ["МАЗМҰНЫ", "СОДЕРЖАНИЕ", "ОГЛАВЛЕНИЕ", "CONTENTS", "МАЗМҰНЫ – СОДЕРЖАНИЕ – CONTENTS"])
def test_entries_are_read_with_their_pages_under_any_heading(heading: str) -> None:
    page = contents_page(f"Сәрсенова Г. Б. {SONGS} ..... 2", f"Орлова М. С. {PAPERS} ..... 3", heading=heading)
    found = segmented(page, set_page(*SONGS_ARTICLE, image_nr=2), set_page(*PAPERS_ARTICLE, image_nr=3))
    assert [(entry.page, entry.article) for entry in found.contents] == [("2", 1), ("3", 2)]
    assert {dropped.reason for dropped in found.dropped} == {DropReason.CONTENTS}


def test_an_entry_over_two_lines_is_one() -> None:
    [songs, papers] = volume(f"Сәрсенова Г. Б. {SONGS}:\nқордың тарихы ............ 2", f"Орлова М. С. {PAPERS} ..... 3").contents
    assert songs.content == f"Сәрсенова Г. Б. {SONGS}: қордың тарихы"
    assert papers.content == f"Орлова М. С. {PAPERS}"


def test_names_open_an_entry_where_the_page_before_was_not_read() -> None:
    found = volume(f"Сәрсенова Г. Б. {SONGS}\nОрлова М. С. {PAPERS} ..... 3")
    assert [(entry.page, entry.article) for entry in found.contents] == [(None, 1), ("3", 2)]


def test_a_table_that_agrees_leaves_nothing_to_look_at() -> None:
    assert volume(f"Сәрсенова Г. Б. {SONGS} ..... 2", f"Орлова М. С. {PAPERS} ..... 3").disagreements == ()


def test_an_article_listed_with_another_page_is_found_shifted() -> None:
    found = volume(f"Сәрсенова Г. Б. {SONGS} ..... 2", f"Орлова М. С. {PAPERS} ..... 9")
    assert found.disagreements == (
        ContentsFinding(disagreement=Disagreement.SHIFTED, title=PAPERS.upper(), article=2, listed_page="9", found_page="3"),
    )


def test_an_article_that_is_listed_and_was_not_found_is_missing() -> None:
    lost = "Кузнецов П. И. Сельские библиотеки края"
    found = volume(f"Сәрсенова Г. Б. {SONGS} ..... 2", f"Орлова М. С. {PAPERS} ..... 3", f"{lost} ..... 8")
    assert [(one.disagreement, one.title, one.listed_page) for one in found.disagreements] == [(Disagreement.MISSING, lost, "8")]


def test_an_article_that_is_not_listed_is_extra() -> None:
    found = volume(f"Сәрсенова Г. Б. {SONGS} ..... 2", "Кузнецов П. И. Сельские библиотеки края ..... 8")
    assert [(one.disagreement, one.article) for one in found.disagreements] == [
        (Disagreement.EXTRA, 2),
        (Disagreement.MISSING, None),
    ]


def test_an_entry_decides_what_looks_alone_leave_in_doubt() -> None:
    plain = Part(text=PAPERS, align="centre", font_size=10.0)
    second = (plain, text(RUSSIAN), text(RUSSIAN))
    entries = (f"Сәрсенова Г. Б. {SONGS} ..... 2", f"{PAPERS} ..... 3")
    unlisted = segmented(set_page(*SONGS_ARTICLE, image_nr=2), set_page(*second, image_nr=3))
    listed = segmented(contents_page(*entries), set_page(*SONGS_ARTICLE, image_nr=2), set_page(*second, image_nr=3))
    assert titles(unlisted) == [SONGS.upper()]
    assert titles(listed) == [SONGS.upper(), PAPERS]


def test_an_entry_lists_its_title_and_not_the_names_beside_it() -> None:
    entry = ContentsEntry(image_nr=1, content=f"Орлова М. С., Кузнецов П. И. {PAPERS}", page="3")
    contents = Contents(entries=(entry,))
    assert contents.lists(PAPERS.upper()) is entry
    assert contents.lists("Орлова. М, С.") is None
    assert contents.lists("Кузнецов П. И.") is None


def test_an_entry_lists_one_heading_however_many_say_some_of_its_words() -> None:
    section = Part(text="Её читатели", role=BlockRole.HEADING, align="centre", bold=True, space=90)
    found = segmented(
        contents_page(f"Сәрсенова Г. Б. {SONGS} ..... 2", f"Орлова М. С. {PAPERS} ..... 3"),
        set_page(*SONGS_ARTICLE, image_nr=2),
        set_page(*PAPERS_ARTICLE, section, text(RUSSIAN), image_nr=3),
    )
    assert titles(found) == [SONGS.upper(), PAPERS.upper()]


def test_a_heading_that_a_whole_table_does_not_list_needs_more_to_open_an_article() -> None:
    doubtful = (title("Из первых подшивок"), text(RUSSIAN), text(RUSSIAN))
    pages = (
        set_page(*SONGS_ARTICLE, image_nr=2),
        set_page(*PAPERS_ARTICLE, *doubtful, image_nr=3),
        set_page(title(LETTERS), line("Кузнецов П. И."), text(RUSSIAN), text(RUSSIAN), image_nr=4),
    )
    entries = (f"Сәрсенова Г. Б. {SONGS} ..... 2", f"Орлова М. С. {PAPERS} ..... 3", f"Кузнецов П. И. {LETTERS} ..... 4")
    listed = segmented(contents_page(*entries), *pages)
    weights = {one.content: one.weight for one in listed.candidates}
    alone = {one.content: one.weight for one in segmented(*pages).candidates}
    assert weights[doubtful[0].text] < alone[doubtful[0].text]
    assert weights[LETTERS.upper()] > alone[LETTERS.upper()]


def test_a_title_in_two_parts_that_one_entry_lists_is_one() -> None:
    halves = (title("Районная газета"), Part(text="и её читатели", align="centre", bold=True, role=BlockRole.HEADING, space=60))
    found = segmented(
        contents_page(f"Сәрсенова Г. Б. {SONGS} ..... 2", f"Орлова М. С. {PAPERS} ..... 3"),
        set_page(*SONGS_ARTICLE, image_nr=2),
        set_page(*halves, line("Орлова М. С."), text(RUSSIAN), text(RUSSIAN), image_nr=3),
    )
    assert titles(found) == [SONGS.upper(), "РАЙОННАЯ ГАЗЕТА и её читатели"]


def test_a_title_misread_in_capitals_is_as_the_table_of_contents_has_it() -> None:
    misread = title("Халык әндерінің дыбыстык мурағаты")
    found = segmented(
        contents_page(f"Сәрсенова Г. Б. {SONGS} ..... 2", f"Орлова М. С. {PAPERS} ..... 3"),
        set_page(misread, line("Сәрсенова Г. Б."), text(KAZAKH), text(KAZAKH), image_nr=2),
        set_page(*PAPERS_ARTICLE, image_nr=3),
    )
    assert titles(found) == [SONGS.upper(), PAPERS.upper()]


def test_a_section_called_contents_is_none() -> None:
    section = Part(text="Содержание", role=BlockRole.HEADING, bold=True)
    found = segmented(set_page(title(PAPERS), line("Орлова М. С."), text(RUSSIAN), section, text(RUSSIAN)))
    assert found.contents == ()
    assert found.dropped == ()


def test_an_article_that_begins_below_the_table_of_contents_is_not_swallowed_by_it() -> None:
    head = Part(text="МАЗМҰНЫ", role=BlockRole.HEADING, align="centre", bold=True)
    entries = (Part(text=f"Сәрсенова Г. Б. {SONGS} ..... 1"), Part(text=f"Орлова М. С. {PAPERS} ..... 2"))
    found = segmented(set_page(head, *entries, *SONGS_ARTICLE), set_page(*PAPERS_ARTICLE, image_nr=2))
    assert titles(found) == [SONGS.upper(), PAPERS.upper()]
    assert len(found.dropped) == 3


def test_a_page_that_was_read_far_from_its_entry_is_its_page() -> None:
    found = volume(f"Сәрсенова Г. Б. {SONGS}", "2", f"Орлова М. С. {PAPERS} ..... 3")
    assert [(entry.page, entry.article) for entry in found.contents] == [("2", 1), ("3", 2)]
    assert found.disagreements == ()
