"""What the engine reads with: found by name or by path, told to the engine in its own words, known by its digest."""

import hashlib
import json
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from ocr.errors import LanguageMissingError, ModelMissingError
from ocr.geometry import Box
from ocr.language import Language
from ocr.model import OWN, STOCK, Model, find_model
from ocr.tesseract import Engine, check_languages, read_lines
from tests.ocr.drawing import ENGLISH, KAZAKH, RUSSIAN, blank_paper, draw_lines

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


def test_our_own_model_is_the_one_its_provenance_tells_of() -> None:
    assert OWN.file is not None
    told = json.loads(OWN.file.with_suffix(".json").read_text(encoding="utf-8"))
    assert told["model"]["sha256"] == OWN.digests({})["kazruseng"]
    assert told["model"]["bytes"] == OWN.file.stat().st_size <= 8_000_000


@pytest.mark.engine
@pytest.mark.parametrize("printed", [KAZAKH, RUSSIAN, ENGLISH], ids=["kazakh", "russian", "english"])
def test_our_own_model_reads_every_language_without_being_told_which(printed: tuple[str, ...]) -> None:
    pixels = blank_paper(1748, 1000)
    draw_lines(pixels, printed)
    zone = Box(hpos=0, vpos=0, width=1748, height=1000)
    read = read_lines(pixels, (zone,), tuple(Language), 60, OWN)
    text = " ".join(line.content for line in read)
    assert Levenshtein.normalized_similarity(text, " ".join(printed)) > 0.97


@pytest.mark.engine
def test_our_own_model_reads_what_the_stock_ones_have_no_letters_for() -> None:
    printed = (
        "Ұлттық ғылыми журнал № 12, объём 3 щ – Kazakh Science,",
        "съезд қатысушылары: Әуезов, Ёлкин, Smith (e-mail: smith@enu.kz)",
    )
    pixels = blank_paper(1748, 1000)
    draw_lines(pixels, printed)
    zone = Box(hpos=0, vpos=0, width=1748, height=1000)
    read = read_lines(pixels, (zone,), tuple(Language), 60, OWN)
    text = " ".join(line.content for line in read)
    assert Levenshtein.normalized_similarity(text, " ".join(printed)) > 0.95
    assert {"№", "ъ", "щ", "Ё"} <= set(text)


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
