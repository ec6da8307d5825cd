"""The engine: found, asked for its languages, read from, and every way in which it fails."""

import os
import subprocess
import sys
import time
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
from ocr.hocr import Reading, from_hocr
from ocr.language import Language
from ocr.model import Model
from ocr.read import ReadOptions, read_page
from ocr.tesseract import Engine, check_languages, find_engine, read_lines
from tests.ocr import engines
from tests.ocr.drawing import ENGLISH, KAZAKH, RUSSIAN, a_printed_page, blank_paper, draw_lines
from tests.ocr.engines import stand_in


def read_text(pixels_with: tuple[str, ...], *languages: Language) -> str:
    pixels = blank_paper(1748, 1000)
    draw_lines(pixels, pixels_with)
    return " ".join(line.content for line in read_lines(pixels, 300, languages, 60).lines)


def read_something(timeout: float = 60) -> Reading:
    return read_lines(blank_paper(400, 300), 300, (Language.RUSSIAN, Language.KAZAKH), timeout)


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
    (engines.GIVES_UP, EngineFailedError, r"failed on the page: Error during processing\. "),
    (engines.GIVES_UP_WITHOUT_A_WORD, EngineFailedError, "it gave no reason"),
    (engines.GIVES_UP_IN_BAD_UTF8, EngineFailedError, "cannot read \ufffd"),
    (engines.LOADS_NO_LANGUAGE, LanguageMissingError, "no model for: kaz"),
    (engines.GOES_ON_WITHOUT_A_LANGUAGE, LanguageMissingError, "no model for: kaz"),
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
        read_page(scan)


def test_the_limit_is_for_the_whole_page_however_often_the_engine_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    doubtful = engines.READS_ANYTHING.replace("x_wconf 96", "x_wconf 10")
    stand_in(monkeypatch, tmp_path, f"echo asked >> {tmp_path}/asked; sleep 1.5\n{doubtful}")
    scan = tmp_path / "0007.png"
    cv2.imwrite(str(scan), a_printed_page())
    with pytest.raises(EngineTimeoutError, match=r"0007\.png within 2.5 seconds"):
        read_page(scan, options=ReadOptions(timeout=2.5))
    assert (tmp_path / "asked").read_text().split() == ["asked", "asked"]


def test_nothing_is_written_to_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no such folder"))
    stand_in(monkeypatch, tmp_path, engines.READS_ANYTHING)
    assert read_something().lines


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_the_engine_ends_when_we_are_killed(tmp_path: Path) -> None:
    script = f"import ocr.child; ocr.child.run_child(['sh', '-c', 'echo $$ > {tmp_path}/pid; exec sleep 30'], b'', 60)"
    parent = subprocess.Popen([sys.executable, "-c", script])
    pid = int(_once_there(tmp_path / "pid"))
    parent.kill()
    parent.wait()
    assert _ends(pid)


def _once_there(file: Path) -> str:
    for _ in range(200):
        if file.exists() and (said := file.read_text()):
            return said
        time.sleep(0.05)
    pytest.fail("the child never started")


def _ends(pid: int) -> bool:
    """Tell whether a process is gone, or only waits to be buried, within some seconds."""
    status = Path(f"/proc/{pid}/stat")
    for _ in range(100):
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


# --- what it says -----------------------------------------------------------------------------------------------------


def test_what_the_engine_says_becomes_lines_of_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, engines.READS_ANYTHING)
    reading = read_something()
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
    told = f'cat > "{tmp_path}/page.pgm"; echo "$OMP_THREAD_LIMIT|$LATELY|$*" > "{tmp_path}/told"\n'
    stand_in(monkeypatch, tmp_path, told + engines.READS_ANYTHING)
    monkeypatch.setenv("LATELY", "set after the start")
    before = dict(os.environ)
    read_lines(blank_paper(400, 300), 400, (Language.RUSSIAN, Language.KAZAKH), 60)
    assert dict(os.environ) == before
    heard = (tmp_path / "told").read_text(encoding="utf-8").strip()
    assert heard == "1|set after the start|stdin stdout -l rus+kaz --psm 3 --dpi 400 -c tessedit_create_hocr=1"
    assert (np.asarray(cv2.imread(str(tmp_path / "page.pgm"), cv2.IMREAD_GRAYSCALE)) == 255).all()


def test_a_model_of_all_languages_is_read_with_from_its_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, f'cat > /dev/null; echo "$*" > "{tmp_path}/told"\n' + engines.READS_ANYTHING)
    own = Model(name="own", file=tmp_path / "own models" / "kazruseng.traineddata")
    read_lines(blank_paper(400, 300), 300, tuple(Language), 60, model=own)
    heard = (tmp_path / "told").read_text(encoding="utf-8")
    assert heard.startswith(f"stdin stdout --tessdata-dir {tmp_path}/own models -l kazruseng ")


def test_when_one_model_reads_all_languages_the_letters_say_which_one_a_word_is_in() -> None:
    page = engines.A_PAGE.replace("lang='kaz'", "").replace("lang='eng'", "")
    reading = from_hocr(page.encode(), Language.RUSSIAN)
    words = [(word.content, word.language) for line in reading.lines for word in line.words]
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
    reading = read_lines(pixels, 300, (Language.ENGLISH,), 60)
    assert len(reading.lines) == len(drawn)
    for found, line in zip(reading.lines, drawn, strict=True):
        assert found.box.overlap_across(line.box) > 0.98 * line.box.width
        assert found.box.overlap_down(line.box) == found.box.height > 0.7 * line.box.height


@pytest.mark.engine
def test_the_real_engine_is_stopped_at_the_limit_too() -> None:
    with pytest.raises(EngineTimeoutError):
        read_lines(blank_paper(), 300, tuple(Language), 0.01)
