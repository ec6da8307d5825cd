"""The schemas, each loaded once. Ours are data of the package `schemas`; the JATS DTD is data of the package biopython."""

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from lxml import etree, isoschematron  # type: ignore[attr-defined]  # lxml-stubs leaves isoschematron out

from archive.errors import SchemaMissingError

VALIDATING = Lock()
"""An lxml validator keeps the report of its last run: one run at a time."""

_RELAX_NG = "http://relaxng.org/ns/structure/1.0"
_DTD = "JATS-archivearticle1-3-mathml3.dtd"


@cache
def jats_dtd() -> etree.DTD:
    """Return the JATS Archiving 1.3 DTD. SchemaMissingError when biopython, which carries it, is not installed."""
    spec = find_spec("Bio")  # found, never imported: only its data are wanted
    path = Path(spec.submodule_search_locations[0], "Entrez", "DTDs", _DTD) if spec and spec.submodule_search_locations else None
    if path is None or not path.is_file():
        raise SchemaMissingError(schema=f"The JATS Archiving DTD ({_DTD})", distribution="biopython")
    return etree.DTD(str(path))


@cache
def jats_rules() -> isoschematron.Schematron:
    """Return our rules for articles."""
    return isoschematron.Schematron(etree.fromstring(_data("jats-rules.sch")), store_report=True)


@cache
def profile(name: str) -> etree.RelaxNG:
    """Return one of our RELAX NG profiles: "alto-profile", "mets-profile" or "premis-profile"."""
    return etree.RelaxNG(etree.fromstring(_data(f"{name}.rng")))


@cache
def profile_of_parts(name: str) -> etree.RelaxNG:
    """Return what a profile says of the elements it calls parts, each by itself."""
    grammar = etree.fromstring(_data(f"{name}.rng"))
    [start] = grammar.iterfind("{*}start")
    start[:] = [etree.Element(f"{{{_RELAX_NG}}}ref", name="part")]
    return etree.RelaxNG(grammar)


def _data(name: str) -> bytes:
    return files("schemas").joinpath(name).read_bytes()
