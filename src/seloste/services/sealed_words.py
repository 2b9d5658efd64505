"""Words about a matter of the register, sealed: reasons, recipients, statements.

They belong to a record and to no contact, and go on a day of their own or when
the matter ends. They may name people, so no column has them.
"""

import uuid
from datetime import UTC, datetime
from uuid import UUID

from seloste.domain import retention
from seloste.domain.contact import Kind
from seloste.domain.notice import Mode
from seloste.ports.desk import Desk
from seloste.records.models import SealedObject
from seloste.services import sealed_rows
from seloste.services.sealed_rows import Keeping

UNTIL_ENDED = datetime(9999, 1, 1, tzinfo=UTC)
"""The day of words that go with their matter, not before."""


def seal(
    words: str | bytes,
    *,
    register: str,
    record: UUID,
    desk: Desk,
    now: datetime,
    kind: Kind = Kind.DECISION,
    until: datetime = UNTIL_ENDED,
) -> SealedObject:
    """Seal words and return their saved row; call in a transaction.

    Where the transaction fails, the orphan sweep destroys what was sealed.
    """
    data = words.encode() if isinstance(words, str) else words
    key_day = None if until == UNTIL_ENDED else retention.local_day(until)
    with desk.vault.sealing(tenant=register, record=record, due=key_day) as sealing:
        sealed = sealing.inline(object_id=uuid.uuid4(), kind=kind, data=data)
    row = sealed_rows.row(
        sealed,
        Keeping(
            notice_version_id=None,
            retention_class=kind.value,
            promise="",
            mode=Mode.EXACTLY,
            captured_at=now,
            destroy_by=until,
            act_at=until,
            key_day=key_day,
        ),
    )
    row.save(force_insert=True)
    return row


def opened(row: SealedObject | None, desk: Desk) -> bytes:
    """Return sealed words, or nothing where they are gone."""
    if row is None or row.state != SealedObject.State.KEPT:
        return b""
    return desk.vault.open(row.ref(), inline=row.inline())


def end(row: SealedObject | None, *, now: datetime) -> None:
    """Let words go with the next sweep: their matter has ended."""
    if row is not None:
        SealedObject.objects.filter(pk=row.pk).update(act_at=now, destroy_by=now)
