"""A sheet shows a page as far as it came, and says what is wrong when it came no further."""

import base64
import re
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from lxml import html

from flows.errors import NoSuchPageError
from flows.exit_codes import ExitCode
from flows.ingest import ScannedPage
from flows.inspecting.page_sheet import page_sheet
from flows.inspecting.pictures import certainty_colour, draw_blocks, draw_stages
from flows.inspecting.stages import Inspection, Side, find_page, inspect_page
from ocr.errors import EngineFailedError
from ocr.geometry import Box
from ocr.page import TURN, BlockRole, Page, ProcessingStep
from ocr.preprocess import prepare
from ocr.read import ReadOptions
from tests.builders import a_block, a_page
from tests.flows.conftest import Muragat
from tests.flows.scans import a_multipage_tiff, a_pdf, a_picture, a_scan, a_text_file, a_truncated_jpeg, a_volume
from tests.ocr import engines
from tests.ocr.drawing import KAZAKH, RUSSIAN, a_printed_page, blank_paper, draw_lines
from tests.ocr.engines import stand_in

STAGES_OF_A_PAGE = ("Prepared page", "Printed lines", "Blocks", "Words")


def a_source(image: Path = Path("0007.jpg")) -> ScannedPage:
    return ScannedPage(image_nr=7, image=image, name="master/0007.jpg", origin="0007.jpg", digest="d", master="0007.jpg")


def an_inspection(page: Page) -> Inspection:
    pixels = blank_paper(page.width, page.height)
    (prepared,) = prepare(pixels, 300)
    return Inspection(source=a_source(), pixels=pixels, sides=(Side(prepared=prepared, printed=(), page=page),))


def sheet_of(seen: Inspection) -> html.HtmlElement:
    return html.document_fromstring(page_sheet(seen, draw_stages(seen)).decode())


def text_of(sheet: html.HtmlElement) -> str:
    return " ".join(" ".join(map(str, sheet.itertext())).split())


# --- what it shows ----------------------------------------------------------------------------------------------------


def test_every_stage_has_its_picture_inside_the_sheet() -> None:
    sheet = sheet_of(an_inspection(a_page("Ғылыми мақала")))
    assert [heading.text for heading in sheet.iter("h2")][:5] == ["Scan", "Prepared page", "Printed lines", "Blocks", "Words"]
    pictures = [image.get("src", "").removeprefix("data:image/jpeg;base64,") for image in sheet.iter("img")]
    drawn = [cv2.imdecode(np.frombuffer(base64.b64decode(each), np.uint8), cv2.IMREAD_COLOR) for each in pictures]
    assert [np.asarray(each).shape for each in drawn] == [(1500, 1057, 3)] * 5


def test_nothing_is_fetched_from_elsewhere() -> None:
    written = page_sheet(an_inspection(a_page("Мәтін")), ()).decode()
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)|@import|url\(""", written)


def test_text_that_looks_like_markup_is_shown_as_it_stands() -> None:
    sheet = sheet_of(an_inspection(a_page("<script>alert('ә')</script> & \x07")))
    assert "<script>alert('ә')</script> & \ufffd" in text_of(sheet)
    assert sheet.find(".//script") is None


def test_steps_are_shown_with_their_parameters() -> None:
    steps = (ProcessingStep(name="even-light", parameters={"paper_from": "156", "paper_to": "218"}),)
    assert "even-light paper_from = 156, paper_to = 218" in text_of(sheet_of(an_inspection(a_page("Мәтін", steps=steps))))


def test_a_blank_page_is_said_to_be_blank() -> None:
    assert "no word was read on this page" in text_of(sheet_of(an_inspection(a_page())))


def test_blocks_are_coloured_by_their_role() -> None:
    page = a_page(a_block("ТАҚЫРЫП", role=BlockRole.HEADING))
    drawn = draw_blocks(page, blank_paper(page.width, page.height)).astype(int)
    red = (drawn[:, :, 2] > 190) & (drawn[:, :, 1] < 60) & (drawn[:, :, 0] < 60)
    down, across = np.nonzero(red)
    box, factor = page.blocks[0].box, drawn.shape[0] / page.height
    assert across.max() == pytest.approx(box.right * factor, abs=3)
    assert down.max() == pytest.approx(box.bottom * factor, abs=3)


def test_a_page_that_lay_on_its_side_is_shown_upright() -> None:
    turn = ProcessingStep(name=TURN, parameters={"clockwise_degrees": "90"})
    seen = an_inspection(a_page("Мәтін", steps=(turn,)))
    assert [stage.picture.shape[:2] for stage in draw_stages(seen)][3:] == [(1057, 1500)] * 2


def test_both_pages_of_an_open_book_are_shown_each_with_its_own_half_of_the_scan() -> None:
    scan = blank_paper(2 * 1748, 2480)
    scan[:, :1748] = 200
    (prepared,) = prepare(blank_paper(1748, 2480), 300)
    halves = [Box(hpos=hpos, vpos=0, width=1748, height=2480) for hpos in (0, 1748)]
    pages = [replace(a_page(text), width=2 * 1748, part=half) for text, half in zip(("Сол бет", "Оң бет"), halves, strict=True)]
    sides = tuple(Side(prepared=prepared, printed=(), page=page) for page in pages)
    seen = Inspection(source=a_source(), pixels=scan, sides=sides)
    stages = {stage.name: stage.picture for stage in draw_stages(seen)}
    assert list(stages) == ["Scan", *(f"{stage}, page {side}" for side in (1, 2) for stage in STAGES_OF_A_PAGE)]
    assert stages["Words, page 1"].shape == stages["Words, page 2"].shape == (1500, 1057, 3)
    assert stages["Words, page 1"][-1, -1].mean() < stages["Words, page 2"][-1, -1].mean()
    assert all(text in text_of(sheet_of(seen)) for text in ("Сол бет", "Оң бет"))


def test_no_two_places_of_a_sheet_have_one_name() -> None:
    (prepared,) = prepare(blank_paper(1748, 2480), 300)
    side = Side(prepared=prepared, printed=(), page=a_page("Мәтін", steps=(ProcessingStep(name="recognise"),)))
    sheet = sheet_of(Inspection(source=a_source(), pixels=blank_paper(1748, 2480), sides=(side, side)))
    places = [section.get("id") for section in sheet.iter("section")]
    assert len(places) == len(set(places))


def test_the_less_certain_the_redder() -> None:
    colours = [certainty_colour(confidence) for confidence in (0.0, 0.5, 0.75, 0.9, 1.0)]
    redness = [red - green for red, green, _ in colours]
    assert redness == sorted(redness, reverse=True)


# --- what is wrong ----------------------------------------------------------------------------------------------------


def test_a_scan_that_does_not_open_says_so_and_shows_nothing(tmp_path: Path) -> None:
    seen = inspect_page(a_source(a_text_file(tmp_path / "0007.jpg")), ReadOptions())
    sheet = sheet_of(seen)
    assert "0007.jpg cannot be read as a scan: it is not an image." in text_of(sheet)
    assert sheet.find(".//img") is None


def test_a_page_on_which_the_engine_fails_is_shown_up_to_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, engines.GIVES_UP)
    cv2.imwrite(str(tmp_path / "0007.png"), a_printed_page())
    seen = inspect_page(a_source(tmp_path / "0007.png"), ReadOptions())
    assert isinstance(seen.failure, EngineFailedError)
    assert [len(side.printed) for side in seen.sides] == [12]
    sheet = sheet_of(seen)
    assert "Error during processing" in text_of(sheet)
    assert [heading.text for heading in sheet.iter("h2")][:3] == ["Scan", "Prepared page", "Printed lines"]


# --- which page -------------------------------------------------------------------------------------------------------


def test_a_page_is_found_in_a_folder_by_its_place(tmp_path: Path) -> None:
    volume = a_volume(tmp_path / "volume", pages=2)
    a_multipage_tiff(volume / "10.tif", pages=3)
    found = [find_page(volume, number, tmp_path / "images").origin for number in (1, 2, 3, 5)]
    assert found == ["1.png", "2.png", "10.tif, page 1", "10.tif, page 3"]
    with pytest.raises(NoSuchPageError, match="has no page 6: it has 5"):
        find_page(volume, 6, tmp_path / "images")


def test_a_page_is_found_in_a_pdf_and_a_scan_is_its_own(tmp_path: Path) -> None:
    book = a_pdf(tmp_path / "book.pdf", a_picture(), a_picture(mark=1))
    assert find_page(book, 2, tmp_path / "images").origin == "book.pdf, page 2"
    assert find_page(a_scan(tmp_path / "7.png"), 1, tmp_path / "images").image == tmp_path / "7.png"


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_sheet_of_a_bad_scan_is_written_and_the_command_fails(muragat: Muragat, tmp_path: Path) -> None:
    ended = muragat("inspect", a_truncated_jpeg(tmp_path / "7.jpg"), "--out", tmp_path / "sheet.html")
    assert ended.code == ExitCode.UNREADABLE
    assert ended.out.strip() == str(tmp_path / "sheet.html")
    assert "its pixels do not decode" in ended.err
    assert "its pixels do not decode" in (tmp_path / "sheet.html").read_text(encoding="utf-8")


def test_nothing_to_inspect(muragat: Muragat, tmp_path: Path) -> None:
    assert muragat("inspect", tmp_path / "nowhere.jpg").code == ExitCode.NO_VOLUME
    assert muragat("inspect", a_volume(tmp_path / "volume"), "--page", "3").code == ExitCode.NO_VOLUME


@pytest.mark.engine
def test_a_scan_becomes_a_sheet_or_one_picture(muragat: Muragat, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "7.png"), a_printed_page())
    assert muragat("inspect", tmp_path / "7.png", "--out", tmp_path / "sheet.html").code == ExitCode.OK
    assert KAZAKH[0].split()[0] in text_of(html.fromstring((tmp_path / "sheet.html").read_bytes()))
    assert muragat("inspect", tmp_path / "7.png", "--out", tmp_path / "sheet.png").code == ExitCode.OK
    height, width, _ = np.asarray(cv2.imread(str(tmp_path / "sheet.png"))).shape
    assert width > 5 * height


@pytest.mark.engine
def test_both_pages_of_an_open_book_are_inspected(muragat: Muragat, tmp_path: Path) -> None:
    book = blank_paper(3400, 1400)
    draw_lines(book, KAZAKH * 2, (220, 250))
    draw_lines(book, RUSSIAN * 3, (1900, 250))
    cv2.imwrite(str(tmp_path / "7.png"), book)
    assert muragat("inspect", tmp_path / "7.png", "--out", tmp_path / "sheet.html").code == ExitCode.OK
    sheet = html.fromstring((tmp_path / "sheet.html").read_bytes())
    assert KAZAKH[0].split()[1] in text_of(sheet)
    assert RUSSIAN[0].split()[-1] in text_of(sheet)
    assert {"Words, page 1", "Words, page 2"} <= {heading.text for heading in sheet.iter("h2")}
