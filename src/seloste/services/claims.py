"""Legal claims raised on complaints: a hold of its own, looked at and ended.

A claim keeps what the complaint links, and its words and notes, also after the
complaint is closed (R-20). What only the claim keeps then serves the claim
alone. No claim stands without a day on which somebody looks at it again.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.hold import HoldRefused
from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind, WorkRefused, WorkState
from seloste.ports.desk import Desk
from seloste.records.models import Hold, HoldItem, SealedObject, WorkItem
from seloste.services import hold_page, holds, work_items
from seloste.services.holds import HoldRequest
from seloste.services.notices import store

__all__ = ["end_claim", "needed", "raise_claim", "review_claim", "standing"]

REVIEWS = frozenset({"no-mandate", "review-in-the-past", "review-too-late"})


def standing(work: WorkItem) -> Hold | None:
    """Return the hold of the claim that stands on a work item, if there is one."""
    hold = work.claim_hold
    return hold if hold is not None and hold.released_at is None else None


def raise_claim(
    work_id: UUID,
    *,
    reason: str,
    review_by: datetime,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Note that a legal claim is raised on a complaint, and keep what it needs.

    ``reason`` may name people: it is sealed as the reason of the hold. Raises
    NotFound, WorkRefused, HoldRefused.
    """
    with transaction.atomic():
        work = _complaint(work_id, actor=actor, now=now)
        if standing(work) is not None:
            raise WorkRefused("claim-stands")
        if not reason.strip():
            raise WorkRefused("no-reason")
        request = HoldRequest(
            register=work.register_id,
            kind=HoldKind.LEGAL_CLAIM,
            reason=reason.strip(),
            review_by=review_by,
            item_ids=needed(work),
        )
        work.claim_hold_id = _place(request, desk=desk, actor=actor, now=now)
        work.version += 1
        work.save(update_fields=["claim_hold", "version"])
        work_items.tell(
            Action.CLAIM_RAISED, work, actor, now, {"hold": str(work.claim_hold_id)}
        )
    return work.claim_hold_id


def review_claim(
    work_id: UUID, *, review_by: datetime, actor: Actor, now: datetime
) -> None:
    """Note that a claim was looked at and still needs what it keeps.

    Raises NotFound, WorkRefused.
    """
    with transaction.atomic():
        work, hold = _with_claim(work_id, actor=actor, now=now)
        try:
            holds.review_hold(
                hold_id=hold.pk, review_by=review_by, actor=actor, now=now
            )
        except HoldRefused as refusal:
            raise _said_of_work(refusal) from refusal
        work.escalated_at = None
        work.save(update_fields=["escalated_at"])


def end_claim(work_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Note that a claim is over; what is overdue and open nowhere goes next.

    Raises NotFound, WorkRefused.
    """
    with transaction.atomic():
        work, hold = _with_claim(work_id, actor=actor, now=now)
        holds.release_hold(hold_id=hold.pk, actor=actor, now=now)
        work.escalated_at = None
        work.version += 1
        work.save(update_fields=["escalated_at", "version"])
        work_items.tell(Action.CLAIM_ENDED, work, actor, now, {"hold": str(hold.pk)})


def _complaint(work_id: UUID, *, actor: Actor, now: datetime) -> WorkItem:
    """Return a complaint that the actor may hold for a claim, locked."""
    work = work_items.locked(work_id, actor=actor, now=now)
    if work.kind != WorkKind.COMPLAINT:
        raise WorkRefused("other-kind")
    if work.state == WorkState.MERGED:
        raise WorkRefused("ended")
    who = work_items.reader(actor, work.register_id, now)
    notice = store.in_force(work.register_id, retention.local_day(now)).notice
    allowed = {rule.kind for rule in hold_page.rules_for(notice, who.roles)}
    if HoldKind.LEGAL_CLAIM not in allowed:
        raise WorkRefused("no-mandate")
    return work


def _with_claim(work_id: UUID, *, actor: Actor, now: datetime) -> tuple[WorkItem, Hold]:
    work = _complaint(work_id, actor=actor, now=now)
    hold = standing(work)
    if hold is None:
        raise WorkRefused("no-claim")
    return work, hold


def needed(work: WorkItem) -> list[UUID]:
    """Return what the claim rests on: what is linked and still there, and the words.

    Of a contact linked in part, only that part: what the complaint itself held.
    """
    whole = work.links.filter(whole=True).values_list("contact", flat=True)
    partly = HoldItem.objects.filter(
        hold=work.hold,
        contact_id__in=work.links.filter(whole=False).values("contact"),
    ).values_list("item_id", flat=True)
    kept = SealedObject.objects.filter(state=SealedObject.State.KEPT)
    found = (
        kept.filter(contact__in=list(whole))
        | kept.filter(pk__in=list(partly))
        | kept.filter(work_item=work)
    )
    return list(found.values_list("pk", flat=True))


def _place(request: HoldRequest, *, desk: Desk, actor: Actor, now: datetime) -> UUID:
    try:
        return holds.place_hold(request, desk=desk, actor=actor, now=now)
    except HoldRefused as refusal:
        raise _said_of_work(refusal) from refusal


def _said_of_work(refusal: HoldRefused) -> WorkRefused | HoldRefused:
    return WorkRefused(refusal.reason) if refusal.reason in REVIEWS else refusal
