"""The element maker of JATS, and text as its elements hold it."""

import re

from archive.markup import XLINK, element_maker
from ocr.language import Language, detect_language

ALI = "http://www.niso.org/schemas/ali/1.0/"

E = element_maker(nsmap={"xlink": XLINK, "ali": ALI})
ALI_E = element_maker(ALI, {"ali": ALI})

URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\[\]\"«»“”]*[^\s<>\[\]\"«»“”.,;:!?)}'’]")
"""A web address in running text, without the punctuation after it."""

EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}")


def link_target(url: str) -> str:
    """Return the absolute address of a printed one."""
    return f"http://{url}" if url.startswith("www.") else url


def language_tag(text: str, fallback: Language) -> str:
    """Return the xml:lang of `text`: what its letters show, else the fallback's."""
    return (detect_language(text) or fallback).bcp47
