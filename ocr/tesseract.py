"""Tesseract: which one is here, with which models, and what it reads on an image."""

import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2

from ocr.child import THE_PAGE, run_engine
from ocr.errors import EngineGarbledError, EngineMissingError, EngineTooOldError, EngineUnusableError, LanguageMissingError
from ocr.geometry import Box
from ocr.hocr import from_hocr
from ocr.language import Language
from ocr.model import STOCK, Model, model_digest
from ocr.page import TextLine
from ocr.scan import GreyImage

COMMAND = "tesseract"

OLDEST = (5, 0)
"""The first Tesseract whose answers we know: 4 reads other models, and worse."""

_VERSION = re.compile(r"^tesseract v?(?P<version>(?P<major>\d+)\.(?P<minor>\d+)\S*)", re.MULTILINE)
_DATA_FOLDER = re.compile(r'"(?P<folder>[^"]+)"')

_ANSWERS_WITHIN = 30.0
"""Seconds in which any Tesseract says its version, on the slowest disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The Tesseract that is installed: its version, and the sha-256 of the model file of every language code it has."""

    version: str
    models: Mapping[str, str]


def find_engine() -> Engine:
    """Return the Tesseract on the path. Raises EngineMissingError, EngineUnusableError or EngineTooOldError (all permanent)."""
    path = _find_command()
    return Engine(version=_version(path), models=_models(path))


def _find_command() -> str:
    path = shutil.which(COMMAND)
    if path is None:
        raise EngineMissingError(command=COMMAND)
    return path


def _version(path: str) -> str:
    said = _answer(path, "--version")
    found = _VERSION.search(said)
    if found is None:
        raise EngineUnusableError(command=path, reason=f"asked for its version it says {said.strip()[:80]!r}")
    if (int(found["major"]), int(found["minor"])) < OLDEST:
        raise EngineTooOldError(version=found["version"], needed=".".join(map(str, OLDEST)))
    return found["version"]


def _answer(path: str, option: str) -> str:
    """Return all that the engine prints when asked with `option`: old releases answer on standard error."""
    try:
        # `path` is what shutil.which found for Tesseract; `option` is one of our two.
        ended = subprocess.run([path, option], capture_output=True, timeout=_ANSWERS_WITHIN, check=False)  # noqa: S603  # see above
    except subprocess.TimeoutExpired as error:
        raise EngineUnusableError(command=path, reason=f"it does not answer within {_ANSWERS_WITHIN:g} seconds") from error
    except OSError as error:
        raise EngineUnusableError(command=path, reason=error.strerror or str(error)) from error
    return (ended.stdout + ended.stderr).decode("utf-8", "replace")


def _models(path: str) -> Mapping[str, str]:
    folder = _DATA_FOLDER.search(_answer(path, "--list-langs"))
    if folder is None:
        return {}
    files = sorted(Path(folder["folder"]).glob("*.traineddata"))
    return {file.stem: model_digest(file) for file in files}


def check_languages(engine: Engine, languages: Sequence[Language], model: Model = STOCK) -> None:
    """Raise LanguageMissingError when `model` has nothing to read one of `languages` with."""
    codes, known = model.codes(languages), model.digests(engine.models)
    missing = tuple(code for code in codes if code not in known)
    if missing:
        raise LanguageMissingError(codes=missing)


def read_lines(
    pixels: GreyImage, zones: Sequence[Box], languages: Sequence[Language], timeout: float, model: Model = STOCK
) -> tuple[TextLine, ...]:
    """Return the lines in each of `zones` of `pixels` ((height, width) uint8), in its pixels.

    `timeout` is in seconds. Raises EngineFailedError, of which a crash, a kill, a garbled answer and a passed time limit are kinds
    (all transient), EngineMissingError or LanguageMissingError.
    """
    folder = f"--tessdata-dir {shlex.quote(str(model.file.parent))}" if model.file else ""
    with tempfile.TemporaryDirectory(prefix="muragat-engine-") as place:
        image = Path(place, "page.tif")
        image.write_bytes(cv2.imencode(".tif", pixels, _PLAIN)[1].tobytes())
        # Zones in a file beside the image, as UNLV test sets have them, are taken instead of the engine's own layout.
        image.with_suffix(".uzn").write_text("".join(map(_zone, zones)))
        hocr = run_engine(image, "+".join(model.codes(languages)), f"{folder} {_ZONES_GIVEN} {_OF_ANY_WIDTH}", timeout)
    try:
        return from_hocr(hocr, languages[0])
    except ValueError as error:
        raise EngineGarbledError(scan=THE_PAGE, reason=str(error)) from error


_ZONES_GIVEN = "--psm 4 --dpi 300"
"""Modes that look for columns do not heed given zones. The resolution only spares the engine a guess: type has one size by now."""

_OF_ANY_WIDTH = "-c textord_all_prop=1"
"""No search for letters that all have one width: it takes a while, and the lines are read no differently for it."""

_PLAIN = (cv2.IMWRITE_TIFF_COMPRESSION, cv2.IMWRITE_TIFF_COMPRESSION_NONE)
"""What takes least to write and to read: a grey map (PGM) is read byte by byte."""


def _zone(box: Box) -> str:
    return f"{box.hpos} {box.vpos} {box.width} {box.height} Text\n"
