"""Pages once read are found again, and only by what they were made from."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import NotWritableError
from archive.fixity import fixity_of_pieces
from flows.checkpoints import Checkpoints
from flows.errors import FailedPage
from flows.ingest import MasterScan, ScannedPage, ScannedVolume
from flows.steps import load_pages, load_volume
from ocr.geometry import Box
from ocr.page import Page
from tests.builders import a_page


def a_scanned_page(image_nr: int = 1, digest: str = "ab") -> ScannedPage:
    name = f"master/{image_nr:04d}.jpg"
    return ScannedPage(image_nr=image_nr, image=Path(name), name=name, origin=f"{image_nr}.jpg", digest=digest)


def in_(folder: Path, fingerprint: str = "tesseract 5.3") -> Checkpoints:
    return Checkpoints(folder=folder, fingerprint=fingerprint)


def test_what_was_read_is_found_again(tmp_path: Path) -> None:
    page = a_page("Абай — қазақ халқының ұлы ақыны.", scan="master/0001.jpg")
    in_(tmp_path).save(a_scanned_page(), [page])
    assert in_(tmp_path).load(a_scanned_page()) == (page,)


def test_nothing_is_found_for_a_page_never_read(tmp_path: Path) -> None:
    assert in_(tmp_path).load(a_scanned_page()) is None


def test_another_scan_is_another_page(tmp_path: Path) -> None:
    in_(tmp_path).save(a_scanned_page(digest="ab"), [a_page("Бір.")])
    assert in_(tmp_path).load(a_scanned_page(digest="cd")) is None


def test_another_way_of_reading_is_another_page(tmp_path: Path) -> None:
    in_(tmp_path).save(a_scanned_page(), [a_page("Бір.")])
    assert in_(tmp_path, "tesseract 5.5").load(a_scanned_page()) is None


def test_the_same_scan_elsewhere_in_the_volume_takes_its_place_there(tmp_path: Path) -> None:
    in_(tmp_path).save(a_scanned_page(1), [a_page("Бір.")])
    (found,) = in_(tmp_path).load(a_scanned_page(9)) or ()
    assert found.scan == "master/0009.jpg"


@pytest.mark.parametrize("keep", [0, 100, -20])
def test_a_broken_checkpoint_is_not_trusted(tmp_path: Path, keep: int) -> None:
    path = in_(tmp_path).save(a_scanned_page(), [a_page("Бір.")])
    path.write_bytes(path.read_bytes()[:keep])
    assert in_(tmp_path).load(a_scanned_page()) is None


def test_what_was_read_from_another_scan_is_not_taken_for_this_one(tmp_path: Path) -> None:
    other = in_(tmp_path).save(a_scanned_page(digest="cd"), [a_page("Екі.")])
    path = in_(tmp_path).save(a_scanned_page(), [a_page("Бір.")])
    path.write_bytes(other.read_bytes())
    assert in_(tmp_path).load(a_scanned_page()) is None


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(NotWritableError):
        in_(tmp_path / "pages").save(a_scanned_page(), [a_page("Бір.")])
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def test_nothing_half_written_is_ever_seen(tmp_path: Path) -> None:
    page = replace(a_page("Бір."), scan="master/0001.jpg")
    in_(tmp_path).save(a_scanned_page(), [page])
    in_(tmp_path).save(a_scanned_page(), [page])
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


# --- an open book -----------------------------------------------------------------------------------------------------


def two_pages() -> tuple[Page, Page]:
    """What was read from an open book."""
    left, right = (Box(hpos=hpos, vpos=0, width=874, height=2480) for hpos in (0, 874))
    one, other = a_page("Абай — қазақ халқының ұлы ақыны.", image_nr=1), a_page("Шежіре — ел тарихы.", image_nr=2)
    return replace(one, scan="master/0001.jpg", part=left), replace(other, scan="master/0001.jpg", part=right)


def test_both_pages_of_an_open_book_are_found_again_in_their_order(tmp_path: Path) -> None:
    in_(tmp_path).save(a_scanned_page(), two_pages())
    assert in_(tmp_path).load(a_scanned_page()) == two_pages()


@pytest.mark.parametrize("lost", [1, 2])
def test_an_open_book_of_which_one_page_is_missing_is_read_anew(tmp_path: Path, lost: int) -> None:
    kept = in_(tmp_path)
    kept.save(a_scanned_page(), two_pages())
    kept.path(a_scanned_page(), lost).unlink()
    assert kept.load(a_scanned_page()) is None


def test_an_open_book_whose_second_page_is_broken_is_read_anew(tmp_path: Path) -> None:
    kept = in_(tmp_path)
    kept.save(a_scanned_page(), two_pages())
    second = kept.path(a_scanned_page(), 2)
    second.write_bytes(second.read_bytes()[:-20])
    assert kept.load(a_scanned_page()) is None


def test_a_scan_that_was_an_open_book_and_is_one_page_now_is_one_page(tmp_path: Path) -> None:
    in_(tmp_path).save(a_scanned_page(), two_pages())
    page = a_page("Бір.", scan="master/0001.jpg")
    in_(tmp_path).save(a_scanned_page(), [page])
    assert in_(tmp_path).load(a_scanned_page()) == (page,)


def test_pages_of_a_volume_are_counted_through_its_open_books(tmp_path: Path) -> None:
    kept = in_(tmp_path)
    kept.save(a_scanned_page(1, digest="aa"), [a_page("Мұқаба.")])
    kept.save(a_scanned_page(2, digest="bb"), two_pages())
    kept.save(a_scanned_page(4, digest="dd"), [a_page("Соңы.")])
    scans = [a_scanned_page(number, digest) for number, digest in enumerate(("aa", "bb", "cc", "dd"), start=1)]
    found = [(page.image_nr, page.scan) for page in load_pages(scans, kept)]
    assert found == [(1, "master/0001.jpg"), (2, "master/0002.jpg"), (3, "master/0002.jpg"), (4, "master/0004.jpg")]


def test_a_scan_that_could_not_be_read_is_a_gap_where_its_page_would_be(tmp_path: Path) -> None:
    kept = in_(tmp_path)
    kept.save(a_scanned_page(1, digest="aa"), two_pages())
    kept.save(a_scanned_page(3, digest="cc"), [a_page("Соңы.")])
    scans = tuple(a_scanned_page(number, digest) for number, digest in enumerate(("aa", "bb", "cc", ""), start=1))
    fixity = fixity_of_pieces([b"scan"])
    masters = tuple(
        MasterScan(path=scan.image, name=scan.image.name, fixity=fixity, media_type="image/jpeg") for scan in scans if scan.digest
    )
    reasons = ((2, "the engine crashed"), (4, "it cannot be opened"))
    failed = [FailedPage(image_nr=number, scan=f"{number}.jpg", reason=reason, of_engine=False) for number, reason in reasons]
    pages, gaps = load_volume(ScannedVolume(masters=masters, pages=scans), kept, failed)
    assert [(page.image_nr, page.scan) for page in pages] == [
        (1, "master/0001.jpg"),
        (2, "master/0001.jpg"),
        (4, "master/0003.jpg"),
    ]
    assert [(gap.image_nr, gap.reason, gap.scan) for gap in gaps] == [
        (3, "the engine crashed", "master/0002.jpg"),
        (5, "it cannot be opened", None),
    ]
