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
