"""Everything of the outside that a service may need, in one value.

The wiring builds it once; services take what they use from it.
"""

from dataclasses import dataclass

from seloste.ports.age import AgeFiles
from seloste.ports.audio import AudioReader
from seloste.ports.backups import KeyBackups
from seloste.ports.clock import Clock
from seloste.ports.documents import PdfMaker
from seloste.ports.egress import Egress
from seloste.ports.identity_provider import IdentityProvider
from seloste.ports.installation import Installation
from seloste.ports.ledger import Ledger
from seloste.ports.lemmas import Lemmas
from seloste.ports.mail import MailSender
from seloste.ports.mail_folder import MailServers
from seloste.ports.preview import Previewer
from seloste.ports.reserve import Reserve
from seloste.ports.scanner import Scanner
from seloste.ports.search_index import SearchIndex
from seloste.ports.signer import Signer
from seloste.ports.transcriber import Transcriber
from seloste.ports.vault import Vault
from seloste.ports.witness import Witness


@dataclass(frozen=True, slots=True)
class Desk:
    """The ports of one installation.

    ``key_backup_days`` is how long a backup of the keystore lives;
    ``witness`` remembers checkpoints outside the database; ``reserve`` is space
    kept back for the day a disk is full; ``installation`` looks at how all of it
    is set up, where that can be looked at. ``mail``, ``mail_servers``,
    ``scanner``, ``egress``, ``transcriber`` and ``identity_provider`` are there where
    they are configured; without ``previewer`` files are only saved.
    ``staff_figures_days`` is how long figures of one of the staff are kept. ``index``
    and ``lemmas`` are always there together; without them nothing is indexed or
    searched.
    """

    vault: Vault
    audio: AudioReader
    ledger: Ledger
    signer: Signer
    clock: Clock
    pdf: PdfMaker
    key_backup_days: int
    witness: Witness
    key_backups: KeyBackups
    reserve: Reserve
    installation: Installation | None = None
    mail: MailSender | None = None
    mail_servers: MailServers | None = None
    scanner: Scanner | None = None
    previewer: Previewer | None = None
    egress: Egress | None = None
    age: AgeFiles | None = None
    transcriber: Transcriber | None = None
    staff_figures_days: int = 90
    index: SearchIndex | None = None
    lemmas: Lemmas | None = None
    identity_provider: IdentityProvider | None = None
