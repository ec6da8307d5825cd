"""Commands on scanned volumes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.answering import answering, console
from flows.cli.options import Address, AllowGaps, ArchiveSetting, AsJson, Jobs, ReadingModel, Runner, Timeout, Work
from flows.exit_codes import ExitCode
from flows.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flows.batch import Order
    from flows.outcome import Outcome
    from flows.settings import Settings

commands = typer.Typer()


@commands.command(short_help="Make a package of articles from each scanned volume.")
def digitise(  # noqa: PLR0913  # the options of the command
    volumes: Annotated[list[Path], typer.Argument(metavar="VOLUME...", help="Folder of scans, or PDF of scans.")],
    *,
    archive: ArchiveSetting = None,
    jobs: Jobs = None,
    work: Work = None,
    volume_id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Name of the package, for one volume. Default: that of the folder or PDF."),
    ] = None,
    model: ReadingModel = None,
    timeout: Timeout = None,
    allow_gaps: AllowGaps = None,
    runner: Runner = None,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Read scanned volumes and put a package of articles for each into the archive.

    A volume is a folder of scans (TIFF, JPEG, PNG, JPEG 2000, or PDFs, in the order of their names) or a PDF of scans. A file
    volume.toml in the folder says what the catalogue knows (docs/volume-toml.md). Pages once read are kept: run the same
    command again after a failure, and only what is missing is read. Scans are never changed.
    """
    if volume_id and len(volumes) > 1:
        raise typer.BadParameter(say("one id cannot name several volumes"), param_hint="--id")
    with answering(as_json=as_json):
        from flows.settings import settings_from  # noqa: PLC0415

        reading = {"model": model, "timeout": timeout, "allow_gaps": allow_gaps}
        settings = settings_from(archive=archive, work=work, jobs=jobs, runner=runner, address=address, **reading)
        settings.archive_folder  # noqa: B018  # says at once when no archive is named
        from flows.batch import Order  # noqa: PLC0415

        orders = [Order(source=source, volume_id=volume_id) for source in volumes]
        raise typer.Exit(digitise_orders(orders, settings, as_json=as_json))


def digitise_orders(orders: "Sequence[Order]", settings: "Settings", *, as_json: bool) -> ExitCode:
    """Digitise the volumes, answering after each; return the exit code of the first that failed."""
    from flows.batch import digitise_volumes  # noqa: PLC0415

    return answer_each(digitise_volumes(orders, settings, datetime.now(UTC)), as_json=as_json)


def answer_each(outcomes: "Iterable[Outcome]", *, as_json: bool) -> ExitCode:
    """Say how it went with each volume, as soon as it is done; return the exit code of the first that failed."""
    from flows.progress import shown_progress  # noqa: PLC0415
    from flows.report import outcome_json, write_json, write_outcome, write_summary  # noqa: PLC0415

    codes, documents = [], []
    with shown_progress(console(stderr=True)):
        for outcome in outcomes:
            codes.append(outcome.code)
            documents.append(outcome_json(outcome))
            if not (outcome.code is ExitCode.NOT_BEGUN and ExitCode.NOT_BEGUN in codes[:-1]):
                write_outcome(console(stderr=True), None if as_json else console(), outcome)
    if len(codes) > 1:
        write_summary(console(stderr=True), codes)
    code = next(filter(None, codes), ExitCode.OK)
    if as_json:
        write_json({"volumes": documents, "exit_code": int(code)})
    return code
