"""Where each file of a package is, relative to data/."""

from pathlib import PurePosixPath

ACCESS_PATH = PurePosixPath("access", "volume.pdf")
METS_PATH = PurePosixPath("METS.xml")
PREMIS_PATH = PurePosixPath("PREMIS.xml")
REPORT_PATH = PurePosixPath("report.json")


def master_path(name: str) -> PurePosixPath:
    """Return where the scan file of this name is."""
    return PurePosixPath("master", name)


def image_path(name: str) -> PurePosixPath:
    """Return where the image of this name is, taken out of a scan file that holds many."""
    return PurePosixPath("image", name)


def alto_path(image_nr: int) -> PurePosixPath:
    """Return where the ALTO of a page is."""
    return PurePosixPath(f"alto/{image_nr:04d}.xml")


def article_path(number: int) -> PurePosixPath:
    """Return where the JATS of an article is."""
    return PurePosixPath(f"articles/a{number:03d}.xml")


def graphic_path(name: str) -> PurePosixPath:
    """Return where a picture cut out of a scan is: in a folder beside the articles that show it."""
    return PurePosixPath("articles", "graphics", name)
