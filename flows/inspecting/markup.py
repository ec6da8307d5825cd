"""Pieces of a sheet: HTML in one file, its pictures inside. Text is escaped by being put into elements."""

import base64
from collections.abc import Iterable, Sequence

import cv2
from lxml import etree

from archive.markup import Element, element_maker, storable
from flows.inspecting.pictures import Colour, Picture

E = element_maker()

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 1560px; padding: 0 1rem; color: #222; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem; border-bottom: 1px solid #ccc }
img { max-width: 100%; border: 1px solid #bbb } p.meaning { color: #555; margin: .2rem 0 .6rem }
table { border-collapse: collapse }
td, th { text-align: left; vertical-align: top; padding: .15rem .7rem .15rem 0; border-bottom: 1px solid #eee }
td.number { text-align: right; font-variant-numeric: tabular-nums } nav a { margin-right: 1rem }
.failure { background: #fdd; border-left: 4px solid #c00; padding: .6rem 1rem } .swatch { padding: 0 .4em; color: #fff }
.text { white-space: pre-wrap; columns: 40rem } .text span { border-radius: 2px }
"""


def sheet_bytes(title: str, *parts: Element) -> bytes:
    """Return a whole HTML document."""
    head = E.head(E.meta(charset="utf-8"), E.title(storable(title)), E.style(_STYLE))
    document = E.html(head, E.body(E.h1(storable(title)), *parts))
    return etree.tostring(document, method="html", doctype="<!DOCTYPE html>", encoding="utf-8", pretty_print=False)


def build_section(name: str, *parts: Element, meaning: str = "") -> Element:
    """Return a part of the sheet under its heading."""
    explained = [E.p({"class": "meaning"}, storable(meaning))] if meaning else []
    return E.section({"id": anchor(name)}, E.h2(storable(name)), *explained, *parts)


def anchor(name: str) -> str:
    """Return the id of the section called `name`."""
    return name.casefold().replace(" ", "-")


def build_way_there(names: Iterable[str]) -> Element:
    """Return links to the sections called `names`."""
    return E.nav(*(E.a(storable(name), href=f"#{anchor(name)}") for name in names))


def build_failure(sentence: str) -> Element:
    """Return the sentence that says what is wrong."""
    return E.p({"class": "failure"}, storable(sentence))


def build_picture(picture: Picture, name: str) -> Element:
    """Return the picture, inside the document."""
    encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 82])[1].tobytes()
    return E.img(src=f"data:image/jpeg;base64,{base64.b64encode(encoded).decode()}", alt=name)


def build_facts(facts: Iterable[tuple[str, str]]) -> Element:
    """Return names and values, one below the other."""
    return E.table(*(E.tr(E.th(name), E.td(storable(value))) for name, value in facts))


def build_table(heads: Sequence[str], rows: Iterable[Sequence[str | Element]]) -> Element:
    """Return a table; a cell that is a number stands to the right."""
    head = E.tr(*map(E.th, heads))
    return E.table(head, *(E.tr(*map(_cell, row)) for row in rows))


def _cell(content: str | Element) -> Element:
    if not isinstance(content, str):
        return E.td(content)
    number = content.removesuffix("%").replace(".", "", 1).isdecimal()
    return E.td({"class": "number"} if number else {}, storable(content))


def build_swatch(text: str, colour: Colour) -> Element:
    """Return `text` white on a colour."""
    return E.span({"class": "swatch", "style": f"background: {css(colour)}"}, storable(text))


def css(colour: Colour, opacity: float = 1.0) -> str:
    """Return a colour as CSS writes it."""
    red, green, blue = colour
    return f"rgba({red}, {green}, {blue}, {opacity:g})"
