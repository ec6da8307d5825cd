"""A small volume with real files, for tests of packages."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from archive.bibliography import Volume
from archive.fixity import fixity_of
from archive.markup import XLINK
from archive.mets import METS
from archive.package import EngineRecord, Master, PackageContent, PackagePlan, PageImage
from archive.premis import PREMIS
from ocr.article import Area, DroppedBlock, DropReason, Segmentation
from ocr.language import Language
from ocr.page import BlockRole, Page, ProcessingStep
from tests.builders import a_block, a_page, an_article

STARTED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ENGINE = EngineRecord(name="Tesseract", version="5.3.0", codes=("kaz", "rus", "eng"), models={"kaz": "ab12", "rus": "cd34"})

METS_NS = {"m": METS, "xlink": XLINK}
PREMIS_NS = {"p": PREMIS}

ContentBuilder = Callable[..., PackageContent]


def a_master(folder: Path, number: int, original_name: str | None = None) -> Master:
    """Return a scan that is there: a small grey image."""
    path = folder / (original_name or f"скан {number}.png")
    Image.new("L", (40, 60), color=number).save(path)
    return Master(path=path, original_name=path.name, fixity=fixity_of(path), media_type="image/png", name=f"{number:04d}.png")


def two_pages() -> tuple[Page, ...]:
    """Return a page with a paragraph and its number, and a blank one."""
    number = a_block("7", block_id="b002", role=BlockRole.PAGE_NUMBER, at=(800, 2300))
    steps = (ProcessingStep(name="deskew", parameters={"angle": "-1.25"}),)
    first = a_page("Абай — қазақ халқының ұлы ақыны.", number, printed_nr="7", scan="master/0001.png", steps=steps)
    return first, a_page(image_nr=2, scan="master/0002.png")


def a_volume() -> Volume:
    """Return what the catalogue knows of a Kazakh journal's volume."""
    return Volume(volume_id="хабаршы-2015", title="Хабаршы", year=2015, languages=(Language.KAZAKH,))


def a_content(folder: Path, **facts: object) -> PackageContent:
    """Return a volume of two scans with one article on the first; `facts` replace any part of it."""
    dropped = DroppedBlock(area=Area(image_nr=1, block_id="b002"), reason=DropReason.PAGE_NUMBER, content="7")
    given: dict[str, object] = {
        "volume": a_volume(),
        "masters": (a_master(folder, 1), a_master(folder, 2)),
        "images": (),
        "pages": two_pages(),
        "segmentation": Segmentation(articles=(an_article(),), dropped=(dropped,)),
        "engine": ENGINE,
        "events": (),
        "agents": (),
        "started": STARTED,
        "software_version": "0.1.0",
        **facts,
    }
    return PackageContent(**given)  # type: ignore[arg-type]  # facts are PackageContent's own fields


def a_content_of_one_pdf(folder: Path) -> PackageContent:
    """Return the same volume when its two pages came in one file, from which their images were taken out."""
    pdf = folder / "хабаршы.pdf"
    pdf.write_bytes(b"%PDF-1.4\n% two scans\n")
    master = Master(path=pdf, original_name=pdf.name, fixity=fixity_of(pdf), media_type="application/pdf", name="0001.pdf")
    taken_out = [a_master(folder, number, f"p{number}.png") for number in (1, 2)]
    images = tuple(
        PageImage(path=one.path, name=one.name, image_nr=number, master="0001.pdf") for number, one in enumerate(taken_out, start=1)
    )
    first, second = two_pages()
    pages = (
        a_page(*first.blocks, printed_nr="7", scan="image/0001.png"),
        a_page(*second.blocks, image_nr=2, scan="image/0002.png"),
    )
    return a_content(folder, masters=(master,), images=images, pages=pages)


def made(plan: PackagePlan, path: str) -> bytes:
    """Return a file of the package."""
    [file] = [file for file in plan.files if str(file.path) == path]
    return b"".join(file.pieces())
