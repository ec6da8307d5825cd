"""Tesseract: which one is here, with which models, and what it reads on an image."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

import cv2
import pytesseract
from lxml import etree, html

from ocr.errors import EngineFailedError, EngineMissingError, EngineTimeoutError, LanguageMissingError
from ocr.geometry import Box
from ocr.language import Language
from ocr.page import TextLine, Word
from ocr.scan import GreyImage

# One thread a child: the default threads make parallel runs many times slower (tesseract#3109). pytesseract hands its own
# `environ` to the children, so the limit is set there and this process's environment stays as it is.
pytesseract.pytesseract.environ = {**os.environ, "OMP_THREAD_LIMIT": "1"}

_DATA_FOLDER = re.compile(r'"(?P<folder>[^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The Tesseract that is installed: its version, and the sha-256 of the model file of every language code it has."""

    version: str
    models: Mapping[str, str]


class PageLayout(IntEnum):
    """What the engine is told of an image (its page segmentation modes): anything, or lines one below the other."""

    ANY = 3
    LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the engine found on an image, in that image's pixels: lines of words, and areas it took for pictures."""

    lines: tuple[TextLine, ...]
    pictures: tuple[Box, ...]


def find_engine() -> Engine:
    """Return the Tesseract on the path. Raises EngineMissingError when there is none."""
    command = pytesseract.pytesseract.tesseract_cmd
    path = shutil.which(command)
    if path is None:
        raise EngineMissingError(command=command)
    version = _output(path, "--version").split()
    return Engine(version=version[1] if len(version) > 1 else "unknown", models=_models(path))


def _output(path: str, option: str) -> str:
    # `path` is what shutil.which found for Tesseract; `option` is one of our two.
    return subprocess.run([path, option], capture_output=True, text=True, check=False).stdout  # noqa: S603  # see above


def _models(path: str) -> Mapping[str, str]:
    folder = _DATA_FOLDER.search(_output(path, "--list-langs"))
    if folder is None:
        return {}
    files = sorted(Path(folder["folder"]).glob("*.traineddata"))
    return {file.stem: _model_digest(file, file.stat().st_mtime_ns) for file in files}


@cache
def _model_digest(file: Path, _changed: int) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_languages(engine: Engine, languages: Sequence[Language]) -> None:
    """Raise LanguageMissingError when `engine` has no model for one of `languages`."""
    missing = tuple(language.tesseract for language in languages if language.tesseract not in engine.models)
    if missing:
        raise LanguageMissingError(codes=missing)


def read_lines(
    pixels: GreyImage, resolution: int, languages: Sequence[Language], timeout: float, layout: PageLayout = PageLayout.ANY
) -> Reading:
    """Return the lines on `pixels` ((height, width) uint8 at `resolution` pixels per inch), in the engine's order.

    Raises EngineFailedError or EngineTimeoutError (both transient) and EngineMissingError; `timeout` is in seconds.
    """
    codes = "+".join(language.tesseract for language in languages)
    with tempfile.TemporaryDirectory(prefix="muragat-") as folder:
        # A plain grey map is written and read in no time; pytesseract's own way out is a compressed PNG.
        file = Path(folder, "page.pgm")
        if not cv2.imwrite(str(file), pixels):
            raise EngineFailedError(scan=file, reason="its image could not be written to the temporary folder")
        hocr = _run(file, codes, f"--psm {layout} --dpi {resolution}", timeout)
    return _from_hocr(hocr, languages[0])


def _run(file: Path, codes: str, config: str, timeout: float) -> bytes:
    try:
        output = pytesseract.image_to_pdf_or_hocr(str(file), lang=codes, config=config, timeout=timeout, extension="hocr")
    except pytesseract.TesseractNotFoundError as error:
        raise EngineMissingError from error
    except pytesseract.TesseractError as error:
        raise EngineFailedError(scan="the page", reason=_last_line(error.message)) from error
    except RuntimeError as error:  # how pytesseract says that the time is up
        raise EngineTimeoutError(scan="the page", seconds=timeout) from error
    return output if isinstance(output, bytes) else output.encode()


def _last_line(message: object) -> str:
    lines = str(message).strip().splitlines()
    return lines[-1] if lines else "it gave no reason"


# --- hOCR -------------------------------------------------------------------------------------------------------------


def _from_hocr(hocr: bytes, default: Language) -> Reading:
    """Return the lines and pictures of an hOCR page (hOCR 1.2: bbox, x_size and x_wconf in @title, language in @lang)."""
    root = html.fromstring(hocr)
    lines = (_line(line, default) for paragraph in root.iter("p") for line in paragraph.iterchildren("span"))
    pictures = (_box(area) for area in root.iter("div") if area.get("class") == "ocr_photo")
    return Reading(lines=tuple(line for line in lines if line), pictures=tuple(pictures))


def _properties(element: etree._Element) -> dict[str, list[str]]:
    parts = (part.split() for part in (element.get("title") or "").split(";"))
    return {part[0]: part[1:] for part in parts if part}


def _box(element: etree._Element) -> Box:
    left, top, right, bottom = (int(value) for value in _properties(element)["bbox"])
    return Box.of_edges(left, top, right, bottom)


def _line(element: etree._Element, default: Language) -> TextLine | None:
    words = tuple(word for child in element.iter("span") if child.get("class") == "ocrx_word" and (word := _word(child, default)))
    return TextLine(box=Box.enclosing(word.box for word in words), words=words) if words else None


def _word(element: etree._Element, default: Language) -> Word | None:
    content = "".join(str(element.xpath("string()")).split())
    if not content:
        return None
    certainty = float(_properties(element).get("x_wconf", ["0"])[0]) / 100
    return Word(
        content=content, box=_box(element), confidence=round(min(1.0, max(0.0, certainty)), 4), language=_language(element, default)
    )


def _language(element: etree._Element, default: Language) -> Language:
    """Return the language whose model read the word: its own @lang, else its paragraph's."""
    codes = (ancestor.get("lang") for ancestor in (element, *element.iterancestors()))
    known = {language.tesseract: language for language in Language}
    return next((known[code] for code in codes if code in known), default)
