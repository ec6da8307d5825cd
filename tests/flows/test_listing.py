"""Which files of a folder are a volume's scans, in which order."""

from pathlib import Path

import pytest

from flows.errors import EmptyVolumeError, LockedPdfError, NoSuchVolumeError, NotAVolumeError, UnreadablePdfError
from flows.listing import list_scans
from tests.flows.scans import a_locked_pdf, a_pdf, a_scan, a_text_file, an_empty_file


def names_of(folder: Path) -> list[str]:
    return [path.name for path in list_scans(folder).files]


def test_scans_come_in_natural_order(tmp_path: Path) -> None:
    for name in ("page10.png", "Page2.png", "page1.png"):
        a_scan(tmp_path / name)
    assert names_of(tmp_path) == ["page1.png", "Page2.png", "page10.png"]


def test_the_case_of_an_ending_does_not_matter(tmp_path: Path) -> None:
    a_scan(tmp_path / "1.JPG")
    a_scan(tmp_path / "2.Tiff")
    assert names_of(tmp_path) == ["1.JPG", "2.Tiff"]


def test_a_linked_scan_is_a_scan(tmp_path: Path) -> None:
    (tmp_path / "volume").mkdir()
    (tmp_path / "volume" / "1.png").symlink_to(a_scan(tmp_path / "elsewhere.png"))
    assert names_of(tmp_path / "volume") == ["1.png"]


def test_what_is_left_aside_is_named(tmp_path: Path) -> None:
    a_scan(tmp_path / "1.png")
    a_text_file(tmp_path / "notes.docx")
    a_pdf(tmp_path / "all.pdf")
    (tmp_path / "old").mkdir()
    remarks = list_scans(tmp_path).remarks
    assert [remark.split(" was left aside")[0] for remark in remarks] == ["all.pdf", "notes.docx", "The folder old"]


def test_hidden_files_and_the_metadata_are_passed_over_in_silence(tmp_path: Path) -> None:
    a_scan(tmp_path / "1.png")
    for name in ("volume.toml", "._1.png", ".DS_Store", "Thumbs.db"):
        a_text_file(tmp_path / name)
    listing = list_scans(tmp_path)
    assert listing.remarks == ()
    assert len(listing.files) == 1


def test_a_pdf_is_a_volume(tmp_path: Path) -> None:
    assert names_of(a_pdf(tmp_path / "Book.PDF")) == ["Book.PDF"]


def test_pdfs_in_a_folder_are_its_pages_in_natural_order(tmp_path: Path) -> None:
    for name in ("p10.pdf", "P2.PDF", "p1.pdf"):
        a_pdf(tmp_path / name)
    a_text_file(tmp_path / "notes.docx")
    listing = list_scans(tmp_path)
    assert [path.name for path in listing.files] == ["p1.pdf", "P2.PDF", "p10.pdf"]
    assert [remark.split(" was left aside")[0] for remark in listing.remarks] == ["notes.docx"]


def test_a_pdf_beside_images_is_taken_for_a_copy_of_them(tmp_path: Path) -> None:
    a_scan(tmp_path / "1.png")
    a_pdf(tmp_path / "2.pdf")
    listing = list_scans(tmp_path)
    assert [path.name for path in listing.files] == ["1.png"]
    assert listing.remarks == (
        "2.pdf was left aside: beside images, a PDF is taken for a copy of them. Move it to a folder of its own.",
    )


def test_the_only_pdf_of_a_folder_has_to_open(tmp_path: Path) -> None:
    a_locked_pdf(tmp_path / "locked.pdf")
    (tmp_path / "open.pdf").unlink()
    with pytest.raises(LockedPdfError):
        list_scans(tmp_path)


def test_a_missing_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NoSuchVolumeError, match="no such file or folder"):
        list_scans(tmp_path / "nowhere")


def test_a_folder_without_scans_is_said_to_have_none(tmp_path: Path) -> None:
    a_text_file(tmp_path / "readme.txt")
    with pytest.raises(EmptyVolumeError, match="no scans"):
        list_scans(tmp_path)


def test_a_single_scan_is_no_volume(tmp_path: Path) -> None:
    with pytest.raises(NotAVolumeError, match="neither a folder of scans nor a PDF"):
        list_scans(a_scan(tmp_path / "1.png"))


def test_a_pdf_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    with pytest.raises(LockedPdfError, match="protected by a password"):
        list_scans(a_locked_pdf(tmp_path / "locked.pdf"))


@pytest.mark.parametrize(("make", "reason"), [(an_empty_file, "empty"), (a_text_file, "something else")])
def test_a_pdf_that_is_none_is_refused(tmp_path: Path, make: object, reason: str) -> None:
    assert callable(make)
    with pytest.raises(UnreadablePdfError, match=reason):
        list_scans(make(tmp_path / "book.pdf"))
