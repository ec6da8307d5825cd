"""Run the audit from the command line, and say what came of it."""

from rich.console import Console
from rich.text import Text

from archive.bag import is_bag
from archive.errors import NotAnArchiveError
from flows.audit_slice import AuditSlice
from flows.errors import OrchestratorError
from flows.exit_codes import ExitCode
from flows.messages import say, say_counted
from flows.orchestrator import prefect_api
from flows.outcome import Audited
from flows.progress import tell, tell_end
from flows.report import Json, finding_json, write_findings
from flows.settings import Settings
from flows.verifying import verdict


def run_audit(settings: Settings, which: AuditSlice) -> Audited:
    """Check the packages of the archive that are due, as a run of Prefect.

    Raises NotAnArchiveError, OrchestratorError, and what stands in the way of keeping what was found.
    """
    from httpx import HTTPError  # noqa: PLC0415  # with Prefect it takes seconds: only when something runs

    archive = settings.archive_folder.absolute()
    if not archive.exists():
        raise NotAnArchiveError(path=archive, reason="there is no such folder")
    if is_bag(archive):
        raise NotAnArchiveError(path=archive, reason="it is a package itself")
    tell(None, say("starting Prefect, which runs the job; this takes some seconds"))
    try:
        with prefect_api(settings.work):
            from flows.audit import audit_archive  # noqa: PLC0415

            return audit_archive(archive, which, settings.jobs)
    except HTTPError as error:
        raise OrchestratorError(reason=f"its server was lost ({error})") from error
    finally:
        tell_end()


def audit_code(audited: Audited) -> ExitCode:
    """Return the exit code of an audit."""
    return ExitCode.OK if audited.holds else ExitCode.INVALID_PACKAGE


def audited_json(audited: Audited) -> Json:
    """Return what an audit found, for machines."""
    checks = [
        {
            "package": check.package,
            "valid": check.holds,
            "checked": check.when.isoformat(timespec="seconds"),
            "seconds": round(check.seconds, 3),
            "bytes": check.size,
            "findings": [finding_json(finding) for finding in check.findings],
        }
        for check in audited.checks
    ]
    return {"archive": str(audited.archive), "valid": audited.holds, "packages": checks, "exit_code": int(audit_code(audited))}


def write_audited(console: Console, audited: Audited) -> None:
    """Write one line per package that was checked, and one per finding; then how many were checked, and how many do not hold."""
    if not audited.checks:
        console.print(Text(say("No package is due.")))
        return
    for check in audited.checks:
        console.print(Text(verdict(check.package, check.findings)), soft_wrap=True)
        write_findings(console, check.findings)
    checked = say_counted("{count} package was checked", "{count} packages were checked", len(audited.checks))
    broken = sum(not check.holds for check in audited.checks)
    console.print(Text(f"{checked}, {say_counted('{count} does not hold', '{count} do not hold', broken)}"))
