"""Commands on packages, and on whole archives of them."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.answering import answering, console
from flows.cli.options import AsJson
from flows.exit_codes import ExitCode

commands = typer.Typer()


@commands.command(short_help="Check a package or a whole archive.")
def verify(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A package, or an archive of packages.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Check a package or a whole archive: checksums, completeness, schemas, rules. Ends with 0 only if all holds."""
    with answering(as_json=as_json):
        from flows.report import verified_json, write_json, write_verified  # noqa: PLC0415
        from flows.verifying import verify_path  # noqa: PLC0415

        verified = verify_path(path)
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
