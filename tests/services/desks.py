"""A real desk in a temporary folder, and the registers of the examples."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from seloste.adapters.audio.pyav import PyAvReader
from seloste.adapters.kms import signing
from seloste.adapters.kms.age import PyrageFiles
from seloste.adapters.kms.file import FileRootKey
from seloste.adapters.preview.confined import ConfinedPreviewer
from seloste.adapters.render.typst import TypstPdfMaker
from seloste.adapters.search.sqlite_fts import SqliteIndex
from seloste.adapters.storage.folder import FolderBlobs
from seloste.adapters.storage.key_backups import FolderKeyBackups
from seloste.adapters.storage.keystore import SqliteKeyStore
from seloste.adapters.storage.ledger_file import FileLedger
from seloste.adapters.storage.reserve_file import FileReserve
from seloste.adapters.storage.witness import FileWitness
from seloste.adapters.words import lemmas
from seloste.domain.clock import Sighting
from seloste.ports.desk import Desk
from seloste.vault.local import LocalVault
from tests.services.stores import new_folder

WORDS = lemmas.installed()
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@dataclass
class HandClock:
    """A clock that a test moves by hand; a reference agrees while ``vouched``."""

    at: datetime
    vouched: bool = True
    boot_id: str = "boot"
    started: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.at

    def now(self) -> datetime:
        """Return the time the test set."""
        return self.at

    def move(self, by: timedelta) -> datetime:
        """Move forward and return the new time."""
        self.at += by
        return self.at

    def read(self) -> Sighting:
        """Return the time the test set, and who agrees."""
        return Sighting(
            wall=self.at,
            monotonic=(self.at - self.started).total_seconds(),
            boot_id=self.boot_id,
            references=(("test", self.at),) if self.vouched else (),
        )


def build_desk(home: Path, clock: HandClock, *, key_backup_days: int = 7) -> Desk:
    """Put empty stores in ``home`` and return the desk over them."""
    shutil.copytree(_empty_stores(), home, dirs_exist_ok=True)
    data, keys = home / "data", home / "keys"
    return Desk(
        vault=LocalVault(
            blobs=FolderBlobs(data / "blobs"),
            keystore=SqliteKeyStore(keys / "keys.sqlite3"),
            root=FileRootKey.load(home / "root.key", apart_from=data),
        ),
        audio=PyAvReader(),
        ledger=FileLedger(keys / "ledger.jsonl"),
        signer=signing.load(home / "checkpoint.key"),
        witness=FileWitness(keys / "witness.jsonl"),
        clock=clock,
        pdf=TypstPdfMaker(),
        key_backup_days=key_backup_days,
        key_backups=FolderKeyBackups(keys),
        reserve=FileReserve((data, keys), size=0),
        previewer=ConfinedPreviewer(),
        index=SqliteIndex(data / "search.sqlite3"),
        lemmas=WORDS,
        age=PyrageFiles(),
    )


@cache
def _empty_stores() -> Path:
    """Make every store once a run, in a folder that goes with it."""
    home = new_folder() / "home"
    data, keys = home / "data", home / "keys"
    data.mkdir(parents=True)
    keys.mkdir()
    FolderBlobs.create(data / "blobs")
    SqliteKeyStore.create(keys / "keys.sqlite3").close()
    FileRootKey.generate(home / "root.key", apart_from=data)
    FileLedger.create(keys / "ledger.jsonl")
    signing.create(home / "checkpoint.key", name="test/log")
    return home
