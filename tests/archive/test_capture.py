"""What a scan says of its own making is kept in PREMIS."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from archive.capture import Capture, capture_of
from archive.fixity import fixity_of
from archive.markup import find_texts, parse_xml
from archive.package import plan_package
from archive.validate import check_premis
from tests.archive.contents import PREMIS_NS, a_content, made

SAID = {
    ExifTags.Base.Make: "Zeutschel",
    ExifTags.Base.Model: "OS 15000",
    ExifTags.Base.Software: "OmniScan 12.9",
    ExifTags.Base.DateTime: "2019:03:12 10:11:12",
}


def a_scan_that_says(path: Path, said: dict[int, str]) -> Path:
    exif = Image.Exif()
    exif.update(said)
    Image.new("L", (40, 60), color=7).save(path, exif=exif)
    return path


@pytest.mark.parametrize("suffix", [".tif", ".jpg", ".png"])
def test_a_scan_names_its_device_program_and_time(tmp_path: Path, suffix: str) -> None:
    said = capture_of(a_scan_that_says(tmp_path / f"1{suffix}", {int(tag): value for tag, value in SAID.items()}))
    assert said == Capture(maker="Zeutschel OS 15000, OmniScan 12.9", when="2019-03-12T10:11:12")


@pytest.mark.parametrize("time", ["0000:00:00 00:00:00", "март 2019", "2019:03:12"])
def test_a_time_that_is_none_is_not_told(tmp_path: Path, time: str) -> None:
    assert capture_of(a_scan_that_says(tmp_path / "1.tif", {int(ExifTags.Base.DateTime): time})).when is None


def test_a_file_that_is_no_image_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(b"%PDF-1.4\n")
    assert capture_of(tmp_path / "1.pdf") == Capture()


def test_what_a_scan_says_is_in_premis(tmp_path: Path) -> None:
    content = a_content(tmp_path)
    first, second = content.masters
    a_scan_that_says(first.path, {int(tag): value for tag, value in SAID.items()})
    masters = (replace(first, fixity=fixity_of(first.path)), second)
    premis = made(plan_package(replace(content, masters=masters)), "PREMIS.xml")
    assert check_premis(premis) == ()
    said = find_texts(parse_xml(premis), "//p:creatingApplication/*/text()", PREMIS_NS)
    assert said == ["Zeutschel OS 15000, OmniScan 12.9", "2019-03-12T10:11:12"]
