"""The sheet of a volume says what opened each article, what nearly did, and what was left out."""

from pathlib import Path

import pytest
from lxml import html

from flows.checkpoints import Checkpoints
from flows.exit_codes import ExitCode
from flows.ingest import ingest
from flows.inspecting.volume_sheet import volume_sheet
from flows.listing import list_scans
from ocr.article import Area, DroppedBlock, DropReason, Evidence, Segmentation, StartCandidate
from ocr.fingerprint import reading_fingerprint
from ocr.read import ReadOptions
from tests.builders import a_blank_page, a_page, an_article
from tests.flows.conftest import Muragat
from tests.flows.scans import a_volume

AREA = Area(image_nr=3, block_id="b002")


def sheet_of(found: Segmentation, *, missing: int = 0) -> str:
    written = volume_sheet("konf-2024", (a_page("Мәтін"), a_blank_page(2)), missing, found)
    return " ".join(" ".join(map(str, html.document_fromstring(written.decode()).itertext())).split())


def test_a_start_is_shown_with_its_evidence() -> None:
    evidence = (Evidence(reason="names below", weight=2.0), Evidence(reason="as large as the text", weight=-0.5))
    start = StartCandidate(area=AREA, content="ҚАЗАҚ\nТІЛІ", evidence=evidence, article=1)
    sheet = sheet_of(Segmentation(articles=(an_article(),), dropped=(), candidates=(start,)))
    assert "3 b002 ҚАЗАҚ ТІЛІ 1 +1.5 names below (+2.0), as large as the text (-0.5)" in sheet


def test_what_was_left_out_is_shown_with_its_reason() -> None:
    dropped = DroppedBlock(area=AREA, reason=DropReason.RUNNING_HEADER, content="Вестник № 3")
    assert "3 b002 running header Вестник № 3" in sheet_of(Segmentation(articles=(), dropped=(dropped,)))


def test_pages_that_were_not_read_are_counted() -> None:
    assert "2 read, 1 of them blank, 4 not read yet" in sheet_of(Segmentation(articles=(), dropped=()), missing=4)


@pytest.mark.engine
def test_a_volume_that_was_never_read_has_nothing_to_show(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("inspect", a_volume(tmp_path / "volume"))
    assert ended.code == ExitCode.NO_VOLUME
    assert "No page of" in ended.err
    assert "muragat digitise" in ended.err


@pytest.mark.engine
def test_a_volume_is_shown_from_its_kept_pages(muragat: Muragat, tmp_path: Path) -> None:
    volume, work = a_volume(tmp_path / "volume"), tmp_path / "work"
    kept = Checkpoints(folder=work / "pages", fingerprint=reading_fingerprint(ReadOptions()))
    kept.save(ingest(list_scans(volume), work / "images").pages[0], [a_page("Ғылыми мақаланың мәтіні")])
    ended = muragat("inspect", volume, "--out", tmp_path / "sheet.html")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    sheet = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert "1 read, 0 of them blank, 1 not read yet" in sheet
    assert "outside every article" in sheet
