"""The audit log: write a leaf with every act, prove it, and check the whole.

Nothing here changes or removes a leaf. ``record`` belongs in the transaction
of the act, as its last step; see ``writing`` for why.
"""

from seloste.domain.audit import Action, Leaf, LeafRefused
from seloste.services.audit.reading import latest, leaf, timeline
from seloste.services.audit.tree import consistency, proof, root, root_at, size
from seloste.services.audit.writing import (
    Entry,
    NotInTransaction,
    record,
    record_many,
)

__all__ = [
    "Action",
    "Entry",
    "Leaf",
    "LeafRefused",
    "NotInTransaction",
    "consistency",
    "latest",
    "leaf",
    "proof",
    "record",
    "record_many",
    "root",
    "root_at",
    "size",
    "timeline",
]
