"""Taking the log out, so that it can be checked without Seloste.

The formats are in docs/audit-format.md; the stand-alone verifier reads them.
"""

import json
from typing import TextIO
from uuid import UUID

from seloste.domain.errors import SelosteError
from seloste.records.models.audit import AuditLeaf
from seloste.records.models.disposal import Certificate
from seloste.services.audit.reading import newest_about
from seloste.services.audit.signing import tlog_proof

BATCH = 1000
CERTIFICATE_FORMAT = "seloste-certificate/1"


class CertificateUnknown(SelosteError):
    """There is no such certificate."""

    code = "certificate-unknown"


def export_log(out: TextIO) -> int:
    """Write the leaves, one a line and nothing else; return how many."""
    written = 0
    bodies = AuditLeaf.objects.order_by("seq").values_list("body", flat=True)
    for body in bodies.iterator(chunk_size=BATCH):
        out.write(body + "\n")
        written += 1
    return written


def export_proof(of: str) -> str:
    """Return the proof of what ``of`` names.

    The number of a certificate gives the certificate with its proof; the index
    of a leaf, or any object's id, gives the tlog-proof of that leaf, or of the
    newest leaf about that object. Raises ProofPending until a checkpoint covers
    it, LeafUnknown where there is none.
    """
    certificate = _certificate(of)
    if certificate:
        return certificate_file(document=certificate.document, seq=certificate.seq)
    return tlog_proof(int(of) if of.isdecimal() else newest_about(of).seq)


def export_certificate(certificate_id: UUID) -> str:
    """Return a certificate with its leaf and its proof, as one JSON document.

    Raises ProofPending until a checkpoint covers the leaf.
    """
    certificate = _certificate(str(certificate_id))
    if certificate is None:
        raise CertificateUnknown(f"no certificate {certificate_id}")
    return certificate_file(document=certificate.document, seq=certificate.seq)


def _certificate(id_: str) -> Certificate | None:
    try:
        return Certificate.objects.filter(id=UUID(id_)).first()
    except ValueError:
        return None


def certificate_file(*, document: str, seq: int) -> str:
    """Return the exported form of the certificate whose leaf is ``seq``.

    Both are canonical JSON, so that whoever reads them again as values can make
    the bytes that were hashed.
    """
    body = AuditLeaf.objects.values_list("body", flat=True).get(seq=seq)
    exported = {
        "format": CERTIFICATE_FORMAT,
        "certificate": json.loads(document),
        "leaf": json.loads(body),
        "proof": tlog_proof(seq),
    }
    return json.dumps(exported, ensure_ascii=False, indent=1) + "\n"
