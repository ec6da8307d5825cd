"""What the engine reads with: one model of all our languages, or Tesseract's own, one for each."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ocr.errors import ModelMissingError
from ocr.language import Language

_SUFFIX = ".traineddata"
_TESSDATA = Path(__file__).parent / "tessdata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A choice of models. `file` reads every language; without one, the engine has a model for each, in a folder of its own."""

    name: str
    file: Path | None = None

    def codes(self, languages: Sequence[Language]) -> tuple[str, ...]:
        """Return what the engine is told to read `languages` with, in its own codes, the most likely first."""
        return (self.file.stem,) if self.file else tuple(language.tesseract for language in languages)

    def digests(self, installed: Mapping[str, str]) -> Mapping[str, str]:
        """Return the sha-256 of each model file by its code; `installed` are those of the engine's own."""
        return {self.file.stem: model_digest(self.file)} if self.file else installed


STOCK = Model(name="stock")
OWN = Model(name="kazruseng", file=_TESSDATA / f"kazruseng{_SUFFIX}")
"""Trained by the project for Kazakh, Russian and English together: docs/model.md."""


def default_model() -> Model:
    """Return what pages are read with when nothing is said: our own model, or where it was left out, the stock ones."""
    return OWN if OWN.file and OWN.file.exists() else STOCK


def find_model(name: str) -> Model:
    """Return the model called `name`: ours, the stock ones, or any model file by its path. Raises ModelMissingError."""
    known = {model.name: model for model in (OWN, STOCK)}
    model = known.get(name) or Model(name=name, file=Path(name).absolute())
    if model.file and not (model.file.suffix == _SUFFIX and model.file.is_file()):
        raise ModelMissingError(model=name)
    return model


def model_digest(file: Path) -> str:
    """Return the sha-256 of a model file; it is not read again until it changes."""
    return _digest(file, file.stat().st_mtime_ns)


@cache
def _digest(file: Path, _changed: int) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
