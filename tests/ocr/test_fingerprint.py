"""What was read is read anew when, and only when, something that shapes it has changed."""

import pytest

from ocr.fingerprint import reading_fingerprint
from ocr.language import Language
from ocr.model import OWN, STOCK
from ocr.read import ReadOptions

pytestmark = pytest.mark.engine

USUAL = ReadOptions(model=STOCK)


def test_the_same_options_have_the_same_fingerprint() -> None:
    assert reading_fingerprint(USUAL) == reading_fingerprint(ReadOptions(model=STOCK))


@pytest.mark.parametrize(
    "options",
    [
        ReadOptions(model=STOCK, languages=(Language.RUSSIAN,)),
        ReadOptions(model=STOCK, languages=USUAL.languages[::-1]),
        ReadOptions(model=STOCK, doubt=0.7),
        ReadOptions(model=OWN),
    ],
)
def test_what_shapes_a_page_changes_the_fingerprint(options: ReadOptions) -> None:
    assert reading_fingerprint(options) != reading_fingerprint(USUAL)


def test_how_long_a_page_may_take_does_not() -> None:
    assert reading_fingerprint(ReadOptions(model=STOCK, timeout=1.0)) == reading_fingerprint(USUAL)
