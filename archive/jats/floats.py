"""Figures and tables, outside the running text, where they float in print too."""

from archive.jats.elements import E
from archive.jats.provenance import Provenance
from archive.markup import XLINK_HREF, Element, one_line
from ocr.article import Article, Crop, Figure, Table


def build_floats(article: Article, provenance: Provenance) -> Element | None:
    """Return the figures and tables that have anything to show; None without any."""
    floats = [
        *(_build_figure(figure, number, provenance) for number, figure in enumerate(article.figures, start=1)),
        *(_build_table(table, number, provenance) for number, table in enumerate(article.tables, start=1)),
    ]
    shown = [each for each in floats if len(each)]
    return E("floats-group", *shown) if shown else None


def _build_figure(figure: Figure, number: int, provenance: Provenance) -> Element:
    return E.fig({"id": f"fig{number}"}, *_build_words(figure), *_build_graphic(figure.picture, provenance))


def _build_table(table: Table, number: int, provenance: Provenance) -> Element:
    """Return a table by its cells, where they were read, and as a picture, where it was cut out."""
    rows = [[one_line(cell) for cell in row] for row in table.rows if row]
    cells = [E.table(E.tbody(*(E.tr(*map(E.td, row)) for row in rows)))] if any(map(any, rows)) else []
    forms = [*_build_graphic(table.picture, provenance), *cells]
    shown = [E.alternatives(*forms)] if len(forms) > 1 else forms
    return E("table-wrap", {"id": f"table{number}"}, *_build_words(table), *shown)


def _build_words(printed: Figure | Table) -> list[Element]:
    label, caption = one_line(printed.label), one_line(printed.caption)
    return [*([E.label(label)] if label else []), *([E.caption(E.p(caption))] if caption else [])]


def _build_graphic(picture: Crop | None, provenance: Provenance) -> list[Element]:
    name = provenance.graphics.get(picture) if picture else None
    if name is None:
        return []
    kind = name.rpartition(".")[2].replace("tif", "tiff")
    return [E.graphic({XLINK_HREF: f"graphics/{name}", "mimetype": "image", "mime-subtype": kind})]
