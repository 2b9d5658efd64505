"""Vaults over real stores in a scratch folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from seloste.adapters.kms.file import FileRootKey
from seloste.adapters.storage.folder import FolderBlobs
from seloste.adapters.storage.keystore import SqliteKeyStore
from seloste.ports.blobs import BlobStore
from seloste.vault.local import LocalVault


@dataclass(frozen=True)
class Place:
    """Where a vault of a test lies, and how to open it once more."""

    folder: Path
    patience: float = 30.0

    @property
    def blobs(self) -> Path:
        return self.folder / "data" / "blobs"

    @property
    def keystore(self) -> Path:
        return self.folder / "keys" / "keys.sqlite3"

    @property
    def root_key(self) -> Path:
        return self.folder / "root.key"

    def create(self) -> LocalVault:
        return LocalVault(
            FolderBlobs.create(self.blobs),
            SqliteKeyStore.create(self.keystore),
            FileRootKey.generate(self.root_key, apart_from=self.blobs.parent),
        )

    def open(self, blobs: BlobStore | None = None) -> LocalVault:
        """Return a vault on the same files, as another process would have it."""
        return LocalVault(
            blobs or FolderBlobs(self.blobs),
            SqliteKeyStore(self.keystore, patience=self.patience),
            FileRootKey.load(self.root_key, apart_from=self.blobs.parent),
        )

    def files(self) -> list[Path]:
        """Return every file there is, temporary ones included."""
        return [path for path in self.folder.rglob("*") if path.is_file()]

    def holds(self, secret: bytes) -> list[Path]:
        """Return the files in which ``secret`` can be read."""
        return [path for path in self.files() if secret in path.read_bytes()]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def vault(place: Place) -> Iterator[LocalVault]:
    vault = place.create()
    yield vault
    vault.keystore.close()  # type: ignore[attr-defined] # only the SQLite one closes
