"""Tesseract's own tools for training, run as children: what they said is kept, and a failure is stated."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path


class ToolFailedError(Exception):
    """A tool ended with an error."""


def run_tool(command: Sequence[str | Path], log: Path) -> None:
    """Run a tool with one thread, what it says added to `log`. Raises ToolFailedError with its last line."""
    with log.open("a", encoding="utf-8") as said:
        done = subprocess.run(  # noqa: S603  # every command is one of Tesseract's tools, with arguments of ours
            [str(part) for part in command],
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    if done.returncode:
        lines = log.read_text("utf-8", errors="replace").splitlines()
        msg = f"{command[0]} ended with {done.returncode}: {lines[-1] if lines else 'it gave no reason'} (all it said is in {log})"
        raise ToolFailedError(msg)
