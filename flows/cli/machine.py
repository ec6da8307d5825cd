"""Commands on this machine."""

import typer

from flows.cli.answering import answering, console
from flows.cli.options import ArchiveSetting, AsJson, Work
from flows.exit_codes import ExitCode

commands = typer.Typer()


@commands.command(short_help="Look whether everything a run needs is here.")
def doctor(
    *,
    archive: ArchiveSetting = None,
    work: Work = None,
    as_json: AsJson = False,
) -> None:
    """Look whether everything is here that a run needs, and say what mends what is missing."""
    with answering(as_json=as_json):
        from flows.doctor import diagnose  # noqa: PLC0415
        from flows.report import diagnoses_json, write_diagnoses, write_json  # noqa: PLC0415
        from flows.settings import settings_from  # noqa: PLC0415

        settings = settings_from(archive=archive, work=work)
        diagnoses = diagnose(settings.archive, settings.work, settings.model)
        if as_json:
            write_json(diagnoses_json(diagnoses))
        else:
            write_diagnoses(console(), diagnoses)
        raise typer.Exit(next((each.code for each in diagnoses if not each.well), ExitCode.OK))


@commands.command(short_help="Show the settings in force, and where each comes from.")
def settings(*, as_json: AsJson = False) -> None:
    """Show every setting in force and where it comes from: a variable, the settings file, or the default.

    Every setting is a key of the settings file, a variable MURAGAT_<NAME>, and, where a command has it, a flag; flags go
    first, then variables, then the file. What is secret among Prefect's own variables is named, never shown.
    """
    with answering(as_json=as_json):
        from flows.report import settings_json, write_json, write_settings  # noqa: PLC0415
        from flows.settings import settings_in_force  # noqa: PLC0415

        found = settings_in_force()
        if as_json:
            write_json(settings_json(found))
        else:
            write_settings(console(), found)
