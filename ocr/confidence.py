"""How likely a word is right, from what the engine says of its certainty: each model is sure of itself in its own way."""

from collections.abc import Mapping

import numpy as np

from ocr.model import Model

_KNOTS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "stock": ((0.0, 0.2), (0.35, 0.32), (0.6, 0.57), (0.82, 0.73), (0.9, 0.88), (0.93, 0.965), (0.96, 0.994), (1.0, 1.0)),
    "kazruseng": (
        *((0.0, 0.3), (0.35, 0.6), (0.55, 0.66), (0.6, 0.83), (0.7, 0.89), (0.8, 0.925)),
        *((0.87, 0.957), (0.91, 0.975), (0.93, 0.992), (0.95, 0.9955), (0.96, 0.9987), (1.0, 1.0)),
    ),
}
"""For each model, what it says and the share of such words that were right, on scans with known text (`make bench`).

Isotonic regression (Ayer and others 1955), drawn as few straight lines.
"""


def likelihood(model: Model, certainty: float) -> float:
    """Return how likely a word is right of which `model` is so certain, both 0–1; of an unknown model, what it says itself."""
    knots = np.array(_KNOTS.get(model.name, _AS_SAID))
    return round(float(np.interp(certainty, knots[:, 0], knots[:, 1])), 3)


_AS_SAID = ((0.0, 0.0), (1.0, 1.0))
