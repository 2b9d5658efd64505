"""Data backups in folders: records, sealed bytes and what they are.

``<folder>/data-<time>/`` holds ``records``, ``blobs/`` and ``manifest.json``.
The records are copied first: what is destroyed while the bytes are copied is
in the tombstone ledger, and what is captured meanwhile is in the next backup.
"""

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from seloste.adapters.storage.blob_copies import copy_blobs
from seloste.adapters.storage.records_dump import (
    RecordsDump,
    failing_as,
    sync_file,
    sync_folder,
)
from seloste.ports.backups import (
    BackupDamaged,
    BackupUnknown,
    DataBackup,
    RestoreRefused,
)

PREFIX = "data-"
FORMAT = 1


class FolderDataBackups:
    """Copies one installation's records and blobs to folders and back."""

    def __init__(self, *, records: RecordsDump, blobs: Path) -> None:
        self._records = records
        self._blobs = blobs

    def make(self, folder: Path, *, at: datetime) -> DataBackup:
        """Write a backup below ``folder``; it has its name when it is durable."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = folder / f"{PREFIX}{stamp(at)}"
        draft = folder / f"{target.name}.partial"
        before = newest(folder, PREFIX)
        with failing_as("a backup cannot be written"):
            draft.mkdir(mode=0o700)
            self._records.dump(draft / "records")
            count = copy_blobs(
                self._blobs,
                draft / "blobs",
                before=before / "blobs" if before else None,
            )
            made = DataBackup(
                target, at, self._records.kind, sha256(draft / "records"), count
            )
            _write_manifest(draft, made)
            draft.rename(target)
            sync_folder(folder)
        return made

    def find(self, folder: Path) -> DataBackup:
        """Return the backup in ``folder``, or the newest one below it."""
        path = folder if (folder / "manifest.json").is_file() else None
        path = path or newest(folder, PREFIX)
        if path is None:
            raise BackupUnknown("no complete data backup there")
        said = read_manifest(path)
        return DataBackup(
            path=path,
            made_at=datetime.fromisoformat(said["made_at"]),
            records=said["records"],
            sha256=said["sha256"],
            blobs=said["blobs"],
        )

    def check(self, backup: DataBackup) -> None:
        """Raise what keeps a backup from being put back, before anything is."""
        if backup.records != self._records.kind:
            raise RestoreRefused(f"the backup is of {backup.records} records")
        if sha256(backup.path / "records") != backup.sha256:
            raise BackupDamaged("the records are not those the backup was made with")
        self._records.refuse_history()

    def put_back(self, backup: DataBackup) -> None:
        """Put the missing bytes back, then the records.

        Records come last: a row then has its bytes, or the ledger names it.
        """
        self.check(backup)
        copy_blobs(backup.path / "blobs", self._blobs)
        self._records.load(backup.path / "records")


def stamp(at: datetime) -> str:
    """Return the name of a moment: ``20260504T090000Z``."""
    return f"{at:%Y%m%dT%H%M%SZ}"


def newest(folder: Path, prefix: str) -> Path | None:
    """Return the newest complete backup below a folder."""
    found = [
        path
        for path in folder.glob(f"{prefix}*")
        if path.suffix != ".partial" and (path / "manifest.json").is_file()
    ]
    return max(found, default=None, key=lambda path: path.name)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with failing_as("a backup cannot be read"), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(path: Path) -> dict[str, Any]:
    """Return what a backup says of itself. Raises BackupUnknown."""
    try:
        said = json.loads((path / "manifest.json").read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise BackupUnknown("the manifest of the backup cannot be read") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise BackupUnknown("the backup has another format")
    return said


def write_json(path: Path, said: object) -> None:
    """Write a small file of mode 0600 durably."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(said, file, indent=1, sort_keys=True)
    sync_file(path)


def _write_manifest(folder: Path, made: DataBackup) -> None:
    said = {
        "format": FORMAT,
        "made_at": made.made_at.isoformat(),
        "records": made.records,
        "sha256": made.sha256,
        "blobs": made.blobs,
    }
    write_json(folder / "manifest.json", said)
    sync_folder(folder)
