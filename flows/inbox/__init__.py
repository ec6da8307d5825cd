"""The inbox: a folder in which volumes arrive, put there by anybody, to be digitised once each when they are there whole.

`arrivals` says what lies there and whether it is whole, `trust` whether it may be touched at all, `taking` which are taken up now.
"""

from flows.inbox.arrivals import Clock, Patience, machine_clock
from flows.inbox.taking import Rules, Taken, take
from flows.inbox.trust import check_trust

__all__ = ["Clock", "Patience", "Rules", "Taken", "check_trust", "machine_clock", "take"]
