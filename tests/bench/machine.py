"""On what was measured: a table of figures without it says nothing."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_GIB = 1024**3


def describe_machine() -> str:
    """Return a line about this machine, how busy it was in the last minutes, its software and the day."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    load = os.getloadavg()[1]
    software = ", ".join(f"{name} {version(package)}" for name, package in _LIBRARIES)
    return (
        f"*{datetime.now(UTC):%d %B %Y}; {os.cpu_count()} × {_processor()}, {memory:.0f} GiB, load {load:.1f}; {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}, {software}.*"
    )


_LIBRARIES = (("OpenCV", "opencv-python-headless"), ("Prefect", "prefect"))


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
