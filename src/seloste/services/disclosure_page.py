"""The register of disclosures as its pages show it, and what may be disclosed.

The list names recipients as the notice does; the recipient by name is opened on
the page of one disclosure only, for those who answer for the records.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain import retention
from seloste.domain.notice import Notice, Purpose, Recipient
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Disclosure,
    RecipientNotice,
    WorkItem,
)
from seloste.services import (
    access,
    calendar,
    disclosures,
    limits,
    recipients,
)
from seloste.services.access import NotFound
from seloste.services.disclosures import Receiver
from seloste.services.notices import store

PAGE = 25


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One line of the register; ``recipient`` is in the words of the notice."""

    row: Disclosure
    recipient: Recipient | None
    items: int


@dataclass(frozen=True, slots=True)
class DisclosureShown:
    """One disclosure as its page shows it."""

    row: Disclosure
    notice: Notice
    recipient: Recipient | None
    purpose: Purpose | None
    receiver: Receiver
    contacts: tuple[Contact, ...]
    notices: tuple[RecipientNotice, ...]
    approvable: bool
    items: int


@dataclass(frozen=True, slots=True)
class Offered:
    """What a register lets be disclosed, to whom and for which claims."""

    register: str
    notice: Notice
    recipients: tuple[Recipient, ...]
    claims: tuple[WorkItem, ...]


def registers_of(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers whose records a person answers for."""
    return calendar.registers_for(staff_id, now, roles=limits.OVERSEERS)


def lines(
    *, staff_id: UUID, now: datetime, page: int = 1
) -> tuple[tuple[DisclosureLine, ...], bool]:
    """Return a page of the register, newest first, and whether more follow."""
    start = (page - 1) * PAGE
    rows = list(
        Disclosure.objects.filter(register__in=registers_of(staff_id, now))
        .prefetch_related("items")
        .order_by("-prepared_at", "-pk")[start : start + PAGE + 1]
    )
    return tuple(_line(row, now) for row in rows[:PAGE]), len(rows) > PAGE


def _line(row: Disclosure, now: datetime) -> DisclosureLine:
    notice = _notice(row.register_id, now)
    return DisclosureLine(row, _recipient(notice, row.recipient), row.items.count())


def _notice(register: str, now: datetime) -> Notice:
    return store.in_force(register, retention.local_day(now)).notice


def _recipient(notice: Notice, recipient_id: str) -> Recipient | None:
    return next((one for one in notice.recipients if one.id == recipient_id), None)


def show(
    disclosure_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> DisclosureShown:
    """Return one disclosure to whoever answers for the records. Raises NotFound."""
    row = (
        Disclosure.objects.select_related("details", "claim")
        .filter(pk=disclosure_id)
        .first()
    )
    if row is None or row.register_id not in registers_of(staff_id, now):
        raise NotFound("no such record")
    notice = _notice(row.register_id, now)
    ids = row.items.values("contact_id")
    return DisclosureShown(
        row=row,
        notice=notice,
        recipient=_recipient(notice, row.recipient),
        purpose=next((p for p in notice.purposes if p.id == row.purpose), None),
        receiver=disclosures.receiver(row, desk),
        contacts=tuple(Contact.objects.filter(pk__in=ids).order_by("started_at")),
        notices=recipients.of_disclosure(row),
        approvable=row.prepared_by != f"staff:{staff_id}",
        items=row.items.count(),
    )


def offered(
    *, staff_id: UUID, now: datetime, contact_id: UUID | None = None
) -> tuple[Offered, ...]:
    """Return what each register of a person lets be disclosed.

    For one contact only its own register. Raises NotFound.
    """
    registers: Iterable[str] = registers_of(staff_id, now)
    if contact_id is not None:
        contact, _ = access.contact_for(contact_id, staff_id, now)
        registers = [one for one in registers if one == contact.register_id]
    return tuple(_offered(one, now) for one in registers)


def _offered(register: str, now: datetime) -> Offered:
    notice = _notice(register, now)
    claimed = WorkItem.objects.filter(
        register=register, kind=WorkKind.COMPLAINT, claim_hold__released_at=None
    ).exclude(claim_hold=None)
    return Offered(
        register=register,
        notice=notice,
        recipients=disclosures.recipients_for(notice),
        claims=tuple(claimed.order_by("number")),
    )
