"""The engine: found, asked for its languages, read from, and every way in which it fails."""

import os
from pathlib import Path

import pytesseract
import pytest
from rapidfuzz.distance import Levenshtein

from ocr.errors import EngineFailedError, EngineMissingError, EngineTimeoutError, LanguageMissingError
from ocr.geometry import Box
from ocr.language import Language
from ocr.tesseract import Engine, check_languages, find_engine, read_lines
from tests.ocr.drawing import ENGLISH, KAZAKH, RUSSIAN, blank_paper, draw_lines

HOCR = """<html><head><meta http-equiv="Content-Type" content="text/html;charset=utf-8"/></head><body>
<div class='ocr_page' title='image "page.pgm"; bbox 0 0 1748 1240; ppageno 0'>
<div class='ocr_photo' title='bbox 700 700 900 1000'></div>
<div class='ocr_carea' title='bbox 100 90 900 200'><p class='ocr_par' lang='kaz' title='bbox 100 90 900 200'>
<span class='ocr_header' title='bbox 100 90 900 140; baseline 0 -9; x_size 46'>
<span class='ocrx_word' title='bbox 100 100 250 140; x_wconf 96'>Мұрағат</span>
<span class='ocrx_word' title='bbox 270 95 420 140; x_wconf 31' lang='eng'><strong>archive</strong></span>
<span class='ocrx_word' title='bbox 430 100 440 140; x_wconf 95'> </span></span>
<span class='ocr_line' title='bbox 100 150 900 200'>
<span class='ocrx_word' title='bbox 100 150 300 200; x_wconf 0' lang='deu'>қоры&amp;</span></span>
<span class='ocr_line' title='bbox 100 210 900 250'></span>
</p></div></div></body></html>"""


def an_engine(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Put a command in Tesseract's place that fails, or answers, as the script says."""
    command = folder / "tesseract"
    command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", str(command))


def read_text(pixels_with: tuple[str, ...], *languages: Language) -> str:
    pixels = blank_paper(1748, 1000)
    draw_lines(pixels, pixels_with)
    return " ".join(line.content for line in read_lines(pixels, 300, languages, 60).lines)


# --- how it fails -----------------------------------------------------------------------------------------------------


def test_an_engine_that_is_not_installed_is_missed_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-tesseract")
    with pytest.raises(EngineMissingError, match="no-such-tesseract"):
        find_engine()
    with pytest.raises(EngineMissingError):
        read_lines(blank_paper(), 300, (Language.KAZAKH,), 60)


def test_every_language_without_a_model_is_named_at_once() -> None:
    engine = Engine(version="5.3.0", models={"rus": "0" * 64})
    check_languages(engine, (Language.RUSSIAN,))
    with pytest.raises(LanguageMissingError) as missing:
        check_languages(engine, tuple(Language))
    assert missing.value.codes == ("kaz", "eng")


def test_an_engine_that_crashes_has_failed_in_its_own_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    an_engine(monkeypatch, tmp_path, "echo 'Warning: odd image' >&2; echo 'Segmentation fault' >&2; exit 139")
    with pytest.raises(EngineFailedError, match="Segmentation fault"):
        read_lines(blank_paper(), 300, (Language.KAZAKH,), 60)


def test_an_engine_that_hangs_is_stopped_at_the_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    an_engine(monkeypatch, tmp_path, "exec sleep 30")
    with pytest.raises(EngineTimeoutError, match=r"within 0\.2 seconds"):
        read_lines(blank_paper(), 300, (Language.KAZAKH,), 0.2)


def test_nothing_temporary_is_left_when_the_engine_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    an_engine(monkeypatch, tmp_path, "exit 1")
    with pytest.raises(EngineFailedError):
        read_lines(blank_paper(), 300, (Language.KAZAKH,), 60)
    assert list((tmp_path / "tmp").iterdir()) == []


# --- what it says -----------------------------------------------------------------------------------------------------


def test_what_the_engine_says_becomes_lines_of_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "page.hocr").write_text(HOCR, encoding="utf-8")
    an_engine(monkeypatch, tmp_path, f'cp "{tmp_path}/page.hocr" "$2.hocr"')
    reading = read_lines(blank_paper(), 300, (Language.RUSSIAN, Language.KAZAKH), 60)
    assert [line.content for line in reading.lines] == ["Мұрағат archive", "қоры&"]
    first, second = reading.lines[0].words
    assert (first.box, first.confidence, first.language) == (
        Box(hpos=100, vpos=100, width=150, height=40),
        0.96,
        Language.KAZAKH,
    )
    assert (second.confidence, second.language) == (0.31, Language.ENGLISH)
    assert reading.lines[0].box == Box(hpos=100, vpos=95, width=320, height=45)
    assert reading.lines[1].words[0].language is Language.KAZAKH
    assert reading.pictures == (Box(hpos=700, vpos=700, width=200, height=300),)


def test_the_engine_is_told_one_thread_and_this_process_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "page.hocr").write_text(HOCR, encoding="utf-8")
    an_engine(monkeypatch, tmp_path, f'cp "{tmp_path}/page.hocr" "$2.hocr"; echo "$OMP_THREAD_LIMIT|$*" > "{tmp_path}/told"')
    before = dict(os.environ)
    read_lines(blank_paper(), 400, (Language.RUSSIAN, Language.KAZAKH), 60)
    assert dict(os.environ) == before
    told = (tmp_path / "told").read_text(encoding="utf-8")
    assert told.startswith("1|")
    assert "-l rus+kaz" in told
    assert "--dpi 400" in told


# --- the real one -----------------------------------------------------------------------------------------------------


@pytest.mark.engine
def test_the_engine_here_has_a_version_and_all_our_models() -> None:
    engine = find_engine()
    assert engine.version[0].isdigit()
    assert {"kaz", "rus", "eng"} <= engine.models.keys()
    assert all(len(digest) == 64 for digest in engine.models.values())
    check_languages(engine, tuple(Language))


@pytest.mark.engine
def test_a_folder_of_models_without_kazakh_lacks_kazakh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for code in ("rus", "eng"):
        (tmp_path / f"{code}.traineddata").write_bytes(b"model")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(LanguageMissingError) as missing:
        check_languages(find_engine(), tuple(Language))
    assert missing.value.codes == ("kaz",)


@pytest.mark.engine
@pytest.mark.parametrize(
    ("language", "printed"), [(Language.KAZAKH, KAZAKH), (Language.RUSSIAN, RUSSIAN), (Language.ENGLISH, ENGLISH)]
)
def test_print_is_read_in_each_language(language: Language, printed: tuple[str, ...]) -> None:
    assert Levenshtein.normalized_similarity(read_text(printed, language), " ".join(printed)) > 0.95


@pytest.mark.engine
def test_words_are_found_where_they_are_printed() -> None:
    pixels = blank_paper(1748, 1000)
    drawn = draw_lines(pixels, ENGLISH)
    reading = read_lines(pixels, 300, (Language.ENGLISH,), 60)
    assert len(reading.lines) == len(drawn)
    for found, line in zip(reading.lines, drawn, strict=True):
        assert found.box.overlap_across(line.box) > 0.98 * line.box.width
        assert found.box.overlap_down(line.box) == found.box.height > 0.7 * line.box.height


@pytest.mark.engine
def test_the_real_engine_is_stopped_at_the_limit_too() -> None:
    with pytest.raises(EngineTimeoutError):
        read_lines(blank_paper(), 300, tuple(Language), 0.01)
