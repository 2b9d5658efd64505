"""Telling recipients what became of what they received (Art. 19).

Whoever was handed an item is told when it is corrected, erased or restricted:
a notice for each disclosure, sent by mail where an address is known, else by a
letter that somebody notes. It stays open until it is done or shown impossible.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.disclosure import (
    DisclosureRefused,
    DisclosureState,
    Event,
    TellState,
)
from seloste.domain.staff import Actor, system
from seloste.ports.desk import Desk
from seloste.protocols import mail_writer
from seloste.records.models import (
    DisclosedItem,
    Disclosure,
    RecipientNotice,
)
from seloste.services import (
    audit,
    disclosures,
    jobs,
    limits,
    mailboxes,
    recipient_letters,
    sealed_words,
)
from seloste.services.jobs import Job

__all__ = ["DisclosureRefused", "deliver", "note_impossible", "note_told", "tell"]

METHODS = frozenset({"letter", "phone", "webhook", "mail"})


def tell(
    item_ids: Collection[UUID],
    *,
    event: Event,
    request: UUID | None,
    actor: Actor,
    now: datetime,
) -> tuple[UUID, ...]:
    """Open a notice to every recipient of these items; call in a transaction.

    One disclosure gets one notice an event of a request, whatever the number of
    items. Returns the new notices.
    """
    found: dict[UUID, list[str]] = {}
    rows = DisclosedItem.objects.filter(
        item_id__in=item_ids, disclosure__state=DisclosureState.HANDED_OVER
    )
    for disclosure_id, item_id in rows.order_by("disclosure_id", "item_id").values_list(
        "disclosure_id", "item_id"
    ):
        found.setdefault(disclosure_id, []).append(str(item_id))
    notices = [
        RecipientNotice.objects.create(
            disclosure_id=disclosure_id,
            request=request,
            event=event,
            items=items,
            state=TellState.WAITING,
            created_at=now,
        )
        for disclosure_id, items in sorted(found.items())
    ]
    for one in notices:
        jobs.enqueue(Job.TELL_RECIPIENT, object_id=one.pk)
    if notices:
        _record(notices, actor, now)
    return tuple(one.pk for one in notices)


def _record(notices: list[RecipientNotice], actor: Actor, now: datetime) -> None:
    audit.record_many(
        [
            audit.Entry(
                Action.RECIPIENT_TO_BE_TOLD,
                one.disclosure_id,
                details={
                    "reference": str(one.pk),
                    "kind": one.event,
                    "items": len(one.items),
                },
            )
            for one in notices
        ],
        actor=actor,
        now=now,
    )


def deliver(notice_id: UUID, *, desk: Desk, now: datetime) -> bool:
    """Tell a recipient by mail, where an address and a mailbox are there; say if done.

    Sent twice where the machine stops between sending and noting it: a recipient
    may be told twice, never not at all. Raises MailRefused, MailDeferred.
    """
    row = _waiting(notice_id)
    if row is None or desk.mail is None:
        return False
    address = disclosures.receiver(row.disclosure, desk).mailto
    mailbox = mailboxes.of_register(row.disclosure.register_id)
    if not mail_writer.is_address(address) or mailbox is None:
        return False
    desk.mail.send(
        _letter(row, address, mailbox.address, now),
        sender=mailbox.address,
        recipients=[address],
    )
    _end(row.pk, TellState.TOLD, "mail", actor=system("recipients"), now=now)
    return True


def _waiting(notice_id: UUID) -> RecipientNotice | None:
    rows = RecipientNotice.objects.select_related("disclosure__details")
    return rows.filter(pk=notice_id, state=TellState.WAITING).first()


def _letter(row: RecipientNotice, address: str, sender: str, now: datetime) -> bytes:
    """Return the mail: what it is about by number and hash, nobody's name."""
    hashes = DisclosedItem.objects.filter(
        disclosure=row.disclosure, item_id__in=row.items
    ).order_by("sha256")
    said = recipient_letters.write(row, tuple(hashes.values_list("sha256", flat=True)))
    return mail_writer.write(
        mail_writer.Letter(
            message_id=f"{row.pk}@{sender.partition('@')[2]}",
            sent_at=now,
            from_name="",
            from_address=sender,
            to=(address,),
            subject=said.subject,
            text=said.text,
        )
    )


def note_told(notice_id: UUID, *, method: str, actor: Actor, now: datetime) -> None:
    """Note that somebody told a recipient otherwise: by letter, telephone, webhook.

    Raises DisclosureRefused.
    """
    if method not in METHODS:
        raise DisclosureRefused("unknown-notice")
    _end(notice_id, TellState.TOLD, method, actor=actor, now=now)


def note_impossible(
    notice_id: UUID, *, reason: str, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Note that telling a recipient is impossible or out of proportion, and why.

    Raises DisclosureRefused without a reason (Art. 19).
    """
    if not reason.strip():
        raise DisclosureRefused("no-reason")
    with transaction.atomic():
        row = _end(notice_id, TellState.IMPOSSIBLE, "", actor=actor, now=now)
        row.reason = sealed_words.seal(
            reason.strip(),
            register=row.disclosure.register_id,
            record=row.disclosure_id,
            desk=desk,
            now=now,
            kind=Kind.DISCLOSURE,
        )
        row.save(update_fields=["reason"])


@transaction.atomic
def _end(
    notice_id: UUID, state: TellState, method: str, *, actor: Actor, now: datetime
) -> RecipientNotice:
    row = (
        RecipientNotice.objects.select_for_update(of=("self",))
        .select_related("disclosure")
        .filter(pk=notice_id)
        .first()
    )
    if row is None or not limits.oversees(actor, row.disclosure.register_id, now):
        raise DisclosureRefused("unknown-notice")
    if row.state != TellState.WAITING:
        raise DisclosureRefused("told-already")
    row.state, row.method, row.ended_at, row.ended_by = state, method, now, actor.id
    row.save(update_fields=["state", "method", "ended_at", "ended_by"])
    audit.record(
        action=Action.RECIPIENT_TOLD,
        actor=actor,
        object_id=row.disclosure_id,
        now=now,
        outcome=state.value,
        details={"reference": str(row.pk), "method": method or "none"},
    )
    return row


def open_for(request: UUID) -> int:
    """Return how many recipients of a request's items are still to be told."""
    return RecipientNotice.objects.filter(
        request=request, state=TellState.WAITING
    ).count()


def of_request(request: UUID) -> tuple[RecipientNotice, ...]:
    """Return the notices a request led to, the first one first."""
    rows = RecipientNotice.objects.filter(request=request)
    return tuple(rows.select_related("disclosure").order_by("created_at", "pk"))


def of_disclosure(row: Disclosure) -> tuple[RecipientNotice, ...]:
    """Return the notices of one disclosure, the first one first."""
    return tuple(row.notices.order_by("created_at", "pk"))
