"""Messages that read like a rights request: shown to people, decided by nobody.

What arrived since the last look is read once, by plain rules (``domain.
rights_suggestion``). A suggestion names a contact and a kind, and goes with the
contact; a person makes a request of it, or says that it is none.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, When

from seloste.domain.audit import Action
from seloste.domain.chat import Author as ChatAuthor
from seloste.domain.contact import Channel, Direction, Kind
from seloste.domain.form import FormAnswer
from seloste.domain.rights import RequestKind
from seloste.domain.rights_suggestion import suggested
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Heartbeat, RightsSuggestion, SealedObject
from seloste.services import access, audit, chat_lines, message_view
from seloste.services.access import NotFound
from seloste.services.message_view import MessageUnreadable

MARK = "rights-suggestions"
FIRST_LOOK = timedelta(days=1)
AT_ONCE = 500


def look_through(*, desk: Desk, actor: Actor, now: datetime) -> int:
    """Read what arrived since the last look; return how much was suggested.

    Looked at again after a crash, the same is suggested once.
    """
    mark = Heartbeat.objects.filter(name=MARK).first()
    since = mark.at if mark is not None else now - FIRST_LOOK
    arrived = list(_arrived(since, now)[:AT_ONCE])
    found = sum(_look(one, desk, actor, now) for one in arrived)
    seen = now if len(arrived) < AT_ONCE else _at(arrived[-1])
    Heartbeat.objects.update_or_create(name=MARK, defaults={"at": seen})
    return found


def _arrived(since: datetime, now: datetime) -> QuerySet[Contact]:
    """Return what people wrote in a span: mails and forms received, chats ended."""
    written = Q(
        channel__in=(Channel.MAIL, Channel.FORM),
        received_at__gt=since,
        received_at__lte=now,
    )
    said = Q(channel=Channel.CHAT, ended_at__gt=since, ended_at__lte=now)
    rows = Contact.objects.filter(written | said, direction=Direction.INBOUND)
    at = Case(When(channel=Channel.CHAT, then=F("ended_at")), default=F("received_at"))
    known = rows.filter(rights_suggestion=None, rights_requests=None)
    return known.annotate(at=at).order_by("at", "pk")


def _at(contact: Contact) -> datetime:
    """Return when what somebody wrote was whole."""
    if contact.channel == Channel.CHAT and contact.ended_at is not None:
        return contact.ended_at
    return contact.received_at


def _look(contact: Contact, desk: Desk, actor: Actor, now: datetime) -> int:
    kind = suggested("\n".join(_texts(contact, desk)))
    if kind is None:
        return 0
    with transaction.atomic():
        _, made = RightsSuggestion.objects.get_or_create(
            contact=contact, defaults={"kind": kind, "suggested_at": now}
        )
        if made:
            audit.record(
                action=Action.RIGHTS_SUGGESTED,
                actor=actor,
                object_id=contact.pk,
                now=now,
                details={"kind": kind.value},
            )
    return int(made)


def _texts(contact: Contact, desk: Desk) -> Iterator[str]:
    """Yield what the person themselves wrote; what they quote is somebody else's."""
    if contact.channel == Channel.CHAT:
        yield from _said(contact, desk)
        return
    items = contact.objects_of.filter(
        kind__in=(Kind.MESSAGE, Kind.FORM_ANSWER), state=SealedObject.State.KEPT
    )
    for item in items:
        data = desk.vault.open(item.ref(), inline=item.inline())
        if item.kind == Kind.FORM_ANSWER:
            yield FormAnswer.from_json(data).message
            continue
        try:
            view = message_view.view_message(data)
        except MessageUnreadable:
            continue
        yield f"{view.subject}\n{view.text}"


def _said(contact: Contact, desk: Desk) -> Iterator[str]:
    after = 0
    while batch := chat_lines.lines(contact.pk, after=after, desk=desk):
        after = batch[-1].seq
        yield from (one.text for one in batch if one.author is ChatAuthor.VISITOR)


@transaction.atomic
def dismiss(contact_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Say that a contact is no rights request. Raises NotFound."""
    found = RightsSuggestion.objects.select_related("contact").filter(
        contact=contact_id, dismissed_at=None
    )
    row = found.select_for_update(of=("self",)).first()
    if row is None or actor.staff_id is None:
        raise NotFound("no such record")
    access.reader(actor.staff_id, row.contact.register_id, now)
    row.dismissed_at, row.dismissed_by = now, actor.id
    row.save(update_fields=["dismissed_at", "dismissed_by"])
    audit.record(
        action=Action.RIGHTS_DISMISSED, actor=actor, object_id=contact_id, now=now
    )


def of(contact_id: UUID) -> RequestKind | None:
    """Return the kind a contact reads like, where that still stands."""
    row = RightsSuggestion.objects.filter(contact=contact_id, dismissed_at=None).first()
    return RequestKind(row.kind) if row is not None else None


def standing(registers: tuple[str, ...]) -> tuple[RightsSuggestion, ...]:
    """Return what was suggested in some registers and waits for a person."""
    rows = RightsSuggestion.objects.filter(
        dismissed_at=None, contact__register__in=registers
    ).select_related("contact", "contact__controller")
    return tuple(rows.order_by("suggested_at", "pk")[:AT_ONCE])
