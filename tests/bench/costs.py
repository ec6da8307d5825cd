"""What a command costs: processor, clock and memory, its children's included, as the system counts them."""

import os
import resource
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

_KIB = 1024
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of processor (user and system) and of the clock, and the most memory a single process of it held, in bytes."""

    cpu: float
    clock: float
    memory: int


def run(command: Sequence[str | Path], variables: Mapping[str, str] | None = None) -> tuple[Cost, str]:
    """Run `command` to its end, `variables` set; return its cost, with that of all it waited for, and what it printed.

    Raises CalledProcessError, with what was complained of, when it fails.
    """
    started = monotonic()
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(command, stdout=printed, stderr=complaints, env=os.environ | ONE_THREAD | dict(variables or {}))
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        complaints.seek(0)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command, stderr=complaints.read().decode(errors="replace"))
        return _cost(used, monotonic() - started), printed.read().decode()


def _cost(used: resource.struct_rusage, clock: float) -> Cost:
    return Cost(cpu=used.ru_utime + used.ru_stime, clock=clock, memory=used.ru_maxrss * _KIB)
