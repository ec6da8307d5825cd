"""Is it right? Verdicts are values: every check returns findings, none when all holds.

Articles are held to the JATS Archiving 1.3 DTD and to our Schematron rules, ALTO and METS to our own profiles of them (exactly
what we write, each valid by the official schema), packages to their manifests, their METS and the account of every page and block.
"""

from archive.finding import Finding, Severity, has_errors
from archive.validate.archive import check_archive, check_member, check_register, packages_of
from archive.validate.documents import check_alto, check_jats, check_mets, check_premis
from archive.validate.package import check_package

__all__ = [
    "Finding",
    "Severity",
    "check_alto",
    "check_archive",
    "check_jats",
    "check_member",
    "check_mets",
    "check_package",
    "check_premis",
    "check_register",
    "has_errors",
    "packages_of",
]
