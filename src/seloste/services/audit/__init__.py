"""The audit log: write a leaf with every act, prove it, and check the whole.

Nothing here changes or removes a leaf. ``record`` belongs in the transaction
of the act, as its last step; see ``writing`` for why.
"""

from seloste.domain.audit import (
    Action,
    Detail,
    Details,
    Leaf,
    LeafRefused,
    canonical_json,
    digest,
)
from seloste.services.audit.checking import Defect, LogReport, verify_log
from seloste.services.audit.exporting import (
    CertificateUnknown,
    certificate_file,
    export_certificate,
    export_log,
    export_proof,
)
from seloste.services.audit.reading import (
    LeafUnknown,
    Signed,
    latest,
    leaf,
    newest_about,
    signed,
    timeline,
)
from seloste.services.audit.signing import (
    ProofPending,
    RolledBack,
    checkpoint,
    read_note,
    refuse_rolled_back,
    tlog_proof,
    verifier_key,
)
from seloste.services.audit.tree import (
    LogDamaged,
    consistency,
    proof,
    root,
    root_at,
    size,
)
from seloste.services.audit.writing import (
    Entry,
    NotInTransaction,
    record,
    record_many,
)

__all__ = [
    "Action",
    "CertificateUnknown",
    "Defect",
    "Detail",
    "Details",
    "Entry",
    "Leaf",
    "LeafRefused",
    "LeafUnknown",
    "LogDamaged",
    "LogReport",
    "NotInTransaction",
    "ProofPending",
    "RolledBack",
    "Signed",
    "canonical_json",
    "certificate_file",
    "checkpoint",
    "consistency",
    "digest",
    "export_certificate",
    "export_log",
    "export_proof",
    "latest",
    "leaf",
    "newest_about",
    "proof",
    "read_note",
    "record",
    "record_many",
    "refuse_rolled_back",
    "root",
    "root_at",
    "signed",
    "size",
    "timeline",
    "tlog_proof",
    "verifier_key",
    "verify_log",
]
