"""What the text says of its references is tied to them, by numbers or by authors and years."""

import pytest

from ocr.article import Citation, Inline, NoteMark, PageStart, Paragraph, Section, UncertainText, plain_text
from ocr.person import PersonName
from ocr.reference import ParsedReference, PublicationType, Reference
from ocr.segment.citations import cited_numbers, link_citations

NUMBERED = tuple(Reference(label=str(number), content=f"Затаевич А. В. Мың ән. {number}") for number in range(1, 10))


def an_entry(surname: str, year: str) -> Reference:
    parsed = ParsedReference(
        publication_type=PublicationType.BOOK, confidence=1.0, authors=(PersonName(surname=surname),), year=year
    )
    return Reference(label="", content=f"{surname}, {year}", parsed=parsed)


def linked(*content: Inline, references: tuple[Reference, ...] = NUMBERED) -> tuple[Inline, ...]:
    [section] = link_citations([Section(heading=None, paragraphs=(Paragraph(content=content),))], references)
    assert section.paragraphs[0].role is Paragraph(content=()).role
    return section.paragraphs[0].content


def numbers(text: str, references: tuple[Reference, ...] = NUMBERED) -> list[tuple[str, tuple[int, ...]]]:
    return [(part.content, part.numbers) for part in linked(text, references=references) if isinstance(part, Citation)]


@pytest.mark.parametrize(
    ("printed", "cited"),
    [
        ("[4]", (4,)),
        ("[1, 2]", (1, 2)),
        ("[1; 4–6]", (1, 4, 5, 6)),
        ("[ 2 ]", (2,)),
        ("[3, с. 15]", (3,)),
        ("[3, C. 15–17]", (3,)),
        ("[3, 15 б.]", (3,)),
        ("[3, 15-17 бб.]", (3,)),
        ("[3, p. 15; 5, pp. 7–9]", (3, 5)),
        ("[3: 15]", (3,)),
        ("[3, 125]", (3,)),
        ("[2, т. 3, с. 15]", (2,)),
    ],
)
def test_a_citation_points_at_its_numbers_and_at_no_page(printed: str, cited: tuple[int, ...]) -> None:
    assert numbers(f"жарыққа шықты {printed}.") == [(printed, cited)]
    assert linked(f"жарыққа шықты {printed}.")[0] == "жарыққа шықты "


@pytest.mark.parametrize(("printed", "cited"), [("[7–5]", (7, 5)), ("[1–999]", (1, 999)), ("[2; 9-11]", (2, 9, 10, 11))])
def test_a_range_is_read_as_one_when_it_can_be(printed: str, cited: tuple[int, ...]) -> None:
    assert cited_numbers(printed) == cited


@pytest.mark.parametrize("text", ["[сурет]", "[1958]", "(4)", "[4", "[с. 15]", "1990–2015"])
def test_other_brackets_are_text(text: str) -> None:
    assert linked(f"таспа {text} сақтаулы") == (f"таспа {text} сақтаулы",)


@pytest.mark.parametrize(("misread", "right"), [("[З]", "[3]"), ("[l]", "[1]"), ("[б]", "[6]"), ("[1О]", None)])
def test_a_number_misread_as_letters_is_one_where_the_list_has_it(misread: str, right: str | None) -> None:
    assert [content for content, _ in numbers(f"таспа {misread} сақтаулы")] == ([right] if right else [])


@pytest.mark.parametrize("misread", ["|71", "[7)", "[71", "17]", "|7]", "[7|", "(7]"])
def test_a_bracket_misread_is_one_where_the_number_is_missing(misread: str) -> None:
    others = "".join(f"[{number}]" for number in range(1, 10) if number != 7)
    assert numbers(f"{others} дайындалды {misread}.")[-1] == ("[7]", (7,))


def test_a_bracket_is_not_guessed_at_two_places() -> None:
    others = "".join(f"[{number}]" for number in range(1, 10) if number != 7)
    assert len(numbers(f"{others} дайындалды |7] және |7].")) == 8


def test_a_citation_read_with_little_certainty_is_one_too() -> None:
    parts = linked("деректер бар ", UncertainText(content="[3,", confidence=0.3), " 5]", NoteMark(content="¹", note=0), " көп.")
    assert parts == ("деректер бар ", Citation(content="[3, 5]", numbers=(3, 5)), NoteMark(content="¹", note=0), " көп.")


def test_the_mark_of_a_page_stays_where_it_was() -> None:
    content = (PageStart(image_nr=4), "Таспа [1] және ", PageStart(image_nr=5), "кітап [2].")
    assert plain_text(linked(*content)) == plain_text(content)
    assert [type(part) for part in linked(*content)] == [PageStart, str, Citation, str, PageStart, str, Citation, str]


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("(Орлова, 2019)", 1),
        ("(Орлова и др., 2019: 15)", 1),
        ("Сейітқали (2015)", 2),
        ("[Сейітқали Қ., 2015, 33 б.]", 2),
        ("(Smith & Brown, 2001)", 3),
    ],
)
def test_a_list_without_numbers_is_cited_by_author_and_year(printed: str, place: int) -> None:
    references = (an_entry("Орлова", "2019"), an_entry("Сейітқали", "2015"), an_entry("Smith", "2001"))
    assert [cited for _, cited in numbers(f"Бұл туралы {printed} жазды.", references)] == [(place,)]


def test_without_references_nothing_is_cited() -> None:
    assert linked("жарыққа шықты [3].", references=()) == ("жарыққа шықты [3].",)
