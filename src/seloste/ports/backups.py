"""Backups: of the records with the sealed bytes, and of the keys, never together.

Data backups hold ciphertext and may be kept for any time. Key backups make
what was destroyed readable again, so each of them is known and destroyed in
time. Putting back never replaces what is there.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from seloste.domain.errors import SelosteError


class BackupFailed(SelosteError):
    """The disk or a database tool failed; no backup was made, nothing put back."""

    code = "backup-failed"


class BackupUnknown(SelosteError):
    """There is no complete backup in that folder."""

    code = "backup-unknown"


class BackupDamaged(SelosteError):
    """The records of the backup are not those it was made with."""

    code = "backup-damaged"


class RestoreRefused(SelosteError):
    """Something is there already; a restore never replaces it."""

    code = "restore-refused"


@dataclass(frozen=True, slots=True)
class DataBackup:
    """A backup of records and sealed bytes; ``sha256`` is of the records (hex).

    ``records`` names the database they come from; ``blobs`` counts the objects.
    """

    path: Path
    made_at: datetime
    records: str
    sha256: str
    blobs: int


@dataclass(frozen=True, slots=True)
class KeyBackup:
    """A backup of the key store, with the ledger and the witness of its time."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True)
class RestoreMark:
    """When the restore began, and the log it ended: size and root (hex), if any."""

    began_at: datetime
    ended_size: int = 0
    ended_root: str = ""


class DataBackups(Protocol):
    """Copies records and sealed bytes out and back. May raise BackupFailed."""

    def make(self, folder: Path, *, at: datetime) -> DataBackup:
        """Write a backup below ``folder``; it has its name when it is durable."""
        ...

    def find(self, folder: Path) -> DataBackup:
        """Return the backup in ``folder``, or the newest one below it.

        Raises BackupUnknown.
        """
        ...

    def check(self, backup: DataBackup) -> None:
        """Raise what keeps a backup from being put back, before anything is.

        RestoreRefused where there are records already, BackupDamaged.
        """
        ...

    def put_back(self, backup: DataBackup) -> None:
        """Check, then put records and missing bytes where they came from."""
        ...


class KeyBackups(Protocol):
    """Copies keys out and back, and knows every copy. May raise BackupFailed."""

    def make(self, folder: Path, *, at: datetime) -> KeyBackup:
        """Write a backup below ``folder``; it is known before it is written."""
        ...

    def made(self) -> tuple[KeyBackup, ...]:
        """Return every backup that was made and not yet destroyed."""
        ...

    def destroy(self, backup: KeyBackup) -> None:
        """Destroy a backup, which may be gone already.

        Raises BackupFailed where its volume is not there: that is no absence.
        """
        ...

    def find(self, folder: Path) -> KeyBackup:
        """Return the backup in ``folder``, or the newest one below it.

        Raises BackupUnknown.
        """
        ...

    def check(self, backup: KeyBackup) -> None:
        """Raise RestoreRefused where there is a key store already."""
        ...

    def put_back(self, backup: KeyBackup) -> None:
        """Check, then put the keys back; ledger and witness where there are none."""
        ...
