"""Commands of an archive that runs by itself: serve an inbox, see how volumes stand, take up again what failed."""

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from flows.cli.answering import TerminatedError, answering, console
from flows.cli.options import Address, ArchiveSetting, AsJson, Jobs, ReadingModel, Runner, Timeout, Work
from flows.cli.volumes import answer_each, digitise_orders
from flows.exit_codes import ExitCode
from flows.messages import say

if TYPE_CHECKING:
    from flows.settings import Settings

commands = typer.Typer()

Inbox = Annotated[Path | None, typer.Option("--inbox", metavar="DIR", help="Folder in which volumes arrive.")]


@commands.command(short_help="Digitise by itself what arrives in an inbox.")
def serve(  # noqa: PLR0913  # the options of the command
    *,
    inbox: Inbox = None,
    archive: ArchiveSetting = None,
    work: Work = None,
    jobs: Jobs = None,
    model: ReadingModel = None,
    timeout: Timeout = None,
    runner: Runner = None,
    address: Address = None,
    interval: Annotated[float | None, typer.Option("--interval", metavar="SECONDS", help="Between looks. Default: 120.")] = None,
    cron: Annotated[str | None, typer.Option("--cron", metavar="LINE", help="When to look, instead of an interval.")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", metavar="ZONE", help="Of --cron. Default: Asia/Almaty.")] = None,
    settle: Annotated[
        float | None, typer.Option("--settle", metavar="SECONDS", help="Without change, until a volume is whole. Default: 120.")
    ] = None,
    port: Annotated[int | None, typer.Option("--port", metavar="N", help="Of Prefect's pages. Default: 4200.")] = None,
    once: Annotated[bool, typer.Option("--once", help="Look once, digitise here what lies there whole, and end.")] = False,
) -> None:
    """Digitise by itself what arrives in an inbox, until stopped with Ctrl-C or SIGTERM.

    A volume is taken up when a file .ready lies in it (beside a PDF: NAME.pdf.ready), or when it has not changed for a while; never
    twice. What was under way when this was stopped, or killed, goes on with the next start. Prefect's pages at the address told
    show the runs; with PREFECT_API_URL set, the server it names is used.
    """
    with answering(as_json=False):
        from flows.settings import exported, settings_from  # noqa: PLC0415

        given = {
            "inbox": inbox, "archive": archive, "work": work, "jobs": jobs, "model": model, "timeout": timeout,
            "runner": runner, "address": address,
            "interval": interval, "cron": cron, "timezone": timezone, "settle": settle, "port": port,
        }  # fmt: skip
        settings = settings_from(**given)
        if once:
            _serve_once(settings)
        # The runs are processes of their own, which take their settings from the environment.
        os.environ.update(exported(settings))
        _serve()


def _serve_once(settings: "Settings") -> NoReturn:
    from flows.doctor import check_serving  # noqa: PLC0415
    from flows.draining import drain  # noqa: PLC0415

    check_serving(settings)
    raise typer.Exit(answer_each(drain(settings), as_json=False))


def _serve() -> None:
    from flows.doctor import check_serving  # noqa: PLC0415
    from flows.orchestrator import configured_api, lasting_server, prefect_api  # noqa: PLC0415
    from flows.settings import settings_from  # noqa: PLC0415

    settings = settings_from()
    check_serving(settings)
    own_server = not configured_api()
    from flows.serving import check_schedules, serve  # noqa: PLC0415  # Prefect takes seconds, and is quiet only from here on

    check_schedules(settings)
    with prefect_api(settings.work, lasting_server(settings.work, settings.host, settings.port)) as url:
        told = say("serving {inbox}; runs are shown at {url}", inbox=settings.inbox_folder, url=url.removesuffix("/api"))
        console(stderr=True).print(told, soft_wrap=True)
        by = serve(settings, own_server=own_server)
    raise KeyboardInterrupt if by is signal.SIGINT else TerminatedError


@commands.command(short_help="Show how every volume stands.")
def status(*, archive: ArchiveSetting = None, inbox: Inbox = None, as_json: AsJson = False) -> None:
    """Show how every volume stands: waiting, running, cut-off, done, or failed and why. Needs no server."""
    with answering(as_json=as_json):
        _show(archive, inbox, only_unfinished=False, as_json=as_json)


@commands.command(short_help="Show which volumes failed, and why.")
def failed(*, archive: ArchiveSetting = None, as_json: AsJson = False) -> None:
    """Show the volumes that failed or were cut off, and why: those that `rerun --all` takes up again."""
    with answering(as_json=as_json):
        _show(archive, None, only_unfinished=True, as_json=as_json)


def _show(archive: Path | None, inbox: Path | None, *, only_unfinished: bool, as_json: bool) -> None:
    from flows.overview import UNFINISHED, standing_volumes, unrecorded  # noqa: PLC0415
    from flows.report import write_json  # noqa: PLC0415
    from flows.settings import settings_from  # noqa: PLC0415
    from flows.standing_report import standing_json, write_standing  # noqa: PLC0415

    settings = settings_from(archive=archive, inbox=inbox)
    entries = standing_volumes(settings.archive_folder)
    waiting = () if only_unfinished else tuple(unrecorded(settings.inbox, entries))
    shown = tuple(entry for entry in entries if not only_unfinished or entry.standing in UNFINISHED)
    if as_json:
        write_json(standing_json(shown, waiting))
    else:
        write_standing(console(), shown, waiting)


@commands.command(short_help="Take up again what failed.")
def rerun(  # noqa: PLR0913  # the options of the command
    volumes: Annotated[
        list[str] | None, typer.Argument(metavar="[VOLUME...]", help="Ids of volumes, as status shows them.")
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All that failed or were cut off.")] = False,
    archive: ArchiveSetting = None,
    work: Work = None,
    jobs: Jobs = None,
    model: ReadingModel = None,
    timeout: Timeout = None,
    runner: Runner = None,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Take up volumes again, here and now: only what is missing is read, and the package is the same as if nothing had failed."""
    if bool(volumes) == everything:
        raise typer.BadParameter(say("name volumes, or say --all"), param_hint="VOLUME")
    with answering(as_json=as_json):
        from flows.batch import Order  # noqa: PLC0415
        from flows.overview import to_rerun  # noqa: PLC0415
        from flows.settings import settings_from  # noqa: PLC0415

        settings = settings_from(
            archive=archive, work=work, jobs=jobs, model=model, timeout=timeout, runner=runner, address=address
        )
        entries = to_rerun(settings.archive_folder, volumes or [], everything=everything)
        if not entries:
            console(stderr=True).print(say("Nothing failed or was cut off: there is nothing to take up again."), soft_wrap=True)
        orders = [Order(source=entry.source, volume_id=entry.own_id) for entry in entries]
        raise typer.Exit(digitise_orders(orders, settings, as_json=as_json))


@commands.command(short_help="Draw what each volume took.")
def stats(*, archive: ArchiveSetting = None, as_json: AsJson = False) -> None:
    """Draw what each volume took: pages a minute, processor time a page, and how sure the reading is."""
    with answering(as_json=as_json):
        from flows.overview import standing_volumes  # noqa: PLC0415
        from flows.report import write_json  # noqa: PLC0415
        from flows.settings import settings_from  # noqa: PLC0415
        from flows.standing_report import stats_json, write_stats  # noqa: PLC0415

        entries = standing_volumes(settings_from(archive=archive).archive_folder)
        if as_json:
            write_json(stats_json(entries))
        else:
            write_stats(console(), entries)
        raise typer.Exit(ExitCode.OK)
