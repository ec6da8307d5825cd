"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON document to standard output, for machines.")]
Archive = Annotated[
    Path, typer.Option("--archive", envvar="MURAGAT_ARCHIVE", metavar="DIR", help="Folder that holds the packages.")
]
Work = Annotated[
    Path | None,
    typer.Option("--work", envvar="MURAGAT_WORK", metavar="DIR", help="Folder for pages already read. Default: your cache folder."),
]
