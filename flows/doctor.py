"""Is everything here that a run needs? What is missing, and the command that mends it."""

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from flows.errors import SettingsError
from flows.exit_codes import ExitCode, exit_code_of
from flows.job import check_writable
from flows.messages import say, state
from flows.settings import Settings
from ocr.errors import StatedError
from ocr.language import Language
from ocr.model import STOCK, Model, find_model
from ocr.tesseract import check_languages, find_engine

ENOUGH_SPACE = 5 * 1024**3
"""Bytes free from which a volume of some hundred pages fits, its package beside it while it is made."""

_GIB = 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One thing looked at: what was found, and when it is not well, what mends it and the exit code it stands for."""

    subject: str
    well: bool
    found: str
    remedy: str = ""
    code: ExitCode = ExitCode.OK


def diagnose(archive: Path | None, work: Path, model: str) -> tuple[Diagnosis, ...]:
    """Look at the engine, what it reads with, Prefect, the JATS schema, and space and access of the folders."""
    folders = [("archive", archive)] if archive else []
    return (
        _checked(say("Tesseract"), lambda: find_engine().version),
        *_models(model),
        _prefect(),
        _jats(),
        *(each for name, folder in (*folders, ("work", work)) for each in _folder(name, folder)),
    )


def check_serving(settings: Settings) -> None:
    """Raise what would stop every volume, before anything is served: no engine, no model, no access, folders in one another."""
    reading = settings.manner.reading
    check_languages(find_engine(), reading.languages, reading.model)
    if not settings.inbox_folder.is_dir():
        raise SettingsError(problems=say("inbox: there is no folder {inbox}", inbox=settings.inbox_folder))
    for name, folder in (("archive", settings.archive_folder), ("work", settings.work)):
        if _lie_in_one_another(settings.inbox_folder, folder):
            problem = say(
                "inbox: {inbox} and {name} {folder} lie in one another", inbox=settings.inbox_folder, name=name, folder=folder
            )
            raise SettingsError(problems=problem)
        check_writable(folder)


def _lie_in_one_another(one: Path, other: Path) -> bool:
    first, second = one.resolve(), other.resolve()
    return first.is_relative_to(second) or second.is_relative_to(first)


def _checked(subject: str, look: Callable[[], str]) -> Diagnosis:
    """Return what `look` finds; a failure it raises is the diagnosis."""
    try:
        return Diagnosis(subject=subject, well=True, found=look())
    except StatedError as error:
        found = say(error.template, **error.facts)
        return Diagnosis(
            subject=subject, well=False, found=found, remedy=state(error)[len(found) :].strip(), code=exit_code_of(error)
        )


def _models(name: str) -> Iterator[Diagnosis]:
    """Look at the model pages are read with; of the stock ones beside it say which are here, for whoever wants to choose."""
    yield _checked(say("model {name}", name=name), lambda: _model(find_model(name)))
    if name != STOCK.name:
        found = _checked(say("stock models"), lambda: _model(STOCK))
        without = say("not all installed: lines read with doubt are read only once")
        yield found if found.well else replace(found, well=True, found=without)


def _model(model: Model) -> str:
    engine = find_engine()
    check_languages(engine, tuple(Language), model)
    digests = model.digests(engine.models)
    return ", ".join(f"{code} {digests[code][:12]}" for code in model.codes(tuple(Language)))


def _prefect() -> Diagnosis:
    try:
        return Diagnosis(subject="Prefect", well=True, found=version("prefect"))
    except PackageNotFoundError:
        found, remedy = say("Prefect is not installed."), say("Run 'make setup'.")
        return Diagnosis(subject="Prefect", well=False, found=found, remedy=remedy, code=ExitCode.MISSING_SOFTWARE)


def _jats() -> Diagnosis:
    subject = say("JATS schema")
    if importlib.util.find_spec("Bio"):
        return Diagnosis(subject=subject, well=True, found=f"biopython {version('biopython')}")
    found, remedy = say("The package biopython, which carries it, is not installed."), say("Run 'make setup'.")
    return Diagnosis(subject=subject, well=False, found=found, remedy=remedy, code=ExitCode.MISSING_SOFTWARE)


def _folder(name: str, folder: Path) -> Iterator[Diagnosis]:
    access = _checked(say("write access, {name}", name=name), lambda: _writable(folder))
    yield access
    if access.well:
        yield _space(name, folder)


def _writable(folder: Path) -> str:
    check_writable(folder)
    return str(folder)


def _space(name: str, folder: Path) -> Diagnosis:
    free = shutil.disk_usage(folder).free
    enough = free >= ENOUGH_SPACE
    return Diagnosis(
        subject=say("disk space, {name}", name=name),
        well=enough,
        found=say("{free:.1f} GiB free", free=free / _GIB),
        remedy="" if enough else say("Free some space, at least {enough:.0f} GiB for a volume.", enough=ENOUGH_SPACE / _GIB),
        code=ExitCode.OK if enough else ExitCode.DISK_FULL,
    )
