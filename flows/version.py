"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version

from archive.premis import Agent

_LIBRARIES = {"OpenCV": "opencv-python-headless", "Pillow": "pillow", "pikepdf": "pikepdf", "pypdfium2": "pypdfium2"}
"""The libraries that have a hand in pixels and PDF, by the names archivists know them by, and the distributions that carry them."""


def software_version() -> str:
    """Return the version of this program as it is installed."""
    try:
        return version("muragat")
    except PackageNotFoundError:
        return "0+unknown"


def libraries() -> tuple[Agent, ...]:
    """Return the libraries that have a hand in pixels, as agents of what is done to scans."""
    return tuple(Agent(name=name, version=version(distribution)) for name, distribution in _LIBRARIES.items())
