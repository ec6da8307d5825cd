"""Checks of one document: an article, a page, the package's METS."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from archive import mets_reading, premis_reading
from archive.finding import Finding, Severity
from archive.long_xml import parse_thinned
from archive.markup import Element
from archive.mets_reading import MetsContents
from archive.premis_reading import PremisContents
from archive.validate.schemas import VALIDATING, jats_dtd, jats_rules, profile, profile_of_parts

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_REBUILD = "Digitise the volume again; if it stays, this is a fault of the program: report it with this file."
_UNDO = "Undo the last change to this file, or let it be made again."


def check_jats(root: Element) -> tuple[Finding, ...]:
    """Return what breaks the JATS Archiving 1.3 DTD or a rule of the house profile (R01 … R25, NFC); `where` is an XPath."""
    with VALIDATING:
        return (*_check_dtd(root), *_check_rules(root), *_check_normal_form(root))


def check_alto(root: Element) -> tuple[Finding, ...]:
    """Return what an ALTO file has that we do not write, or lacks that we do."""
    return _check_profile(root, profile("alto-profile"), "alto-profile")


def check_mets(source: Path | bytes, contents: MetsContents | None = None) -> tuple[Finding, ...]:
    """Return what a METS file has that we do not write, or lacks that we do, ids given twice and pointers that lead nowhere.

    What it says goes into `contents`. Raises etree.XMLSyntaxError, OSError.
    """
    contents = contents or MetsContents()
    found = tuple(_check_long(source, "mets-profile", mets_reading.PARTS, contents.take))
    repeated = (_error("mets-links", f"More than one element is called {name}.") for name in contents.repeated())
    return (*found, *repeated, *(_leads_nowhere("mets-links", name) for name in contents.dangling()))


def check_premis(source: Path | bytes, contents: PremisContents | None = None) -> tuple[Finding, ...]:
    """Return what a PREMIS document has that we do not write, or lacks that we do, and links that lead nowhere.

    What it says goes into `contents`. Raises etree.XMLSyntaxError, OSError.
    """
    contents = contents or PremisContents()
    found = tuple(_check_long(source, "premis-profile", premis_reading.PARTS, contents.take))
    return (*found, *(_leads_nowhere("premis-links", name) for name in contents.dangling()))


def _check_long(source: Path | bytes, name: str, parts: frozenset[str], take: Callable[[Element], None]) -> Iterator[Finding]:
    """Yield what breaks a profile in a document that may be too long for memory; `take` is given all its elements."""
    found: list[Finding] = []
    root = parse_thinned(source, parts, take, lambda part: found.extend(_check_profile(part, profile_of_parts(name), name)))
    yield from found
    yield from _check_profile(root, profile(name), name)


def _leads_nowhere(rule: str, name: str) -> Finding:
    return _error(rule, f"Nothing there is called {name}.")


def _error(rule: str, message: str, where: str = "") -> Finding:
    return Finding(severity=Severity.ERROR, rule=rule, where=where, message=message, remedy=_UNDO)


def _check_dtd(root: Element) -> Iterator[Finding]:
    dtd = jats_dtd()
    if not dtd.validate(root):
        for entry in dtd.error_log:  # type: ignore[attr-defined]  # lxml-stubs does not know that a log is iterable
            yield Finding(severity=Severity.ERROR, rule="DTD", where=f"line {entry.line}", message=entry.message, remedy=_REBUILD)


def _check_rules(root: Element) -> Iterator[Finding]:
    rules = jats_rules()
    rules.validate(etree.ElementTree(root))
    pattern, severity = "", Severity.ERROR
    for entry in rules.validation_report.getroot():
        if entry.tag == f"{_SVRL}active-pattern":
            pattern = entry.get("id", "")
        elif entry.tag == f"{_SVRL}fired-rule":
            severity = Severity.WARNING if entry.get("role") == "warning" else Severity.ERROR
        elif entry.tag == f"{_SVRL}failed-assert":
            remedy = " ".join(entry.findtext(f"{_SVRL}diagnostic-reference", "").split())
            message = f"This does not hold: {entry.findtext(f'{_SVRL}text', '').strip()}"
            yield Finding(severity=severity, rule=pattern, where=entry.get("location", ""), message=message, remedy=remedy)


def _check_normal_form(root: Element) -> Iterator[Finding]:
    if not unicodedata.is_normalized("NFC", "".join(map(str, root.itertext()))):
        message = "The text is not in Unicode normal form C."
        yield Finding(severity=Severity.ERROR, rule="NFC", where="/article", message=message, remedy=_REBUILD)


def _check_profile(root: Element, schema: etree.RelaxNG, name: str) -> tuple[Finding, ...]:
    with VALIDATING:
        if schema.validate(root):
            return ()
        return tuple(_error(name, entry.message, f"line {entry.line}") for entry in schema.error_log)
