"""A certificate of destruction as people read it, and as a file to be checked."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from seloste.domain.notice import Promise
from seloste.records.models import Certificate
from seloste.services import audit, calendar, registers


@dataclass(frozen=True, slots=True)
class Line:
    """What the certificate says of one item, with the promise it was kept under."""

    kind: str
    promise_id: str
    promise: Promise | None
    captured_at: datetime
    destroy_by: datetime
    sealed_bytes: int
    sealed_sha256: str
    holds: tuple[dict[str, Any], ...]
    stores: dict[str, str]


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """A certificate in parts; ``proved`` tells whether its proof is signed already."""

    certificate: Certificate
    cause: str
    intended_at: datetime
    destroyed_at: datetime
    lines: tuple[Line, ...]
    proved: bool


def certificate_page(
    certificate_id: UUID, *, registers_: tuple[str, ...], now: datetime
) -> CertificatePage:
    """Return a certificate of one of the registers. Raises NotFound."""
    row = calendar.certificate(certificate_id, registers=registers_)
    document = json.loads(row.document)
    return CertificatePage(
        certificate=row,
        cause=document["cause"],
        intended_at=datetime.fromisoformat(document["intended_at"]),
        destroyed_at=datetime.fromisoformat(document["destroyed_at"]),
        lines=tuple(_line(item, row.register_id, now) for item in document["items"]),
        proved=_proved(row),
    )


def certificate_file(certificate_id: UUID, *, registers_: tuple[str, ...]) -> str:
    """Return the file that the stand-alone verifier checks.

    Raises NotFound, and ProofPending until the log is signed next.
    """
    row = calendar.certificate(certificate_id, registers=registers_)
    return audit.export_certificate(row.id)


def _line(item: dict[str, Any], register: str, now: datetime) -> Line:
    return Line(
        kind=item["kind"],
        promise_id=item["promise"],
        promise=registers.promise(register, item["promise"], now),
        captured_at=datetime.fromisoformat(item["captured_at"]),
        destroy_by=datetime.fromisoformat(item["destroy_by"]),
        sealed_bytes=item["sealed_bytes"],
        sealed_sha256=item["sealed_sha256"],
        holds=tuple(item["holds"]),
        stores=item["stores"],
    )


def _proved(row: Certificate) -> bool:
    try:
        audit.tlog_proof(row.seq)
    except audit.ProofPending:
        return False
    return True
