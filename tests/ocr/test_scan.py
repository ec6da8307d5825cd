"""Every scan an archive has gives its pixels in grey; everything else is refused in one sentence."""

import contextlib
import random
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ocr.errors import UnreadableScanError
from ocr.scan import inspect_scan, load_scan
from tests.flows.scans import (
    a_bomb,
    a_multipage_tiff,
    a_picture,
    a_scan,
    a_text_file,
    a_tiny_image,
    a_truncated_jpeg,
    an_empty_file,
)


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("бос.tif", an_empty_file, "the file is empty"),
        ("жазу.tif", a_text_file, "it is not an image"),
        ("нүкте.png", a_tiny_image, "1 × 1 pixels hold no print"),
        ("бомба.png", a_bomb, "60000 × 60000 pixels are more than any scanner makes"),
        ("жоқ.tif", lambda path: path, "No such file"),
    ],
)
def test_what_is_no_scan_is_refused_by_name_and_reason(
    name: str, make: Callable[[Path], Path], reason: str, tmp_path: Path
) -> None:
    scan = make(tmp_path / name)
    for look in (inspect_scan, load_scan):
        with pytest.raises(UnreadableScanError, match=reason) as refused:
            look(scan)
        assert str(refused.value).startswith(str(scan))


def test_a_truncated_jpeg_is_never_filled_up_with_grey(tmp_path: Path) -> None:
    with pytest.raises(UnreadableScanError, match="its pixels do not decode"):
        load_scan(a_truncated_jpeg(tmp_path / "жарты.jpg"))


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.tif", "1"),
        ("a.tif", "L"),
        ("a.tif", "RGB"),
        ("a.png", "P"),
        ("a.jpg", "CMYK"),
        ("a.tif", "CMYK"),
        ("a.jpg", "RGB"),
        ("a.jp2", "L"),
    ],
)
def test_every_kind_of_image_becomes_the_same_grey_page(name: str, mode: str, tmp_path: Path) -> None:
    pixels = load_scan(a_scan(tmp_path / name, mode=mode)).pixels
    dark, light = pixels[106, 300], np.median(pixels[:50])
    assert pixels.shape == (840, 600)
    assert pixels.dtype == np.uint8
    assert dark < 60
    assert light > 200


def test_sixteen_bits_of_grey_become_eight(tmp_path: Path) -> None:
    grey = np.full((64, 64), 40_000, dtype=np.uint16)
    grey[:32] = 514
    Image.fromarray(grey).save(tmp_path / "терең.png")
    pixels = load_scan(tmp_path / "терең.png").pixels
    assert (pixels[0, 0], pixels[63, 63]) == (2, 156)


def test_twelve_bits_in_sixteen_are_not_taken_for_black(tmp_path: Path) -> None:
    grey = np.full((64, 64), 4000, dtype=np.uint16)
    grey[:32] = 400
    Image.fromarray(grey).save(tmp_path / "он екі.tif")
    pixels = load_scan(tmp_path / "он екі.tif").pixels
    assert (pixels[0, 0], pixels[63, 63]) == (25, 250)


def test_sixteen_bits_that_count_from_white_are_turned_over(tmp_path: Path) -> None:
    white_is_zero = {262: 0}
    Image.fromarray(np.full((64, 64), 4000, dtype=np.uint16) * 15).save(tmp_path / "теріс.tif", tiffinfo=white_is_zero)
    assert load_scan(tmp_path / "теріс.tif").pixels[0, 0] == 255 - 60000 // 256


def test_lab_gives_its_lightness(tmp_path: Path) -> None:
    lightness = a_picture().convert("L")
    plain = Image.new("L", lightness.size, 128)
    Image.merge("LAB", (lightness, plain, plain)).save(tmp_path / "lab.tif")
    assert (load_scan(tmp_path / "lab.tif").pixels == np.asarray(lightness)).all()


def test_floating_greys_run_from_black_to_white(tmp_path: Path) -> None:
    Image.fromarray(np.full((64, 64), 0.5, dtype=np.float32)).save(tmp_path / "f.tif")
    assert load_scan(tmp_path / "f.tif").pixels[0, 0] == 127


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.jp2"])
def test_a_scan_with_broken_bytes_loads_or_is_refused_and_nothing_else(name: str, tmp_path: Path) -> None:
    whole, dice = a_scan(tmp_path / name).read_bytes(), random.Random(name)  # noqa: S311  # which bytes break is no secret
    for _ in range(50):
        broken = bytearray(whole)
        for _ in range(dice.choice((1, 5, 20))):
            broken[dice.randrange(min(len(broken), dice.choice((300, len(broken)))))] = dice.randrange(256)
        (tmp_path / name).write_bytes(broken)
        for look in (inspect_scan, load_scan):
            with contextlib.suppress(UnreadableScanError):
                look(tmp_path / name)


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    picture.paste((10, 10, 10, 255), (0, 0, 64, 32))
    picture.save(tmp_path / "мөлдір.png")
    pixels = load_scan(tmp_path / "мөлдір.png").pixels
    assert (pixels[0, 0], pixels[63, 63]) == (10, 255)


def test_each_image_of_a_bitonal_tiff_is_loaded_by_its_number(tmp_path: Path) -> None:
    scan = a_multipage_tiff(tmp_path / "том.tif", pages=3)
    assert inspect_scan(scan).frames == 3
    bars = [load_scan(scan, frame).pixels[100:112].mean(axis=0) for frame in range(3)]
    assert [[bool(bar[column] < 128) for column in (470, 490, 510)] for bar in bars] == [
        [True, True, True],
        [True, True, False],
        [True, False, False],
    ]


def test_an_image_that_a_tiff_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableScanError, match="do not decode"):
        load_scan(a_multipage_tiff(tmp_path / "том.tif", pages=2), 2)


@pytest.mark.parametrize(("stated", "meant"), [(600, 600), (200, 200), (1, None), (9600, None)])
def test_a_resolution_is_believed_only_when_a_scanner_can_make_it(stated: int, meant: int | None, tmp_path: Path) -> None:
    scan = a_scan(tmp_path / "a.tif", dpi=stated)
    assert inspect_scan(scan).resolution == meant
    assert load_scan(scan).resolution == (meant or 300)


def test_a_scan_that_does_not_say_its_resolution_is_taken_for_300(tmp_path: Path) -> None:
    a_picture().save(tmp_path / "a.png")
    assert inspect_scan(tmp_path / "a.png").resolution is None
    assert load_scan(tmp_path / "a.png").resolution == 300


def test_a_scan_says_what_it_is_before_its_pixels_are_decoded(tmp_path: Path) -> None:
    info = inspect_scan(a_scan(tmp_path / "a.jpg", dpi=300))
    assert (info.width, info.height, info.resolution, info.frames, info.format) == (600, 840, 300, 1, "JPEG")


def test_an_orientation_tag_is_not_followed(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    a_picture().save(tmp_path / "a.jpg", exif=exif)
    assert load_scan(tmp_path / "a.jpg").pixels.shape == (840, 600)


def test_a_large_sheet_raises_no_warning(tmp_path: Path) -> None:
    scan = a_bomb(tmp_path / "a1.png", side=14_000)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert inspect_scan(scan).width == 14_000
