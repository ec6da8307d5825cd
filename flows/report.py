"""What the command says at its end: a table for people, one JSON document for machines."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.validate import Finding, has_errors
from flows.doctor import Diagnosis
from flows.exit_codes import ExitCode
from flows.ledger import Failure
from flows.messages import say, say_counted
from flows.outcome import Archived, Outcome
from flows.settings import Setting
from flows.verifying import Verified, verdict
from ocr.article import Article

Json = dict[str, Any]


def archived_json(archived: Archived) -> Json:
    """Return the result of one volume for machines."""
    return {
        "volume_id": archived.volume_id,
        "package": str(archived.package),
        "version": archived.version,
        "is_new": archived.is_new,
        "pages": archived.pages,
        "pages_read": archived.read,
        "articles": [_article_json(article, archived.findings) for article in archived.articles],
        "findings": [finding_json(finding) for finding in archived.findings],
    }


def _article_json(article: Article, findings: Sequence[Finding]) -> Json:
    return {
        "article": _name(article),
        "pages": list(article.pages),
        "printed_pages": list(article.printed_pages or ()),
        "language": article.language.bcp47,
        "title": article.title,
        "authors": list(_authors(article)),
        "confidence": round(article.confidence, 4),
        "findings": len(_of_article(article, findings)),
    }


def finding_json(finding: Finding) -> Json:
    """Return a finding for machines."""
    return {
        "severity": finding.severity.name.lower(),
        "kind": finding.kind.value,
        "rule": finding.rule,
        "where": finding.where,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def failure_json(failure: Failure, **about: object) -> Json:
    """Return a failure for machines; `about` says of what."""
    return {**about, "error": failure.error, "message": failure.sentence, "exit_code": failure.exit_code}


def outcome_json(outcome: Outcome) -> Json:
    """Return how it went with one volume, for machines."""
    about: Json = {"source": str(outcome.source), "remarks": list(outcome.remarks)}
    if outcome.failure:
        return failure_json(outcome.failure, **about)
    assert isinstance(outcome.result, Archived)  # noqa: S101  # what did not fail
    return {**about, **archived_json(outcome.result), "exit_code": int(ExitCode.OK)}


def verified_json(verified: Verified) -> Json:
    """Return what verifying found, for machines."""
    packages = [
        {"package": name, "valid": not has_errors(findings), "findings": [finding_json(finding) for finding in findings]}
        for name, findings in verified.packages.items()
    ]
    return {
        "path": str(verified.path),
        "valid": verified.holds,
        "packages": packages,
        "exit_code": int(ExitCode.OK if verified.holds else ExitCode.INVALID_PACKAGE),
    }


def diagnoses_json(diagnoses: Iterable[Diagnosis]) -> Json:
    """Return what the doctor found, for machines."""
    looked = tuple(diagnoses)
    return {
        "well": all(each.well for each in looked),
        "diagnoses": [{"subject": each.subject, "well": each.well, "found": each.found, "remedy": each.remedy} for each in looked],
        "exit_code": int(next((each.code for each in looked if not each.well), ExitCode.OK)),
    }


def write_json(document: Json) -> None:
    """Write one JSON document to standard output."""
    Console(soft_wrap=True, highlight=False, markup=False, emoji=False).print(json.dumps(document, ensure_ascii=False, indent=2))


def write_outcome(complaints: Console, answers: Console | None, outcome: Outcome) -> None:
    """Write how it went with one volume: what went wrong or was left aside to `complaints`, the table to `answers`, if any."""
    for remark in outcome.remarks:
        complaints.print(Text(f"muragat: {remark}"), soft_wrap=True)
    if outcome.failure:
        complaints.print(Text(f"muragat: {outcome.failure.sentence}"), soft_wrap=True)
    elif answers and isinstance(outcome.result, Archived):
        write_archived(answers, outcome.result)


def write_summary(console: Console, codes: Sequence[ExitCode]) -> None:
    """Write in one line how a batch went."""
    good, not_begun = codes.count(ExitCode.OK), codes.count(ExitCode.NOT_BEGUN)
    summary = say(
        "{total} volumes: {good} in the archive, {failed} failed, {not_begun} not begun",
        total=len(codes), good=good, failed=len(codes) - good - not_begun, not_begun=not_begun,
    )  # fmt: skip
    console.print(Text(f"muragat: {summary}"), soft_wrap=True)


def write_archived(console: Console, archived: Archived) -> None:
    """Write the table of a volume's articles, its findings, and where its package is."""
    if archived.articles:
        console.print(_article_table(archived))
    else:
        nothing = "{volume_id}: no article was found; its pages are archived as they were read"
        console.print(Text(say(nothing, volume_id=archived.volume_id)))
    write_findings(console, archived.findings)
    console.print(Text(_verdict(archived)))
    console.print(Text(f"  {archived.package}"), soft_wrap=True)


def _verdict(archived: Archived) -> str:
    sentence = "The package of '{volume_id}' is at:"
    if not archived.is_new:
        sentence = "Nothing in '{volume_id}' is new. Its package stays as it was (version {version}), at:"
    elif archived.version > 1:
        sentence = "The package of '{volume_id}' is version {version}; the one before is kept. It is at:"
    return say(sentence, volume_id=archived.volume_id, version=archived.version)


def _article_table(archived: Archived) -> Table:
    title = say_counted(
        "{volume_id}: {count} article", "{volume_id}: {count} articles", len(archived.articles), volume_id=archived.volume_id
    )
    table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("article", "pages", "language", "title", "authors"):
        table.add_column(say(heading), overflow="fold")
    for heading in ("confidence", "findings"):
        table.add_column(say(heading), justify="right")
    for article in archived.articles:
        found = len(_of_article(article, archived.findings))
        cells = (_name(article), _pages(article), article.language.bcp47, article.title, ", ".join(_authors(article)))
        table.add_row(*map(Text, cells), f"{article.confidence:.0%}", str(found))
    return table


def write_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Write one line per finding, errors first."""
    for finding in sorted(findings, key=lambda finding: (finding.severity, finding.where)):
        console.print(Text(f"{finding.severity.name.lower()}: {finding}"), soft_wrap=True)


def _name(article: Article) -> str:
    return f"a{article.number:03d}"


def _pages(article: Article) -> str:
    first, last = article.printed_pages or (str(article.pages[0]), str(article.pages[-1]))
    return first if first == last else f"{first}–{last}"


def _authors(article: Article) -> Iterable[str]:
    return (" ".join(filter(None, (author.given_names, author.surname))) for author in article.authors)


def _of_article(article: Article, findings: Sequence[Finding]) -> Sequence[Finding]:
    return [finding for finding in findings if f"{_name(article)}.xml" in finding.where]


def write_verified(console: Console, verified: Verified) -> None:
    """Write one line per package, and one per finding; of several packages, how many hold."""
    for name, findings in verified.packages.items():
        console.print(Text(verdict(name, findings)), soft_wrap=True)
        write_findings(console, findings)
    if len(verified.packages) > 1:
        broken = sum(map(has_errors, verified.packages.values()))
        holds = len(verified.packages) - broken
        console.print(Text(say("{holds} packages hold, {broken} do not", holds=holds, broken=broken)))


def write_diagnoses(console: Console, diagnoses: Iterable[Diagnosis]) -> None:
    """Write one line per thing looked at, and what mends it."""
    for each in diagnoses:
        console.print(Text(f"{'ok     ' if each.well else 'MISSING'}  {each.subject}: {each.found}"), soft_wrap=True)
        if each.remedy:
            console.print(Text(f"         {each.remedy}"), soft_wrap=True)


def settings_json(settings: Iterable[Setting]) -> Json:
    """Return the settings in force for machines."""
    return {
        "settings": [{"name": each.name, "value": _plain(each.value), "whence": each.whence} for each in settings],
        "exit_code": int(ExitCode.OK),
    }


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int | float | None) else str(value)


def write_settings(console: Console, settings: Iterable[Setting]) -> None:
    """Write the table of the settings in force."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("setting", "value", "comes from", "meaning"):
        table.add_column(say(heading), overflow="fold")
    for each in settings:
        table.add_row(*map(Text, (each.name, "–" if each.value is None else str(each.value), each.whence, say(each.meaning))))
    console.print(table)
