"""Erasures that had to wait: carried out when what held an item ends, and told.

The sweep asks here. An item whose last hold is released goes at once, whatever
its own day is (D11); what the law or a person's decision keeps goes on its own day,
by the sweep. When the last of a request is gone, the person is told at
the address that was sealed for that, and the address goes too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.disclosure import Event
from seloste.domain.notice import Language
from seloste.domain.rights_decision import DecisionRefused
from seloste.domain.rights_letter import LetterDocument, LetterKind, compose
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, system
from seloste.ports.desk import Desk
from seloste.protocols import mail_writer
from seloste.records.models import (
    Disposal,
    RememberedErasure,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    audit,
    disposal,
    held,
    jobs,
    limits,
    mailboxes,
    package_pages,
    recipients,
    rights_letters,
    rights_protection,
    sealed_words,
)
from seloste.services.access import NotFound
from seloste.services.jobs import Job

BATCH = 500


def follow(*, desk: Desk, actor: Actor, now: datetime) -> int:
    """Destroy what was to be erased and is held no more; return how many items."""
    waiting = RememberedErasure.objects.filter(erased_at=None, own_day=False)
    there = SealedObject.objects.filter(pk__in=waiting.values("item_id"))
    free = there.filter(state=SealedObject.State.KEPT).exclude(held.is_held(now))
    ids = list(free.order_by("pk").values_list("pk", flat=True)[:BATCH])
    if ids:
        _destroy(ids, desk=desk, actor=actor, now=now)
    _settle(actor, now)
    return len(ids)


def _destroy(ids: list[UUID], *, desk: Desk, actor: Actor, now: datetime) -> None:
    with transaction.atomic():
        begun = disposal.intend(
            ids, cause=Disposal.Cause.REQUESTED, actor=actor, now=now
        )
        for request, own in _by_request(ids).items():
            recipients.tell(
                own, event=Event.ERASED, request=request, actor=actor, now=now
            )
    if begun is not None:
        disposal.finish(begun, desk=desk, actor=actor, now=now)


def _by_request(item_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Return which request each item was remembered for first."""
    found: dict[UUID, UUID] = {}
    rows = RememberedErasure.objects.filter(item_id__in=item_ids, erased_at=None)
    for item_id, request in rows.order_by("remembered_at", "pk").values_list(
        "item_id", "request"
    ):
        found.setdefault(item_id, request)
    grouped: dict[UUID, list[UUID]] = {}
    for item_id, request in sorted(found.items()):
        grouped.setdefault(request, []).append(item_id)
    return grouped


@transaction.atomic
def _settle(actor: Actor, now: datetime) -> None:
    """Note what is gone, also by its own day; ask for the person to be told."""
    waiting = RememberedErasure.objects.filter(erased_at=None)
    there = SealedObject.objects.filter(pk__in=waiting.values("item_id"))
    gone = waiting.exclude(item_id__in=there.values("pk"))
    requests = sorted(set(gone.values_list("request", flat=True)))
    if not requests:
        return
    gone.update(erased_at=now)
    for request in requests:
        if RememberedErasure.objects.filter(request=request, erased_at=None).exists():
            continue
        jobs.enqueue(Job.TELL_ERASED, object_id=request)
        audit.record(
            action=Action.ERASURE_FOLLOWED, actor=actor, object_id=request, now=now
        )


def tell(request: UUID, *, desk: Desk, now: datetime) -> bool:
    """Tell the person by mail that the rest is gone too; say if that was done.

    Without an address or a mail server somebody writes a letter and notes it.
    Raises MailRefused, MailDeferred.
    """
    row = _untold(request).select_related("address").first()
    if row is None or desk.mail is None:
        return False
    words = reached_at(row, desk)
    mailbox = mailboxes.of_register(row.register_id)
    if not mail_writer.is_address(words.email) or mailbox is None:
        return False
    told = _letter(row, now)
    if told is None:
        return False
    letter = mail_writer.Letter(
        message_id=f"{row.pk}@{mailbox.address.partition('@')[2]}",
        sent_at=now,
        from_name=mailbox.display_name,
        from_address=mailbox.address,
        to=(words.email,),
        subject=f"{told.title} ({told.reference})",
        text=rights_letters.plain(told),
        language=row.language,
    )
    desk.mail.send(
        mail_writer.write(letter), sender=mailbox.address, recipients=[words.email]
    )
    _end(request, "mail", actor=system("rights"), now=now)
    return True


def _letter(row: RememberedErasure, now: datetime) -> LetterDocument | None:
    """Return what the person is told, while it is known what they asked for."""
    request = RightsRequest.objects.filter(pk=row.request).first()
    if request is None or row.erased_at is None:
        return None
    facts = replace(
        rights_letters.facts_of(request, now),
        done_on=retention.local_day(row.erased_at),
    )
    return compose(LetterKind.ERASED_LATER, facts, Language(row.language))


def reached_at(row: RememberedErasure, desk: Desk) -> RequestWords:
    """Return how the person is reached; empty where it is gone."""
    data = sealed_words.opened(row.address, desk)
    return RequestWords.from_json(data) if data else RequestWords()


def _untold(request: UUID) -> QuerySet[RememberedErasure]:
    """Return what is gone and untold of a request; nothing while more is to go."""
    rows = RememberedErasure.objects.filter(request=request)
    if rows.filter(erased_at=None).exists():
        return rows.none()
    return rows.filter(told_at=None).order_by("pk")


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody to be told by hand: of which request, how reached, and the letter."""

    row: RememberedErasure
    words: RequestWords
    letter: LetterDocument | None


def to_tell(request: UUID, *, desk: Desk, actor: Actor, now: datetime) -> ToTell:
    """Return how a person is reached and what they are told; the leaf comes first.

    An address that must stay unknown is not shown. Raises NotFound.
    """
    row = _untold(request).select_related("address").first()
    if row is None or not limits.oversees(actor, row.register_id, now):
        raise NotFound("no such record")
    audit.record(action=Action.RIGHTS_READ, actor=actor, object_id=request, now=now)
    words = reached_at(row, desk)
    shown = replace(words, address=rights_protection.address_of(words))
    return ToTell(row, shown, _letter(row, now))


def letter_pdf(
    request: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> tuple[str, bytes]:
    """Return a file name, which names nobody, and the letter as PDF/A.

    Raises NotFound.
    """
    letter = to_tell(request, desk=desk, actor=actor, now=now).letter
    if letter is None:
        raise NotFound("no such record")
    data = desk.pdf.pdf(package_pages.letter_markup(letter))
    return f"{letter.reference}-{letter.kind.value}.pdf", data


def note_told(request: UUID, *, actor: Actor, now: datetime) -> None:
    """Note that somebody told the person by letter or telephone.

    Raises DecisionRefused.
    """
    row = _untold(request).first()
    if row is None:
        raise DecisionRefused("unknown-request")
    if not limits.oversees(actor, row.register_id, now):
        raise DecisionRefused("unknown-request")
    _end(request, "letter", actor=actor, now=now)


@transaction.atomic
def _end(request: UUID, method: str, *, actor: Actor, now: datetime) -> None:
    rows = RememberedErasure.objects.filter(request=request)
    for row in rows.exclude(address=None).select_related("address"):
        sealed_words.end(row.address, now=now)
    rows.update(told_at=now)
    audit.record(
        action=Action.ERASURE_FOLLOWED,
        actor=actor,
        object_id=request,
        now=now,
        outcome="told",
        details={"method": method},
    )


def waiting_to_be_told(register: str) -> tuple[RememberedErasure, ...]:
    """Return one row of each request whose person is still to be told."""
    rows = RememberedErasure.objects.filter(register=register, told_at=None)
    open_ = rows.filter(erased_at=None).values("request")
    found: dict[UUID, RememberedErasure] = {}
    for row in rows.exclude(request__in=open_).order_by("erased_at"):
        found.setdefault(row.request, row)
    return tuple(found.values())
