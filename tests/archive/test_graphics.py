"""Pictures of articles are parts of scans, cut out without loss."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from archive.errors import AlteredMasterError
from archive.graphics import CutOut
from archive.package import PackageContent, plan_package
from archive.store import write_package
from archive.validate import check_package
from ocr.article import Crop, Figure
from ocr.geometry import Box
from tests.archive.contents import a_content, made
from tests.builders import an_article

BOX = Box(hpos=4, vpos=6, width=20, height=30)


def a_scan(folder: Path, mode: str = "L", suffix: str = ".png") -> Path:
    """Return a scan no two pixels of which are alike."""
    scan = Image.linear_gradient("L").resize((40, 60)).rotate(30).convert(mode)
    scan.save(folder / f"scan{suffix}", dpi=(300, 300))
    return folder / f"scan{suffix}"


def a_content_with_a_picture(folder: Path) -> PackageContent:
    figure = Figure(label="1-сурет", caption="Абай", picture=Crop(image_nr=1, box=BOX))
    content = a_content(folder)
    article = an_article(figures=(figure,))
    return replace(content, segmentation=replace(content.segmentation, articles=(article,)))


@pytest.mark.parametrize(("mode", "file_format"), [("1", "PNG"), ("L", "PNG"), ("RGB", "PNG"), ("CMYK", "TIFF")])
def test_a_picture_has_the_pixels_of_the_scan_and_its_resolution(tmp_path: Path, mode: str, file_format: str) -> None:
    path = a_scan(tmp_path, mode, ".tif")
    cut_out = CutOut(image=path, box=BOX, quarter_turns=0, file_format=file_format)
    with Image.open(path) as scan, Image.open(BytesIO(b"".join(cut_out.pieces()))) as picture:
        expected = scan.crop((4, 6, 24, 36))
        assert (picture.mode, picture.size) == (mode, (20, 30))
        assert ImageChops.difference(picture.convert("RGB"), expected.convert("RGB")).getbbox() is None
        assert [round(float(one)) for one in picture.info["dpi"]] == [300, 300]


@pytest.mark.parametrize(
    ("quarter_turns", "turned"),
    [(1, Image.Transpose.ROTATE_270), (2, Image.Transpose.ROTATE_180), (3, Image.Transpose.ROTATE_90)],
)
def test_a_picture_stands_upright_as_the_page_was_read(tmp_path: Path, quarter_turns: int, turned: Image.Transpose) -> None:
    path = a_scan(tmp_path)
    cut_out = CutOut(image=path, box=BOX, quarter_turns=quarter_turns, file_format="PNG")
    with Image.open(path) as scan, Image.open(BytesIO(b"".join(cut_out.pieces()))) as picture:
        assert ImageChops.difference(picture, scan.crop((4, 6, 24, 36)).transpose(turned)).getbbox() is None


def test_a_picture_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    cut_out = CutOut(image=a_scan(tmp_path), box=BOX, quarter_turns=1, file_format="PNG")
    assert [*cut_out.pieces()] == [*cut_out.pieces()]


def test_a_figure_has_its_picture_in_the_package(tmp_path: Path) -> None:
    write_package(plan_package(a_content_with_a_picture(tmp_path)), tmp_path / "archive" / "v")
    assert check_package(tmp_path / "archive" / "v") == ()
    article = (tmp_path / "archive/v/data/articles/a001.xml").read_text()
    assert 'xlink:href="graphics/a001-figure1.png"' in article
    assert (tmp_path / "archive/v/data/articles/graphics/a001-figure1.png").is_file()


def test_a_picture_that_a_hand_put_outside_its_scan_is_no_picture(tmp_path: Path) -> None:
    outside = Crop(image_nr=1, box=Box(hpos=4000, vpos=6, width=20, height=30))
    content = a_content(tmp_path)
    article = an_article(figures=(Figure(label="1-сурет", caption="Абай", picture=outside),))
    plan = plan_package(replace(content, segmentation=replace(content.segmentation, articles=(article,))))
    assert [file for file in plan.files if file.use == "GRAPHIC"] == []


def test_a_picture_has_a_margin_as_far_as_the_scan_goes_and_mets_says_what_is_shown(tmp_path: Path) -> None:
    plan = plan_package(a_content_with_a_picture(tmp_path))
    [picture] = [file.source for file in plan.files if file.use == "GRAPHIC"]
    assert isinstance(picture, CutOut)
    assert picture.box == Box(hpos=0, vpos=0, width=40, height=54)
    assert b'COORDS="0,0,40,54"' in made(plan, "METS.xml")


def test_a_scan_that_is_gone_before_its_picture_is_found_stops_the_package(tmp_path: Path) -> None:
    content = a_content_with_a_picture(tmp_path)
    content.masters[0].path.unlink()
    with pytest.raises(AlteredMasterError):
        plan_package(content)


def test_a_scan_that_changes_before_its_picture_is_written_stops_the_package(tmp_path: Path) -> None:
    content = a_content_with_a_picture(tmp_path)
    plan = plan_package(content)
    Image.new("L", (40, 60), color=200).save(content.masters[0].path)
    pictures = replace(plan, files=tuple(file for file in plan.files if file.use == "GRAPHIC"))
    with pytest.raises(AlteredMasterError):
        write_package(pictures, tmp_path / "archive" / "v")
