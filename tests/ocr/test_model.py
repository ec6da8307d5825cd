"""What the engine reads with: found by name or by path, told to the engine in its own words, known by its digest."""

import hashlib
from pathlib import Path

import pytest

from ocr.errors import LanguageMissingError, ModelMissingError
from ocr.language import Language
from ocr.model import OWN, STOCK, Model, find_model
from ocr.tesseract import Engine, check_languages

INSTALLED = {"kaz": "ab" * 32, "rus": "cd" * 32}


def a_model_file(folder: Path) -> Path:
    file = folder / "qazaq.traineddata"
    file.write_bytes(b"trained")
    return file


def test_the_stock_models_are_one_for_each_language() -> None:
    assert STOCK.codes((Language.RUSSIAN, Language.KAZAKH)) == ("rus", "kaz")
    assert STOCK.digests(INSTALLED) == INSTALLED


def test_our_own_model_reads_all_languages() -> None:
    assert OWN.codes(tuple(Language)) == ("kazruseng",)


def test_a_model_file_is_named_by_its_path_and_known_by_its_digest(tmp_path: Path) -> None:
    file = a_model_file(tmp_path)
    model = find_model(str(file))
    assert model == Model(name=str(file), file=file)
    assert model.codes(tuple(Language)) == ("qazaq",)
    assert model.digests(INSTALLED) == {"qazaq": hashlib.sha256(b"trained").hexdigest()}


def test_a_model_that_was_trained_anew_has_another_digest(tmp_path: Path) -> None:
    file = a_model_file(tmp_path)
    before = find_model(str(file)).digests(INSTALLED)
    file.write_bytes(b"trained longer")
    assert find_model(str(file)).digests(INSTALLED) != before


@pytest.mark.parametrize("name", ["kazakh", "missing.traineddata", __file__])
def test_what_is_no_model_is_refused_by_name(name: str) -> None:
    with pytest.raises(ModelMissingError, match="There is no model"):
        find_model(name)


def test_a_model_of_all_languages_needs_none_of_the_engines_own(tmp_path: Path) -> None:
    engine = Engine(version="5.3.0", models={})
    check_languages(engine, tuple(Language), find_model(str(a_model_file(tmp_path))))
    with pytest.raises(LanguageMissingError):
        check_languages(engine, tuple(Language), STOCK)
