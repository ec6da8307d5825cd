"""Engines that fail, each by its name: small executables that stand on the path where Tesseract should."""

import os
import shutil
from pathlib import Path

import pytest

A_PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html;charset=utf-8"/></head><body>
<div class='ocr_page' title='image "page.tif"; bbox 0 0 1748 1240; ppageno 0'>
<div class='ocr_carea' title='bbox 100 90 900 200'><p class='ocr_par' lang='kaz' title='bbox 100 90 900 200'>
<span class='ocr_header' title='bbox 100 90 900 140; baseline 0 -9; x_size 46'>
<span class='ocrx_word' title='bbox 100 100 250 140; x_wconf 96'>Мұрағат</span>
<span class='ocrx_word' title='bbox 270 95 420 140; x_wconf 31' lang='eng'><strong>archive</strong></span>
<span class='ocrx_word' title='bbox 430 100 440 140; x_wconf 95'> </span></span>
<span class='ocr_line' title='bbox 100 150 900 200'>
<span class='ocrx_word' title='bbox 100 150 300 200; x_wconf 0' lang='deu'>қоры&amp;</span></span>
<span class='ocr_line' title='bbox 100 210 900 250'></span>
</p></div></div></body></html>"""
"""What Tesseract says of a page, in hOCR."""

_PAGE = f"cat <<'END'\n{A_PAGE}\nEND\n"
_SIGNAL = "kill -s {0} $$; sleep 9"

READS_ANYTHING = _PAGE
READS_EACH_LINE_ALIKE = r"""awk '
BEGIN { print "<html><body><div class=\"ocr_page\">" }
{ half = int($3 / 2) - 9
  printf "<p class=\"ocr_par\" lang=\"kaz\"><span class=\"ocr_line\">"
  printf "<span class=\"ocrx_word\" title=\"bbox %d %d %d %d; x_wconf 95\">Ғылым</span> ", $1, $2, $1 + half, $2 + $4
  printf "<span class=\"ocrx_word\" title=\"bbox %d %d %d %d; x_wconf 95\">жаршысы</span>", $1 + half + 18, $2, $1 + $3, $2 + $4
  print "</span></p>" }
END { print "</div></body></html>" }' "${1%.*}.uzn"
"""
HANGS = "exec sleep 30"
CRASHES = _SIGNAL.format("SEGV")
IS_KILLED_FOR_MEMORY = _SIGNAL.format("KILL")
CRASHES_INSIDE_A_SCRIPT = "exit 139"
GIVES_UP = "echo 'Warning: odd image' >&2; echo 'Error during processing.' >&2; exit 1"
GIVES_UP_WITHOUT_A_WORD = "exit 1"
GIVES_UP_IN_BAD_UTF8 = r"printf 'cannot read \377\376.\n' >&2; exit 1"
LOADS_NO_LANGUAGE = "echo \"Failed loading language 'kaz'\" >&2; echo 'Could not initialize tesseract.' >&2; exit 1"
SAYS_NOTHING = ":"
SAYS_GARBAGE = "head -c 4096 /dev/urandom"
SAYS_SOMETHING_ELSE = "echo '<html><body><p>Usage: tesseract [options]</p></body></html>'"
BREAKS_OFF = f"{{ {_PAGE}}} | head -c 700"
WRITES_BAD_UTF8 = r"printf '<html><body><div class=\"ocr_page\">\320\377</div></body></html>'"
PLACES_WORDS_NOWHERE = f"{{ {_PAGE}}} | sed 's/bbox 270 95 420 140;//'"
COUNTS_IN_WORDS = f"{{ {_PAGE}}} | sed 's/x_wconf 31/x_wconf high/'"

IS_OLD = "echo 'tesseract 4.1.1'; echo ' leptonica-1.82.0'"
IS_OLD_ON_STANDARD_ERROR = "echo 'tesseract 3.05.02' >&2"
IS_SOMETHING_ELSE = "echo 'GNU bash, version 5.2'"
LACKS_A_LIBRARY = "echo 'error while loading shared libraries: liblept.so.5' >&2; exit 127"


def waits_for(gate: Path) -> str:
    """Return a script that goes on once there is a file at `gate`."""
    return f"while [ ! -e {gate} ]; do sleep 0.1; done\n"


def stand_in_on_path(folder: Path, script: str) -> str:
    """Put a command in Tesseract's place that reads as the shell script says, and says of itself what Tesseract says.

    Return the PATH on which it is found, for processes that tests start.
    """
    real = shutil.which("tesseract")
    folder.mkdir()
    command = folder / "tesseract"
    command.write_text(f'#!/bin/sh\ncase "$1" in --*) exec {real} "$@" ;; esac\nexec > "$2.hocr"\n{script}\n', encoding="utf-8")
    command.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> Path:
    """Put a command in Tesseract's place that does what the shell script says; return where it is.

    Asked to read (its second argument is where to), it writes what the script prints where Tesseract would write hOCR.
    """
    command = folder / "engine" / "tesseract"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\n[ $# -gt 1 ] && exec > "$2.hocr"\n{script}\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    return command
