"""Commands on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.answering import answering, console
from flows.cli.options import AsJson, Work
from flows.exit_codes import ExitCode

commands = typer.Typer()


@commands.command(short_help="Look whether everything a run needs is here.")
def doctor(
    *,
    archive: Annotated[
        Path | None, typer.Option("--archive", envvar="MURAGAT_ARCHIVE", metavar="DIR", help="Look at this archive too.")
    ] = None,
    work: Work = None,
    as_json: AsJson = False,
) -> None:
    """Look whether everything is here that a run needs, and say what mends what is missing."""
    with answering(as_json=as_json):
        from flows.doctor import diagnose  # noqa: PLC0415
        from flows.report import diagnoses_json, write_diagnoses, write_json  # noqa: PLC0415
        from flows.settings import default_work  # noqa: PLC0415

        diagnoses = diagnose(archive, work or default_work())
        if as_json:
            write_json(diagnoses_json(diagnoses))
        else:
            write_diagnoses(console(), diagnoses)
        raise typer.Exit(next((each.code for each in diagnoses if not each.well), ExitCode.OK))
