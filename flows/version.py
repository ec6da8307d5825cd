"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def software_version() -> str:
    """Return the version of this program as it is installed."""
    try:
        return version("muragat")
    except PackageNotFoundError:
        return "0+unknown"
