"""Articles as plain files: JATS with the pictures it shows, as they lie in the package, in a folder of one's own."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from archive.errors import TargetTakenError
from archive.export.articles import ExportedArticle
from archive.markup import XLINK_HREF
from archive.store.disk import stating_refusals


def export_folder(articles: Sequence[ExportedArticle], target: Path) -> tuple[Path, ...]:
    """Copy the articles and the pictures they show into the new or empty folder `target`; return what was written, in order.

    The files are byte for byte those of the package. Raises TargetTakenError when something is in `target`, DiskFullError or
    NotWritableError.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TargetTakenError(target=target)
    files = [(article.path, Path(article.path.name)) for article in articles]
    files += [(article.path.parent / shown, Path(shown)) for article in articles for shown in graphics_of(article)]
    with stating_refusals(target):
        target.mkdir(parents=True, exist_ok=True)
        return tuple(_copied(source, target / name) for source, name in dict.fromkeys(files))


def graphics_of(article: ExportedArticle) -> tuple[str, ...]:
    """Return the files of the pictures an article shows, relative to it."""
    shown = (str(element.get(XLINK_HREF, "")) for element in article.root.iter("graphic", "inline-graphic"))
    return tuple(dict.fromkeys(name for name in shown if name and (article.path.parent / name).is_file()))


def _copied(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(source, target))
