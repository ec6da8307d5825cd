"""The command line: what an archivist types, and what she is told. One module per group of commands."""

import signal
from typing import Annotated

import typer

from flows.cli import inspection, machine, operation, packages, readers, volumes
from flows.cli.answering import terminated

__all__ = ["app", "main"]

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


for group in (volumes, operation, packages, readers, inspection, machine):
    app.add_typer(group.commands)


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGTERM, terminated)
    app()
