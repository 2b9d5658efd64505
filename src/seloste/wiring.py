"""Builds adapters from settings; the only module that names them.

``desk`` opens what ``seloste init`` made and never makes anything itself: a
missing keystore or root key is an error, not a fresh start.
"""

import secrets
import ssl
from collections.abc import Mapping
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from psycopg.conninfo import make_conninfo

from seloste.adapters.audio.pyav import PyAvReader
from seloste.adapters.clock.drill import DrillClock
from seloste.adapters.clock.system import SystemClock
from seloste.adapters.egress.pinned import PinnedEgress
from seloste.adapters.identity import configured as identity
from seloste.adapters.installation.local import LocalInstallation
from seloste.adapters.kms import signing
from seloste.adapters.kms.age import PyrageFiles
from seloste.adapters.kms.file import FileRootKey
from seloste.adapters.kms.jose import FileSealer
from seloste.adapters.mail import smtp_sender
from seloste.adapters.mail.imap import ImapServers
from seloste.adapters.mail.secret_files import SecretFiles
from seloste.adapters.preview.confined import ConfinedPreviewer
from seloste.adapters.render.typst import TypstPdfMaker
from seloste.adapters.scan import clamd
from seloste.adapters.search.postgres import PostgresIndex
from seloste.adapters.search.sqlite_fts import SqliteIndex
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
from seloste.adapters.transcription import model as speech_model
from seloste.adapters.transcription.whisper import SAMPLE, WhisperTranscriber
from seloste.adapters.words import lemmas as words
from seloste.domain.checkpoint import VerifierKey
from seloste.domain.errors import SelosteError
from seloste.ports.audio import AudioReader
from seloste.ports.clock import Clock
from seloste.ports.desk import Desk
from seloste.ports.documents import PdfMaker
from seloste.ports.egress import Egress
from seloste.ports.jose import DocumentSealer, JoseRefused
from seloste.ports.lemmas import Lemmas
from seloste.ports.mail import MailSender
from seloste.ports.mail_folder import MailServers
from seloste.ports.scanner import Scanner
from seloste.ports.search_index import SearchIndex
from seloste.ports.transcriber import Transcriber
from seloste.services import startup
from seloste.vault.local import LocalVault


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
        audio=audio(),
        ledger=FileLedger(ledger_file()),
        signer=signing.load(signing_key_file()),
        witness=FileWitness(witness_file()),
        clock=clock(),
        pdf=pdf_maker(),
        key_backup_days=settings.KEY_BACKUP_DAYS,
        staff_figures_days=settings.STAFF_FIGURES_DAYS,
        index=search_index(),
        lemmas=lemmas(),
        key_backups=key_backups(),
        reserve=FileReserve(
            (Path(settings.DATA), Path(settings.KEYS)),
            size=settings.RESERVE_MB << 20,
        ),
        installation=installation(),
        mail=mail_sender(),
        mail_servers=mail_servers(),
        scanner=scanner(),
        previewer=ConfinedPreviewer(),
        egress=egress(),
        transcriber=transcriber(),
        age=PyrageFiles(),
        identity_provider=identity.provider(settings, egress()),
    )


def audio() -> AudioReader:
    """Return what looks into recordings; it needs no store."""
    return PyAvReader()


def transcriber() -> Transcriber | None:
    """Return what turns speech into text, where a model is configured.

    Another engine is one more module in ``adapters.transcription`` and a line here.
    """
    if not settings.SPEECH_MODEL:
        return None
    return WhisperTranscriber(
        Path(settings.SPEECH_MODEL),
        device=settings.SPEECH_DEVICE,
        compute=settings.SPEECH_COMPUTE,
        slowest=settings.SPEECH_TIME_LIMIT,
    )


def speech_sample() -> BinaryIO:
    """Return the recording on which speed is measured, open for reading."""
    return SAMPLE.open("rb")


def speech_packaged() -> bool:
    """Return whether the base model is installed as packages."""
    return speech_model.packaged()


def prepare_speech(folder: Path) -> Path:
    """Put the base model together in ``folder``. Raises SpeechUnavailable."""
    return speech_model.join(folder)


def source_secret(slug: str) -> bytes | None:
    """Return the secret a source signs with, from its file; None where there is none.

    Secrets lie in files of their own, never in the records.
    """
    path = Path(settings.SOURCE_SECRETS) / slug
    return path.read_bytes().strip() or None if path.is_file() else None


def make_source_secret(slug: str) -> str:
    """Write a new secret of a source (256 random bits) and return it once."""
    folder = Path(settings.SOURCE_SECRETS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(32)
    draft = folder / f".{slug}.new"
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(secret, encoding="ascii")
    draft.replace(folder / slug)
    return secret


def egress() -> Egress:
    """Return what reaches out over HTTP; it needs no store."""
    authorities = settings.EGRESS_AUTHORITIES
    return PinnedEgress(
        own=frozenset(settings.EGRESS_OWN),
        authorities=Path(authorities) if authorities else None,
    )


def identity_keys() -> bytes:
    """Return our public keys for strong identification, made where there are none."""
    return identity.public_keys(settings)


def mail_secrets() -> SecretFiles:
    """Return where passwords and tokens of mail servers lie."""
    return SecretFiles(Path(settings.MAIL_SECRETS), tls=_mail_tls())


def _mail_tls() -> ssl.SSLContext:
    """Return what mail servers are trusted by: the usual authorities, or your own."""
    return _trusting(settings.MAIL_AUTHORITIES)


@cache
def _trusting(authorities: str) -> ssl.SSLContext:
    """Read all the authorities of the machine once: it takes longer than the rest."""
    return ssl.create_default_context(cafile=authorities or None)


def mail_sender() -> MailSender | None:
    """Return what sends mail, where a server is configured."""
    if not settings.MAIL_SERVER:
        return None
    return smtp_sender.at(
        settings.MAIL_SERVER,
        password=partial(mail_secrets().password, "server"),
        tls=_mail_tls(),
    )


def mail_servers() -> MailServers:
    """Return what reads mailboxes; it needs no store."""
    return ImapServers(mail_secrets(), tls=_mail_tls())


def document_sealer() -> DocumentSealer:
    """Return what signs and encrypts vCons. Raises JoseRefused without a key."""
    if not (settings.VCON_KEY and settings.VCON_CHAIN):
        raise JoseRefused("no-signing-key")
    return FileSealer(Path(settings.VCON_KEY), Path(settings.VCON_CHAIN))


def scanner() -> Scanner | None:
    """Return what looks for malware, where one is configured."""
    return clamd.at(settings.CLAMD) if settings.CLAMD else None


def search_index() -> SearchIndex:
    """Return where the words of the search lie: never in a backup.

    Where nobody says, it is the database of the records if that is PostgreSQL, and
    else a file of its own beside them.
    """
    database = settings.DATABASES["default"]
    if settings.SEARCH.startswith("postgresql://"):
        return PostgresIndex(settings.SEARCH)
    if not settings.SEARCH and database["ENGINE"].endswith("postgresql"):
        given = {name: value for name, value in _parts(database).items() if value}
        return PostgresIndex(make_conninfo("", **given))
    return SqliteIndex(Path(settings.DATA) / "search.sqlite3")


@cache
def lemmas() -> Lemmas:
    """Return what knows base forms of words, the best that is installed."""
    return words.installed()


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
    return PostgresRecords(_parts(database))


def _parts(database: Mapping[str, object]) -> dict[str, str]:
    """Return how PostgreSQL is reached, by libpq's names."""
    names = ("host", "port", "user", "password")
    parts = {name: str(database[name.upper()]) for name in names}
    return {**parts, "dbname": str(database["NAME"])}


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
        hosts=hosts_set_up(),
        forgets=_keystore_forgets,
    )


def hosts_set_up() -> tuple[str, ...]:
    """Return the machines that the settings give data to, this one among them."""
    clamd_at = settings.CLAMD
    named = (
        str(settings.DATABASES["default"].get("HOST", "")),
        urlsplit(settings.SEARCH).hostname or "",
        urlsplit(settings.MAIL_SERVER).hostname or "",
        "" if clamd_at.startswith("/") else clamd_at.rpartition(":")[0].strip("[]"),
    )
    return tuple(dict.fromkeys(host.lower() for host in named))


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


def safe_folder(root: Path) -> SafeFolder:
    """Return a folder whose files are taken only when they are what they seem."""
    return SafeFolder(root)
