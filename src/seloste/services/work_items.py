"""Tasks, feedback and complaints: opened, linked, given, moved on and closed.

Open work holds exactly the contacts that are linked to it and its own words;
closing releases them, and what is overdue goes in the next sweep (R-18 to
R-20, S-15). Who is served never decides anything here.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from seloste.domain import retention
from seloste.domain.audit import Action, Details
from seloste.domain.contact import Kind
from seloste.domain.notice import Capacity, HoldKind
from seloste.domain.staff import Actor
from seloste.domain.work_item import (
    Priority,
    Reason,
    WorkKind,
    WorkRefused,
    WorkState,
)
from seloste.domain.work_words import WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Controller,
    HoldItem,
    NoticeVersion,
    Queue,
    QueueMember,
    Register,
    SealedObject,
    WorkItem,
    WorkLink,
)
from seloste.services import (
    access,
    audit,
    business_calendar,
    holds,
    queues,
    sealed_rows,
    staff,
    work_access,
    work_words,
)
from seloste.services.access import NotFound, Reader
from seloste.services.holds import HoldRequest
from seloste.services.notices import store

__all__ = ["NewWork", "WorkRefused", "link", "open_work", "unlink"]


@dataclass(frozen=True, slots=True)
class NewWork:
    """What somebody wants done, and which contacts it needs.

    ``item_ids`` are single items of contacts where not all of a contact is
    needed. ``controller`` is needed only where no contact says whose it is.
    """

    register: str
    kind: WorkKind
    words: WorkWords
    contact_ids: Collection[UUID] = ()
    item_ids: Collection[UUID] = ()
    controller: str = ""
    queue_id: UUID | None = None
    assignee_id: UUID | None = None
    priority: Priority = Priority.NORMAL
    reason: Reason | None = None
    due_on: date | None = None
    remind_at: datetime | None = None


def open_work(wanted: NewWork, *, desk: Desk, actor: Actor, now: datetime) -> UUID:
    """Open a work item and hold what is linked to it; return its id.

    Raises WorkRefused, HoldRefused, NotFound; then nothing was opened.
    """
    work_words.check(wanted.words)
    who = reader(actor, wanted.register, now)
    version = store.version_row(wanted.register, retention.local_day(now))
    notice = store.parsed(version)
    if not work_access.roles_for(notice, wanted.kind) & who.roles:
        raise NotFound("no such record")
    work_id = uuid.uuid4()
    kept = work_words.keeping(
        notice,
        version,
        wanted.kind,
        opened_at=now,
        now=now,
        key_backup_days=desk.key_backup_days,
    )
    sealed = work_words.seal(
        wanted.words.to_json(),
        kind=Kind.WORK,
        work_id=work_id,
        register=wanted.register,
        kept=kept,
        desk=desk,
    )
    try:
        with transaction.atomic():
            work = _create(work_id, wanted, version, actor=actor, now=now)
            sealed_rows.row(sealed, kept, work_item=work.pk).save(force_insert=True)
            _link_all(work, wanted, actor, now)
            words_id = sealed.ref.object
            _place(work, wanted, words_id, desk=desk, actor=actor, now=now)
            opened: Details = {
                "kind": wanted.kind.value,
                "assignee": str(work.assignee_id or "nobody"),
            }
            tell(Action.WORK_OPENED, work, actor, now, opened)
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return work_id


def reader(actor: Actor, register: str, now: datetime) -> Reader:
    """Return who acts with their roles. Raises NotFound where they have none."""
    if actor.staff_id is None:
        raise NotFound("no such record")
    return access.reader(actor.staff_id, register, now)


def _create(
    work_id: UUID,
    wanted: NewWork,
    version: NoticeVersion,
    *,
    actor: Actor,
    now: datetime,
) -> WorkItem:
    controller, capacity = _whose(wanted)
    queue = _queue_for(wanted)
    given = wanted.assignee_id
    if given is None and queue is not None:
        given = queues.next_member(queue, now=now)
    check_assignee(given, queue, wanted.register, now)
    if wanted.due_on is not None and wanted.due_on < retention.local_day(now):
        raise WorkRefused("due-in-the-past")
    respond_by, solve_by = _targets(queue, now)
    return WorkItem.objects.create(
        id=work_id,
        number=_next_number(wanted.register),
        register_id=wanted.register,
        controller=controller,
        capacity=capacity,
        notice_version=version,
        kind=wanted.kind,
        state=WorkState.NEW,
        priority=wanted.priority,
        reason=wanted.reason or "",
        queue=queue,
        assignee_id=given,
        opened_by=actor.id,
        opened_at=now,
        due_on=wanted.due_on,
        remind_at=wanted.remind_at,
        respond_by=respond_by,
        solve_by=solve_by,
    )


def _next_number(register: str) -> int:
    """Return the next number people call a work item by; the register is locked.

    A number is not given twice while its item is there; that is enough to speak
    of it on the phone, and says nothing once the item is gone.
    """
    Register.objects.select_for_update(no_key=True).get(pk=register)
    last = WorkItem.objects.filter(register_id=register).aggregate(last=Max("number"))
    return (last["last"] or 1000) + 1


def _whose(wanted: NewWork) -> tuple[Controller, Capacity]:
    """Return for whom and in which capacity the matter is handled; never mixed."""
    contacts = _contacts(wanted)
    owners = {(one.controller_id, one.capacity) for one in contacts}
    if len(owners) > 1:
        raise WorkRefused("other-controller")
    if contacts:
        return contacts[0].controller, Capacity(contacts[0].capacity)
    rows = Controller.objects.filter(register_id=wanted.register)
    named = list(rows.filter(key=wanted.controller) if wanted.controller else rows)
    if len(named) != 1:
        raise WorkRefused("other-controller")
    return named[0], Capacity.CONTROLLER


def _contacts(wanted: NewWork) -> list[Contact]:
    """Return every contact that is named, whole or by an item of it."""
    of_items = SealedObject.objects.filter(
        pk__in=wanted.item_ids, contact__isnull=False
    )
    ids = {*wanted.contact_ids, *of_items.values_list("contact_id", flat=True)}
    found = list(
        Contact.objects.select_related("controller")
        .filter(pk__in=ids, register_id=wanted.register)
        .order_by("pk")
    )
    if len(found) != len(ids) or of_items.count() != len(set(wanted.item_ids)):
        raise WorkRefused("other-register")
    return found


def _queue_for(wanted: NewWork) -> Queue | None:
    """Return the queue that was named, or the one complaints go to by themselves."""
    if wanted.queue_id is not None:
        return queue_of(wanted.queue_id, wanted.register)
    if wanted.kind is WorkKind.COMPLAINT:
        return queues.complaints_queue(wanted.register)
    return None


def queue_of(queue_id: UUID | None, register: str) -> Queue | None:
    """Return a queue of a register; None is none. Raises WorkRefused."""
    if queue_id is None:
        return None
    queue = Queue.objects.filter(pk=queue_id, register=register, active=True).first()
    if queue is None:
        raise WorkRefused("unknown-queue")
    return queue


def check_assignee(
    staff_id: UUID | None, queue: Queue | None, register: str, now: datetime
) -> None:
    """Refuse to give work to somebody without a role or outside the queue."""
    if staff_id is None:
        return
    if not staff.roles_of(staff_id, register, now):
        raise WorkRefused("not-a-member")
    members = QueueMember.objects.filter(queue=queue) if queue else None
    if members is None or not members.exists():
        return
    if not members.filter(staff=staff_id).exists():
        raise WorkRefused("not-a-member")


def _targets(
    queue: Queue | None, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """Return by when to answer and to solve, in the business time of the queue."""
    if queue is None:
        return None, None
    hours = business_calendar.hours_of(queue.hours)
    return (
        business_calendar.target(now, queue.respond_minutes, hours),
        business_calendar.target(now, queue.solve_minutes, hours),
    )


def _link_all(work: WorkItem, wanted: NewWork, actor: Actor, now: datetime) -> None:
    whole = set(wanted.contact_ids)
    WorkLink.objects.bulk_create(
        WorkLink(
            work_item=work,
            contact=one,
            whole=one.pk in whole,
            linked_at=now,
            linked_by=actor.id,
        )
        for one in _contacts(wanted)
    )


def _place(
    work: WorkItem,
    wanted: NewWork,
    words_id: UUID,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Place the hold of the open item, where the notice allows one."""
    work.hold_id = place(
        work,
        HoldKind(wanted.kind.value),
        contact_ids=wanted.contact_ids,
        item_ids=(*wanted.item_ids, words_id),
        desk=desk,
        actor=actor,
        now=now,
    )
    work.save(update_fields=["hold"])


def place(
    work: WorkItem,
    kind: HoldKind,
    *,
    contact_ids: Collection[UUID],
    item_ids: Collection[UUID],
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID | None:
    """Place a hold for a work item; None where the notice allows no such hold.

    The longest time to its review that the notice gives is taken: reminders
    come from the item's own dates.
    """
    notice = store.in_force(work.register_id, retention.local_day(now)).notice
    rule = notice.hold_rule(kind)
    if rule is None:
        return None
    return holds.place_hold(
        HoldRequest(
            register=work.register_id,
            kind=kind,
            reason=f"work item {work.number}",
            review_by=now + timedelta(days=rule.review_days),
            item_ids=item_ids,
            contact_ids=contact_ids,
        ),
        desk=desk,
        actor=actor,
        now=now,
    )


def locked(work_id: UUID, *, actor: Actor, now: datetime) -> WorkItem:
    """Return a work item that exists for the actor, locked. Raises NotFound."""
    work = (
        WorkItem.objects.select_for_update(of=("self",))
        .select_related("queue", "notice_version")
        .filter(pk=work_id)
        .first()
    )
    if work is None:
        raise NotFound("no such record")
    who = reader(actor, work.register_id, now)
    if not work_access.may_see(work, staff_id=who.staff_id, roles=who.roles):
        raise NotFound("no such record")
    return work


@transaction.atomic
def link(
    work_id: UUID,
    *,
    contact_id: UUID,
    item_ids: Collection[UUID] = (),
    actor: Actor,
    now: datetime,
) -> None:
    """Link a contact to open work, whole or only some of its items, and hold it.

    Raises NotFound, WorkRefused, HoldRefused.
    """
    work = _open_for_change(work_id, actor=actor, now=now)
    contact = Contact.objects.filter(pk=contact_id, register=work.register_id).first()
    if contact is None:
        raise WorkRefused("other-register")
    if (contact.controller_id, contact.capacity) != (work.controller_id, work.capacity):
        raise WorkRefused("other-controller")
    if work.links.filter(contact=contact).exists():
        raise WorkRefused("linked-already")
    whole = not item_ids
    if contact.objects_of.filter(pk__in=item_ids).count() != len(set(item_ids)):
        raise WorkRefused("not-linked")
    WorkLink.objects.create(
        work_item=work,
        contact=contact,
        whole=whole,
        linked_at=now,
        linked_by=actor.id,
    )
    for hold_id in _standing(work):
        holds.extend_hold(
            hold_id=hold_id,
            contact_ids=[contact_id] if whole else (),
            item_ids=item_ids,
            actor=actor,
            now=now,
        )
    tell(Action.WORK_LINKED, work, actor, now, {"contact": str(contact_id)})


@transaction.atomic
def unlink(work_id: UUID, *, contact_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a contact from open work; what is overdue goes in the next sweep.

    Raises NotFound, WorkRefused.
    """
    work = _open_for_change(work_id, actor=actor, now=now)
    deleted, _ = work.links.filter(contact=contact_id).delete()
    if not deleted:
        raise WorkRefused("not-linked")
    for hold_id in _standing(work):
        items = HoldItem.objects.filter(hold=hold_id, contact_id=contact_id)
        holds.shrink_hold(
            hold_id=hold_id,
            item_ids=list(items.values_list("item_id", flat=True)),
            actor=actor,
            now=now,
        )
    tell(Action.WORK_UNLINKED, work, actor, now, {"contact": str(contact_id)})


def _open_for_change(work_id: UUID, *, actor: Actor, now: datetime) -> WorkItem:
    work = locked(work_id, actor=actor, now=now)
    if WorkState(work.state).ended:
        raise WorkRefused("ended")
    return work


def _standing(work: WorkItem) -> list[UUID]:
    """Return the holds of a work item that stand."""
    held = (work.hold, work.claim_hold)
    return [one.pk for one in held if one is not None and one.released_at is None]


def tell(
    action: Action,
    work: WorkItem,
    actor: Actor,
    now: datetime,
    details: Details | None = None,
) -> None:
    """Write the audit leaf of what was done to a work item."""
    audit.record(
        action=action,
        actor=actor,
        object_id=work.pk,
        now=now,
        details={"register": work.register_id, **(details or {})},
    )
