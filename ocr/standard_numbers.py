"""Numbers that check themselves: ISSN and ISBN."""

import re

_ISBN_10, _ISBN_13 = 10, 13


def is_issn(text: str) -> bool:
    """Tell whether `text` is an ISSN (NNNN-NNNC) with its right check digit (ISO 3297)."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", text):
        return False
    digits = text.replace("-", "")
    return sum(weight * _digit(digit) for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def is_isbn(text: str) -> bool:
    """Tell whether `text` is an ISBN of 10 or 13 digits, hyphens or blanks between, with its right check digit (ISO 2108)."""
    digits = re.sub(r"[ -]", "", text)
    if len(digits) == _ISBN_10 and re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return sum(weight * _digit(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    if len(digits) == _ISBN_13 and re.fullmatch(r"97[89][0-9]{10}", digits):
        return sum((1, 3)[place % 2] * int(digit) for place, digit in enumerate(digits)) % 10 == 0
    return False


def _digit(character: str) -> int:
    return 10 if character == "X" else int(character)
