"""The PDF of a volume: PDF/A, the scans without loss, the words of ALTO where they stand."""

import base64
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import pdfa
from pikepdf.pdfa._content import _StreamWalk
from PIL import Image, ImageCms

from archive.content import Gap, Master, PackageContent
from archive.fixity import fixity_of
from archive.pdf import draw_access_pdf
from archive.pdf.sheets import sources_of
from ocr.article import Area, Segmentation
from ocr.geometry import Box
from ocr.page import TURN, Page, ProcessingStep, TextBlock, TextLine, Word
from tests.archive.contents import a_content
from tests.builders import a_block, a_page, an_article

KAZAKH = "Ғылыми мақаланың бірінші абзацы\nәдебиет пен өнер: ұлттық құндылықтар"
RUSSIAN = "Объём статьи — ёмкий; подъезд № 7\nжурнал «Вестник»"
ENGLISH = "The children’s books were read aloud\nin 2015–2016"


def paper(width: int = 1748, height: int = 2480) -> Image.Image:
    """Return a grey sheet with some dark bars, no two rows alike."""
    rows = np.arange(height, dtype=np.uint32)[:, None]
    columns = np.arange(width, dtype=np.uint32)[None, :]
    return Image.fromarray((180 + (rows * 7 + columns * 3) % 60).astype(np.uint8)).resize((width, height))


def a_volume(
    folder: Path, *pages: Page, scans: tuple[Image.Image, ...] = (), suffix: str = ".png", **facts: object
) -> PackageContent:
    """Return a volume whose scans are written in the format of `suffix`."""
    masters = []
    for number, page in enumerate(pages):
        path = folder / f"{page.image_nr}{suffix}"
        image = scans[number] if scans else paper(page.width, page.height)
        image.save(path, dpi=(300, 300))
        masters.append(
            Master(
                path=path,
                original_name=path.name,
                fixity=fixity_of(path),
                media_type="image/*",
                name=f"{page.image_nr:04d}{suffix}",
            )
        )
    given = {"segmentation": Segmentation(articles=(), dropped=()), **facts}
    return a_content(folder, masters=tuple(masters), pages=pages, **given)


def drawn(content: PackageContent, folder: Path) -> Path:
    target = folder / "volume.pdf"
    draw_access_pdf(content, target)
    return target


def the_image(document: pikepdf.Pdf, page: int = 1) -> pikepdf.Stream:
    image = document.pages[page - 1].obj.Resources.XObject["/Scan"]
    assert isinstance(image, pikepdf.Stream)
    return image


def text_by_poppler(pdf: Path, page: int = 1) -> list[str]:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = [program, "-raw", "-f", str(page), "-l", str(page), str(pdf), "-"]
    return str(subprocess.run(command, capture_output=True, check=True, text=True).stdout).split()


def text_by_pdfium(pdf: Path, page: int = 1) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[page - 1].get_textpage().get_text_range()).split()


@pytest.mark.parametrize("read", [text_by_poppler, text_by_pdfium])
@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, ENGLISH], ids=["kk", "ru", "en"])
def test_the_words_found_in_it_are_those_of_alto(read: Callable[[Path], list[str]], text: str, tmp_path: Path) -> None:
    page = a_page(a_block(text), scan="master/0001.png")
    assert read(drawn(a_volume(tmp_path, page), tmp_path)) == [word.content for word in page.words]


def test_words_that_stand_close_stay_words(tmp_path: Path) -> None:
    words = tuple(
        Word(content=content, box=Box(hpos=hpos, vpos=300, width=width, height=40), confidence=0.9)
        for content, hpos, width in (("больниц", 300, 140), ("и", 441, 20), ("поликлиник", 462, 200))
    )
    line = TextLine(box=Box.enclosing(word.box for word in words), words=words)
    block = TextBlock(block_id="b001", role=a_block().role, box=line.box, lines=(line,))
    content = a_volume(tmp_path, a_page(block, scan="master/0001.png"))
    assert text_by_poppler(drawn(content, tmp_path)) == ["больниц", "и", "поликлиник"]


def a_line(*words: tuple[str, int, int], vpos: int = 300) -> TextLine:
    """Return a line of words, each by its text, where it begins and how wide it is said to be."""
    made = tuple(
        Word(content=content, box=Box(hpos=hpos, vpos=vpos, width=width, height=34), confidence=0.9)
        for content, hpos, width in words
    )
    return TextLine(box=Box.enclosing(word.box for word in made), words=made)


@pytest.mark.parametrize("read", [text_by_poppler, text_by_pdfium])
@pytest.mark.parametrize(
    "lines",
    [
        [a_line(("we", 679, 155), ("must", 754, 78), ("first", 859, 67))],
        [a_line(("[3", 400, 300)), a_line(("2019", 460, 90), ("2020", 560, 90))],
        [a_line(("бір", 400, 60), ("екі", 402, 60), ("үш", 404, 60))],
        [a_line(("оң", 700, 60), ("сол", 400, 60))],
    ],
    ids=["a box that is too wide", "cells in blocks of their own", "one over the other", "from right to left"],
)
def test_words_whose_boxes_overlap_stay_words(read: Callable[[Path], list[str]], lines: list[TextLine], tmp_path: Path) -> None:
    blocks = (
        TextBlock(block_id=f"b{number:03d}", role=a_block().role, box=line.box, lines=(line,)) for number, line in enumerate(lines)
    )
    page = a_page(*blocks, scan="master/0001.png")
    assert sorted(read(drawn(a_volume(tmp_path, page), tmp_path))) == sorted(word.content for word in page.words)


def test_a_word_is_found_where_it_is_printed(tmp_path: Path) -> None:
    page = a_page(a_block(KAZAKH), scan="master/0001.png")
    [word] = [word for word in page.words if word.content == "мақаланың"]
    with pypdfium2.PdfDocument(drawn(a_volume(tmp_path, page), tmp_path)) as document:
        text = document[0].get_textpage()
        index, count = text.search("мақаланың").get_next()
        boxes = [text.get_charbox(number, loose=True) for number in range(index, index + count)]
    scale = 72 / page.resolution
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    assert left == pytest.approx(word.box.hpos * scale, abs=1)
    assert right == pytest.approx(word.box.right * scale, abs=1)
    baseline = (page.height - word.box.bottom) * scale
    assert min(box[1] for box in boxes) == pytest.approx(baseline, abs=word.box.height * scale / 2)


@pytest.mark.parametrize("quarter_turns", [1, 2, 3])
def test_a_page_scanned_on_its_side_is_shown_upright_and_read_there(quarter_turns: int, tmp_path: Path) -> None:
    upright = a_page(a_block(KAZAKH))
    back = -quarter_turns % 4
    lines = tuple(
        TextLine(
            box=line.box.turned(back, upright.width, upright.height),
            words=tuple(
                Word(content=word.content, box=word.box.turned(back, upright.width, upright.height), confidence=0.9)
                for word in line.words
            ),
        )
        for line in upright.blocks[0].lines
    )
    block = TextBlock(block_id="b001", role=upright.blocks[0].role, box=Box.enclosing(line.box for line in lines), lines=lines)
    sides = (upright.width, upright.height) if quarter_turns == 2 else (upright.height, upright.width)
    step = ProcessingStep(name=TURN, parameters={"clockwise_degrees": str(90 * quarter_turns)})
    page = Page(image_nr=1, scan="master/0001.png", width=sides[0], height=sides[1], resolution=300, blocks=(block,), steps=(step,))
    pdf = drawn(a_volume(tmp_path, page), tmp_path)
    assert text_by_poppler(pdf) == [word.content for word in page.words]
    with pypdfium2.PdfDocument(pdf) as document:
        assert document[0].get_size() == pytest.approx((upright.width * 0.24, upright.height * 0.24), abs=0.1)


def test_of_an_open_book_each_page_shows_its_side(tmp_path: Path) -> None:
    right = Box(hpos=874, vpos=0, width=874, height=2480)
    page = replace(a_page(a_block(KAZAKH), scan="master/0001.png"), part=right)
    with pikepdf.open(drawn(a_volume(tmp_path, page), tmp_path)) as document:
        shown = [float(side) for side in document.pages[0].obj.CropBox]
        sheet = [float(side) for side in document.pages[0].obj.MediaBox]
    assert shown == [pytest.approx(sheet[2] / 2, abs=0.1), 0, *sheet[2:]]


def test_it_is_pdf_a_by_an_independent_validator_and_sound_by_qpdf(tmp_path: Path) -> None:
    pdf = drawn(a_volume(tmp_path, a_page(a_block(KAZAKH), scan="master/0001.png")), tmp_path)
    assert pdfa.validate_written(pdf, "2b").verdict == "pass"
    with pikepdf.open(pdf) as document:
        assert document.check_pdf_syntax() == []


@pytest.mark.parametrize(("sides", "resolution"), [((20_000, 64), 50), ((64, 4000), 2400)], ids=["too large", "too small"])
def test_a_scan_that_claims_an_impossible_size_becomes_pdf_a(sides: tuple[int, int], resolution: int, tmp_path: Path) -> None:
    page = replace(a_page(scan="master/0001.tif"), width=sides[0], height=sides[1], resolution=resolution)
    content = a_volume(tmp_path, page, scans=(Image.new("1", sides, 1),), suffix=".tif")
    assert pdfa.validate_written(drawn(content, tmp_path), "2b").verdict == "pass"


def test_the_validator_refuses_what_is_no_pdf_a(tmp_path: Path) -> None:
    pdf = drawn(a_volume(tmp_path, a_page(a_block(KAZAKH), scan="master/0001.png")), tmp_path)
    with pikepdf.open(pdf) as document:
        del document.Root.OutputIntents
        document.save(tmp_path / "broken.pdf")
    assert pdfa.validate_written(tmp_path / "broken.pdf", "2b").verdict == "fail"


def test_a_warning_of_another_thread_is_not_taken_for_a_fault_of_the_pdf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reads, tries = _StreamWalk.run, []

    def run_beside_a_warning(walk: _StreamWalk, stream: pikepdf.Stream) -> int:
        tries.append(stream)
        if len(tries) == 1:
            walk.deny("pikepdf:content-parse", "content stream: unclosed transport")
        return reads(walk, stream)

    monkeypatch.setattr(_StreamWalk, "run", run_beside_a_warning)
    pdf = drawn(a_volume(tmp_path, a_page(a_block(KAZAKH), scan="master/0001.png")), tmp_path)
    assert len(tries) > 1
    assert pdfa.validate_written(pdf, "2b").verdict == "pass"


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    content = a_volume(tmp_path, a_page(a_block(KAZAKH), scan="master/0001.png"))
    assert drawn(content, tmp_path).read_bytes() == drawn(content, tmp_path).read_bytes()


def test_nothing_but_the_pdf_is_left(tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    drawn(a_volume(tmp_path, a_page(a_block(KAZAKH), scan="master/0001.png")), tmp_path / "scratch")
    assert [path.name for path in (tmp_path / "scratch").iterdir()] == ["volume.pdf"]


def test_a_jpeg_lies_in_it_byte_for_byte(tmp_path: Path) -> None:
    content = a_volume(tmp_path, a_page(a_block(KAZAKH), scan="master/0001.jpg"), suffix=".jpg")
    with pikepdf.open(drawn(content, tmp_path)) as document:
        assert the_image(document).read_raw_bytes() == content.masters[0].path.read_bytes()


ARITHMETIC = (
    "|JeWF01!$>Nk#wx0RR9200961|JwjV01XKW3knDg3knMk4h;_zAQcl55)&sJ9v2`kDKRiEDJ?8BI!Zn>HbyrrEkIX6ModmpQ&KWMT47pHU`kO^PyfjP3kU!p03ZPY"
    "5di<p00saM5C#9*00;pA002J#(prXrV173fv@#tlYh^SJ1D{&30T(<ivqrokxm&s<(>O&%qpX+_bVc5xGxa+dId8#Ev6PpAT$JryN=W|zh=0r&y5bz{P<r{Ki|yGl"
    "@Uf}Gl%m8uYV|<v(D)_Gi~Ubf_28R`Az2)7{%QwNl^*VE#CWgRi0uX~2e&>h?BpGA9}nGI*j|w$HgXCCCyaftNfcS{^@oVwmH*i"
)
"""A JPEG of 32 × 32 pixels in grey, arithmetically coded; in base 85."""


def test_a_jpeg_of_a_coding_that_pdf_does_not_know_keeps_its_pixels(tmp_path: Path) -> None:
    content = a_volume(tmp_path, a_page(scan="master/0001.jpg"), a_page(image_nr=2, scan="master/0002.jpg"), suffix=".jpg")
    strange, plain = (master.path for master in content.masters)
    strange.write_bytes(base64.b85decode(ARITHMETIC))
    with pikepdf.open(drawn(content, tmp_path)) as document, Image.open(strange) as original:
        assert pikepdf.PdfImage(the_image(document)).as_pil_image().tobytes() == original.tobytes()
        assert the_image(document, page=2).read_raw_bytes() == plain.read_bytes()


@pytest.mark.parametrize(("mode", "compression"), [("L", "jpeg"), ("RGB", "jpeg")])
def test_a_jpeg_that_is_all_of_a_tiff_lies_in_it_as_it_is_there(mode: str, compression: str, tmp_path: Path) -> None:
    page, scan = a_page(scan="master/0001.tif"), paper(600, 840).convert(mode)
    content = a_volume(tmp_path, page, scans=(scan,), suffix=".tif")
    master = content.masters[0].path
    scan.save(master, dpi=(300, 300), compression=compression, tiffinfo={278: scan.height})
    with pikepdf.open(drawn(content, tmp_path)) as document, Image.open(master) as original:
        image = the_image(document)
        offset, size = original.tag_v2[273][0], original.tag_v2[279][0]  # type: ignore[attr-defined]  # a TIFF has them
        assert image.Filter == "/DCTDecode"
        assert image.read_raw_bytes().endswith(master.read_bytes()[offset + 2 : offset + size])
        shown = np.asarray(pikepdf.PdfImage(image).as_pil_image().convert(mode), dtype=int)
        assert abs(shown - np.asarray(original, dtype=int)).max() <= 2


def test_a_tiff_of_many_jpeg_strips_keeps_its_pixels(tmp_path: Path) -> None:
    page, scan = a_page(scan="master/0001.tif"), paper(600, 840)
    content = a_volume(tmp_path, page, scans=(scan,), suffix=".tif")
    scan.save(content.masters[0].path, dpi=(300, 300), compression="jpeg", tiffinfo={278: 16})
    with pikepdf.open(drawn(content, tmp_path)) as document, Image.open(content.masters[0].path) as original:
        assert the_image(document).Filter == "/FlateDecode"
        assert pikepdf.PdfImage(the_image(document)).as_pil_image().tobytes() == original.tobytes()


MODES = {
    "bitonal": ("1", ".tif"),
    "grey": ("L", ".tif"),
    "grey of 16 bits": ("I;16", ".tif"),
    "colour": ("RGB", ".tif"),
    "palette": ("P", ".png"),
    "transparent": ("RGBA", ".png"),
    "grey png": ("L", ".png"),
    "colour png": ("RGB", ".png"),
    "colour jpeg": ("RGB", ".jpg"),
    "jpeg for print": ("CMYK", ".jpg"),
    "jpeg 2000": ("RGB", ".jp2"),
}


@pytest.mark.parametrize(("mode", "suffix"), MODES.values(), ids=MODES)
def test_every_kind_of_scan_becomes_pdf_a_and_keeps_its_pixels(mode: str, suffix: str, tmp_path: Path) -> None:
    grey = paper(600, 840)
    if mode == "I;16":
        scan = Image.fromarray(np.asarray(grey, dtype=np.uint16) * 256)
    else:
        scan = grey.convert("RGB").convert(mode) if mode != "1" else grey.convert("1")
    page = a_page(scan=f"master/0001{suffix}")
    content = a_volume(tmp_path, page, scans=(scan,), suffix=suffix)
    with pikepdf.open(drawn(content, tmp_path)) as document:
        image = pikepdf.PdfImage(the_image(document)).as_pil_image()
        shown = np.asarray(image, dtype=int) >> 8 if mode == "I;16" else np.asarray(image.convert("L"), dtype=int)
    with Image.open(content.masters[0].path) as original:
        expected = np.asarray(grey if mode == "I;16" else original.convert("RGB").convert("L"), dtype=int)
    assert shown.shape == expected.shape
    assert abs(shown - expected).max() <= 1


def test_bitonal_and_grey_scans_do_not_grow(tmp_path: Path) -> None:
    for mode, compression in (("1", "group4"), ("L", "tiff_adobe_deflate")):
        page = a_page(scan="master/0001.tif")
        content = a_volume(tmp_path, page, suffix=".tif")
        path = content.masters[0].path
        paper().convert(mode).save(path, compression=compression, dpi=(300, 300))
        assert drawn(content, tmp_path).stat().st_size < path.stat().st_size + 20_000


def test_a_colour_profile_comes_along_and_a_broken_one_does_not(tmp_path: Path) -> None:
    sound = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile, expected in ((sound, "/ICCBased"), (b"not a profile" * 20, "/DeviceRGB")):
        content = a_volume(tmp_path, a_page(scan="master/0001.jpg"), suffix=".jpg")
        paper().convert("RGB").save(content.masters[0].path, icc_profile=profile)
        with pikepdf.open(drawn(content, tmp_path)) as document:
            space = the_image(document).ColorSpace
            assert str(space[0] if isinstance(space, pikepdf.Array) else space) == expected


def test_articles_are_bookmarks_and_pages_have_their_printed_numbers(tmp_path: Path) -> None:
    pages = tuple(
        a_page(a_block(KAZAKH), image_nr=number, printed_nr=printed, scan=f"master/{number:04d}.png")
        for number, printed in ((1, None), (2, "xii"), (3, "13"))
    )
    article = an_article("МАҚАЛА — ТАҚЫРЫБЫ", areas=(Area(image_nr=2, block_id="b001"),))
    content = a_volume(tmp_path, *pages, segmentation=Segmentation(articles=(article,), dropped=()))
    pdf = drawn(content, tmp_path)
    with pypdfium2.PdfDocument(pdf) as document:
        assert [document.get_page_label(index) for index in range(3)] == ["[1]", "xii", "13"]
        [bookmark] = document.get_toc()
        assert bookmark.get_title() == "МАҚАЛА — ТАҚЫРЫБЫ"
        assert bookmark.get_dest().get_index() == 1
    with pikepdf.open(pdf) as document:
        assert document.Root.Lang == "kk"
        assert document.open_metadata()["dc:title"] == "Хабаршы"


def a_volume_with_gaps(folder: Path) -> PackageContent:
    """Return a volume of four pages, of which the second has a scan that does not open, and the third one that was not read."""
    pages = tuple(a_page(a_block(KAZAKH), image_nr=number, scan=f"master/{number:04d}.png") for number in (1, 2, 3, 4))
    content = a_volume(folder, *pages)
    content.masters[1].path.write_bytes(b"not a scan")
    gaps = tuple(Gap(image_nr=number, reason="no time was left", scan=f"master/{number:04d}.png") for number in (2, 3))
    article = an_article("МАҚАЛА", areas=(Area(image_nr=4, block_id="b001"),))
    return replace(content, pages=(pages[0], pages[3]), gaps=gaps, segmentation=Segmentation(articles=(article,), dropped=()))


def test_a_page_that_could_not_be_read_keeps_its_place(tmp_path: Path) -> None:
    content = a_volume_with_gaps(tmp_path)
    pdf = drawn(content, tmp_path)
    assert pdfa.validate_written(pdf, "2b").verdict == "pass"
    assert [len(text_by_pdfium(pdf, number)) for number in (1, 2, 3, 4)] == [9, 0, 0, 9]
    with pypdfium2.PdfDocument(pdf) as document:
        assert [document.get_page_label(index) for index in range(4)] == ["[1]", "[2]", "[3]", "[4]"]
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [("[page 2 could not be read]", 1), ("[page 3 could not be read]", 2), ("МАҚАЛА", 3)]


def test_of_a_page_that_could_not_be_read_the_scan_is_shown_where_it_opens(tmp_path: Path) -> None:
    content = a_volume_with_gaps(tmp_path)
    with pikepdf.open(drawn(content, tmp_path)) as document, Image.open(content.masters[2].path) as scan:
        notice, shown = (pikepdf.PdfImage(the_image(document, page)).as_pil_image() for page in (2, 3))
        assert shown.tobytes() == scan.convert("L").tobytes()
        assert notice.mode == "1"
        assert 0.001 < 1 - np.asarray(notice).mean() < 0.05
    assert sources_of(content) == (
        *("master/0001.png", "alto/0001.xml", "master/0003.png"),
        *("master/0004.png", "alto/0004.xml"),
    )


def test_many_pages_lie_in_it_in_order(tmp_path: Path) -> None:
    pages = tuple(a_page(a_block(f"бет {number}"), image_nr=number, scan=f"master/{number:04d}.png") for number in range(1, 36))
    scans = (paper(64, 64),) * len(pages)
    pdf = drawn(a_volume(tmp_path, *pages, scans=scans), tmp_path)
    assert [text_by_pdfium(pdf, number) for number in (1, 17, 35)] == [["бет", "1"], ["бет", "17"], ["бет", "35"]]
    with pikepdf.open(pdf) as document:
        fonts = {document.pages[index].obj.Resources.Font["/Text"].objgen for index in range(35)}
        assert len(fonts) == 1
        assert re.match(rb"%PDF-1\.[4-7]", pdf.read_bytes())
