"""Verifying several packages at once, and the audit: what is due, longest unchecked first, and what is kept of it."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.errors import NotAnArchiveError
from archive.finding import Finding, Severity
from archive.package import plan_package
from archive.store import Check, LastCheck, keep_check, last_checks, write_package
from archive.validate import check_member
from flows.audit_slice import AuditSlice, due_packages
from flows.exit_codes import ExitCode
from flows.verifying import verify_path
from tests.archive.contents import a_content
from tests.flows.conftest import Muragat

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
NAMES = ("абай", "вестник", "gazeta")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of three packages, one of them with an older version."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "scans").mkdir()
    plan = plan_package(a_content(folder / "scans"))
    for name in (*NAMES, NAMES[0]):
        write_package(plan, folder / "archive" / name)
    return folder / "archive"


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "archive")


def checked(archive: Path, package: str, days_ago: float) -> None:
    keep_check(archive, Check(package=package, when=NOW - timedelta(days=days_ago), seconds=0.5, size=1000, findings=()))


def test_packages_checked_at_once_are_judged_like_one_after_the_other(archive: Path) -> None:
    (archive / "вестник" / "data" / "report.json").write_text("{}")
    one, both = verify_path(archive, jobs=1), verify_path(archive, jobs=2)
    assert one == both
    assert list(both.packages) == ["gazeta", "абай", "вестник", "_versions/абай/v1"]
    assert not both.holds
    assert {(finding.rule, finding.where) for finding in both.packages["вестник"]} >= {("altered", "data/report.json")}


@pytest.mark.parametrize("place", ["абай", "_versions/абай/v1"])
def test_a_package_and_an_older_version_verify_by_themselves(archive: Path, muragat: Muragat, place: str) -> None:
    assert muragat("verify", archive / place).code == ExitCode.OK


def test_verify_says_for_machines_which_file_is_wrong_and_how(archive: Path, muragat: Muragat) -> None:
    (archive / "gazeta" / "data" / "master" / "0001.png").unlink()
    (archive / "_versions" / "абай" / "v1" / "bag-info.txt").write_text("")
    ended = muragat("verify", archive, "--json", "--jobs", "2")
    assert ended.code == ExitCode.INVALID_PACKAGE
    found = {
        (package["package"], finding["rule"], finding["where"])
        for package in json.loads(ended.out)["packages"]
        for finding in package["findings"]
    }
    assert ("gazeta", "missing", "data/master/0001.png") in found
    assert ("_versions/абай/v1", "altered", "bag-info.txt") in found


def test_what_was_never_checked_is_due_first_then_the_oldest_check(archive: Path) -> None:
    checked(archive, "вестник", 40)
    checked(archive, "gazeta", 90)
    checked(archive, "_versions/абай/v1", 10)
    due = due_packages(archive, AuditSlice(older=30), NOW)
    assert due == {"абай": archive / "абай", "gazeta": archive / "gazeta", "вестник": archive / "вестник"}
    assert list(due) == ["абай", "gazeta", "вестник"]
    assert list(due_packages(archive, AuditSlice(older=30, packages=2), NOW)) == ["абай", "gazeta"]


def test_slice_by_slice_the_whole_archive_is_gone_through(archive: Path) -> None:
    seen: list[str] = []
    for night in range(4):
        [name] = due_packages(archive, AuditSlice(older=0, packages=1), NOW + timedelta(days=night))
        keep_check(archive, Check(package=name, when=NOW + timedelta(days=night), seconds=0, size=0, findings=()))
        seen.append(name)
    assert sorted(seen) == ["_versions/абай/v1", "gazeta", "абай", "вестник"]


def damaged(archive: Path, package: str) -> None:
    finding = Finding(severity=Severity.ERROR, rule="altered", where="data/METS.xml", message="The file was altered.")
    keep_check(archive, Check(package=package, when=NOW, seconds=0, size=0, findings=(finding,)))


def test_what_did_not_hold_is_checked_every_time_until_it_does(archive: Path) -> None:
    damaged(archive, "вестник")
    assert list(due_packages(archive, AuditSlice(older=30, packages=1), NOW)) == ["вестник", "_versions/абай/v1"]
    checked(archive, "вестник", -1)
    assert "вестник" not in due_packages(archive, AuditSlice(older=30), NOW + timedelta(days=2))


def test_a_volume_that_is_gone_with_its_register_is_missed(archive: Path) -> None:
    checked(archive, "gazeta", 5)
    damaged(archive, "never one")
    shutil.rmtree(archive / "gazeta")
    (archive / "gazeta.sha512").unlink()
    due = due_packages(archive, AuditSlice(older=30, packages=1), NOW)
    assert "never one" not in due
    assert [finding.rule for finding in check_member(due["gazeta"], archive)] == ["missing"]


def test_every_check_is_kept_with_what_was_found(archive: Path) -> None:
    finding = Finding(severity=Severity.ERROR, rule="altered", where="data/METS.xml", message="The file was altered.")
    keep_check(archive, Check(package="абай", when=NOW, seconds=1.25, size=99, findings=()))
    keep_check(archive, Check(package="абай", when=NOW + timedelta(days=30), seconds=1, size=99, findings=(finding,)))
    keep_check(archive, Check(package="_versions/абай/v1", when=NOW, seconds=1, size=99, findings=()))
    lines = [json.loads(line) for line in (archive / ".audits" / "абай.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["package"], line["outcome"]) for line in lines] == [
        ("абай", "success"),
        ("абай", "failure"),
        ("_versions/абай/v1", "success"),
    ]
    assert lines[1]["findings"] == ["data/METS.xml: The file was altered. (altered)"]
    assert last_checks(archive) == {
        "абай": LastCheck(when=NOW + timedelta(days=30), held=False, ever_held=True),
        "_versions/абай/v1": LastCheck(when=NOW, held=True, ever_held=True),
    }


def test_a_record_that_was_cut_short_hides_no_other(archive: Path) -> None:
    checked(archive, "gazeta", 5)
    with (archive / ".audits" / "gazeta.jsonl").open("a") as record:
        record.write('{"package": "gazeta", "wh')
    assert last_checks(archive) == {"gazeta": LastCheck(when=NOW - timedelta(days=5), held=True, ever_held=True)}


def test_what_is_kept_of_audits_makes_no_package_invalid(archive: Path) -> None:
    checked(archive, "gazeta", 5)
    assert verify_path(archive).holds


def test_a_package_is_no_archive_to_audit_and_an_empty_archive_has_nothing_due(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAnArchiveError, match="it is a package itself"):
        due_packages(archive / "gazeta", AuditSlice(), NOW)
    (tmp_path / "empty").mkdir()
    assert due_packages(tmp_path / "empty", AuditSlice(), NOW) == {}
