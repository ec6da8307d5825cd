"""What a bound book and a flatbed scanner do to a printed page."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.scan import GreyImage

Light = NDArray[np.float32]
"""An image as (height, width) float32: the share of light a spot gives back, 0 black, 1 white."""

PAPER = 0.90
"""Paper that is some thirty years old."""

INK = 0.14

_DARK_SPECKS = 0.75
"""Three specks in four are dust; the rest are spots where the ink came off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """How badly one page suffers. Lengths are in pixels at 300 dpi, shares 0–1.

    `skew` is in degrees, anticlockwise. `curl` is how far a line droops at the gutter. `specks` is how many there are.
    """

    skew: float
    curl: float
    gutter_shadow: float = 0.5
    gutter_reach: float = 110.0
    show_through: float = 0.11
    unevenness: float = 0.06
    specks: int = 90
    noise: float = 0.025
    blur: float = 1.3


def damage_page(page: GreyImage, verso: GreyImage, damage: Damage, *, gutter_left: bool, seed: int) -> GreyImage:
    """Return `page` as scanned from a bound volume, with `verso` printed on its other side.

    Both are (height, width) of the same shape, black on white. The same arguments give the same pixels.
    """
    random = np.random.default_rng(seed)
    light = print_on_paper(page, verso, damage.show_through)
    if not gutter_left:
        light = np.ascontiguousarray(light[:, ::-1])
    light = shade_gutter(curl_at_gutter(light, damage.curl), damage)
    if not gutter_left:
        light = np.ascontiguousarray(light[:, ::-1])
    light = light_unevenly(skew_page(light, damage.skew), damage.unevenness, random)
    light = cv2.GaussianBlur(strew_specks(light, damage.specks, random), (0, 0), damage.blur).astype(np.float32)
    light += random.normal(0.0, damage.noise, light.shape).astype(np.float32)
    return (light * 255).round().clip(0, 255).astype(np.uint8)


def print_on_paper(page: GreyImage, verso: GreyImage, show_through: float) -> Light:
    """Return grey ink on grey paper, through which the mirrored, softened other side shows."""
    ink = 1 - page.astype(np.float32) / 255
    back = cv2.GaussianBlur(1 - verso[:, ::-1].astype(np.float32) / 255, (0, 0), 2.5)
    return (PAPER * (1 - show_through * back) * (1 - ink) + INK * ink).astype(np.float32)


def curl_at_gutter(light: Light, curl: float) -> Light:
    """Return the page with its lines drooping and its letters narrowing towards the gutter, which is at the left."""
    height, width = light.shape
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bend = np.exp(-across / (0.16 * width)).astype(np.float32)
    # The page lies highest in the middle of its height: above it lines bend up, below it down.
    lean = (down / height - 0.35).astype(np.float32)
    from_x, from_y = across - 0.8 * curl * bend, down - curl * bend * lean
    curled = cv2.remap(light, from_x, from_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(curled, dtype=np.float32)


def shade_gutter(light: Light, damage: Damage) -> Light:
    """Return the page darkened towards the gutter, which is at the left."""
    across = np.arange(light.shape[1], dtype=np.float32)
    return np.asarray(light * (1 - damage.gutter_shadow * np.exp(-across / damage.gutter_reach)), dtype=np.float32)


def skew_page(light: Light, degrees: float) -> Light:
    """Return the page turned anticlockwise about its centre; what comes in at the corners is paper."""
    height, width = light.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(light, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.float32)


def light_unevenly(light: Light, unevenness: float, random: np.random.Generator) -> Light:
    """Return the page under a lamp that is not above its centre, on paper that is not one shade."""
    height, width = light.shape
    clouds = random.normal(0.0, 1.0, (7, 5)).astype(np.float32)
    field = cv2.resize(clouds, (width, height), interpolation=cv2.INTER_CUBIC)
    return (light * (1 - unevenness * (1 + np.tanh(field)) / 2)).astype(np.float32)


def strew_specks(light: Light, specks: int, random: np.random.Generator) -> Light:
    """Return the page with dust on it: dark specks, and fewer pale ones where the ink came off."""
    height, width = light.shape
    soiled = light.copy()
    for _ in range(specks):
        centre = (int(random.integers(width)), int(random.integers(height)))
        radii = (int(random.integers(1, 4)), int(random.integers(1, 3)))
        shade = random.uniform(0.2, 0.6) if random.random() < _DARK_SPECKS else PAPER
        cv2.ellipse(soiled, centre, radii, random.uniform(0, 180), 0, 360, shade, -1, cv2.LINE_AA)
    return soiled
