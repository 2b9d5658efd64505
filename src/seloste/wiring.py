"""Builds adapters from settings; the only module that names them.

``desk`` opens what ``seloste init`` made and never makes anything itself: a
missing keystore or root key is an error, not a fresh start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from django.conf import settings

from seloste.adapters.audio.pyav import PyAvReader
from seloste.adapters.clock.drill import DrillClock
from seloste.adapters.clock.system import SystemClock
from seloste.adapters.installation.local import LocalInstallation
from seloste.adapters.interchange.vcon import VconReader
from seloste.adapters.kms import signing
from seloste.adapters.kms.file import FileRootKey
from seloste.adapters.mail.eml import EmlReader
from seloste.adapters.mail.mbox import MboxReader
from seloste.adapters.render.typst import TypstPdfMaker
from seloste.adapters.storage.data_backups import FolderDataBackups, stamp
from seloste.adapters.storage.folder import FolderBlobs
from seloste.adapters.storage.key_backups import FolderKeyBackups
from seloste.adapters.storage.keystore import SqliteKeyStore
from seloste.adapters.storage.ledger_file import FileLedger
from seloste.adapters.storage.records_dump import (
    PostgresRecords,
    RecordsDump,
    SqliteRecords,
)
from seloste.adapters.storage.reserve_file import FileReserve
from seloste.adapters.storage.restore_mark import FileRestoreMark
from seloste.adapters.storage.safe_open import SafeFolder
from seloste.adapters.storage.sqlite_pool import KeyStoreInsecure
from seloste.adapters.storage.witness import FileWitness
from seloste.adapters.telephony.freepbx import FreePbxReader
from seloste.adapters.telephony.freeswitch import FreeSwitchReader
from seloste.adapters.telephony.manifest import ManifestReader
from seloste.domain.checkpoint import VerifierKey
from seloste.domain.errors import SelosteError
from seloste.ports.clock import Clock
from seloste.ports.desk import Desk
from seloste.ports.documents import PdfMaker
from seloste.ports.sources import Opener, SourceReader, SourceRefused
from seloste.protocols.localtime import Fold
from seloste.protocols.manifest import Declaration
from seloste.protocols.unreadable import Unreadable
from seloste.services import startup
from seloste.vault.local import LocalVault

FILES = {".eml": "mail", ".mbox": "mbox", ".vcon": "vcon"}


class SourceFacts(Protocol):
    """What a reader needs to know of a stored source."""

    slug: str
    preset: str
    time_zone: str


class NotInitialised(SelosteError):
    """The stores were not made yet, or are not where the settings say."""

    code = "not-initialised"


class RestoreUnfinished(SelosteError):
    """Something was put back, and what was destroyed since was not destroyed again."""

    code = "restore-unfinished"


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
    FolderBlobs.create(blobs_folder())
    if not keystore_file().exists():
        FileLedger.create(ledger_file())
        SqliteKeyStore.create(keystore_file())


@cache
def desk() -> Desk:
    """Return the ports of this installation.

    Raises NotInitialised, and RestoreUnfinished until a restore is complete.
    """
    if restore_mark().read() is not None:
        raise RestoreUnfinished("run `seloste restore` again to finish it")
    return closed_desk()


def open_desk() -> Desk:
    """Return the ports to serve with, after the checks of ``services.startup``."""
    opened = desk()
    startup.check(opened)
    return opened


def closed_desk() -> Desk:
    """Return the ports for the restore, which works while nobody else may."""
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
        key_backups=key_backups(),
        reserve=FileReserve(
            (Path(settings.DATA), Path(settings.KEYS)),
            size=settings.RESERVE_MB << 20,
        ),
        installation=installation(),
    )


def restore_mark() -> FileRestoreMark:
    """Return the mark that keeps the installation closed during a restore."""
    return FileRestoreMark(Path(settings.KEYS) / "restoring.json")


def key_backups() -> FolderKeyBackups:
    """Return how keys are backed up; it needs no store."""
    return FolderKeyBackups(Path(settings.KEYS))


def data_backups() -> FolderDataBackups:
    """Return how records and sealed bytes are backed up; it needs no store."""
    return FolderDataBackups(records=_records(), blobs=blobs_folder())


def _records() -> RecordsDump:
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return SqliteRecords(Path(database["NAME"]))
    names = ("host", "port", "user", "password")
    parts = {name: str(database[name.upper()]) for name in names}
    return PostgresRecords({**parts, "dbname": str(database["NAME"])})


def begin_log(at: datetime) -> None:
    """Begin a new log where a restore lost leaves of the old one; may be repeated.

    The old log's witness and public key are kept; its private key is not, so
    that nobody signs two histories of one log (docs/adr/0012).
    """
    name, path = f"{settings.LOG_NAME}/{stamp(at)}", signing_key_file()
    ended = Path(settings.KEYS) / "ended-logs" / stamp(at)
    ended.mkdir(mode=0o700, parents=True, exist_ok=True)
    signer = signing.load(path)
    if signer.name == name:
        return
    key = VerifierKey(signer.name, signer.public_key).text()
    (ended / "verifier-key.txt").write_text(f"{key}\n", encoding="ascii")
    if witness_file().exists():
        witness_file().replace(ended / "witness.jsonl")
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    signing.create(draft, name=name)
    draft.replace(path)


def installation() -> LocalInstallation:
    """Return what looks at how this installation is set up."""
    return LocalInstallation(
        data=Path(settings.DATA),
        keys=Path(settings.KEYS),
        root_key=Path(settings.ROOT_KEY),
        public_url=settings.PUBLIC_URL,
        password_hasher=settings.PASSWORD_HASHERS[0],
        debug=settings.DEBUG,
        hosts=(str(settings.DATABASES["default"].get("HOST", "")),),
        forgets=_keystore_forgets,
    )


def _keystore_forgets() -> bool:
    """Open the key store anew: it refuses where SQLite would not overwrite."""
    try:
        SqliteKeyStore(keystore_file()).close()
    except KeyStoreInsecure:
        return False
    return True


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


@dataclass(frozen=True, slots=True)
class Handover:
    """What is said of a hand-over beside its source: how its columns are named.

    ``fold`` tells which of the two autumn hours a local time means: reject,
    earlier or later. ``channel`` is what a manifest without that column holds,
    ``own_domains`` are the mail domains of the organisation itself.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    fold: str = "reject"
    channel: str = ""
    own_domains: frozenset[str] = frozenset()


def safe_folder(root: Path) -> SafeFolder:
    """Return a folder whose files are taken only when they are what they seem."""
    return SafeFolder(root)


def reader(
    source: SourceFacts,
    *,
    path: Path,
    open_file: Opener,
    now: datetime,
    handover: Handover,
) -> SourceReader:
    """Return the reader of what a source hands over at ``path``.

    A single .eml, mbox or vCon file is read as what it is, whatever the preset.
    """
    zone, fold = ZoneInfo(source.time_zone), Fold(handover.fold)
    preset = FILES.get(path.suffix.lower(), source.preset)
    if preset == "mbox":
        return MboxReader(
            source=source.slug,
            open_file=open_file,
            now=now,
            own_domains=handover.own_domains,
        )
    if preset == "mail":
        return EmlReader(
            source=source.slug,
            open_file=open_file,
            now=now,
            own_domains=handover.own_domains,
        )
    if preset == "vcon":
        return VconReader(source=source.slug, open_file=open_file)
    if preset == "freepbx":
        return FreePbxReader(
            source=source.slug, zone=zone, open_file=open_file, fold=fold
        )
    if preset == "freeswitch":
        return FreeSwitchReader(source=source.slug, open_file=open_file)
    return ManifestReader(
        source=source.slug,
        declaration=_declaration(zone, fold, handover),
        open_file=open_file,
    )


def _declaration(zone: ZoneInfo, fold: Fold, handover: Handover) -> Declaration:
    try:
        return Declaration(
            zone=zone,
            columns=handover.columns,
            fold=fold,
            channel=handover.channel,
        )
    except Unreadable as unreadable:
        raise SourceRefused(unreadable.reason) from None
