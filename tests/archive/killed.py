"""A writer that is killed: run as `python -m tests.archive.killed FOLDER SCANS`.

It writes the second version of a volume into a copy of FOLDER/before again and again, each time in a child process that the
kernel kills (SIGKILL) at the next system call it makes on the archive: first at the first, last not at all. The copies are
FOLDER/0001, FOLDER/0002 …: what each kill left.
"""

import os
import shutil
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from archive.bibliography import Volume
from archive.content import PackagePlan
from archive.package import plan_package
from archive.store import write_package
from tests.archive.contents import a_content

VOLUME_ID = "хабаршы-2015"
_TOUCHING = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "ctypes.dlsym"})
_MOST = 1000


def first_plan(scans: Path) -> PackagePlan:
    """Return the package of the first version."""
    return plan_package(a_content(scans))


def second_plan(scans: Path) -> PackagePlan:
    """Return the package of the second version, whose title was corrected."""
    content = a_content(scans)
    volume = Volume(volume_id=VOLUME_ID, title="Хабаршы. Филология сериясы", year=2015)
    return plan_package(replace(content, volume=volume, started=content.started + timedelta(days=1)))


def write_until_killed(plan: PackagePlan, archive: Path, calls: int) -> bool:
    """Write `plan` in a child that dies at its call number `calls` on the archive; return whether it lived to the end."""
    child = os.fork()
    if child == 0:
        _die_at(calls, archive)
        write_package(plan, archive / VOLUME_ID)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def _die_at(calls: int, archive: Path) -> None:
    left = calls

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in _TOUCHING and any(str(archive) in str(argument) for argument in arguments):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def main() -> None:
    """Kill at every call, until one writer lives."""
    folder, scans = Path(sys.argv[1]), Path(sys.argv[2])
    plan = second_plan(scans)
    write_package(plan, folder / "schemas-loaded" / VOLUME_ID)  # once, not once in every child
    for calls in range(1, _MOST):
        copy = folder / f"{calls:04d}"
        shutil.copytree(folder / "before", copy)
        if write_until_killed(plan, copy, calls):
            return
    sys.exit("no writer ever lived")


if __name__ == "__main__":
    main()
