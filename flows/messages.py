"""What we say to people, ready for translation: every sentence passes through gettext here.

A translation is `flows/locale/<language>/LC_MESSAGES/muragat.mo`; without one the English original is used.
"""

import gettext
from pathlib import Path

from ocr.errors import StatedError

_translation = gettext.translation("muragat", localedir=Path(__file__).with_name("locale"), fallback=True)


def say(message: str, **facts: object) -> str:
    """Return `message` in the user's language, its named places filled with `facts`."""
    return _translation.gettext(message).format(**facts)


def say_counted(one: str, many: str, count: int, **facts: object) -> str:
    """Return `one` or `many`, whichever `count` asks for in the user's language, filled with `count` and `facts`."""
    return _translation.ngettext(one, many, count).format(count=count, **facts)


def state(error: StatedError) -> str:
    """Return the sentence of `error` and what to do about it, in the user's language."""
    kind = type(error)
    return " ".join(say(part, **error.facts) for part in (kind.template, kind.remedy) if part)
