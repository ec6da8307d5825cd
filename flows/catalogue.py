"""The volume's metadata file: what the catalogue knows, as an archivist writes it in TOML."""

import difflib
import json
import re
import sys
import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from archive.bibliography import ARTICLE_TYPES, Volume, is_volume_id
from flows.errors import MetadataError, VolumeIdError
from ocr.language import Language
from ocr.standard_numbers import is_isbn, is_issn

METADATA_NAME = "volume.toml"
"""Name of the metadata file in a folder of scans. Beside `name.pdf` it is `name.toml`."""

MAX_BYTES = 256 * 1024
"""Bytes that a metadata file may have: what a person writes of a volume is a hundredth of it."""


def _checked_issn(text: str) -> str:
    if not is_issn(text):
        msg = f"an ISSN such as 2616-7263 (its last digit is a check digit), not {text!r}"
        raise ValueError(msg)
    return text


def _checked_isbn(text: str) -> str:
    if not is_isbn(text):
        msg = f"an ISBN such as 978-601-326-404-2 (its last digit is a check digit), not {text!r}"
        raise ValueError(msg)
    return text


def _checked_id(text: str) -> str:
    if not is_volume_id(text):
        msg = f"letters, digits, '.', '_' and '-', a letter or digit first, not {text!r}"
        raise ValueError(msg)
    return text


def _checked_article_type(text: str) -> str:
    if text not in ARTICLE_TYPES:
        msg = f"one of {', '.join(ARTICLE_TYPES)}, not {text!r}"
        raise ValueError(msg)
    return text


def _each_once(codes: list[str]) -> list[str]:
    if len(set(codes)) != len(codes):
        msg = "each language once"
        raise ValueError(msg)
    return codes


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_composed)]


class VolumeFile(BaseModel):
    """The keys of volume.toml. All may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, title="volume.toml")

    id: Annotated[Text, AfterValidator(_checked_id)] | None = Field(
        default=None, description="Name of the package. Default: the name of the folder or PDF.", examples=["konf-2024"]
    )
    title: Text | None = Field(default=None, description="Title of the volume.", examples=["Ғылым және білім"])
    subtitle: Text | None = Field(default=None, description="Subtitle of the volume.")
    publisher: Text | None = Field(default=None, description="Who published it.", examples=["Фолиант"])
    place: Text | None = Field(default=None, description="Where it was published.", examples=["Астана"])
    issn: Annotated[Text, AfterValidator(_checked_issn)] | None = Field(
        default=None, description="ISSN of the series or journal, with its check digit.", examples=["2616-7263"]
    )
    isbn: Annotated[Text, AfterValidator(_checked_isbn)] | None = Field(
        default=None, description="ISBN of the volume, 10 or 13 digits, with its check digit.", examples=["978-601-326-404-2"]
    )
    year: Annotated[int, Field(strict=True, ge=1400, le=2199)] | None = Field(
        default=None, description="Year of publication.", examples=[2024]
    )
    volume: Text | None = Field(default=None, description="Volume as printed.", examples=["12"])
    issue: Text | None = Field(default=None, description="Issue as printed.", examples=["3 (45)"])
    conference: Text | None = Field(default=None, description="Name of the conference whose proceedings it is.")
    languages: Annotated[list[Literal["kk", "ru", "en"]], AfterValidator(_each_once)] = Field(
        default_factory=list, description="Languages of the volume: kk, ru, en.", examples=[["kk", "ru", "en"]]
    )
    organisation: Text | None = Field(
        default=None,
        description="Institution that holds the volume and hands it to the archive.",
        examples=["Қазақстан Республикасының Ұлттық кітапханасы"],
    )
    corrected_by: Text | None = Field(
        default=None, description="Who corrected the pages in the folder 'corrected'.", examples=["А. Омарова"]
    )
    corrected_on: Annotated[date, Field(strict=True)] | None = Field(
        default=None, description="On which day they were corrected, as a TOML date.", examples=["2026-11-20"]
    )
    rights: Text | None = Field(default=None, description="Statement of rights, or the address of a licence.")
    article_type: Annotated[str, AfterValidator(_checked_article_type)] = Field(
        default="research-article",
        description="What the articles are, in the words of JATS.",
        json_schema_extra={"enum": list(ARTICLE_TYPES)},
    )


def metadata_path(source: Path) -> Path:
    """Return where the metadata file of the volume at `source` would be."""
    return source / METADATA_NAME if source.is_dir() else source.with_suffix(".toml")


def read_catalogue(source: Path, volume_id: str | None = None) -> Volume:
    """Return what is known of the volume at `source`: its metadata file if there is one, else only its name.

    `volume_id` goes before the file's `id`, which goes before the name of the folder or PDF. Raises MetadataError when the
    file breaks its schema, VolumeIdError when the name cannot be a package's.
    """
    path = metadata_path(source)
    known = _read_file(path) if path.exists() else VolumeFile()
    name = volume_id or known.id or unicodedata.normalize("NFC", source.resolve().name if source.is_dir() else source.stem)
    if not is_volume_id(name):
        raise VolumeIdError(volume_id=name, suggestion=_portable(name))
    facts = known.model_dump(exclude={"id", "languages"})
    return Volume(volume_id=name, languages=tuple(map(Language.of_bcp47, known.languages)), **facts)


def _read_file(path: Path) -> VolumeFile:
    try:
        return VolumeFile.model_validate(tomllib.loads(_read_few(path).decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise MetadataError(path=path, problems="it is not saved as UTF-8") from error
    except RecursionError as error:
        raise MetadataError(path=path, problems="it is nested too deeply") from error
    except tomllib.TOMLDecodeError as error:
        raise MetadataError(path=path, problems=f"it is not TOML ({error})") from error
    except OSError as error:
        raise MetadataError(path=path, problems=f"it cannot be opened ({error.strerror})") from error
    except ValidationError as error:
        raise MetadataError(path=path, problems=map(_problem, error.errors())) from error


def _read_few(path: Path) -> bytes:
    """Return what a file says that a person may have written: a larger one is something else."""
    with path.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise MetadataError(path=path, problems=f"it is larger than {MAX_BYTES // 1024} KiB")
    return content


def _problem(found: ErrorDetails) -> str:
    """Return what is wrong with one key, in plain words: which key, what is expected, what was found."""
    key = str(found["loc"][0])
    if found["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, VolumeFile.model_fields, n=1)
        return f"unknown key '{key}'" + (f" (did you mean '{near[0]}'?)" if near else "")
    if found["type"] == "value_error":
        return f"'{key}' must be {found['ctx']['error']}"
    return f"'{key}' must be {_expected(key)}, not {_as_toml(found['input'])}"


def _expected(key: str) -> str:
    if key == "year":
        return "a whole number between 1400 and 2199, without quotes"
    if key == "corrected_on":
        return "a date such as 2026-11-20, without quotes"
    if key == "languages":
        return 'a list of "kk", "ru" and "en"'
    return "text in quotes, not empty"


def _as_toml(value: Any) -> str:  # noqa: ANN401  # whatever the user wrote
    return json.dumps(value, ensure_ascii=False, default=str)


def _portable(name: str) -> str:
    """Return a name near `name` that can be a package's."""
    text = re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", name)).strip("-._")[:80]
    return text if is_volume_id(text) else "volume-1"


def schema_text() -> str:
    """Return the JSON schema of volume.toml, as schemas/volume.schema.json holds it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **VolumeFile.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
