"""What the catalogue may say of a volume."""

import pytest

from archive.bibliography import Volume


@pytest.mark.parametrize("volume_id", ["seed", "Вестник-2024_1", "қазақ-әдебиеті", "2015.03", "a" * 100])
def test_a_volume_is_named_with_letters_of_any_script(volume_id: str) -> None:
    assert Volume(volume_id=volume_id).volume_id == volume_id


@pytest.mark.parametrize(
    "volume_id",
    [
        "",
        ".hidden",
        "../up",
        "a/b",
        "a\\b",
        "a b",
        "nul",
        "COM1.txt",
        "ends.",
        "й".replace("й", "и\u0306"),
        "-flag",
        "ж" * 101,
        "a\n",
    ],
)
def test_a_name_that_some_file_system_cannot_hold_is_refused(volume_id: str) -> None:
    with pytest.raises(ValueError, match="not a name for a package"):
        Volume(volume_id=volume_id)


def test_an_issn_is_held_to_its_check_digit() -> None:
    assert Volume(volume_id="v", issn="2049-3630").issn == "2049-3630"
    assert Volume(volume_id="v", issn="2434-561X").issn == "2434-561X"
    with pytest.raises(ValueError, match="not an ISSN"):
        Volume(volume_id="v", issn="2049-3631")


@pytest.mark.parametrize("isbn", ["978-5-17-118366-0", "5-02-013850-9", "0-8044-2957-X"])
def test_an_isbn_has_ten_or_thirteen_digits(isbn: str) -> None:
    assert Volume(volume_id="v", isbn=isbn).isbn == isbn


@pytest.mark.parametrize("isbn", ["978-5-17-118366-1", "5-02-013850-8", "978-5-17-118366", "X-02-013850-9"])
def test_an_isbn_with_a_wrong_digit_is_refused(isbn: str) -> None:
    with pytest.raises(ValueError, match="not an ISBN"):
        Volume(volume_id="v", isbn=isbn)


def test_a_year_and_an_article_type_are_held_to_what_can_be() -> None:
    with pytest.raises(ValueError, match="not a year"):
        Volume(volume_id="v", year=20225)
    with pytest.raises(ValueError, match="not an article type"):
        Volume(volume_id="v", article_type="мақала")
