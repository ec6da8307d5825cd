"""Checks of one document: an article, a page, the package's METS."""

import unicodedata
from collections.abc import Iterator
from functools import partial

from lxml import etree

from archive.finding import Finding, Severity
from archive.markup import Element
from archive.mets import dangling_pointers
from archive.premis import dangling_links
from archive.validate.schemas import VALIDATING, jats_dtd, jats_rules, profile

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_REBUILD = "Segment the volume again; if it stays, this is a fault of the program: report it with this file."
_UNDO = "Undo the last change to this file, or let it be made again."


def check_jats(root: Element) -> tuple[Finding, ...]:
    """Return what breaks the JATS Archiving 1.3 DTD or a rule of the house profile (R01 … R25, NFC); `where` is an XPath."""
    with VALIDATING:
        return (*_check_dtd(root), *_check_rules(root), *_check_normal_form(root))


def check_alto(root: Element) -> tuple[Finding, ...]:
    """Return what an ALTO file has that we do not write, or lacks that we do."""
    return _check_profile(root, "alto-profile")


def check_mets(root: Element) -> tuple[Finding, ...]:
    """Return what a METS file has that we do not write, or lacks that we do, and pointers that lead nowhere."""
    return (*_check_profile(root, "mets-profile"), *map(partial(_leads_nowhere, "mets-links"), dangling_pointers(root)))


def check_premis(root: Element) -> tuple[Finding, ...]:
    """Return what a PREMIS document has that we do not write, or lacks that we do, and links that lead nowhere."""
    return (*_check_profile(root, "premis-profile"), *map(partial(_leads_nowhere, "premis-links"), dangling_links(root)))


def _leads_nowhere(rule: str, name: str) -> Finding:
    return Finding(severity=Severity.ERROR, rule=rule, where="", message=f"Nothing there is called {name}.", remedy=_UNDO)


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


def _check_profile(root: Element, name: str) -> tuple[Finding, ...]:
    with VALIDATING:
        schema = profile(name)
        if schema.validate(root):
            return ()
        return tuple(
            Finding(severity=Severity.ERROR, rule=name, where=f"line {entry.line}", message=entry.message, remedy=_UNDO)
            for entry in schema.error_log
        )
