"""Taking the log out, so that it can be checked without Seloste.

The formats are in docs/audit-format.md; the stand-alone verifier reads them.
"""

import json
from typing import TextIO
from uuid import UUID

from seloste.domain.errors import SelosteError
from seloste.records.models.audit import AuditLeaf
from seloste.records.models.disposal import Certificate
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


def export_certificate(certificate_id: UUID) -> str:
    """Return a certificate with its leaf and its proof, as one JSON document.

    Raises ProofPending until a checkpoint covers the leaf.
    """
    certificate = Certificate.objects.filter(id=certificate_id).first()
    if certificate is None:
        raise CertificateUnknown(f"no certificate {certificate_id}")
    return certificate_file(document=certificate.document, seq=certificate.seq)


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
