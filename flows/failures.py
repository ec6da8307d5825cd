"""What a failure asks for. A table says it, by the type of the failure; what is in no table is the volume's own fault."""

import errno
from typing import Final

from archive.errors import DiskFullError, NotWritableError, OvertakenError, SchemaMissingError
from flows.errors import EngineBrokenError, OrchestratorError, PagesFailedError
from flows.exit_codes import exit_code_of
from flows.ledger import Failure, FailureClass
from flows.messages import say, state
from ocr.errors import (
    EngineFailedError,
    EngineMissingError,
    EngineTooOldError,
    EngineUnusableError,
    LanguageMissingError,
    ModelMissingError,
    StatedError,
    TransientError,
)

_SYSTEMIC: Final = (
    DiskFullError,
    EngineBrokenError,
    EngineMissingError,
    EngineTooOldError,
    EngineUnusableError,
    LanguageMissingError,
    ModelMissingError,
    NotWritableError,
    OrchestratorError,
    SchemaMissingError,
)
"""Failures that the next volume would meet too."""

_BUSY: Final = frozenset({errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.ENOMEM})
"""What the system says of a disk, a share or a memory that may be well again in a moment."""

_LOST_WORKER: Final = frozenset({"KilledWorker", "CommClosedError", "FutureCancelledError", "FuturesCancelledError"})
"""How Dask says that the process that read a page is gone; by name, since Dask is imported only when it is used."""


def failure_class(error: BaseException) -> FailureClass:
    """Return what `error` asks for."""
    if isinstance(error, _SYSTEMIC):
        return FailureClass.SYSTEMIC
    busy = isinstance(error, OSError) and error.errno in _BUSY
    lost = type(error).__name__ in _LOST_WORKER
    if busy or lost or isinstance(error, TransientError | OvertakenError | MemoryError | ConnectionError):
        return FailureClass.TRANSIENT
    return FailureClass.PERMANENT


def is_of_engine(error: BaseException) -> bool:
    """Tell whether the engine failed, whatever the scan."""
    return isinstance(error, EngineFailedError)


def failure_of(error: BaseException) -> Failure:
    """Return `error` as the ledger keeps it."""
    sentence = state(error) if isinstance(error, StatedError) else say("This is a bug in muragat: {error}.", error=repr(error))
    return Failure(
        sentence=sentence, error=type(error).__name__, exit_code=int(exit_code_of(error)), failure_class=failure_class(error)
    )


SAME_TROUBLE = 3
"""Volumes in a row in which the engine failed after which it is taken to be broken."""


class Breaker:
    """A circuit breaker for a batch: tells when going on is of no use."""

    def __init__(self) -> None:
        """Begin with nothing known against going on."""
        self._in_a_row = 0

    def opens(self, result: object) -> bool:
        """Take note of how one volume ended, and tell whether the next would end the same way."""
        if isinstance(result, BaseException) and failure_class(result) is FailureClass.SYSTEMIC:
            return True
        self._in_a_row = self._in_a_row + 1 if isinstance(result, PagesFailedError) and result.all_of_engine else 0
        return self._in_a_row >= SAME_TROUBLE
