"""Spellings of one name in two scripts sound alike."""

import pytest

from ocr.romanised import is_same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Үмбетова", "Umbetova"),
        ("Үмбетова", "Умбетова"),
        ("Жұбанов", "Zhubanov"),
        ("Жұбанов", "Jubanov"),
        ("Бекмұхамбетов", "Bekmukhambetov"),
        ("Соловьёв", "Solovyov"),
        ("Қасымов", "Kassymov"),
        ("Шаймерденова", "Shaimerdenova"),
    ],
)
def test_a_name_is_known_in_another_script(one: str, other: str) -> None:
    assert is_same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("Иванов", "Petrov"), ("Omarov", "Amirova"), ("Ким", "Lee")])
def test_different_names_are_told_apart(one: str, other: str) -> None:
    assert not is_same_name(one, other)
