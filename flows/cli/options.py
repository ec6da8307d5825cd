"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON document to standard output, for machines.")]
Archive = Annotated[
    Path, typer.Option("--archive", envvar="MURAGAT_ARCHIVE", metavar="DIR", help="Folder that holds the packages.")
]
ArchiveSetting = Annotated[Path | None, typer.Option("--archive", metavar="DIR", help="Folder that holds the packages.")]
"""The archive, for commands that take their settings from the file and the environment too."""

Work = Annotated[
    Path | None,
    typer.Option("--work", metavar="DIR", help="Folder for pages already read. Default: your cache folder."),
]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, metavar="N", help="Pages read at once. Default: one per core.")]
ReadingModel = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="What the engine reads with: kazruseng (all three languages in one), stock (Tesseract's own), or a .traineddata file.",
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option("--timeout", metavar="SECONDS", help="Time limit for a page of up to A4; larger ones get more. Default: 300."),
]

AllowGaps = Annotated[
    bool | None,
    typer.Option("--allow-gaps", help="Archive a volume even if some pages cannot be read; each is named in the package as a gap."),
]

Runner = Annotated[
    str | None, typer.Option("--runner", metavar="threads|dask", help="Where pages are read. Default: threads of this machine.")
]
Address = Annotated[
    str | None, typer.Option("--address", metavar="URL", help="Dask scheduler for --runner dask, such as tcp://10.0.0.5:8786.")
]
