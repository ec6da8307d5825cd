"""deploy/compose.yaml as tests run it: the very commands and variables, without containers around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tests.flows.running import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a service is told to run, and the variables it is given."""

    command: tuple[str, ...]
    variables: Mapping[str, str]


@cache
def _document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def service(name: str, here: Mapping[str, str]) -> Service:
    """Return the service called `name`, what is only there between containers replaced by what is `here` for it."""
    told = _document()["services"][name]

    def replaced(text: str) -> str:
        assert "$" not in text.replace("$$", ""), "what compose would fill in is not known here"
        text = text.replace("$$", "$")
        for there, ours in here.items():
            text = text.replace(there, ours)
        return text

    variables = {key: replaced(str(value)) for key, value in told.get("environment", {}).items()}
    return Service(command=tuple(map(replaced, told["command"])), variables=variables)
