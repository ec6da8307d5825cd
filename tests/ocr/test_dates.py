"""A date is read in each language's way of printing it."""

import pytest

from ocr.dates import find_dates


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("12.03.2019", "2019-03-12"),
        ("12 / 03 / 2019", "2019-03-12"),
        ("2019-03-12", "2019-03-12"),
        ("12 марта 2019 г.", "2019-03-12"),
        ("2019 жылғы 12 наурыз", "2019-03-12"),
        ("2019 ж. 5 мамырда", "2019-05-05"),
        ("12 March 2019", "2019-03-12"),
        ("May 3rd, 2019", "2019-05-03"),
        ("март 2019", "2019-03"),
    ],
)
def test_a_date_is_read_as_it_is_printed(printed: str, iso: str) -> None:
    assert [date.iso for date in find_dates(f"Поступила {printed}, статья")] == [iso]


@pytest.mark.parametrize("text", ["32.01.2019", "12.13.2019", "С. 12-15", "№ 3 (2019)", "стр. 2019"])
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_several_dates_come_in_their_order() -> None:
    assert [date.iso for date in find_dates("Received 12 March 2019; accepted May 3, 2019")] == ["2019-03-12", "2019-05-03"]
