"""Addresses of the net as printed: in Latin letters, with one `@`."""

import re

_TWINS = str.maketrans("АВСЕНКМОРТХУІЅЈасеорхуіѕј", "ABCEHKMOPTXYISJaceopxyisj")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_MISREAD_AT = re.compile(r"(?<=\w)\(@O?(?=\w)")
"""How the sign is read when its ring comes apart."""

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_EMAIL = re.compile(rf"\W*[\w.+-]+@{_HOST}\W*", re.IGNORECASE | re.ASCII)
_WEB = re.compile(r"(?P<before>\W*(?:https?://|www\.|doi\.org)(?:[^\s/]*))(?P<path>/.*)?", re.IGNORECASE)
_WEB_HOST = re.compile(rf"\W*(?:https?://)?{_HOST}(?::\d+)?\W*", re.IGNORECASE | re.ASCII)
_BETWEEN_SEGMENTS = re.compile(r"([/?&=#]+)")


def is_address(text: str) -> bool:
    """Tell whether a word is, or was meant to be, an address of mail or of the web."""
    return "@" in text or "://" in text or bool(_WEB.match(text.translate(_TWINS)))


def mended_address(text: str) -> str:
    """Return an address with Cyrillic letters in it replaced by their Latin twins; as it is where that makes no address.

    Paths may be Cyrillic: of them only those parts are touched that hold Latin letters too.
    """
    if "@" in text:
        mended = _MISREAD_AT.sub("@", text).translate(_TWINS)
        return mended if _LATIN.search(text) and _EMAIL.fullmatch(mended) else text
    found = _WEB.fullmatch(text.translate(_TWINS))
    if not found or not _LATIN.search(text) or not _WEB_HOST.fullmatch(found["before"]):
        return text
    return found["before"] + "".join(map(_mended_segment, _BETWEEN_SEGMENTS.split(text[found.end("before") :])))


def _mended_segment(text: str) -> str:
    mended = text.translate(_TWINS)
    return mended if _LATIN.search(text) and not _CYRILLIC.search(mended) else text
