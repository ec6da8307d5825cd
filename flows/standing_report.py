"""How volumes stand and what they took, as tables for people and documents for machines."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.exit_codes import ExitCode
from flows.ledger import Entry, Metrics
from flows.messages import say, say_counted
from flows.report import Json

_BAR = 24
"""Letters across the longest bar."""


def standing_json(entries: Iterable[Entry], waiting: Iterable[Path]) -> Json:
    """Return how volumes stand, for machines."""
    return {
        "volumes": [_entry_json(entry) for entry in entries],
        "unrecorded": [str(source) for source in waiting],
        "exit_code": int(ExitCode.OK),
    }


def _entry_json(entry: Entry) -> Json:
    failure = entry.failure
    return {
        "volume_id": entry.volume_id,
        "standing": entry.standing.value,
        "source": str(entry.source),
        "attempts": entry.attempts,
        "started": entry.started.isoformat(),
        "changed": entry.changed.isoformat(),
        "flow_run_id": entry.flow_run_id,
        "package": str(entry.package) if entry.package else None,
        "error": failure.error if failure else None,
        "message": failure.sentence if failure else None,
        "failure_class": failure.failure_class.value if failure else None,
        **({"metrics": _metrics_json(entry.metrics)} if entry.metrics else {}),
    }


def _metrics_json(metrics: Metrics) -> Json:
    return {
        "pages": metrics.pages,
        "pages_read": metrics.read,
        "articles": metrics.articles,
        "findings": metrics.findings,
        "seconds": metrics.seconds,
        "cpu_seconds": metrics.cpu_seconds,
        "pages_per_minute": round(metrics.pages_per_minute, 2),
        "cpu_seconds_per_page": round(metrics.cpu_per_page, 3),
        "confidence": metrics.confidence,
    }


def write_standing(console: Console, entries: Sequence[Entry], waiting: Sequence[Path]) -> None:
    """Write one row per volume, and how many stand where."""
    table = _table("volume", "standing", "since", "tries", "pages", "why, or where")
    for entry in entries:
        table.add_row(*map(Text, _row(entry)))
    for source in waiting:
        table.add_row(*map(Text, (source.name, say("arrived"), "", "", "", say("not taken up yet: {source}", source=source))))
    if entries or waiting:
        console.print(table)
    counts = dict[str, int]()
    for entry in entries:
        counts[entry.standing.value] = counts.get(entry.standing.value, 0) + 1
    told = ", ".join(f"{count} {say(standing)}" for standing, count in sorted(counts.items())) or say("no volume is on record")
    console.print(Text(told), soft_wrap=True)


def _row(entry: Entry) -> tuple[str, ...]:
    why = entry.failure.sentence if entry.failure else str(entry.package or entry.source)
    pages = str(entry.metrics.pages) if entry.metrics else ""
    since = f"{entry.changed.astimezone():%Y-%m-%d %H:%M}"
    return entry.volume_id, say(entry.standing.value), since, str(entry.attempts), pages, why


def stats_json(entries: Iterable[Entry]) -> Json:
    """Return what each volume took, for machines."""
    measured = [(entry, entry.metrics) for entry in entries if entry.metrics]
    volumes = [{"volume_id": entry.volume_id, **_metrics_json(metrics)} for entry, metrics in measured]
    return {"volumes": volumes, "exit_code": int(ExitCode.OK)}


def write_stats(console: Console, entries: Iterable[Entry]) -> None:
    """Draw what each volume took, newest last, and what all took together."""
    measured = sorted(((entry, entry.metrics) for entry in entries if entry.metrics), key=lambda pair: pair[0].changed)
    fastest = max((metrics.pages_per_minute for _, metrics in measured), default=0.0)
    table = _table("volume", "pages", "read", "pages/min", "", "CPU s/page", "confidence", "")
    for entry, metrics in measured:
        table.add_row(
            Text(entry.volume_id), str(metrics.pages), str(metrics.read), *_rates(metrics, fastest),
            f"{metrics.confidence:.1%}", Text(_bar(metrics.confidence)),
        )  # fmt: skip
    if measured:
        console.print(table)
    pages, read = sum(metrics.pages for _, metrics in measured), sum(metrics.read for _, metrics in measured)
    told = say_counted("{count} volume, {pages} pages, {read} of them read in {cpu:.0f} s of processor time",
                       "{count} volumes, {pages} pages, {read} of them read in {cpu:.0f} s of processor time",
                       len(measured), pages=pages, read=read, cpu=sum(metrics.cpu_seconds for _, metrics in measured))  # fmt: skip
    console.print(Text(told), soft_wrap=True)


def _rates(metrics: Metrics, fastest: float) -> tuple[str, Text, str]:
    """Return pages a minute, a bar of them, and CPU seconds a page; a volume of which nothing was read anew has none."""
    if not metrics.read:
        return "–", Text(""), "–"
    return f"{metrics.pages_per_minute:.1f}", Text(_bar(metrics.pages_per_minute / fastest)), f"{metrics.cpu_per_page:.2f}"


def _bar(share: float) -> str:
    return "█" * max(1, round(_BAR * share))


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(say(heading) if heading else "", overflow="fold")
    return table
