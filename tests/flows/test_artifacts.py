"""What a run shows in Prefect's pages of the volume that it made."""

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from archive.finding import Finding, Severity
from flows.artifacts import THUMBNAILS, volume_lines
from flows.ingest import ScannedPage, ScannedVolume
from flows.outcome import Archived
from tests.builders import an_article
from tests.flows.scans import a_scan

pytestmark = pytest.mark.flow

FINDING = Finding(severity=Severity.WARNING, rule="gap", where="master/0002.png", message="Page 2 could not be read.")


def archived(**facts: object) -> Archived:
    given: dict[str, object] = {
        "volume_id": "жинақ",
        "package": Path("/archive/жинақ"),
        "version": 1,
        "is_new": True,
        "articles": (an_article("АБАЙ ЖОЛЫ"),),
        "findings": (FINDING,),
        "pages": 2,
        "read": 1,
        "confidence": 0.973,
        **facts,
    }
    return Archived(**given)  # type: ignore[arg-type]  # facts are Archived's own fields


def scanned(folder: Path, pages: int = 1) -> ScannedVolume:
    scan = a_scan(folder / "1.png")
    listed = (
        ScannedPage(image_nr=number, image=scan, name="master/0001.png", origin="1.png", digest="")
        for number in range(1, pages + 1)
    )
    return ScannedVolume(masters=(), pages=tuple(listed))


def shown(archived: Archived, scanned: ScannedVolume) -> str:
    return "\n".join(volume_lines(archived, scanned))


def test_a_volume_shows_its_articles_its_findings_and_where_its_package_is(tmp_path: Path) -> None:
    page = shown(archived(), scanned(tmp_path))
    assert "2 pages (1 read anew), 1 article, mean word confidence 97%. Package: `/archive/жинақ`" in page
    assert "| a001 | 1 | kk | АБАЙ ЖОЛЫ |" in page
    assert "- warning: master/0002.png: Page 2 could not be read." in page


def test_its_first_pages_are_shown_as_small_pictures(tmp_path: Path) -> None:
    pictures = re.findall(r"!\[page \d+\]\(data:image/jpeg;base64,([^)]+)\)", shown(archived(), scanned(tmp_path, THUMBNAILS + 3)))
    assert len(pictures) == THUMBNAILS
    with Image.open(io.BytesIO(base64.b64decode(pictures[0]))) as picture:
        assert max(picture.size) <= 200


def test_a_scan_that_does_not_open_is_left_out(tmp_path: Path) -> None:
    volume = scanned(tmp_path)
    volume.pages[0].image.write_bytes(b"not a scan")
    assert "data:image" not in shown(archived(), volume)


def test_what_was_read_is_never_taken_for_mark_up(tmp_path: Path) -> None:
    title = "<script>alert(1)</script> | [x](javascript:y) `*_#"
    page = shown(archived(articles=(an_article(title),), volume_id="<b>"), scanned(tmp_path))
    assert "<script>" not in page
    assert "<b>" not in page
    assert "[x](" not in page
    [row] = [line for line in page.splitlines() if line.startswith("| a001")]
    assert row.count("|") == 6
