"""When an article came in and was accepted: `Поступила 12.03.2019, принята к печати 3 мая 2019 г.`, as printed."""

import re

from ocr.article import HistoryDate, HistoryEvent
from ocr.dates import find_dates

_WORDS = {
    HistoryEvent.REVISED: (
        r"(?:received\s+(?:in|after)\s+)?revis(?:ed|ion)(?:\s+form)?",
        r"после\s+доработки|доработан\w*",
        r"түзетіл\w*|қайта\s+қарал\w*",
    ),
    HistoryEvent.RECEIVED: (
        r"received(?!\s+(?:in|after)\s+revis)|submitted",
        r"поступил\w*|дата\s+поступления",
        r"(?:редакцияға|мақала|келіп)\s+(?:келіп\s+)?түс\w*|түскен\s+күні",
    ),
    HistoryEvent.ACCEPTED: (r"accepted|approved", r"принят\w*|одобрен\w*", r"қабылдан\w*|мақұлдан\w*"),
    HistoryEvent.ONLINE: (r"published|available\s+online", r"опубликован\w*", r"жариялан(?:ды|ған)\w*"),
}
_LABELS = tuple((event, re.compile("|".join(words), re.IGNORECASE)) for event, words in _WORDS.items())
_LONGEST = 300
_NEAR = 60
_WORDS_BEFORE = 25


def opens_history(text: str) -> bool:
    """Tell whether a line begins with such an event: `Статья поступила в редакцию …`."""
    starts = (found.start() for _, label in _LABELS if (found := label.search(text)))
    return bool(read_history(text)) and min(starts) <= _WORDS_BEFORE


def read_history(text: str) -> tuple[HistoryDate, ...]:
    """Return the dated events of a line; each label takes the date after it, or the one right before where none follows."""
    if len(text) > _LONGEST:
        return ()
    dates = find_dates(text)
    labels = sorted({(found.start(), event) for event, label in _LABELS for found in label.finditer(text)})
    found: list[HistoryDate] = []
    used: set[int] = set()
    for place, (start, event) in enumerate(labels):
        stop = labels[place + 1][0] if place + 1 < len(labels) else len(text)
        after = [one for one in dates if start <= one.start < min(stop, start + _NEAR) and one.start not in used]
        before = [one for one in dates if one.end <= start < one.end + _NEAR and one.start not in used]
        taken = (after or before[-1:])[:1]
        if taken and event not in {one.event for one in found}:
            used.add(taken[0].start)
            found.append(HistoryDate(event=event, iso=taken[0].iso, content=text[taken[0].start : taken[0].end]))
    return tuple(found)
