"""Settings as they come from arguments and MURAGAT_* variables, checked once."""

import os
from pathlib import Path

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flows.errors import SettingsError


def available_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_work() -> Path:
    """Return the folder for pages already read when none is named: the user's cache."""
    return Path(platformdirs.user_cache_dir("muragat"))


class Settings(BaseModel):
    """What a run of `digitise` may be told. `timeout` is seconds of the engine's time per page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    archive: Path
    work: Path = Field(default_factory=default_work)
    jobs: int = Field(default_factory=available_cores, ge=1, le=256)
    timeout: float = Field(default=300.0, gt=0)


def settings_from(**given: object) -> Settings:
    """Return the settings of what was `given`; None counts as not given. Raises SettingsError, naming each that cannot be used."""
    try:
        return Settings.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors())
        raise SettingsError(problems=problems) from error
