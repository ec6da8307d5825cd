"""`Page` ↔ ALTO 4.2, lossless: what was read is kept in ALTO, and a person may correct it there.

The print space of a page is all of its scan, or its half of an open book.

The order of the file is the reading order. All measures are pixels of the untouched scan. Blocks carry their role as a
LayoutTag, lines their font size as a TextStyle; the scan's resolution and each step done to its image are Processing elements.
"""

from archive.alto.form import ALTO
from archive.alto.reading import from_alto, parse_alto
from archive.alto.writing import AltoFile, alto_bytes, to_alto

__all__ = ["ALTO", "AltoFile", "alto_bytes", "from_alto", "parse_alto", "to_alto"]
