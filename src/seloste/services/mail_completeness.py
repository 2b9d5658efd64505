"""Is every mail that the server named kept? The list of those that are not.

What came over SMTP is kept before it is acknowledged, so it cannot be missing
without its sender knowing. What lies on an IMAP server can vanish before
anybody took it, or not be taken for long.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from seloste.domain.audit import Action
from seloste.domain.outgoing import MailMode
from seloste.domain.staff import Actor
from seloste.records.models import Mailbox, MailCursor, MissedMail
from seloste.services import audit
from seloste.services.access import NotFound

MAY_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """Mail that the server named and nobody kept; ``reason`` is a stable word.

    ``id`` is that of the missed message, None where a whole stretch was not
    taken. Reasons: gone, not-taken, and codes of what refused it.
    """

    mailbox: str
    reason: str
    since: datetime
    count: int = 1
    id: int | None = None


def gaps(register: str, now: datetime) -> tuple[Gap, ...]:
    """Return what is missing of a register's mail, the oldest first."""
    missed = MissedMail.objects.filter(
        cursor__mailbox__register_id=register, settled_at=None
    ).select_related("cursor__mailbox")
    found = [
        Gap(
            mailbox=row.cursor.mailbox.slug,
            reason=row.error,
            since=row.first_seen_at,
            id=row.pk,
        )
        for row in missed
    ]
    return tuple(sorted([*found, *_untaken(register, now)], key=lambda gap: gap.since))


def _untaken(register: str, now: datetime) -> list[Gap]:
    """Return the stretches that the server named more than an hour ago."""
    behind = MailCursor.objects.filter(
        mailbox__register_id=register,
        seen_uid__gt=F("last_uid"),
        seen_at__lte=now - MAY_WAIT,
    ).select_related("mailbox")
    return [
        Gap(
            mailbox=row.mailbox.slug,
            reason="not-taken",
            since=row.seen_at or now,
            count=row.seen_uid - row.last_uid,
        )
        for row in behind
    ]


def read(register: str) -> int:
    """Return how many mailboxes of a register are read over IMAP."""
    return Mailbox.objects.filter(
        register_id=register, mode=MailMode.IMAP, polled_at__isnull=False
    ).count()


@transaction.atomic
def settle(missed_id: int, *, actor: Actor, now: datetime) -> None:
    """Note that a person found out what became of a message that vanished.

    Raises NotFound.
    """
    row = (
        MissedMail.objects.select_for_update(of=("self",))
        .select_related("cursor__mailbox")
        .filter(pk=missed_id, settled_at=None)
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    row.settled_at = now
    row.save(update_fields=["settled_at"])
    audit.record(
        action=Action.MAILBOX_CHANGED,
        actor=actor,
        object_id=row.cursor.mailbox_id,
        now=now,
        outcome="settled",
        details={"item": str(row.pk)},
    )
