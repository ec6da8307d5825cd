"""Settings in one place, checked once: flags go first, then MURAGAT_* variables, then the settings file, then defaults."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from flows.errors import SettingsError
from flows.inbox import Patience, Rules
from flows.manner import Manner
from ocr.model import default_model

FILE_VARIABLE = "MURAGAT_SETTINGS"
"""The variable that names the settings file, when it is not the user's own."""

_PREFIX = "MURAGAT_"
_FOLDERS = frozenset({"archive", "work", "inbox"})

_AHEAD = 3
"""Pages handed out for each that is read at once: none waits for the flow to hand out the next."""

_AHEAD_ON_DASK = 256
"""Pages handed out at once on a cluster: enough for a hundred cores, few enough to stop soon."""

_OF_PREFECT = ("PREFECT_API_URL", "PREFECT_API_KEY", "PREFECT_API_AUTH_STRING", "PREFECT_SERVER_DATABASE_CONNECTION_URL")
"""Prefect's own variables that decide where runs are kept. Each may hold a secret."""


def available_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_work() -> Path:
    """Return the folder for pages already read when none is named: the user's cache."""
    return Path(platformdirs.user_cache_dir("muragat"))


def settings_file() -> Path:
    """Return where the settings file is, or would be: what MURAGAT_SETTINGS names, else in the user's configuration."""
    named = os.environ.get(FILE_VARIABLE)
    return Path(named) if named else platformdirs.user_config_path("muragat") / "settings.toml"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        msg = f"a time zone such as Asia/Almaty, not {name!r}"
        raise ValueError(msg) from error
    return name


def _home_expanded(path: object) -> object:
    return Path(path).expanduser() if isinstance(path, str | Path) else path


Folder = Annotated[Path, BeforeValidator(_home_expanded)]


class Settings(BaseSettings):
    """What a run may be told. Durations are seconds, shares lie between 0 and 1."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="forbid")

    archive: Folder | None = Field(default=None, description="Folder that holds the packages.")
    work: Folder = Field(default_factory=default_work, description="Folder for pages already read.")
    inbox: Folder | None = Field(default=None, description="Folder in which volumes arrive, for serve.")

    jobs: int = Field(default_factory=available_cores, ge=1, le=256, description="Pages read at once.")
    model: str = Field(
        default_factory=lambda: default_model().name,
        description="What the engine reads with: kazruseng, stock, or a .traineddata file.",
    )
    timeout: float = Field(default=300.0, gt=0, description="Time limit for a page of up to A4, in seconds; larger ones get more.")
    retries: int = Field(default=3, ge=0, le=10, description="How often a page is tried again after a transient failure.")
    bad_pages: float = Field(default=0.2, gt=0, le=1, description="Share of bad pages above which a volume stops early.")
    allow_gaps: bool = Field(default=False, description="Archive a volume without its bad pages, each named as a gap.")
    attempts: int = Field(default=3, ge=1, le=20, description="How often serve takes up a volume whose run was cut off.")
    runner: Literal["threads", "dask"] = Field(default="threads", description="Where pages are read: here, or on a Dask cluster.")
    address: str | None = Field(default=None, description="Address of the Dask scheduler, such as tcp://10.0.0.5:8786.")

    interval: float = Field(default=120.0, ge=5, description="Seconds from one look into the inbox to the next.")
    cron: str | None = Field(default=None, description="When to look into the inbox, as cron says it; instead of the interval.")
    audit_cron: str = Field(default="30 2 * * *", description="When serve audits the archive, as cron says it.")
    timezone: Annotated[str, AfterValidator(_known_zone)] = Field(default="Asia/Almaty", description="Time zone of both.")
    settle: float = Field(default=120.0, ge=0, description="Seconds after which an unchanged volume without .ready is whole.")
    only_ready: bool = Field(default=False, description="Take only volumes that have a .ready file.")
    volumes: int = Field(default=1, ge=1, le=64, description="Volumes digitised at once by serve.")
    queue: int = Field(default=20, ge=1, description="Volumes handed to Prefect at once; the others wait in the ledger.")
    host: str = Field(default="127.0.0.1", description="Address on which serve's own Prefect server listens.")
    port: int = Field(default=4200, ge=0, le=65535, description="Its port; 0 takes a free one.")

    @property
    def archive_folder(self) -> Path:
        """The archive. Raises SettingsError when none is named."""
        return self._needed("archive")

    @property
    def inbox_folder(self) -> Path:
        """The inbox. Raises SettingsError when none is named."""
        return self._needed("inbox")

    @property
    def manner(self) -> Manner:
        """How volumes are digitised."""
        ahead = _AHEAD_ON_DASK if self.runner == "dask" else _AHEAD * self.jobs
        return Manner(
            model=self.model,
            timeout=self.timeout,
            retries=self.retries,
            bad_pages=self.bad_pages,
            ahead=ahead,
            allow_gaps=self.allow_gaps,
        )

    @property
    def rules(self) -> Rules:
        """When volumes of the inbox are taken up."""
        return Rules(patience=Patience(settle=self.settle, only_ready=self.only_ready), attempts=self.attempts)

    def _needed(self, name: str) -> Path:
        found = getattr(self, name)
        if isinstance(found, Path):
            return found
        raise SettingsError(problems=f"{name}: name it with --{name}, {_PREFIX}{name.upper()} or in {settings_file()}")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic's own signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then the environment, then the file."""
        return init_settings, env_settings, _FileSource(settings_cls)


class _FileSource(PydanticBaseSettingsSource):
    """The settings file, in TOML; paths in it are relative to its folder."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:  # noqa: ANN401, ARG002  # pydantic's own signature
        """Return what the file says of one setting."""
        return read_file(settings_file()).get(field_name), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return all that the file says."""
        return read_file(settings_file())


def read_file(path: Path) -> dict[str, Any]:
    """Return what the settings file at `path` says; nothing when it is not there. Raises SettingsError when it is not TOML."""
    if not path.exists():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise SettingsError(problems=f"{path} cannot be read ({error})") from error
    return {name: path.parent / Path(value).expanduser() if name in _FOLDERS else value for name, value in found.items()}


def settings_from(**given: object) -> Settings:
    """Return the settings of the flags `given`, None counting as not given, and of the other places.

    Raises SettingsError, naming each that cannot be used.
    """
    try:
        return Settings(**_flags(given))
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors())
        raise SettingsError(problems=problems) from error


def exported(settings: Settings) -> dict[str, str]:
    """Return `settings` as the variables under which another process finds the same ones; folders become absolute."""
    found = ((f"{_PREFIX}{name}".upper(), getattr(settings, name)) for name in Settings.model_fields)
    return {name: str(value.absolute() if isinstance(value, Path) else value) for name, value in found if value is not None}


def _flags(given: Mapping[str, object]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting in force: its value, where it comes from, what it is."""

    name: str
    value: object
    whence: str
    meaning: str


def settings_in_force(**given: object) -> tuple[Setting, ...]:
    """Return every setting with where it comes from. Raises SettingsError."""
    settings, file = settings_from(**given), settings_file()
    flags, in_file = _flags(given), read_file(file)

    def whence(name: str) -> str:
        variable = f"{_PREFIX}{name}".upper()
        if name in flags:
            return "flag"
        if variable in {each.upper() for each in os.environ}:
            return variable
        return str(file) if name in in_file else "default"

    ours = (
        Setting(name=name, value=getattr(settings, name), whence=whence(name), meaning=field.description or "")
        for name, field in Settings.model_fields.items()
    )
    return (*ours, *_settings_of_prefect())


def _settings_of_prefect() -> Iterator[Setting]:
    for name in _OF_PREFECT:
        if name in os.environ:
            yield Setting(name=name, value="set, not shown", whence="environment", meaning="Prefect's own; see its documentation.")
