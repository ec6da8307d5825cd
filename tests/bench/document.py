"""docs/benchmarks.md: each section between two marks, so that one can be measured anew and the rest stays."""

import re
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def with_section(document: str, name: str, content: str) -> str:
    """Return `document` with `content` between the marks of section `name`; the section comes last when it was not there."""
    begin, end = f"<!-- measured: {name} -->", f"<!-- end: {name} -->"
    section = f"{begin}\n{content.strip()}\n{end}"
    found = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if found.search(document):
        return found.sub(lambda _: section, document)
    return f"{document.rstrip()}\n\n## {name.replace('-', ' ').capitalize()}\n\n{section}\n"


def write_section(name: str, content: str) -> None:
    """Write a section into docs/benchmarks.md."""
    DOCUMENT.write_text(with_section(DOCUMENT.read_text(encoding="utf-8"), name, content), encoding="utf-8")
