"""Everything of the outside that a service may need, in one value.

The wiring builds it once; services take what they use from it.
"""

from dataclasses import dataclass

from seloste.ports.audio import AudioReader
from seloste.ports.backups import KeyBackups
from seloste.ports.clock import Clock
from seloste.ports.documents import PdfMaker
from seloste.ports.installation import Installation
from seloste.ports.ledger import Ledger
from seloste.ports.reserve import Reserve
from seloste.ports.signer import Signer
from seloste.ports.vault import Vault
from seloste.ports.witness import Witness


@dataclass(frozen=True, slots=True)
class Desk:
    """The ports of one installation.

    ``key_backup_days`` is how long a backup of the keystore lives;
    ``witness`` remembers checkpoints outside the database; ``reserve`` is space
    kept back for the day a disk is full; ``installation`` looks at how all of it
    is set up, where that can be looked at.
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
