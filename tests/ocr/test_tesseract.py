"""The engine: found, asked for its languages, read from, and every way in which it fails."""

import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from ocr.errors import (
    EngineCrashedError,
    EngineFailedError,
    EngineGarbledError,
    EngineKilledError,
    EngineMissingError,
    EngineTimeoutError,
    EngineTooOldError,
    EngineUnusableError,
    LanguageMissingError,
    StatedError,
)
from ocr.geometry import Box
from ocr.hocr import from_hocr
from ocr.language import Language
from ocr.model import Model
from ocr.page import TextLine
from ocr.read import ReadOptions, read_pages
from ocr.scan import GreyImage
from ocr.tesseract import Engine, check_languages, find_engine, read_lines
from tests.ocr import engines
from tests.ocr.drawing import ENGLISH, KAZAKH, RUSSIAN, a_printed_page, blank_paper, draw_lines
from tests.ocr.engines import stand_in


def read_text(pixels_with: tuple[str, ...], *languages: Language) -> str:
    pixels = blank_paper(1748, 1000)
    draw_lines(pixels, pixels_with)
    return " ".join(line.content for line in read_lines(pixels, [all_of(pixels)], languages, 60))


def all_of(pixels: GreyImage) -> Box:
    return Box(hpos=0, vpos=0, width=pixels.shape[1], height=pixels.shape[0])


def read_something(timeout: float = 60) -> tuple[TextLine, ...]:
    pixels = blank_paper(400, 300)
    return read_lines(pixels, [all_of(pixels)], (Language.RUSSIAN, Language.KAZAKH), timeout)


# --- how it fails -----------------------------------------------------------------------------------------------------


def test_an_engine_that_is_not_installed_is_missed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineMissingError, match="the command 'tesseract' was not found"):
        find_engine()
    with pytest.raises(EngineMissingError):
        read_something()


@pytest.mark.parametrize(("script", "version"), [(engines.IS_OLD, "4.1.1"), (engines.IS_OLD_ON_STANDARD_ERROR, "3.05.02")])
def test_an_engine_of_before_our_time_is_refused(
    script: str, version: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(monkeypatch, tmp_path, script)
    with pytest.raises(EngineTooOldError, match=rf"Tesseract {version} is too old: 5\.0 or newer is needed"):
        find_engine()


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (engines.IS_SOMETHING_ELSE, "it says 'GNU bash"),
        (engines.LACKS_A_LIBRARY, "error while loading shared libraries"),
        (engines.SAYS_NOTHING, "it says ''"),
        (engines.SAYS_GARBAGE, "asked for its version"),
    ],
)
def test_what_only_bears_the_engines_name_is_refused(
    script: str, reason: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command = stand_in(monkeypatch, tmp_path, script)
    with pytest.raises(EngineUnusableError, match=reason) as refused:
        find_engine()
    assert str(refused.value).startswith(f"'{command}' does not work as Tesseract")


def test_an_engine_of_another_machine_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, "").write_bytes(b"\x7fELF of nowhere")
    with pytest.raises(EngineUnusableError, match="Exec format error"):
        find_engine()


def test_every_language_without_a_model_is_named_at_once() -> None:
    engine = Engine(version="5.3.0", models={"rus": "0" * 64})
    check_languages(engine, (Language.RUSSIAN,))
    with pytest.raises(LanguageMissingError) as missing:
        check_languages(engine, tuple(Language))
    assert missing.value.codes == ("kaz", "eng")


FAILURES = [
    (engines.CRASHES, EngineCrashedError, "crashed on the page: Segmentation fault, signal 11"),
    (engines.CRASHES_INSIDE_A_SCRIPT, EngineCrashedError, "Segmentation fault"),
    (engines.IS_KILLED_FOR_MEMORY, EngineKilledError, "most likely memory ran out.*with --jobs"),
    (engines.GIVES_UP, EngineFailedError, r"failed on the page: .*Error during processing\. "),
    (engines.GIVES_UP_WITHOUT_A_WORD, EngineFailedError, "it gave no reason"),
    (engines.GIVES_UP_IN_BAD_UTF8, EngineFailedError, "it gave a reason that is not UTF-8"),
    (engines.LOADS_NO_LANGUAGE, LanguageMissingError, "no model for: kaz"),
    (engines.SAYS_NOTHING, EngineGarbledError, "it is empty"),
    (engines.SAYS_GARBAGE, EngineGarbledError, "it is not UTF-8"),
    (engines.SAYS_SOMETHING_ELSE, EngineGarbledError, "not a whole page of hOCR"),
    (engines.BREAKS_OFF, EngineGarbledError, "not"),
    (engines.WRITES_BAD_UTF8, EngineGarbledError, "it is not UTF-8 at byte 36"),
    (engines.PLACES_WORDS_NOWHERE, EngineGarbledError, "a word stands nowhere"),
    (engines.COUNTS_IN_WORDS, EngineGarbledError, "high"),
]


@pytest.mark.parametrize(("script", "kind", "sentence"), FAILURES)
def test_an_engine_that_fails_has_failed_in_its_own_way(
    script: str, kind: type[StatedError], sentence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(monkeypatch, tmp_path, script)
    with pytest.raises(kind, match=sentence) as failed:
        read_something()
    assert type(failed.value) is kind


def test_an_engine_that_hangs_is_stopped_at_the_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, engines.HANGS)
    with pytest.raises(EngineTimeoutError, match=r"within 0\.2 seconds"):
        read_something(timeout=0.2)


def test_a_failure_names_the_scan_once_it_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, engines.IS_KILLED_FOR_MEMORY)
    scan = tmp_path / "0007.png"
    cv2.imwrite(str(scan), a_printed_page())
    with pytest.raises(EngineKilledError, match=r"killed while it read \S+0007\.png"):
        read_pages(scan)


def test_the_limit_is_for_the_whole_page_however_often_the_engine_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    doubtful = engines.READS_ANYTHING.replace("x_wconf 96", "x_wconf 10")
    stand_in(monkeypatch, tmp_path, f"echo asked >> {tmp_path}/asked; sleep 1.5\n{doubtful}")
    scan = tmp_path / "0007.png"
    cv2.imwrite(str(scan), a_printed_page())
    with pytest.raises(EngineTimeoutError, match=r"0007\.png within 2.5 seconds"):
        read_pages(scan, options=ReadOptions(timeout=2.5))
    assert (tmp_path / "asked").read_text().split() == ["asked", "asked"]


# --- what it says -----------------------------------------------------------------------------------------------------


def test_what_the_engine_says_becomes_lines_of_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, engines.READS_ANYTHING)
    lines = read_something()
    assert [line.content for line in lines] == ["Мұрағат archive", "қоры&"]
    first, second = lines[0].words
    assert (first.box, first.confidence, first.language) == (
        Box(hpos=100, vpos=100, width=150, height=40),
        0.96,
        Language.KAZAKH,
    )
    assert (second.confidence, second.language) == (0.31, Language.ENGLISH)
    assert lines[0].box == Box(hpos=100, vpos=95, width=320, height=45)
    assert lines[1].words[0].language is Language.KAZAKH


def test_the_engine_is_told_one_thread_and_this_process_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = f'cp "$1" "{tmp_path}/page.tif"; echo "$OMP_THREAD_LIMIT|$LATELY|$*" > "{tmp_path}/told"\n'
    stand_in(monkeypatch, tmp_path, told + engines.READS_ANYTHING)
    monkeypatch.setenv("LATELY", "set after the start")
    before = dict(os.environ)
    read_lines(a_printed_page(), [], (Language.RUSSIAN, Language.KAZAKH), 60)
    assert dict(os.environ) == before
    threads, lately, asked = (tmp_path / "told").read_text(encoding="utf-8").strip().split("|")
    assert (threads, lately) == ("1", "set after the start")
    image, base, *options = asked.split()
    assert image == f"{base}.tif"
    assert " ".join(options) == "-l rus+kaz --psm 4 --dpi 300 -c textord_all_prop=1 -c tessedit_create_hocr=1"
    assert np.array_equal(np.asarray(cv2.imread(str(tmp_path / "page.tif"), cv2.IMREAD_GRAYSCALE)), a_printed_page())


def test_the_engine_is_told_where_to_read_and_nothing_is_left_lying_about(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, f'cp "$2.uzn" "{tmp_path}/zones"; echo "$2" > "{tmp_path}/base"\n' + engines.READS_ANYTHING)
    zones = [Box(hpos=30, vpos=40, width=500, height=60), Box(hpos=30, vpos=130, width=700, height=90)]
    read_lines(blank_paper(), zones, (Language.KAZAKH,), 60)
    assert (tmp_path / "zones").read_text().splitlines() == ["30 40 500 60 Text", "30 130 700 90 Text"]
    assert not Path((tmp_path / "base").read_text().strip()).parent.exists()


def test_a_model_of_all_languages_is_read_with_from_its_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, f'echo "$*" > "{tmp_path}/told"\n' + engines.READS_ANYTHING)
    own = Model(name="own", file=tmp_path / "own models" / "kazruseng.traineddata")
    read_lines(blank_paper(400, 300), [], tuple(Language), 60, model=own)
    heard = (tmp_path / "told").read_text(encoding="utf-8")
    assert f" -l kazruseng --tessdata-dir {tmp_path}/own models --psm 4 " in heard


def test_when_one_model_reads_all_languages_the_letters_say_which_one_a_word_is_in() -> None:
    page = engines.A_PAGE.replace("lang='kaz'", "").replace("lang='eng'", "")
    words = [(word.content, word.language) for line in from_hocr(page.encode(), Language.RUSSIAN) for word in line.words]
    assert words == [("Мұрағат", Language.KAZAKH), ("archive", Language.ENGLISH), ("қоры&", Language.KAZAKH)]


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
    found = read_lines(pixels, [all_of(pixels)], (Language.ENGLISH,), 60)
    assert len(found) == len(drawn)
    for line, printed in zip(found, drawn, strict=True):
        assert line.box.overlap_across(printed.box) > 0.98 * printed.box.width
        assert line.box.overlap_down(printed.box) == line.box.height > 0.7 * printed.box.height


@pytest.mark.engine
def test_only_what_lies_in_a_zone_is_read() -> None:
    pixels = blank_paper(1748, 1000)
    _, second, third, _ = draw_lines(pixels, ENGLISH)
    boxes = third.box, second.box
    zones = [Box.of_edges(box.hpos - 20, box.vpos - 10, box.right + 20, box.bottom + 10) for box in boxes]
    found = read_lines(pixels, zones, (Language.ENGLISH,), 60)
    assert [line.content for line in found] == [third.content, second.content]


@pytest.mark.engine
def test_the_real_engine_is_stopped_at_the_limit_too() -> None:
    with pytest.raises(EngineTimeoutError):
        read_lines(blank_paper(), [all_of(blank_paper())], tuple(Language), 0.01)
