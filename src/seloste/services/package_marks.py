"""Marking what is given, redacted or left out, and confirming it.

Every mark has a reason of a closed list; the words that are taken out are sealed
under the request and go when it is closed. What is marked anew is confirmed
anew.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import package_review as rules
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.package import PackageRefused
from seloste.domain.package_review import Mark, MarkReason
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, Sealed
from seloste.records.models import (
    AnswerItem,
    AnswerSegment,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    audit,
    package_flags,
    package_reviews,
    package_texts,
    rights_events,
    rights_words,
    sealed_rows,
)


@dataclass(frozen=True, slots=True)
class Marking:
    """How parts of an item are marked; without numbers all of them are."""

    mark: Mark
    reason: MarkReason
    numbers: tuple[int, ...] = ()
    passages: tuple[str, ...] = ()


def mark(
    answer_item_id: UUID,
    marking: Marking,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Mark parts of an item with a reason; what a second person confirmed is undone.

    Raises NotFound, PackageRefused, RedactionPending.
    """
    row = package_reviews.found(answer_item_id)
    rules.check_mark(Kind(row.kind), marking.mark, marking.reason)
    if marking.passages:
        _check_passages(row, marking, desk=desk)
    sealed = _seal(row, marking, desk=desk) if marking.passages else None
    try:
        with transaction.atomic():
            request = package_reviews.open_request(
                row.request_id, desk=desk, actor=actor, now=now
            )
            gone = _write_marks(row, marking, sealed, request, actor=actor, now=now)
    except Exception:
        if sealed is not None:
            desk.vault.destroy([sealed.ref])
        raise
    desk.vault.destroy(gone)


def _check_passages(row: AnswerItem, marking: Marking, *, desk: Desk) -> None:
    """Refuse passages that are not in the one part they belong to."""
    if marking.mark is not Mark.REDACT or len(marking.numbers) != 1:
        raise PackageRefused("not-redacted")
    package_texts.redacted(
        row.item,
        {marking.numbers[0]: (marking.reason, marking.passages)},
        request_id=row.request_id,
        desk=desk,
    )


def _seal(row: AnswerItem, marking: Marking, *, desk: Desk) -> Sealed:
    """Seal the passages under the request: they go when it is closed."""
    kept = rights_words.keeping(
        row.request.notice_version, received_at=row.request.received_at, desk=desk
    )
    with desk.vault.sealing(
        tenant=row.request.register_id, record=row.request_id, due=kept.key_day
    ) as sealing:
        return sealing.inline(
            object_id=uuid.uuid4(),
            kind=Kind.MARKS,
            data=rules.passages_json(marking.passages),
        )


def _write_marks(
    row: AnswerItem,
    marking: Marking,
    sealed: Sealed | None,
    request: RightsRequest,
    *,
    actor: Actor,
    now: datetime,
) -> list[ObjectRef]:
    """Write the marks and their leaf; return the passages that are no longer needed."""
    segments = _chosen(row, marking.numbers)
    gone = _forget_passages(segments)
    kept = None
    if sealed is not None:
        kept = sealed_rows.row(sealed, _keeping_of(request))
        kept.save(force_insert=True)
    AnswerSegment.objects.filter(pk__in=[one.pk for one in segments]).update(
        mark=marking.mark,
        reason=marking.reason,
        passages=kept,
        marked_at=now,
        marked_by=actor.id,
        second_at=None,
        second_by="",
    )
    rights_events.note_once(request, "answer-marked", actor=actor, now=now)
    audit.record(
        action=Action.ANSWER_MARKED,
        actor=actor,
        object_id=row.contact_id,
        now=now,
        details={
            "request": str(request.pk),
            "item": str(row.item_id),
            "outcome": marking.mark.value,
            "reason": marking.reason.value,
            "count": len(segments),
        },
    )
    return gone


def _keeping_of(request: RightsRequest) -> sealed_rows.Keeping:
    if request.words is None:
        raise PackageRefused("no-such-move")
    return sealed_rows.as_item(request.words)


def _chosen(row: AnswerItem, numbers: tuple[int, ...]) -> list[AnswerSegment]:
    """Return the parts that are meant, locked. Raises PackageRefused."""
    found = AnswerSegment.objects.select_for_update().filter(answer_item=row)
    if numbers:
        found = found.filter(number__in=numbers)
    segments = list(found.order_by("number"))
    if not segments or (numbers and len(segments) != len(set(numbers))):
        raise PackageRefused("unknown-segment")
    return segments


def _forget_passages(segments: Iterable[AnswerSegment]) -> list[ObjectRef]:
    ids = [one.passages_id for one in segments if one.passages_id is not None]
    rows = list(SealedObject.objects.filter(pk__in=ids))
    refs = [one.ref() for one in rows]
    AnswerSegment.objects.filter(passages__in=ids).update(passages=None)
    SealedObject.objects.filter(pk__in=ids).delete()
    return refs


def unmark(request_id: UUID, item_id: UUID) -> list[ObjectRef]:
    """Let an item be looked at anew; return the passages that are no longer needed.

    Call in the transaction of what changed it.
    """
    segments = AnswerSegment.objects.filter(
        answer_item__request=request_id, answer_item__item=item_id
    )
    gone = _forget_passages(segments)
    segments.update(
        mark="", reason="", marked_at=None, marked_by="", second_at=None, second_by=""
    )
    return gone


@dataclass(frozen=True, slots=True)
class Given:
    """How many parts of a contact were given, and how many were left to decide."""

    count: int
    left: int


@transaction.atomic
def give_contact(
    request_id: UUID,
    contact_id: UUID,
    reason: MarkReason,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> Given:
    """Give everything of a contact that nobody marked yet; return how many parts.

    Left are files, and parts with an address or a number of somebody else: those a
    person opens and decides one by one. Raises NotFound, PackageRefused.
    """
    request = package_reviews.open_request(request_id, desk=desk, actor=actor, now=now)
    rules.check_mark(Kind.MESSAGE, Mark.GIVE, reason)
    left = package_flags.to_be_looked_at(request, contact_id, desk=desk)
    count = (
        AnswerSegment.objects.filter(
            answer_item__request=request, answer_item__contact=contact_id, mark=""
        )
        .exclude(pk__in=left)
        .update(mark=Mark.GIVE, reason=reason, marked_at=now, marked_by=actor.id)
    )
    if not count:
        raise PackageRefused("looked-at-one-by-one" if left else "unknown-segment")
    rights_events.note_once(request, "answer-marked", actor=actor, now=now)
    audit.record(
        action=Action.ANSWER_MARKED,
        actor=actor,
        object_id=contact_id,
        now=now,
        details={
            "request": str(request.pk),
            "outcome": Mark.GIVE.value,
            "reason": reason.value,
            "count": count,
        },
    )
    return Given(count, len(left))


@transaction.atomic
def confirm(answer_item_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Confirm, as a second person, how an item with several people is marked.

    Raises NotFound, PackageRefused.
    """
    row = package_reviews.found(answer_item_id)
    request = package_reviews.open_request(
        row.request_id, desk=desk, actor=actor, now=now
    )
    segments = _chosen(row, ())
    for one in segments:
        if not one.mark:
            raise PackageRefused("unreviewed")
        rules.check_second(one.marked_by, actor.id)
    AnswerSegment.objects.filter(pk__in=[one.pk for one in segments]).update(
        second_at=now, second_by=actor.id
    )
    audit.record(
        action=Action.ANSWER_CONFIRMED,
        actor=actor,
        object_id=row.contact_id,
        now=now,
        details={
            "request": str(request.pk),
            "item": str(row.item_id),
            "count": len(segments),
        },
    )
