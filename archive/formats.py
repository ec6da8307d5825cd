"""File formats: media types by suffix, and what PREMIS says of them."""

from pathlib import PurePath

from archive.premis import Format

_MEDIA_TYPES = {
    ".jp2": "image/jp2",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".xml": "application/xml",
}
_OF_USE = {
    "ALTO": Format(name="ALTO", version="4.2", pronom="fmt/101"),
    "ACCESS": Format(name="PDF/A", version="2b", pronom="fmt/477"),
    "JATS": Format(name="JATS Archiving", version="1.3", pronom="fmt/101"),
}
"""What the files are that we make; PRONOM knows those in XML as XML 1.0."""

_OF_MEDIA_TYPE = {
    "application/json": Format(name="JSON", pronom="fmt/817"),
    "application/pdf": Format(name="PDF"),
    "image/jp2": Format(name="JPEG 2000 part 1", pronom="x-fmt/392"),
    "image/jpeg": Format(name="JPEG"),
    "image/png": Format(name="PNG"),
    "image/tiff": Format(name="TIFF", pronom="fmt/353"),
}


def media_type_of(path: PurePath) -> str:
    """Return the media type a file name's suffix shows."""
    return _MEDIA_TYPES.get(path.suffix.casefold(), "application/octet-stream")


def format_of(use: str, media_type: str) -> Format:
    """Return the format of a file in a group of METS; only its media type is known of others than ours."""
    return _OF_USE.get(use) or _OF_MEDIA_TYPE.get(media_type) or Format(name=media_type)
