"""Articles on their way to JATS, for tests."""

from archive.bibliography import Volume
from archive.jats import Provenance, build_article_element, jats_bytes
from archive.markup import Element, parse_xml
from ocr.article import Area, Article, Paragraph, Section
from ocr.reference import Reference
from tests.builders import a_paragraph

PROVENANCE = Provenance(
    ocr_engine="Tesseract 5.3.0; lang=rus+kaz+eng", source_images={number: f"master/{number:04d}.jpg" for number in range(1, 10)}
)


def jats_of(article: Article, **known: object) -> Element:
    """Return the article as it is read back from its file."""
    volume = Volume(volume_id="хабаршы-2015", **known)  # type: ignore[arg-type]  # known are Volume's own fields
    return parse_xml(jats_bytes(build_article_element(article, volume, PROVENANCE)))


def a_body(*paragraphs: Paragraph | str) -> tuple[Section, ...]:
    made = (a_paragraph(one) if isinstance(one, str) else one for one in paragraphs)
    return (Section(heading=None, paragraphs=tuple(made)),)


def on_pages(*numbers: int) -> tuple[Area, ...]:
    return tuple(Area(image_nr=number, block_id="b001") for number in numbers)


def two_references() -> tuple[Reference, ...]:
    return (
        Reference(label="1.", content="Абай. Шығармаларының екі томдық толық жинағы. – Алматы: Жазушы, 2005. – 240 б."),
        Reference(label="2.", content="UNICEF. URL: https://www.unicef.org/kazakhstan (дата обращения: 03.02.2024)."),
    )
