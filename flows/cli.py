"""The command line: what an archivist types, and what she is told."""

import os
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.text import Text

from flows.exit_codes import ExitCode, exit_code_of
from flows.messages import say, state
from ocr.errors import StatedError

if TYPE_CHECKING:
    from flows.settings import Settings

app = typer.Typer(
    name="muragat",
    help="From scanned volumes in Kazakh, Russian and English to articles in packages that an archive can keep.",
    epilog="Exit codes are described in docs/exit-codes.md.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

WIDTH_WITHOUT_TERMINAL = 132

AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON document to standard output, for machines.")]
Archive = Annotated[
    Path, typer.Option("--archive", envvar="MURAGAT_ARCHIVE", metavar="DIR", help="Folder that holds the packages.")
]
Work = Annotated[
    Path | None,
    typer.Option("--work", envvar="MURAGAT_WORK", metavar="DIR", help="Folder for pages already read. Default: your cache folder."),
]


class TerminatedError(BaseException):
    """The process was told to end (SIGTERM)."""


def _console(*, stderr: bool = False) -> Console:
    console = Console(stderr=stderr, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = Console(stderr=stderr, highlight=False, width=WIDTH_WITHOUT_TERMINAL)
    return console


def _complain(sentence: str) -> None:
    _console(stderr=True).print(Text(f"muragat: {sentence}"), soft_wrap=True)


@contextmanager
def _answering(*, as_json: bool) -> Iterator[None]:
    """End the command with the exit code of whatever failure leaves the block, and one sentence about it."""
    try:
        yield
    except typer.Exit:
        raise
    except StatedError as error:
        if as_json:
            from flows.report import failure_json, write_json  # noqa: PLC0415

            write_json(failure_json(error))
        _complain(state(error))
        raise typer.Exit(exit_code_of(error)) from None
    except (KeyboardInterrupt, TerminatedError) as stopped:
        _complain(say("Stopped. Pages that were read are kept, and nothing half-written is left in the archive."))
        _leave_now(ExitCode.INTERRUPTED if isinstance(stopped, KeyboardInterrupt) else ExitCode.TERMINATED)
    except Exception as error:
        traceback.print_exc()
        _complain(say("This is a bug in muragat: {error}. Please report it with the lines above.", error=repr(error)))
        raise typer.Exit(ExitCode.BUG) from error


def _leave_now(code: ExitCode) -> NoReturn:
    """End at once: threads that still wait for something are not waited for."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _show_version(asked: bool) -> None:  # noqa: FBT001  # Typer's own signature
    if asked:
        from flows.version import software_version  # noqa: PLC0415

        typer.echo(f"muragat {software_version()}")
        raise typer.Exit


@app.callback()
def muragat(
    *,
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """From scanned volumes in Kazakh, Russian and English to articles in packages that an archive can keep."""


@app.command(short_help="Make a package of articles from each scanned volume.")
def digitise(  # noqa: PLR0913  # the options of the command
    volumes: Annotated[list[Path], typer.Argument(metavar="VOLUME...", help="Folder of scans, or PDF of scans.")],
    *,
    archive: Archive,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", envvar="MURAGAT_JOBS", min=1, metavar="N", help="Pages read at once. Default: one per core."),
    ] = None,
    work: Work = None,
    volume_id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Name of the package, for one volume. Default: that of the folder or PDF."),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", envvar="MURAGAT_TIMEOUT", metavar="SECONDS", help="Time limit for a page. Default: 300."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read scanned volumes and put a package of articles for each into the archive.

    A volume is a folder of scans (TIFF, JPEG, PNG, JPEG 2000, in the order of their names) or a PDF of scans. A file
    volume.toml in the folder says what the catalogue knows (docs/volume-toml.md). Pages once read are kept: run the same
    command again after a failure, and only what is missing is read. Scans are never changed.
    """
    if volume_id and len(volumes) > 1:
        raise typer.BadParameter(say("one id cannot name several volumes"), param_hint="--id")
    with _answering(as_json=as_json):
        from flows.settings import settings_from  # noqa: PLC0415

        settings = settings_from(archive=archive, work=work, jobs=jobs, timeout=timeout)
        raise typer.Exit(_digitise(volumes, settings, volume_id, as_json=as_json))


def _digitise(volumes: Sequence[Path], settings: "Settings", volume_id: str | None, *, as_json: bool) -> ExitCode:
    """Digitise the volumes, answering after each; return the exit code of the first that failed."""
    from flows.batch import digitise_volumes  # noqa: PLC0415
    from flows.progress import shown_progress  # noqa: PLC0415
    from flows.report import outcome_json, write_json, write_outcome  # noqa: PLC0415

    codes, documents = [], []
    with shown_progress(_console(stderr=True)):
        for outcome in digitise_volumes(volumes, settings, volume_id, datetime.now(UTC)):
            codes.append(outcome.code)
            documents.append(outcome_json(outcome))
            write_outcome(_console(stderr=True), None if as_json else _console(), outcome)
    code = next(filter(None, codes), ExitCode.OK)
    if as_json:
        write_json({"volumes": documents, "exit_code": int(code)})
    return code


@app.command(short_help="Check a package or a whole archive.")
def verify(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A package, or an archive of packages.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Check a package or a whole archive: checksums, completeness, schemas, rules. Ends with 0 only if all holds."""
    with _answering(as_json=as_json):
        from flows.report import verified_json, write_json, write_verified  # noqa: PLC0415
        from flows.verifying import verify_path  # noqa: PLC0415

        verified = verify_path(path)
        if as_json:
            write_json(verified_json(verified))
        else:
            write_verified(_console(), verified)
        raise typer.Exit(ExitCode.OK if verified.holds else ExitCode.INVALID_PACKAGE)


@app.command(short_help="Look whether everything a run needs is here.")
def doctor(
    *,
    archive: Annotated[
        Path | None, typer.Option("--archive", envvar="MURAGAT_ARCHIVE", metavar="DIR", help="Look at this archive too.")
    ] = None,
    work: Work = None,
    as_json: AsJson = False,
) -> None:
    """Look whether everything is here that a run needs, and say what mends what is missing."""
    with _answering(as_json=as_json):
        from flows.doctor import diagnose  # noqa: PLC0415
        from flows.report import diagnoses_json, write_diagnoses, write_json  # noqa: PLC0415
        from flows.settings import default_work  # noqa: PLC0415

        diagnoses = diagnose(archive, work or default_work())
        if as_json:
            write_json(diagnoses_json(diagnoses))
        else:
            write_diagnoses(_console(), diagnoses)
        raise typer.Exit(next((each.code for each in diagnoses if not each.well), ExitCode.OK))


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TerminatedError


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGTERM, _terminated)
    app()


if __name__ == "__main__":
    main()
