"""Taking articles out of a package, in the form asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive.bag import is_bag
from archive.errors import NotAPackageError, TargetTakenError
from archive.export import Depositor, build_crossref, build_rsci, export_folder, read_articles
from archive.markup import xml_bytes
from flows.atomic import written_whole
from flows.errors import UsageError

FORMS = ("jats", "crossref", "rsci")


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What consumers ask for and no volume holds: who deposits (Crossref), the number eLIBRARY gave the journal."""

    depositor: str = ""
    email: str = ""
    resource: str = ""
    title_id: int | None = None


def export_articles(package: Path, target: Path, form: str, names: Sequence[str], given: Particulars) -> tuple[Path, ...]:
    """Write the articles `names` (all when none is named) of `package` to `target`; return the files written.

    Raises NotAPackageError, NoSuchArticleError, FactsMissingError, InvalidExportError, TargetTakenError, UsageError for a form
    that is none or particulars that are not given, DiskFullError or NotWritableError.
    """
    if form not in FORMS:
        raise UsageError(problem=f"--as {form}: it can be {', '.join(FORMS)}")
    if not is_bag(package):
        raise NotAPackageError(path=package, reason="it holds no bagit.txt")
    articles = read_articles(package, names)
    if form == "jats":
        return export_folder(articles, target)
    now = datetime.now(UTC)
    if form == "crossref":
        root = build_crossref(articles, _depositor(given), f"{package.resolve().name}-{now:%Y%m%d%H%M%S}", now)
    else:
        root = build_rsci(articles, _title_id(given))
    if target.exists():
        raise TargetTakenError(target=target)
    with written_whole(target) as unfinished:
        unfinished.write_bytes(xml_bytes(root))
    return (target,)


def _depositor(given: Particulars) -> Depositor:
    facts = {"--depositor": given.depositor, "--email": given.email, "--resource": given.resource}
    missing = [name for name, value in facts.items() if not value]
    if missing:
        raise UsageError(problem=f"Crossref asks who deposits, and where articles are on the web: give {', '.join(missing)}")
    try:
        return Depositor(name=given.depositor, email=given.email, resource=given.resource)
    except ValueError as error:
        raise UsageError(problem=str(error)) from error


def _title_id(given: Particulars) -> int:
    if given.title_id is None:
        raise UsageError(problem="eLIBRARY asks for the number it has given the journal: give --title-id")
    return given.title_id
