"""ORCIDs: sixteen digits of which the last checks the others (ISO 7064, 11-2)."""

import re

ORCID = re.compile(r"(?:https?://)?(?:orcid\.org/)?(?P<digits>\d{4}[-‐–]\d{4}[-‐–]\d{4}[-‐–]\d{3}[\dXХx])")
_TEN = 10


def find_orcids(text: str) -> list[str]:
    """Return the ORCIDs in a text whose check digit holds, in their order."""
    found = (re.sub(r"[‐–]", "-", match["digits"]).upper().replace("Х", "X") for match in ORCID.finditer(text))
    return [orcid for orcid in found if is_orcid(orcid)]


def is_orcid(orcid: str) -> bool:
    """Tell whether the check digit of `0000-0000-0000-0000` holds."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return orcid[-1] == ("X" if check == _TEN else str(check))
