"""Tesseract's tools for training: they make our character set, and say what is wrong."""

from pathlib import Path

import pytest

from ocr.training.alphabet import CHARACTERS
from ocr.training.charset import NAME, make_charset
from ocr.training.tools import ToolFailedError, run_tool

pytestmark = pytest.mark.engine


def test_the_character_set_holds_our_alphabet(tmp_path: Path) -> None:
    charset = make_charset(tmp_path, NAME)
    unpacked = tmp_path / "unpacked.lstm-unicharset"
    run_tool(("combine_tessdata", "-e", charset, unpacked), tmp_path / "log.txt")
    held = {line.split(" ", 1)[0] for line in unpacked.read_text("utf-8").splitlines()[1:]}
    assert set(CHARACTERS) <= held


def test_a_tool_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    with pytest.raises(ToolFailedError, match="combine_tessdata ended with"):
        run_tool(("combine_tessdata", "-e", tmp_path / "missing.traineddata", tmp_path / "a.lstm"), log)
    assert "missing.traineddata" in log.read_text("utf-8")
