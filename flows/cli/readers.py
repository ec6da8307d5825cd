"""Commands for those who look for articles in an archive and take them out."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.answering import answering, console
from flows.cli.options import ArchiveSetting, AsJson
from flows.messages import say, say_counted

commands = typer.Typer()

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="MURAGAT_DATABASE",
        metavar="URL",
        help="The index: sqlite:///FILE or postgresql://… Default: .index.sqlite in the archive.",
    ),
]


@commands.command(short_help="Bring the index of an archive up to date.")
def catalogue(*, archive: ArchiveSetting = None, database: Database = None, as_json: AsJson = False) -> None:
    """Bring the index of an archive up to date, for `search`: volumes, articles, authors, and the words of each page.

    Only volumes whose package is another than when they were read are read. The index is made from the packages alone: delete it
    and it is made again.
    """
    with answering(as_json=as_json):
        from flows.indexing import bring_up_to_date, indexed_json  # noqa: PLC0415
        from flows.report import write_json  # noqa: PLC0415
        from flows.settings import settings_from  # noqa: PLC0415

        done = bring_up_to_date(settings_from(archive=archive).archive_folder, database)
        if as_json:
            write_json(indexed_json(done))
            return
        for one in done:
            if one.outcome != "kept":
                console().print(f"{one.volume_id}: {one.outcome}", markup=False, soft_wrap=True)
        counted = say_counted("{count} volume in the index", "{count} volumes in the index", sum(one.is_in for one in done))
        console().print(counted, markup=False)


@commands.command(short_help="Search an archive by words, author, title, year, language.")
def search(  # noqa: PLR0913  # the options of the command
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORD]...", help="Words of one page, or how they begin.")] = None,
    *,
    archive: ArchiveSetting = None,
    database: Database = None,
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="Part of an author's name.")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Part of a title.")] = "",
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="Year of publication.")] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="CODE", help="kk, ru or en.")] = None,
    volume: Annotated[str | None, typer.Option("--volume", metavar="ID", help="Articles of this volume only.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="So many articles at most.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Search an archive, with the index that `catalogue` makes. Words are found by how they begin: мектеп finds мектептің."""
    with answering(as_json=as_json):
        from archive.index import Query  # noqa: PLC0415
        from flows.indexing import find, hits_json, write_hits  # noqa: PLC0415
        from flows.report import write_json  # noqa: PLC0415
        from flows.settings import settings_from  # noqa: PLC0415

        asked = " ".join(words or ())
        query = Query(words=asked, author=author, title=title, year=year, language=language, volume=volume, limit=limit)
        hits = find(settings_from(archive=archive).archive_folder, database, query)
        if as_json:
            write_json(hits_json(hits))
        else:
            write_hits(console(), hits)


@commands.command(short_help="Take articles out of a package: JATS, Crossref, eLIBRARY.")
def export(  # noqa: PLR0913  # the options of the command
    package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="A package, or a version of one.")],
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="New folder (jats), or new file (crossref, rsci).")],
    *,
    form: Annotated[str, typer.Option("--as", metavar="FORM", help="jats, crossref or rsci.")] = "jats",
    article: Annotated[list[str] | None, typer.Option("--article", metavar="NAME", help="Only this one, such as a001.")] = None,
    depositor: Annotated[str, typer.Option("--depositor", metavar="NAME", help="Who deposits (crossref).")] = "",
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS", help="The depositor's address (crossref).")] = "",
    resource: Annotated[
        str, typer.Option("--resource", metavar="URL", help="Where an article is on the web, {doi} or {article} in it (crossref).")
    ] = "",
    title_id: Annotated[
        int | None, typer.Option("--title-id", min=1, metavar="N", help="The number eLIBRARY has given the journal (rsci).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take articles out of a package: plain JATS with the pictures it shows, a deposit for Crossref, an issue for eLIBRARY.

    What a form asks for and the volume does not hold is named, and nothing is written.
    """
    with answering(as_json=as_json):
        from flows.exporting import Particulars, export_articles  # noqa: PLC0415
        from flows.report import write_json  # noqa: PLC0415

        given = Particulars(depositor=depositor, email=email, resource=resource, title_id=title_id)
        written = export_articles(package, target, form, article or (), given)
        if as_json:
            write_json({"written": [str(path) for path in written], "exit_code": 0})
        else:
            count = say_counted("{count} file was written to", "{count} files were written to", len(written))
            console().print(f"{count} {say('{target}', target=target)}", markup=False, soft_wrap=True)
