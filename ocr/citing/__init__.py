"""What the parts of an entry of a list of references say, in the styles of ГОСТ Р 7.0.5-2008 and of the West.

An entry is taken apart from its ends: addresses and numbers that name themselves (DOI, ISBN, URL, pages, №) first, then the persons
it begins with, then what `//`, quotation marks, dates and full stops part into title and source. What is left stays as printed.
"""

from ocr.citing.parse import parse_reference

__all__ = ["parse_reference"]
