"""Key backups in folders, and the list of all of them.

``<folder>/keys-<time>/`` holds the key store and, for the case that their
volume is lost with it, the ledger and the witness of that time. The list lies
with the keys. An entry is written before the backup and removed after its end,
so that no backup is ever unknown.
"""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from seloste.adapters.storage.data_backups import (
    FORMAT,
    newest,
    read_manifest,
    stamp,
    write_json,
)
from seloste.adapters.storage.records_dump import (
    copy_sqlite,
    failing_as,
    sync_file,
    sync_folder,
)
from seloste.ports.backups import (
    BackupFailed,
    BackupUnknown,
    KeyBackup,
    RestoreRefused,
)

PREFIX = "keys-"
KEYSTORE = "keys.sqlite3"
BESIDE = ("ledger.jsonl", "witness.jsonl")
LIST = "key-backups.json"


class FolderKeyBackups:
    """Copies the key store in the folder ``keys`` out and back."""

    def __init__(self, keys: Path) -> None:
        self._keys = keys

    def make(self, folder: Path, *, at: datetime) -> KeyBackup:
        """Write a backup below ``folder``; it is known before it is written."""
        backup = KeyBackup(folder.absolute() / f"{PREFIX}{stamp(at)}", at)
        with failing_as("a key backup cannot be written"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._keep([*self.made(), backup])
            backup.path.mkdir(mode=0o700)
            copy_sqlite(self._keys / KEYSTORE, backup.path / KEYSTORE)
            _copy_beside(self._keys, backup.path)
            said = {"format": FORMAT, "made_at": at.isoformat()}
            write_json(backup.path / "manifest.json", said)
            sync_folder(backup.path)
            sync_folder(folder)
        return backup

    def made(self) -> tuple[KeyBackup, ...]:
        """Return every backup that was made and not yet destroyed."""
        try:
            entries = json.loads((self._keys / LIST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ()
        return tuple(
            KeyBackup(Path(entry["path"]), datetime.fromisoformat(entry["made_at"]))
            for entry in entries
        )

    def destroy(self, backup: KeyBackup) -> None:
        """Overwrite and remove a backup, then forget that it was made.

        Overwriting is no proof on every disk (docs/backup.md); the wrapped keys
        also need the root key, which is in no backup.
        """
        if not backup.path.parent.is_dir():
            raise BackupFailed("the volume of an expired key backup is not there")
        with failing_as("a key backup cannot be destroyed"):
            if backup.path.exists():
                _overwrite(backup.path / KEYSTORE)
                shutil.rmtree(backup.path)
            sync_folder(backup.path.parent)
            self._keep([one for one in self.made() if one.path != backup.path])

    def find(self, folder: Path) -> KeyBackup:
        """Return the backup in ``folder``, or the newest one below it."""
        path = folder if (folder / KEYSTORE).is_file() else newest(folder, PREFIX)
        if path is None:
            raise BackupUnknown("no complete key backup there")
        made_at = datetime.fromisoformat(str(read_manifest(path)["made_at"]))
        return KeyBackup(path.absolute(), made_at)

    def check(self, backup: KeyBackup) -> None:  # noqa: ARG002 - the port's
        """Raise RestoreRefused where there is a key store already."""
        if (self._keys / KEYSTORE).exists():
            raise RestoreRefused("there is a key store; move it away first")

    def put_back(self, backup: KeyBackup) -> None:
        """Check, then put the keys back; ledger and witness where there are none."""
        self.check(backup)
        with failing_as("keys cannot be put back"):
            self._keys.mkdir(mode=0o700, parents=True, exist_ok=True)
            _copy_beside(backup.path, self._keys)
            draft = self._keys / f"{KEYSTORE}.restoring"
            draft.unlink(missing_ok=True)
            copy_sqlite(backup.path / KEYSTORE, draft)
            _use_wal(draft)
            draft.replace(self._keys / KEYSTORE)
            if backup not in self.made():
                self._keep([*self.made(), backup])
            sync_folder(self._keys)

    def _keep(self, backups: list[KeyBackup]) -> None:
        """Replace the list, whole or not at all."""
        draft = self._keys / f"{LIST}.new"
        write_json(
            draft,
            [
                {"path": str(one.path), "made_at": one.made_at.isoformat()}
                for one in backups
            ],
        )
        draft.replace(self._keys / LIST)
        sync_folder(self._keys)


def _use_wal(path: Path) -> None:
    """Turn the plain copy back into what the key store asserts at every connect."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=WAL").fetchall()
    sync_file(path)


def _copy_beside(source: Path, target: Path) -> None:
    """Copy ledger and witness where the target has none."""
    for name in BESIDE:
        if (source / name).exists() and not (target / name).exists():
            draft = target / f"{name}.copy"
            shutil.copyfile(source / name, draft)
            draft.chmod(0o600)
            sync_file(draft)
            draft.replace(target / name)


def _overwrite(path: Path) -> None:
    if path.exists():
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
