"""What a scan says of its own making: the device or program, and when. Nobody vouches for it but the scan itself."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import ExifTags, Image

_TIMES = (ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized, ExifTags.Base.DateTime)
"""When the pixels were taken, before when the file was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The maker of a scan as the scan names it, and the device's local time (ISO 8601 without a zone), where it says so."""

    maker: str | None = None
    when: str | None = None


def capture_of(scan: Path) -> Capture:
    """Return what the image at `scan` says of its making; nothing of a file that is no image."""
    try:
        with Image.open(scan) as image:
            tags = image.getexif()
            said = {**tags, **tags.get_ifd(ExifTags.IFD.Exif)}
    except (OSError, SyntaxError, ValueError):
        return Capture()
    device = " ".join(filter(None, (_text(said.get(tag)) for tag in (ExifTags.Base.Make, ExifTags.Base.Model))))
    maker = ", ".join(filter(None, (device, _text(said.get(ExifTags.Base.Software)))))
    when = next(filter(None, (_time(_text(said.get(tag))) for tag in _TIMES)), None)
    return Capture(maker=maker or None, when=when)


def _time(text: str) -> str | None:
    """Return a time as EXIF writes it in ISO 8601; None when it cannot be (many devices write `0000:00:00 00:00:00`)."""
    try:
        return datetime.strptime(text, "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007  # the device says no zone
    except ValueError:
        return None


def _text(value: object) -> str:
    return " ".join(value.replace("\0", " ").split()) if isinstance(value, str) else ""
