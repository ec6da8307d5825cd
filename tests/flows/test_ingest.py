"""From files to scanned pages: images taken out without loss, every failure on its own page."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops
from PIL.TiffImagePlugin import AppendingTiffWriter, ImageFileDirectory_v2, TiffImageFile

from archive.fixity import fixity_of
from flows.checkpoints import Checkpoints
from flows.ingest import ScannedVolume, count_pages, ingest
from flows.listing import list_scans
from flows.steps import read_page_file
from ocr.errors import UnreadableScanError
from ocr.read import ReadOptions
from ocr.scan import inspect_scan
from tests.flows.scans import (
    a_bomb,
    a_locked_pdf,
    a_multipage_tiff,
    a_pdf,
    a_picture,
    a_scan,
    a_text_file,
    a_tiny_image,
    a_truncated_jpeg,
    an_empty_file,
)

STRIP_OFFSETS, SUBFILE_TYPE = 273, 254


def ingested(source: Path, images: Path) -> ScannedVolume:
    return ingest(list_scans(source), images)


def same_pixels(path: Path, expected: Image.Image) -> bool:
    with Image.open(path) as image:
        return image.mode == expected.mode and ImageChops.difference(image.convert("L"), expected.convert("L")).getbbox() is None


def test_a_scan_is_its_own_page(tmp_path: Path) -> None:
    scan = a_scan(tmp_path / "volume-2.jpg")
    volume = ingested(tmp_path, tmp_path / "work")
    (page,), (master,) = volume.pages, volume.masters
    assert (page.image, page.name, page.digest) == (scan, "master/0001.jpg", fixity_of(scan).digest)
    assert (master.name, master.media_type, master.fixity) == ("0001.jpg", "image/jpeg", fixity_of(scan))
    assert not page.taken_out


@pytest.mark.parametrize(("mode", "compression"), [("1", "group4"), ("L", "tiff_adobe_deflate"), ("RGB", "tiff_adobe_deflate")])
def test_the_pages_of_a_tiff_are_taken_out_without_loss(tmp_path: Path, mode: str, compression: str) -> None:
    folder = tmp_path / "volume"
    folder.mkdir()
    a_multipage_tiff(folder / "1.tif", mode=mode)
    a_scan(folder / "2.png")
    volume = ingested(folder, tmp_path / "work")
    assert [page.name for page in volume.pages] == ["image/0001.tif", "image/0002.tif", "image/0003.tif", "master/0002.png"]
    assert [page.origin for page in volume.pages][1:] == ["1.tif, page 2", "1.tif, page 3", "2.png"]
    for mark, page in enumerate(volume.pages[:3]):
        assert same_pixels(page.image, a_picture(mode=mode, mark=mark))
        with Image.open(page.image) as image:
            assert image.info["compression"] == compression
        assert inspect_scan(page.image).resolution == 200
    assert count_pages(list_scans(folder)) == 4


def test_images_are_taken_out_once(tmp_path: Path) -> None:
    source = a_pdf(tmp_path / "book.pdf", a_picture(), a_picture(mark=1))
    first = ingested(source, tmp_path / "work")
    before = [page.image.stat().st_ino for page in first.pages]
    again = ingested(source, tmp_path / "work")
    assert [page.image.stat().st_ino for page in again.pages] == before
    assert again == first


def test_a_jpeg_comes_out_of_a_pdf_as_it_lies_there(tmp_path: Path) -> None:
    source = a_pdf(tmp_path / "book.pdf", a_picture(mode="RGB"), dpi=150)
    (page,) = ingested(source, tmp_path / "work").pages
    with pikepdf.open(source) as pdf:
        inside = pdf.pages[0].obj.Resources.XObject["/image"].read_raw_bytes()
    with Image.open(io.BytesIO(inside)) as expected:
        assert same_pixels(page.image, expected)
    assert page.image.read_bytes()[18:] == inside[18:]
    assert inspect_scan(page.image).resolution == 150


def test_a_bitonal_image_comes_out_of_a_pdf_pixel_for_pixel(tmp_path: Path) -> None:
    picture = a_picture(mode="1")
    (page,) = ingested(a_pdf(tmp_path / "book.pdf", picture), tmp_path / "work").pages
    assert page.image.suffix == ".tif"
    assert same_pixels(page.image, picture)


def test_a_jpeg_2000_comes_out_of_a_pdf_as_it_lies_there(tmp_path: Path) -> None:
    inside = io.BytesIO()
    a_picture().save(inside, format="JPEG2000")
    with pikepdf.open(a_pdf(tmp_path / "jpeg.pdf")) as pdf:
        image = pdf.pages[0].obj.Resources.XObject["/image"]
        image.write(inside.getvalue(), filter=pikepdf.Name.JPXDecode)
        pdf.save(tmp_path / "book.pdf")
    (page,) = ingested(tmp_path / "book.pdf", tmp_path / "work").pages
    assert page.name == "image/0001.jp2"
    assert page.image.read_bytes() == inside.getvalue()


def test_a_turned_page_is_drawn_as_the_reader_sees_it(tmp_path: Path) -> None:
    with pikepdf.open(a_pdf(tmp_path / "upright.pdf")) as pdf:
        pdf.pages[0].obj.Rotate = 90
        pdf.save(tmp_path / "turned.pdf")
    (page,) = ingested(tmp_path / "turned.pdf", tmp_path / "work").pages
    info = inspect_scan(page.image)
    assert (info.format, info.resolution) == ("PNG", 200)
    assert abs(info.width - 840) <= 1
    assert abs(info.height - 600) <= 1


def test_a_page_that_shows_more_than_its_image_is_drawn(tmp_path: Path) -> None:
    with pikepdf.open(a_pdf(tmp_path / "plain.pdf", a_picture())) as pdf:
        pdf.pages[0].contents_add(b"0 0 0 rg 0 0 100 100 re f")
        pdf.save(tmp_path / "stamped.pdf")
    (page,) = ingested(tmp_path / "stamped.pdf", tmp_path / "work").pages
    with Image.open(page.image) as image:
        assert image.convert("L").getpixel((20, image.height - 20)) == 0


def test_a_page_without_an_image_is_drawn_at_300_per_inch(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(144, 288))
        pdf.save(tmp_path / "blank.pdf")
    (page,) = ingested(tmp_path / "blank.pdf", tmp_path / "work").pages
    info = inspect_scan(page.image)
    assert (info.width, info.height, info.resolution) == (600, 1200, 300)


def test_a_folder_of_pdfs_has_their_pages_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "volume"
    folder.mkdir()
    a_pdf(folder / "p10.pdf", a_picture(mark=3))
    a_pdf(folder / "p2.pdf", a_picture(mark=1), a_picture(mark=2))
    scanned = ingested(folder, tmp_path / "work")
    assert [master.name for master in scanned.masters] == ["0001.pdf", "0002.pdf"]
    assert [page.origin for page in scanned.pages] == ["p2.pdf, page 1", "p2.pdf, page 2", "p10.pdf, page 1"]
    assert [page.name for page in scanned.pages] == ["image/0001.jpg", "image/0002.jpg", "image/0003.jpg"]
    assert len({page.digest for page in scanned.pages}) == 3
    assert count_pages(list_scans(folder)) == 3


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (a_text_file, "it is damaged or something else"),
        (an_empty_file, "the file is empty"),
        (a_locked_pdf, "it is protected by a password"),
    ],
)
def test_a_bad_pdf_is_a_failed_page_among_good_ones(tmp_path: Path, make: Callable[[Path], Path], reason: str) -> None:
    folder = tmp_path / "volume"
    folder.mkdir()
    bad = make(folder / "p2.pdf")
    (folder / "open.pdf").unlink(missing_ok=True)
    for name in ("p1.pdf", "p3.pdf"):
        a_pdf(folder / name)
    pages = ingested(folder, tmp_path / "work").pages
    assert [page.failure is None for page in pages] == [True, False, True]
    assert str(pages[1].failure).startswith(f"{bad} cannot be read as a scan: {reason}.")
    assert count_pages(list_scans(folder)) == 3


BAD_SCANS = [
    ("3.jpg", a_truncated_jpeg, "its pixels do not decode"),
    ("3.tif", an_empty_file, "the file is empty"),
    ("3.tif", a_text_file, "it is not an image"),
    ("3.png", a_tiny_image, "1 × 1 pixels hold no print"),
    ("3.png", a_bomb, "60000 × 60000 pixels are more than any scanner makes"),
]


@pytest.mark.parametrize(("name", "make", "reason"), BAD_SCANS)
def test_a_bad_scan_is_a_failed_page_among_good_ones(tmp_path: Path, name: str, make: Callable[[Path], Path], reason: str) -> None:
    folder = tmp_path / "volume"
    folder.mkdir()
    for number in (1, 2, 4):
        a_scan(folder / f"{number}.png")
    bad = make(folder / name)
    pages = ingested(folder, tmp_path / "work").pages
    assert [page.image_nr for page in pages] == [1, 2, 3, 4]
    with pytest.raises(UnreadableScanError) as caught:
        read_page_file(pages[2], Checkpoints(folder=tmp_path / "pages", fingerprint="f"), ReadOptions())
    assert str(caught.value).startswith(f"{bad} cannot be read as a scan: {reason}")


def test_a_dangling_link_is_a_failed_page(tmp_path: Path) -> None:
    (tmp_path / "1.png").symlink_to(tmp_path / "gone.png")
    (page,) = ingested(tmp_path, tmp_path / "work").pages
    assert page.failure is not None
    assert "No such file" in str(page.failure)


def test_a_broken_page_of_a_tiff_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "volume"
    folder.mkdir()
    path = a_multipage_tiff(folder / "1.tif", mode="L")
    whole = path.read_bytes()
    with Image.open(path) as image:
        assert isinstance(image, TiffImageFile)
        image.seek(1)
        start = image.tag_v2[STRIP_OFFSETS][0]
    path.write_bytes(whole[:start] + bytes(200) + whole[start + 200 :])
    pages = ingested(folder, tmp_path / "work").pages
    assert [page.failure is None for page in pages] == [True, False, True]
    assert pages[1].origin == "1.tif, page 2"


def test_a_preview_in_a_tiff_is_no_page(tmp_path: Path) -> None:
    folder = tmp_path / "volume"
    folder.mkdir()
    preview = ImageFileDirectory_v2()
    preview[SUBFILE_TYPE] = 1
    with AppendingTiffWriter(str(folder / "1.tif"), new=True) as stream:
        a_picture().save(stream, format="TIFF")
        stream.newFrame()
        a_picture(60, 84).save(stream, format="TIFF", tiffinfo=preview)
    (page,) = ingested(folder, tmp_path / "work").pages
    assert page.name == "master/0001.tif"
