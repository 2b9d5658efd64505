"""Builds adapters from settings; the only module that names them.

``desk`` opens what ``seloste init`` made and never makes anything itself: a
missing keystore or root key is an error, not a fresh start.
"""

from functools import cache
from pathlib import Path

from django.conf import settings

from seloste.adapters.audio.pyav import PyAvReader
from seloste.adapters.clock.drill import DrillClock
from seloste.adapters.clock.system import SystemClock
from seloste.adapters.kms import signing
from seloste.adapters.kms.file import FileRootKey
from seloste.adapters.render.typst import TypstPdfMaker
from seloste.adapters.storage.folder import FolderBlobs
from seloste.adapters.storage.keystore import SqliteKeyStore
from seloste.adapters.storage.ledger_file import FileLedger
from seloste.adapters.storage.witness import FileWitness
from seloste.domain.errors import SelosteError
from seloste.ports.clock import Clock
from seloste.ports.desk import Desk
from seloste.ports.documents import PdfMaker
from seloste.vault.local import LocalVault


class NotInitialised(SelosteError):
    """The stores were not made yet, or are not where the settings say."""

    code = "not-initialised"


class DrillOnly(SelosteError):
    """Only a drill clock can be moved."""

    code = "drill-only"


def blobs_folder() -> Path:
    """Return where sealed bytes lie."""
    return Path(settings.DATA) / "blobs"


def keystore_file() -> Path:
    """Return the file of the keystore."""
    return Path(settings.KEYS) / "keys.sqlite3"


def signing_key_file() -> Path:
    """Return the file of the key that signs checkpoints."""
    return Path(settings.ROOT_KEY).parent / "checkpoint.key"


def ledger_file() -> Path:
    """Return the tombstone ledger, kept with the keys and outside the records."""
    return Path(settings.KEYS) / "ledger.jsonl"


def witness_file() -> Path:
    """Return where checkpoints are copied to, outside the records."""
    return Path(settings.KEYS) / "witness.jsonl"


def initialise() -> None:
    """Make folders, keys and stores that are not there yet; keep those that are."""
    Path(settings.DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
    Path(settings.KEYS).mkdir(parents=True, exist_ok=True, mode=0o700)
    if not Path(settings.ROOT_KEY).exists():
        FileRootKey.generate(Path(settings.ROOT_KEY), apart_from=Path(settings.DATA))
    if not signing_key_file().exists():
        signing.create(signing_key_file(), name=settings.LOG_NAME)
    if not blobs_folder().exists():
        FolderBlobs.create(blobs_folder())
    if not keystore_file().exists():
        SqliteKeyStore.create(keystore_file())


@cache
def desk() -> Desk:
    """Return the ports of this installation. Raises NotInitialised."""
    for path in (blobs_folder(), keystore_file(), signing_key_file()):
        if not path.exists():
            raise NotInitialised("run `seloste init`: a store is missing")
    return Desk(
        vault=LocalVault(
            blobs=FolderBlobs(blobs_folder()),
            keystore=SqliteKeyStore(keystore_file()),
            root=FileRootKey.load(
                Path(settings.ROOT_KEY), apart_from=Path(settings.DATA)
            ),
        ),
        audio=PyAvReader(),
        ledger=FileLedger(ledger_file()),
        signer=signing.load(signing_key_file()),
        witness=FileWitness(witness_file()),
        clock=clock(),
        pdf=pdf_maker(),
        key_backup_days=settings.KEY_BACKUP_DAYS,
    )


@cache
def clock() -> Clock:
    """Return the machine's clock, or the drill's where one is configured."""
    if settings.DRILL_CLOCK:
        return drill_clock()
    return SystemClock(references=settings.TIME_REFERENCES)


def pdf_maker() -> PdfMaker:
    """Return what makes PDFs; it needs no store."""
    return TypstPdfMaker()


def drill_clock() -> DrillClock:
    """Return the clock that can be moved. Raises DrillOnly where there is none."""
    if not settings.DRILL_CLOCK:
        raise DrillOnly("this installation runs on real time")
    return DrillClock(Path(settings.DRILL_CLOCK))
