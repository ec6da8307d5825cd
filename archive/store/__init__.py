"""The store: packages on disk, whole or not at all, version after version. The only place of this room that writes.

    <archive>/<volume-id>/               the newest version of a volume's package, a bag
    <archive>/<volume-id>.sha512         its register: the digest of each version, written last; `sha512sum -c *.sha512` reads it
    <archive>/_versions/<volume-id>/v1/  a superseded version, the bag it was

docs/decisions/0018-versions-as-whole-bags.md says why.
"""

from archive.store.checks import AUDITS, Check, LastCheck, keep_check, kept_checks, last_checks
from archive.store.keep import Stored, store_volume
from archive.store.write import LOCKS, recover, superseded_at, write_package

__all__ = [
    "AUDITS",
    "LOCKS",
    "Check",
    "LastCheck",
    "Stored",
    "keep_check",
    "kept_checks",
    "last_checks",
    "recover",
    "store_volume",
    "superseded_at",
    "write_package",
]
