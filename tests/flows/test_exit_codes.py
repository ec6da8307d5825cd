"""Exit codes: documented, and one for every failure that can be stated."""

import re
from pathlib import Path

import archive.errors
import flows.errors
import ocr.errors
from flows.exit_codes import ExitCode, exit_code_of
from ocr.errors import PermanentError, StatedError, TransientError

DOCUMENT = Path(__file__).parents[2] / "docs" / "exit-codes.md"
NEVER_RAISED = {
    StatedError,
    PermanentError,
    TransientError,
    ocr.errors.OcrError,
    archive.errors.ArchiveError,
    flows.errors.FlowsError,
}
CHECKPOINT_ONLY = {archive.errors.BrokenAltoError}
"""A broken checkpoint is read again, so this failure never reaches the command line."""


def stated_errors() -> set[type[StatedError]]:
    found = {
        kind
        for room in (ocr.errors, archive.errors, flows.errors)
        for kind in vars(room).values()
        if isinstance(kind, type) and issubclass(kind, StatedError)
    }
    return found - NEVER_RAISED - CHECKPOINT_ONLY


def test_the_document_and_the_program_agree() -> None:
    rows = re.findall(r"^\| (\d+) \| (\w+) \| .+ \|$", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [(int(number), name) for number, name in rows] == [(code.value, code.name) for code in ExitCode]


def test_every_stated_failure_has_a_code_of_its_kind() -> None:
    without = [kind.__name__ for kind in stated_errors() if exit_code_of(kind.__new__(kind)) is ExitCode.BUG]
    assert without == []


def test_what_nobody_foresaw_is_a_bug() -> None:
    assert exit_code_of(ZeroDivisionError()) is ExitCode.BUG
