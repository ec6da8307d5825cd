"""How a volume is to be digitised: what a run is told besides the volume itself. Small, and the same on every machine."""

from dataclasses import dataclass, field
from pathlib import Path

from ocr.model import default_model, find_model
from ocr.read import ReadOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How pages are read, and what is done when they cannot be.

    `model`: what the engine reads with, by name. `timeout`: seconds of the clock per page. `retries`: of a page, after a
    transient failure. `bad_pages`: share above which a volume is given up. `ahead`: pages handed out at once. `inbox`: the folder
    that nothing of the volume may lead out of, when anybody may have put it there. `expected_turns`: in how many quarter turns the
    volume's pages are known to stand upright. `allow_gaps`: archive a volume without the pages that could not be read.
    """

    model: str = field(default_factory=lambda: default_model().name)
    timeout: float = 300.0
    retries: int = 3
    bad_pages: float = 0.2
    ahead: int = 8
    inbox: Path | None = None
    allow_gaps: bool = False
    expected_turns: int | None = None

    @property
    def reading(self) -> ReadOptions:
        """The options of reading a page. Raises ModelMissingError."""
        return ReadOptions(model=find_model(self.model), timeout=self.timeout, expected_turns=self.expected_turns)
