"""The training proper: `lstmtraining`, in stages of a falling rate, each from where the one before it ended."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ocr.training.charset import NAME
from ocr.training.samples import IN_A_FILE
from ocr.training.tools import run_tool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How fast is learnt (`rate`), and from how many `lines`, one after the other."""

    rate: float
    lines: int

    @property
    def files(self) -> int:
        """Return how many files of samples hold its lines."""
        return math.ceil(self.lines / IN_A_FILE)


STAGES = (
    Stage(rate=1e-3, lines=8_000),
    Stage(rate=5e-4, lines=12_000),
    Stage(rate=2.5e-4, lines=11_000),
    Stage(rate=1e-4, lines=8_000),
    Stage(rate=4e-5, lines=4_000),
    Stage(rate=1.5e-5, lines=2_000),
    # again
    Stage(rate=2e-4, lines=8_000),
    Stage(rate=6e-5, lines=5_000),
    Stage(rate=1.5e-5, lines=3_000),
    # and again
    Stage(rate=1.5e-4, lines=10_000),
    Stage(rate=5e-5, lines=6_000),
    Stage(rate=1.2e-5, lines=3_000),
)
"""Fast until the Latin letters stand, then ever more carefully; then twice more from a middling rate.

Such warm restarts find better minima than one long descent (Loshchilov and Hutter, "SGDR", 2017).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What learning starts from: a network that can learn, the traineddata file it came in, and the new character set."""

    network: Path
    old_model: Path
    charset: Path


def train(start: Start, samples: Iterator[Path], folder: Path, stages: Sequence[Stage] = STAGES) -> Path:
    """Run the stages that are not done yet, each with the next `samples` of all; return the last checkpoint.

    A stage that was stopped goes on from its own checkpoint, because `lstmtraining` takes one it finds in its folder before
    anything else: hence a folder for each stage.
    """
    # The character set changes once, before the first stage: from then on checkpoints are in the new one.
    origin: tuple[str | Path, ...] = ("--continue_from", start.network, "--old_traineddata", start.old_model)
    for number, stage in enumerate(stages, start=1):
        place = folder / f"stage-{number}"
        checkpoint, done = place / f"{NAME}_checkpoint", place / "done"
        files = tuple(islice(samples, stage.files))
        if not done.exists():
            place.mkdir(parents=True, exist_ok=True)
            listed = place / "samples.txt"
            listed.write_text("".join(f"{file}\n" for file in files), "utf-8")
            _learn((*origin, "--traineddata", start.charset, "--train_listfile", listed), stage, place)
            done.touch()
        origin = ("--continue_from", checkpoint)
    return checkpoint


def _learn(given: Sequence[str | Path], stage: Stage, place: Path) -> None:
    rate = ("--learning_rate", str(stage.rate), "--reset_learning_rate")
    limits = ("--max_iterations", str(stage.lines), "--debug_interval", "0", "--max_image_MB", "4000")
    run_tool(("lstmtraining", *given, "--model_output", place / NAME, *rate, *limits), place / "log.txt")
