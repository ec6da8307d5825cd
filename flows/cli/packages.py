"""Commands on packages, and on whole archives of them."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.answering import answering, console
from flows.cli.options import ArchiveSetting, AsJson, Work
from flows.exit_codes import ExitCode

commands = typer.Typer()

CheckJobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="N", help="Packages, or their files, read at once. Default: one per core."),
]


@commands.command(short_help="Check a package or a whole archive.")
def verify(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A package, a version of one, or an archive.")],
    *,
    jobs: CheckJobs = None,
    as_json: AsJson = False,
) -> None:
    """Check a package, a version, or a whole archive: checksums, completeness, schemas, rules. Ends with 0 only if all holds.

    Each fault names the file and its kind: missing, altered, unexpected, invalid. In an archive, older versions are checked too,
    and whether each package is the one its register knows.
    """
    with answering(as_json=as_json):
        from flows.progress import shown_progress  # noqa: PLC0415
        from flows.report import verified_json, write_json, write_verified  # noqa: PLC0415
        from flows.settings import settings_from  # noqa: PLC0415
        from flows.verifying import verify_path  # noqa: PLC0415

        with shown_progress(console(stderr=True)):
            verified = verify_path(path, settings_from(jobs=jobs).jobs)
        if as_json:
            write_json(verified_json(verified))
        else:
            write_verified(console(), verified)
        raise typer.Exit(ExitCode.OK if verified.holds else ExitCode.INVALID_PACKAGE)


@commands.command(short_help="Measure the articles of a package against a truth of your own.")
def evaluate(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="A package, or a folder of JATS files.")],
    truth: Annotated[Path, typer.Argument(metavar="TRUTH", help="A folder of JATS files, or a truth file (.toml, .json).")],
    *,
    details: Annotated[bool, typer.Option("--details", help="Name what was missed and what is wrong.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure how well articles were found and described, field by field: precision, recall, F1, characters wrong.

    The truth is made by people who know the volume (docs/evaluate.md). Ends with 0 whatever the figures are.
    """
    with answering(as_json=as_json):
        from flows.evaluating import evaluate_package, evaluation_json, write_evaluation  # noqa: PLC0415
        from flows.report import write_json  # noqa: PLC0415

        evaluation = evaluate_package(package, truth)
        if as_json:
            write_json(evaluation_json(evaluation))
        else:
            write_evaluation(console(), evaluation, details=details)


@commands.command(short_help="Check the packages of an archive that are due, and keep what was found.")
def audit(  # noqa: PLR0913  # the options of the command
    *,
    archive: ArchiveSetting = None,
    older: Annotated[
        float, typer.Option("--older", min=0, metavar="DAYS", help="Check what was last checked so many days ago or longer.")
    ] = 30.0,
    packages: Annotated[
        int | None, typer.Option("--packages", min=1, metavar="N", help="Check so many at most: those longest unchecked.")
    ] = None,
    work: Work = None,
    jobs: CheckJobs = None,
    as_json: AsJson = False,
) -> None:
    """Check the packages of an archive that are due, those longest unchecked first, and keep what was found in the archive.

    Meant to be run every night: with `--packages`, a slice at a time, the whole archive is gone through over and over. A package
    that did not hold at its last check, or is gone, is checked every time. Ends with 12 when a package does not
    hold. Each package is an event in Prefect (muragat.package.verified, muragat.package.damaged).
    """
    with answering(as_json=as_json):
        from flows.audit_slice import AuditSlice  # noqa: PLC0415
        from flows.auditing import audit_code, audited_json, run_audit, write_audited  # noqa: PLC0415
        from flows.progress import shown_progress  # noqa: PLC0415
        from flows.report import write_json  # noqa: PLC0415
        from flows.settings import settings_from  # noqa: PLC0415

        settings = settings_from(archive=archive, work=work, jobs=jobs)
        with shown_progress(console(stderr=True)):
            audited = run_audit(settings, AuditSlice(older=older, packages=packages))
        if as_json:
            write_json(audited_json(audited))
        else:
            write_audited(console(), audited)
        raise typer.Exit(audit_code(audited))
