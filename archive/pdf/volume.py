"""The PDF of a volume, made in parts that lie on disk, so that memory does not grow with its pages."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String, pdfa
from PIL import ImageCms

from archive.content import PackageContent
from archive.errors import InvalidPdfError
from archive.markup import one_line, storable
from archive.pdf.font import Alphabet, draw_font
from archive.pdf.images import draw_image, draw_notice
from archive.pdf.marks import mark_pages
from archive.pdf.sheets import Sheet, sheets_of
from archive.pdf.text import FONT_NAME, IMAGE_NAME, page_content, page_size, points_per_pixel
from ocr.geometry import Box
from ocr.page import Page

FLAVOUR = "2b"

_PART = 16
"""Pages in memory at once."""


def draw_access_pdf(content: PackageContent, target: Path) -> None:
    """Write the PDF/A-2b of a volume to `target`; beside it the parts lie that it is made of.

    It holds no clock: the same content gives the same bytes. What is written is read again and checked by pikepdf's validator,
    which knows the rules of veraPDF. Raises InvalidPdfError when it breaks one, OSError.
    """
    alphabet, sheets = Alphabet(), tuple(sheets_of(content))
    joined = target.with_name(f"{target.stem}-joined.pdf")
    _join(list(_write_parts(sheets, alphabet, target)), joined)
    with pikepdf.open(joined) as pdf:
        _share_font(pdf, draw_font(pdf, alphabet.letters))
        _describe(pdf, content)
        mark_pages(pdf, sheets, content.segmentation)
        try:
            _save_validated(pdf, target)
        except pdfa.PdfaError as error:
            raise InvalidPdfError(name=content.volume.volume_id, findings=error.report.findings) from error
    joined.unlink()


def _save_validated(pdf: Pdf, target: Path) -> None:
    """Write the PDF unless it breaks a rule of PDF/A each time it is checked. Raises PdfaError.

    The validator takes every Python warning that is given while it reads a page for one about that page, also those of other
    threads and of what is cleared away in the meantime, such as a connection of Prefect's. A fault of the page is there each time.
    """
    for _ in range(_TRIES - 1):
        with suppress(pdfa.PdfaError):
            pdfa.save(pdf, target, FLAVOUR, repair=False, deterministic_id=True)
            return
    pdfa.save(pdf, target, FLAVOUR, repair=False, deterministic_id=True)


_TRIES = 3


def _join(parts: Sequence[Path], joined: Path) -> None:
    """Write the pages of `parts` into one file, and remove the parts.

    By a job of qpdf, which copies from file to file: pages that pikepdf takes from one file into another lie in memory.
    """
    pikepdf.Job(["qpdf", "--deterministic-id", "--empty", "--pages", *map(str, parts), "--", str(joined)]).run()
    for part in parts:
        part.unlink()


# --------------------------------------------------------------------------------------------------------------------- pages


def _write_parts(sheets: Sequence[Sheet], alphabet: Alphabet, target: Path) -> Iterator[Path]:
    """Write some pages at a time to files beside `target`; yield where."""
    remaining = iter(sheets)
    for number, some in enumerate(iter(lambda: tuple(islice(remaining, _PART)), ()), start=1):
        path = target.with_name(f"{target.stem}-part-{number:04d}.pdf")
        with Pdf.new() as part:
            for sheet in some:
                image = draw_image(part, sheet.scan) if sheet.scan else draw_notice(part, *_notice(sheet))
                _add_page(part, sheet.page, image, page_content(sheet.page, alphabet))
            part.save(path, deterministic_id=True)
        yield path


def _notice(sheet: Sheet) -> tuple[tuple[float, float], tuple[str, ...]]:
    """Return the size in points and the lines of what stands in the place of a page without an image that opens."""
    scan = (f"Its scan is {sheet.page.scan}.",) if sheet.page.scan else ()
    return page_size(sheet.page), (f"Page {sheet.page.image_nr} could not be read.", *scan)


def _add_page(part: Pdf, page: Page, image: pikepdf.Stream, content: bytes) -> None:
    resources = Dictionary(XObject=Dictionary({IMAGE_NAME: part.make_indirect(image)}))
    about = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *(round(side, 3) for side in page_size(page))]),
        Resources=resources,
        Contents=part.make_stream(content),
    )
    if page.part:
        about.CropBox = Array(_shown_part(page, page.part))
    if page.quarter_turns:
        about.Rotate = 90 * page.quarter_turns
    part.pages.append(pikepdf.Page(part.make_indirect(about)))


def _shown_part(page: Page, part: Box) -> list[float]:
    """Return where on its scan a page of an open book lies, in points from the lower left: the other is a page of its own."""
    scale = points_per_pixel(page)
    return [round(side * scale, 3) for side in (part.hpos, page.height - part.bottom, part.right, page.height - part.vpos)]


def _share_font(pdf: Pdf, font: Object) -> None:
    for page in pdf.pages:
        page.obj.Resources.Font = Dictionary({FONT_NAME: font})


# --------------------------------------------------------------------------------------------------------------- the whole


def _describe(pdf: Pdf, content: PackageContent) -> None:
    """Say what the volume is, in which language, that it is PDF/A, and what its colours mean: sRGB."""
    volume = content.volume
    profile = pdf.make_stream(_srgb(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Lang = String(_language(content))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        about["pdfaid:part"], about["pdfaid:conformance"] = FLAVOUR[0], FLAVOUR[1].upper()
        about["dc:title"] = one_line(volume.title or volume.volume_id)
        about["dc:identifier"] = volume.volume_id
        about["dc:language"] = [_language(content)]
        about["xmp:CreatorTool"] = storable(f"Muragat {content.software_version}")
        if volume.publisher:
            about["dc:publisher"] = [one_line(volume.publisher)]


def _srgb() -> bytes:
    """Return an sRGB profile without the date on which it was made."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)
    return bytes(profile)


def _language(content: PackageContent) -> str:
    """Return the language of the volume: that of most of its articles, else the first the catalogue names, else none known."""
    found = [article.language.bcp47 for article in content.segmentation.articles]
    if found:
        return max(sorted(set(found)), key=found.count)
    return content.volume.languages[0].bcp47 if content.volume.languages else "und"
