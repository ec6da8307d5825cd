"""An article as JATS Archiving 1.3, to the house profile: every article comes out valid, whatever was read.

Where what was read cannot stand in the element it belongs to (a title with an e-mail address in it, a surname with digits), its
text is kept in an element that can hold it. Nothing is invented, nothing printed is lost.
"""

from archive.jats.document import JatsFile, build_article_element, jats_bytes
from archive.jats.provenance import Provenance

__all__ = ["JatsFile", "Provenance", "build_article_element", "jats_bytes"]
