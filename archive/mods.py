"""MODS 3.7 of a volume: what the catalogue knows, and nothing more."""

from collections.abc import Iterator

from archive.bibliography import Volume
from archive.markup import Element, element_maker, storable

MODS = "http://www.loc.gov/mods/v3"
_E = element_maker(MODS, {"mods": MODS})


def build_mods(volume: Volume, scans: int, from_print: str = "") -> Element:
    """Return the description of `volume`, digitised from so many `scans`; `from_print` names facts the catalogue does not have."""
    return _E.mods(
        {"version": "3.7"},
        _E.titleInfo(
            _E.title(storable(volume.title or volume.conference or volume.volume_id)),
            *([_E.subTitle(storable(volume.subtitle))] if volume.subtitle else []),
        ),
        _E.typeOfResource("text"),
        *_build_origin(volume),
        *(_E.language(_E.languageTerm({"type": "code", "authority": "iso639-2b"}, one.tesseract)) for one in volume.languages),
        _E.physicalDescription(_E.extent(f"{scans} scans"), _E.digitalOrigin("reformatted digital")),
        *([_E.note({"type": "source of description"}, f"Read from the volume itself: {from_print}")] if from_print else []),
        *_build_part(volume),
        *(_E.identifier({"type": kind}, value) for kind, value in _identifiers(volume)),
        *([_E.accessCondition({"type": "use and reproduction"}, storable(volume.rights))] if volume.rights else []),
    )


def _identifiers(volume: Volume) -> Iterator[tuple[str, str]]:
    yield "local", volume.volume_id
    if volume.issn:
        yield "issn", volume.issn
    if volume.isbn:
        yield "isbn", volume.isbn


def _build_origin(volume: Volume) -> Iterator[Element]:
    parts = [
        *([_E.place(_E.placeTerm({"type": "text"}, storable(volume.place)))] if volume.place else []),
        *([_E.publisher(storable(volume.publisher))] if volume.publisher else []),
        *([_E.dateIssued({"encoding": "w3cdtf"}, f"{volume.year:04d}")] if volume.year else []),
    ]
    if parts:
        yield _E.originInfo(*parts)


def _build_part(volume: Volume) -> Iterator[Element]:
    details = [(kind, value) for kind, value in (("volume", volume.volume), ("issue", volume.issue)) if value]
    if details:
        yield _E.part(*(_E.detail({"type": kind}, _E.number(storable(value))) for kind, value in details))
