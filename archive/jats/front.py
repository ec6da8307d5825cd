"""The front: what the article stands in, and what it says of itself before its body."""

import re
from collections.abc import Iterator

from archive.bibliography import Volume
from archive.jats.dates import build_history, build_publication_date, date_facts
from archive.jats.elements import ALI_E, URL, E, language_tag
from archive.jats.people import build_contributors
from archive.jats.provenance import Provenance
from archive.markup import XLINK, XLINK_HREF, XML_LANG, Element, one_line
from ocr.article import Article, LanguageText
from ocr.language import Language

UNDETERMINED_RIGHTS = "http://rightsstatements.org/vocab/CNE/1.0/"

_UNTITLED = {Language.KAZAKH: "[Атаусыз]", Language.RUSSIAN: "[Без названия]", Language.ENGLISH: "[Untitled]"}
"""A title the archive supplies stands in brackets, as in every catalogue."""

_NOT_IN_TITLES = re.compile(rf"{URL.pattern}|https?://\S*|\S*@\S*")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


def article_id(article: Article, volume: Volume) -> str:
    """Return the id of an article in the archive: that of its volume, and its number there."""
    return f"{volume.volume_id}-a{article.number:03d}"


def build_front(article: Article, volume: Volume, provenance: Provenance) -> Element:
    """Return the front matter."""
    return E.front(_build_journal_meta(article, volume, provenance), _build_article_meta(article, volume, provenance))


# --------------------------------------------------------------------------------------------------------------- the volume


def _container(article: Article, volume: Volume) -> str | None:
    """Return the title of what the article stands in: the catalogue's, else the printed one, else its name in the archive."""
    if volume.title and one_line(volume.title):
        return one_line(volume.title)
    if volume.conference and one_line(volume.conference):
        return None
    return one_line(article.running_header or "") or volume.volume_id


def _build_journal_meta(article: Article, volume: Volume, provenance: Provenance) -> Element:
    title, subtitle = _container(article, volume), one_line(volume.subtitle or "")
    titles = [
        *([E("journal-title", {XML_LANG: language_tag(title, article.language)}, title)] if title else []),
        *([E("journal-subtitle", {XML_LANG: language_tag(subtitle, article.language)}, subtitle)] if subtitle else []),
    ]
    return E(
        "journal-meta",
        *([E("journal-title-group", *titles)] if titles else []),
        *_build_editors(provenance),
        *([E.issn(volume.issn)] if volume.issn else []),
        *([E.isbn(volume.isbn)] if volume.isbn else []),
        *_build_publisher(volume),
    )


def _build_editors(provenance: Provenance) -> Iterator[Element]:
    """Yield the editors of the volume as it names them."""
    editors = [
        E.contrib({"contrib-type": "editor"}, E("string-name", name)) for one in provenance.editors if (name := one_line(one))
    ]
    if editors:
        yield E("contrib-group", {"content-type": "editors"}, *editors)


def _build_publisher(volume: Volume) -> Iterator[Element]:
    name, place = one_line(volume.publisher or ""), one_line(volume.place or "")
    if name:
        yield E.publisher(E("publisher-name", name), *([E("publisher-loc", place)] if place else []))


def _build_permissions(volume: Volume) -> Element:
    rights = one_line(volume.rights or "")
    if not rights:
        statement = "The copyright and related rights status of this item has not been evaluated."
        kind = {"license-type": "rights-undetermined"}
        return E.permissions(E.license(kind, ALI_E.license_ref(UNDETERMINED_RIGHTS), E("license-p", statement)))
    address = URL.fullmatch(rights)
    return E.permissions(E.license(*([ALI_E.license_ref(rights)] if address else []), E("license-p", rights)))


# -------------------------------------------------------------------------------------------------------------- the article


def _build_article_meta(article: Article, volume: Volume, provenance: Provenance) -> Element:
    conference = one_line(volume.conference or "")
    return E(
        "article-meta",
        *_build_ids(article, volume),
        *_build_categories(article),
        _build_titles(article),
        *build_contributors(article),
        build_publication_date(volume),
        *([E.volume(one_line(volume.volume))] if volume.volume else []),
        *([E.issue(one_line(volume.issue))] if volume.issue else []),
        *_build_pages(article),
        *build_history(article),
        _build_permissions(volume),
        *_build_link_to_pdf(article, provenance),
        _build_link_to_mets(volume),
        *_build_abstracts(article),
        *_build_keywords(article),
        *([E.conference(E("conf-name", conference))] if conference else []),
        E("custom-meta-group", {"content-type": "digitisation"}, *_build_custom_meta(article, volume, provenance)),
    )


def _build_ids(article: Article, volume: Volume) -> Iterator[Element]:
    yield E("article-id", {"pub-id-type": "archive"}, article_id(article, volume))
    if article.doi and (found := _DOI.search(one_line(article.doi))):
        yield E("article-id", {"pub-id-type": "doi"}, found.group())


def _build_categories(article: Article) -> Iterator[Element]:
    codes = [
        ("heading", one_line(article.rubric)),
        ("udc", one_line(article.udc or "")),
        ("mrnti", one_line(article.mrnti or "")),
    ]
    groups = [E("subj-group", {"subj-group-type": kind}, E.subject(code)) for kind, code in codes if code]
    if groups:
        yield E("article-categories", *groups)


def _build_titles(article: Article) -> Element:
    printed = one_line(article.title)
    title = one_line(_NOT_IN_TITLES.sub("", printed))
    translated = [text for text in article.translated_titles if one_line(text.content)]
    variants = [*([printed] if printed != title else []), *_contents(translated, article.language)]
    return E(
        "title-group",
        E("article-title", title or _UNTITLED[article.language]),
        *(_build_translated_title(text) for text in translated if text.language is not article.language),
        *(E("alt-title", {"alt-title-type": "as-printed"}, variant) for variant in variants),
    )


def _contents(texts: list[LanguageText], language: Language) -> Iterator[str]:
    return (one_line(text.content) for text in texts if text.language is language)


def _build_translated_title(text: LanguageText) -> Element:
    return E("trans-title-group", {XML_LANG: text.language.bcp47}, E("trans-title", one_line(text.content)))


def _build_pages(article: Article) -> Iterator[Element]:
    if article.printed_pages and _is_page_range(*article.printed_pages):
        first, last = article.printed_pages
        yield E.fpage(first)
        yield E.lpage(last)


def _is_page_range(first: str, last: str) -> bool:
    return first.isascii() and first.isdecimal() and last.isascii() and last.isdecimal() and int(first) <= int(last)


def _build_link_to_pdf(article: Article, provenance: Provenance) -> Iterator[Element]:
    place = next((provenance.pdf[page] for page in article.pages if page in provenance.pdf), None)
    if place:
        yield E("self-uri", {"content-type": "pdf", XLINK_HREF: f"../{place}", f"{{{XLINK}}}title": "Scanned pages (PDF/A)"})


def _build_link_to_mets(volume: Volume) -> Element:
    return E(
        "related-object",
        {
            "id": "ro1",
            "content-type": "mets",
            "document-id-type": "archive",
            "document-id": volume.volume_id,
            "document-type": "digitised-volume",
            XLINK_HREF: "../METS.xml",
        },
    )


def _build_abstracts(article: Article) -> Iterator[Element]:
    texts = [text for text in article.abstracts if one_line(text.content)]
    for text in sorted(texts, key=lambda text: text.language is not article.language):
        tag = "abstract" if text.language is article.language else "trans-abstract"
        yield E(tag, {XML_LANG: text.language.bcp47}, E.p(one_line(text.content)))


def _build_keywords(article: Article) -> Iterator[Element]:
    for keywords in article.keywords:
        found = [one for text in keywords.content for piece in text.split(";") if (one := one_line(piece))]
        if found:
            yield E("kwd-group", {XML_LANG: keywords.language.bcp47}, *map(E.kwd, found))


# ------------------------------------------------------------------------------------------------------------ digitisation


def _build_custom_meta(article: Article, volume: Volume, provenance: Provenance) -> Iterator[Element]:
    facts = (*_as_printed(article), *date_facts(article, volume, provenance), *_digitised(article, provenance))
    for name, value in facts:
        if value := one_line(value):
            yield E("custom-meta", E("meta-name", name), E("meta-value", value))


def _as_printed(article: Article) -> Iterator[tuple[str, str]]:
    """Yield what is printed and has no element of its own, or cannot stand in it."""
    printed = article.printed_pages
    yield "running-header-as-printed", article.running_header or ""
    if printed and not _is_page_range(*printed):
        yield "printed-pages-as-read", f"{printed[0]}-{printed[1]}"
    if article.doi and not _DOI.search(one_line(article.doi)):
        yield "doi-as-printed", article.doi
    if article.authors_incomplete:
        yield "authors-incomplete", "the page says that there are more authors than it names"


def _digitised(article: Article, provenance: Provenance) -> Iterator[tuple[str, str]]:
    pages = article.pages
    if pages:
        yield "scan-page-range", f"{pages[0]}-{pages[-1]}"
    if missing := missing_pages(article, provenance):
        yield "completeness", f"partial: could not be read: {', '.join(f'scan {page}' for page in missing)}"
    yield "ocr-engine", provenance.ocr_engine
    yield "ocr-mean-word-confidence", f"{article.confidence:.4f}"
    images = ((page, provenance.source_images.get(page)) for page in pages)
    yield "source-image-map", ";".join(f"scan-{page:04d}={image}" for page, image in images if image)
    yield "segmentation-evidence", "; ".join(map(str, article.evidence))
    fields = (f"{one.field}={one.confidence:.2f}" for one in article.field_confidences)
    yield "field-confidence", "; ".join(fields)


def missing_pages(article: Article, provenance: Provenance) -> list[int]:
    """Return the pages that could not be read and lie inside the article, or at one of its ends: what they hold is unknown."""
    pages = article.pages
    return [gap for gap in provenance.gaps if pages and pages[0] - 1 <= gap <= pages[-1] + 1]
