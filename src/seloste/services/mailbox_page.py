"""What the pages of mailboxes show: how each is doing, and what did not arrive.

Addresses are the organisation's own; of a message only its contact is named.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.staff import Role
from seloste.records.models import Mailbox, MissedMail, Outgoing
from seloste.services import mail_completeness, mail_sending, mailboxes, staff
from seloste.services.access import NotFound
from seloste.services.mail_completeness import Gap

PAGE = 25
READERS = frozenset({Role.ADMIN, Role.RECORDS_MANAGER, Role.AGENT})


@dataclass(frozen=True, slots=True)
class MailboxPage:
    """The mailboxes of a reader's registers, and one page of what did not arrive."""

    mailboxes: tuple[Mailbox, ...]
    undelivered: tuple[Outgoing, ...]
    gaps: tuple[Gap, ...]
    number: int
    more: bool


def registers_of(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers whose mail the person looks after.

    An administrator of the installation looks after every mailbox.
    """
    return tuple(
        slug
        for slug in staff.registers()
        if staff.roles_of(staff_id, slug, now) & READERS
    )


def page(*, staff_id: UUID, now: datetime, number: int = 1) -> MailboxPage:
    """Return the mailboxes and the mail that came back, the latest first."""
    mine = registers_of(staff_id, now)
    start = (number - 1) * PAGE
    rows = list(mail_sending.undelivered(mine)[start : start + PAGE + 1])
    return MailboxPage(
        mailboxes=mailboxes.mailboxes(mine),
        undelivered=tuple(rows[:PAGE]),
        gaps=tuple(gap for slug in mine for gap in mail_completeness.gaps(slug, now)),
        number=number,
        more=len(rows) > PAGE,
    )


def troubles(*, staff_id: UUID, now: datetime) -> int:
    """Return how many things of the mail wait for a person: for the front page."""
    mine = registers_of(staff_id, now)
    failing = Mailbox.objects.filter(
        register_id__in=mine, failing_since__isnull=False
    ).count()
    return mail_sending.undelivered(mine).count() + failing


def register_of_outgoing(outgoing_id: UUID) -> str:
    """Return the register a message of ours belongs to. Raises NotFound."""
    row = Outgoing.objects.filter(pk=outgoing_id).first()
    if row is None:
        raise NotFound("no such record")
    return row.register_id


def register_of_missed(missed_id: int) -> str:
    """Return the register of a message that could not be taken. Raises NotFound."""
    row = MissedMail.objects.select_related("cursor__mailbox").filter(pk=missed_id)
    found = row.first()
    if found is None:
        raise NotFound("no such record")
    return found.cursor.mailbox.register_id
