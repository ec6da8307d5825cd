"""Commands that show how a result came about."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.answering import answering
from flows.cli.options import ReadingModel, Timeout, Work

commands = typer.Typer()


@commands.command(short_help="Show what becomes of a scan, or why a volume was divided as it was.")
def inspect(  # noqa: PLR0913  # the options of the command
    scan: Annotated[Path, typer.Argument(metavar="SCAN", help="A scan, a PDF of scans or a folder of scans.")],
    *,
    page: Annotated[int | None, typer.Option("--page", min=1, metavar="N", help="Which page of a PDF, TIFF or folder.")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Where to write the sheet; as .png it is all pictures in one. Default: here."),
    ] = None,
    work: Work = None,
    model: ReadingModel = None,
    timeout: Timeout = None,
) -> None:
    """Write a sheet that shows a page stage by stage: scan, prepared page, printed lines, blocks, words by certainty, steps.

    Of a folder or PDF without --page the sheet is the volume's: its articles, what opened each, what nearly did, what was left
    out; its pages must have been read by digitise. A sheet is one HTML file with its pictures inside.
    """
    with answering(as_json=False):
        from flows.inspecting.writing import write_page_sheet, write_volume_sheet  # noqa: PLC0415
        from flows.listing import is_scan  # noqa: PLC0415
        from flows.settings import settings_from  # noqa: PLC0415

        settings = settings_from(work=work, model=model, timeout=timeout)
        whole = page is None and not is_scan(scan)
        written = write_volume_sheet(scan, out, settings) if whole else write_page_sheet(scan, page or 1, out, settings)
        typer.echo(written.sheet)
        if written.failure:
            raise written.failure
