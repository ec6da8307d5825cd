"""Addresses that were read with Cyrillic letters are in Latin ones again, and no other word is touched."""

import pytest

from ocr.addresses import is_address, mended_address
from ocr.script import in_own_script
from tests.builders import a_line


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("аsеitkali@mail.kz", "aseitkali@mail.kz"),
        ("сор@example.org", "cop@example.org"),
        ("ospanova(@Omail.ru", "ospanova@mail.ru"),
        ("ospanova(@mail.ru,", "ospanova@mail.ru,"),
        ("(info@еnu.kz)", "(info@enu.kz)"),
        ("httрs://doi.org/10.1000/хyz", "https://doi.org/10.1000/xyz"),
        ("www.еnu.kz", "www.enu.kz"),
        ("https://www.еnu.kz/аrchivе?id=5", "https://www.enu.kz/archive?id=5"),
    ],
)
def test_twins_of_latin_letters_in_an_address_are_latin_again(read: str, printed: str) -> None:
    assert is_address(read)
    assert mended_address(read) == printed


@pytest.mark.parametrize(
    "address",
    [
        "a.cepik@example.org",
        "name@Oxford.ac.uk",
        "https://ru.wikipedia.org/wiki/Сахара",
        "https://kk.wikipedia.org/wiki/Абай_Құнанбайұлы",
        "почта@президент.рф",
        "https://президент.рф/news",
        "сор@рос.ру",
        "e-mail:(@)",
        "@",
        "(@home",
        "www.",
    ],
)
def test_what_is_no_misread_address_is_left_as_it_is(address: str) -> None:
    assert mended_address(address) == address


@pytest.mark.parametrize("word", ["мұрағат", "Сахара", "и/или", "C++", "wwwроза", "10.1000/xyz"])
def test_words_are_no_addresses(word: str) -> None:
    assert not is_address(word)


def test_an_address_among_kazakh_words_is_mended_and_they_stay() -> None:
    (line,) = in_own_script([a_line("Хат жазыңыз: аsеitkali(@Omail.kz немесе www.еnu.kz сайты")])
    assert line.content == "Хат жазыңыз: aseitkali@mail.kz немесе www.enu.kz сайты"
