"""What writing and reading ALTO agree on."""

from ocr.page import GraphicKind

ALTO = "http://www.loc.gov/standards/alto/ns-v4#"

SCAN_STEP = "scan"
"""The Processing element that says at which RESOLUTION the page was scanned."""

RESOLUTION = "pixels-per-inch"

GRAPHIC_TAGS = {GraphicKind.ILLUSTRATION: "Illustration", GraphicKind.SEPARATOR: "GraphicalElement"}
