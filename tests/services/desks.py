"""A real desk in a temporary folder, and the registers of the examples."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
from seloste.adapters.storage.ledger_file import FileLedger
from seloste.adapters.storage.reserve_file import FileReserve
from seloste.adapters.storage.witness import FileWitness
from seloste.adapters.words import lemmas
from seloste.domain.clock import Sighting
from seloste.ports.desk import Desk
from seloste.vault.local import LocalVault
from tests.services.stores import new_keystore

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
    """Make every store in ``home`` and return the desk over them."""
    data, keys = home / "data", home / "keys"
    data.mkdir(parents=True)
    keys.mkdir()
    return Desk(
        vault=LocalVault(
            blobs=FolderBlobs.create(data / "blobs"),
            keystore=new_keystore(keys / "keys.sqlite3"),
            root=FileRootKey.generate(home / "root.key", apart_from=data),
        ),
        audio=PyAvReader(),
        ledger=FileLedger.create(keys / "ledger.jsonl"),
        signer=signing.create(home / "checkpoint.key", name="test/log"),
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
