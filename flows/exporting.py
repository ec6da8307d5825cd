"""Taking articles out of a package, in the form asked for."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from archive.bag import is_bag
from archive.errors import NameTakenError, NotAPackageError
from archive.export import Depositor, build_crossref, build_rsci, export_folder, read_articles
from archive.markup import xml_bytes
from flows.atomic import written_whole
from flows.errors import SettingsError

FORMS = ("jats", "crossref", "rsci")


def export_articles(package: Path, target: Path, form: str, names: Sequence[str], depositor: Depositor) -> tuple[Path, ...]:
    """Write the articles `names` (all when none is named) of `package` to `target`; return the files written.

    Raises NotAPackageError, NoSuchArticleError, FactsMissingError, NameTakenError, SettingsError for a form that is none or a
    depositor who is not named, DiskFullError or NotWritableError.
    """
    if form not in FORMS:
        raise SettingsError(problems=f"--as {form}: one of {', '.join(FORMS)}")
    if not is_bag(package):
        raise NotAPackageError(path=package, reason="it holds no bagit.txt")
    articles = read_articles(package, names)
    if form == "jats":
        return export_folder(articles, target)
    if form == "crossref":
        _check_depositor(depositor)
        now = datetime.now(UTC)
        root = build_crossref(articles, depositor, f"{package.resolve().name}-{now:%Y%m%d%H%M%S}", now)
    else:
        root = build_rsci(articles)
    if target.exists():
        raise NameTakenError(volume_id=target.name, target=target)
    with written_whole(target) as unfinished:
        unfinished.write_bytes(xml_bytes(root))
    return (target,)


def _check_depositor(depositor: Depositor) -> None:
    facts = {"--depositor": depositor.name, "--email": depositor.email, "--resource": depositor.resource}
    missing = [name for name, value in facts.items() if not value]
    if missing:
        raise SettingsError(problems=f"Crossref asks who deposits, and where articles are on the web: give {', '.join(missing)}")
