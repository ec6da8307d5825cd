"""The typefaces lines are set in: those of Debian's packages that have every Kazakh and Russian letter.

Three are kept aside to measure with, as the text is: no line to learn from is set in them, nor in a face of the same drawing
under another name.
"""

import random
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ocr.training.alphabet import SUPERSCRIPTS

TO_LEARN = {
    "Nimbus Roman": 8.0, "FreeSerif": 6.0, "PT Serif": 6.0, "C059": 5.0, "P052": 4.0, "URW Bookman": 3.0, "CMU Serif": 5.0,
    "CMU Concrete": 1.0, "Linux Libertine O": 5.0, "Linux Libertine Display O": 1.0, "Gentium Plus": 3.0, "Gentium Book Plus": 2.0,
    "Charis SIL": 3.0, "Doulos SIL": 3.0, "Noto Serif": 3.0, "Noto Serif Display": 2.0, "DejaVu Serif": 2.0,
    "PT Serif Caption": 1.0,
    "Nimbus Sans": 5.0, "Arimo": 4.0, "FreeSans": 2.0, "Nimbus Sans Narrow": 2.0, "PT Sans": 3.0, "PT Sans Narrow": 1.0,
    "Noto Sans": 2.0, "DejaVu Sans": 2.0, "Carlito": 3.0, "Roboto": 2.0, "Roboto Condensed": 1.5, "Roboto Slab": 1.5,
    "CMU Sans Serif": 1.0, "CMU Bright": 0.7, "Linux Biolinum O": 1.0, "Inter": 1.0, "Lato": 1.0, "URW Gothic": 0.7, "Tuffy": 0.5,
    "Play": 0.4, "Nimbus Mono PS": 2.0, "Cousine": 1.0, "FreeMono": 1.0, "PT Mono": 0.7, "CMU Typewriter Text": 1.0,
    "DejaVu Sans Mono": 0.5, "Hack": 0.3,
}  # fmt: skip
"""How often a family is taken, against the others: the faces of books and journals first, a few of newspapers and typewriters."""

ASIDE = {"Tinos": 3.0, "Vollkorn": 1.0, "Open Sans": 1.0}
"""The families that the model is measured with."""

_WITHOUT_SUPERSCRIPTS = str.maketrans("", "", SUPERSCRIPTS)
_BOLD_FROM, _BLACK_FROM, _REGULAR_FROM = 180, 205, 75
_SLANTED_FROM = 100
_QUERY = "%{file}\t%{family[0]}\t%{weight}\t%{slant}\t%{charset}\n"


@dataclass(frozen=True, kw_only=True)
class Typeface:
    """One file of a family, with the characters it has."""

    file: Path
    family: str
    bold: bool
    slanted: bool
    ranges: str

    @cached_property
    def characters(self) -> frozenset[str]:
        """Return what it has."""
        bounds = [(part.split("-")[0], part.split("-")[-1]) for part in self.ranges.split()]
        return frozenset(chr(code) for first, last in bounds for code in range(int(first, 16), int(last, 16) + 1))

    @property
    def has_superscripts(self) -> bool:
        """Say whether it has all superscripts of its own; most faces have ¹ ² ³ at best."""
        return self.characters.issuperset(SUPERSCRIPTS)

    def can_set(self, text: str) -> bool:
        """Say whether it has every character of `text`; superscripts may be set as small raised figures."""
        return self.characters.issuperset(text.translate(_WITHOUT_SUPERSCRIPTS))


def find_typefaces(families: dict[str, float]) -> tuple[Typeface, ...]:
    """Return the upright and slanted, regular and bold faces of `families` that are installed."""
    return tuple(sorted(_installed(families), key=lambda face: face.file))


def _installed(families: dict[str, float]) -> Iterator[Typeface]:
    query = ["fc-list", ":lang=kk:lang=ru:lang=en:variable=false", "--format", _QUERY]
    listed = subprocess.run(query, capture_output=True, text=True, check=True).stdout  # noqa: S603  # all of it is ours
    for line in listed.splitlines():
        file, family, weight, slant, ranges = line.split("\t")
        if family in families and _REGULAR_FROM <= float(weight) < _BLACK_FROM and file.endswith((".ttf", ".otf")):
            yield Typeface(
                file=Path(file),
                family=family,
                bold=float(weight) >= _BOLD_FROM,
                slanted=float(slant) >= _SLANTED_FROM,
                ranges=ranges,
            )


class Case:
    """A compositor's case: gives a face for a line, by how often its family is taken and whether the line is a heading."""

    def __init__(self, faces: Sequence[Typeface], families: dict[str, float]) -> None:
        """Weigh the faces."""
        self._faces = tuple(faces)
        held = [face.family for face in self._faces]
        self._text = [families[face.family] / held.count(face.family) * _TEXT[face.bold, face.slanted] for face in self._faces]
        self._heading = [
            families[face.family] / held.count(face.family) * _HEADING[face.bold, face.slanted] for face in self._faces
        ]

    def face_for(self, text: str, lot: random.Random, *, heading: bool) -> Typeface | None:
        """Return a face that has every character of `text`; None when a dozen that were tried have not."""
        chosen = lot.choices(self._faces, self._heading if heading else self._text, k=_TRIES)
        return next((face for face in chosen if face.can_set(text)), None)


_TRIES = 40
_TEXT = {(False, False): 10.0, (True, False): 2.0, (False, True): 2.0, (True, True): 0.6}
_HEADING = {(False, False): 3.0, (True, False): 10.0, (False, True): 0.8, (True, True): 1.2}
"""Weight of a face by (bold, slanted)."""
