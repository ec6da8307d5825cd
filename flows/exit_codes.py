"""The numbers the command ends with, for scripts and schedulers. docs/exit-codes.md says the same to people."""

from enum import IntEnum
from typing import Final

from archive.errors import (
    AlteredMasterError,
    DiskFullError,
    FactsMissingError,
    IndexUnavailableError,
    InvalidError,
    NameTakenError,
    NoSuchArticleError,
    NotAPackageError,
    NotWritableError,
    OvertakenError,
    SchemaMissingError,
    TargetTakenError,
)
from flows.errors import (
    BrokenTruthError,
    CancelledRunError,
    CorrectionError,
    CutOffError,
    EmptyVolumeError,
    EngineBrokenError,
    LockedPdfError,
    MetadataError,
    NoSuchPageError,
    NoSuchVolumeError,
    NotAVolumeError,
    NotBegunError,
    NothingToShowError,
    NoTruthError,
    OrchestratorError,
    PagesFailedError,
    SameIdError,
    SettingsError,
    UnknownVolumeError,
    UnreadablePdfError,
    UntrustedVolumeError,
    UsageError,
    VolumeBusyError,
    VolumeIdError,
)
from ocr.errors import (
    EngineFailedError,
    EngineMissingError,
    EngineTooOldError,
    EngineUnusableError,
    LanguageMissingError,
    ModelMissingError,
    UnreadableScanError,
)


class ExitCode(IntEnum):
    """How a command ended. A number, once given, never changes its meaning."""

    OK = 0
    BUG = 1
    USAGE = 2
    NO_VOLUME = 3
    UNREADABLE = 4
    MISSING_SOFTWARE = 5
    METADATA = 6
    LOCKED_PDF = 7
    NOT_WRITABLE = 8
    DISK_FULL = 9
    NAME_TAKEN = 10
    VOLUME_BUSY = 11
    INVALID_PACKAGE = 12
    ORCHESTRATOR = 13
    NOT_BEGUN = 14
    INTERRUPTED = 130
    TERMINATED = 143


_CODES: Final[dict[type[BaseException], ExitCode]] = {
    SettingsError: ExitCode.USAGE,
    UsageError: ExitCode.USAGE,
    VolumeIdError: ExitCode.USAGE,
    SameIdError: ExitCode.USAGE,
    NoSuchVolumeError: ExitCode.NO_VOLUME,
    NoTruthError: ExitCode.NO_VOLUME,
    BrokenTruthError: ExitCode.METADATA,
    UnknownVolumeError: ExitCode.NO_VOLUME,
    NotAVolumeError: ExitCode.NO_VOLUME,
    NoSuchPageError: ExitCode.NO_VOLUME,
    NothingToShowError: ExitCode.NO_VOLUME,
    EmptyVolumeError: ExitCode.NO_VOLUME,
    UntrustedVolumeError: ExitCode.NO_VOLUME,
    NotAPackageError: ExitCode.NO_VOLUME,
    UnreadableScanError: ExitCode.UNREADABLE,
    UnreadablePdfError: ExitCode.UNREADABLE,
    PagesFailedError: ExitCode.UNREADABLE,
    AlteredMasterError: ExitCode.UNREADABLE,
    EngineFailedError: ExitCode.UNREADABLE,
    EngineBrokenError: ExitCode.MISSING_SOFTWARE,
    EngineMissingError: ExitCode.MISSING_SOFTWARE,
    EngineUnusableError: ExitCode.MISSING_SOFTWARE,
    EngineTooOldError: ExitCode.MISSING_SOFTWARE,
    ModelMissingError: ExitCode.USAGE,
    LanguageMissingError: ExitCode.MISSING_SOFTWARE,
    SchemaMissingError: ExitCode.MISSING_SOFTWARE,
    MetadataError: ExitCode.METADATA,
    LockedPdfError: ExitCode.LOCKED_PDF,
    NotWritableError: ExitCode.NOT_WRITABLE,
    DiskFullError: ExitCode.DISK_FULL,
    NameTakenError: ExitCode.NAME_TAKEN,
    TargetTakenError: ExitCode.NAME_TAKEN,
    IndexUnavailableError: ExitCode.NOT_WRITABLE,
    NoSuchArticleError: ExitCode.NO_VOLUME,
    FactsMissingError: ExitCode.METADATA,
    VolumeBusyError: ExitCode.VOLUME_BUSY,
    OvertakenError: ExitCode.VOLUME_BUSY,
    InvalidError: ExitCode.INVALID_PACKAGE,
    CorrectionError: ExitCode.METADATA,
    OrchestratorError: ExitCode.ORCHESTRATOR,
    NotBegunError: ExitCode.NOT_BEGUN,
    CancelledRunError: ExitCode.NOT_BEGUN,
    CutOffError: ExitCode.NOT_BEGUN,
    KeyboardInterrupt: ExitCode.INTERRUPTED,
}


def exit_code_of(error: BaseException) -> ExitCode:
    """Return the number for `error`: that of the nearest of its classes in the table, else BUG."""
    return next((_CODES[kind] for kind in type(error).__mro__ if kind in _CODES), ExitCode.BUG)
