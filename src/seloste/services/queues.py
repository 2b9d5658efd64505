"""Queues: where work comes in, and who is given it next.

Who is next depends on turns, skills of the staff and the load of the queue,
never on who the customer is.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q

from seloste.domain.audit import Action
from seloste.domain.contact import Channel
from seloste.domain.conversation import ConversationState
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkState
from seloste.records.models import Queue, QueueMember, Register, StaffUser
from seloste.services import audit, business_calendar, staff
from seloste.services.access import NotFound

ASSIGNMENTS = tuple(Queue.Assignment)
BUSY_WORK = (WorkState.NEW, WorkState.OPEN)
BUSY_TALKS = (ConversationState.NEW, ConversationState.OPEN)


class QueueRefused(SelosteError):
    """The queue cannot be set up that way; ``reason`` is a stable word.

    Reasons: unknown-register, no-name, bad-hours, unknown-queue, unknown-staff,
    retired, not-retired.
    """

    code = "queue-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"queue: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """What is said of a queue; see the model for what each means."""

    register: str
    slug: str
    name_fi: str
    name_sv: str
    name_en: str
    addresses: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    skills: tuple[str, ...] = ()
    hours: dict[str, list[str]] = field(default_factory=dict)
    assignment: Queue.Assignment = Queue.Assignment.MANUAL
    complaints: bool = False
    respond_minutes: int = 240
    solve_minutes: int = 2400


def set_queue(wanted: QueueSettings, *, actor: Actor, now: datetime) -> UUID:
    """Make a queue, or change the one of that name; return its id.

    Raises QueueRefused.
    """
    _check(wanted)
    with transaction.atomic():
        row, _ = Queue.objects.update_or_create(
            register_id=wanted.register,
            slug=wanted.slug,
            defaults={
                "name_fi": wanted.name_fi,
                "name_sv": wanted.name_sv,
                "name_en": wanted.name_en,
                "addresses": [one.strip().lower() for one in wanted.addresses],
                "channels": [one.value for one in wanted.channels],
                "skills": sorted(wanted.skills),
                "hours": wanted.hours,
                "assignment": wanted.assignment,
                "complaints": wanted.complaints,
                "respond_minutes": wanted.respond_minutes,
                "solve_minutes": wanted.solve_minutes,
            },
        )
        audit.record(
            action=Action.QUEUE_CHANGED,
            actor=actor,
            object_id=row.id,
            now=now,
            details={"register": wanted.register, "queue": wanted.slug},
        )
    return row.id


def _check(wanted: QueueSettings) -> None:
    if not Register.objects.filter(slug=wanted.register).exists():
        raise QueueRefused("unknown-register")
    if not (wanted.slug and wanted.name_fi and wanted.name_sv and wanted.name_en):
        raise QueueRefused("no-name")
    try:
        business_calendar.hours_of(wanted.hours)
    except (ValueError, TypeError) as error:
        raise QueueRefused("bad-hours") from error


def set_member(
    *,
    queue_id: UUID,
    staff_id: UUID,
    skills: Collection[str],
    available: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Let somebody take work from a queue, or change what they are given.

    Raises QueueRefused.
    """
    if not Queue.objects.filter(pk=queue_id).exists():
        raise QueueRefused("unknown-queue")
    if not StaffUser.objects.filter(pk=staff_id).exists():
        raise QueueRefused("unknown-staff")
    with transaction.atomic():
        QueueMember.objects.update_or_create(
            queue_id=queue_id,
            staff_id=staff_id,
            defaults={"skills": sorted(skills), "available": available},
        )
        audit.record(
            action=Action.QUEUE_CHANGED,
            actor=actor,
            object_id=queue_id,
            now=now,
            details={"staff": str(staff_id)},
        )


def remove_member(
    *, queue_id: UUID, staff_id: UUID, actor: Actor, now: datetime
) -> None:
    """Take somebody out of a queue; what they were given stays theirs."""
    with transaction.atomic():
        QueueMember.objects.filter(queue_id=queue_id, staff_id=staff_id).delete()
        audit.record(
            action=Action.QUEUE_CHANGED,
            actor=actor,
            object_id=queue_id,
            now=now,
            details={"staff": str(staff_id)},
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a queue: conversations and work that have not ended."""

    talks: int
    works: int


def waiting(queue_id: UUID) -> Waiting:
    """Return what waits in a queue, to be named before it is retired."""
    row = queue(queue_id)
    return Waiting(
        talks=row.conversations.exclude(state=ConversationState.DONE).count(),
        works=row.work_items.exclude(
            state__in=(WorkState.CLOSED, WorkState.MERGED)
        ).count(),
    )


def retire(queue_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let nothing new come to a queue; what waits in it stays until given on.

    Its members keep seeing that. Raises QueueRefused.
    """
    _set_active(queue_id, active=False, actor=actor, now=now)


def reopen(queue_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let work come to a retired queue again. Raises QueueRefused."""
    _set_active(queue_id, active=True, actor=actor, now=now)


def _set_active(queue_id: UUID, *, active: bool, actor: Actor, now: datetime) -> None:
    with transaction.atomic():
        row = Queue.objects.select_for_update().filter(pk=queue_id).first()
        if row is None:
            raise QueueRefused("unknown-queue")
        if row.active == active:
            raise QueueRefused("not-retired" if active else "retired")
        row.active = active
        row.save(update_fields=["active"])
        audit.record(
            action=Action.QUEUE_CHANGED,
            actor=actor,
            object_id=row.id,
            now=now,
            details={
                "register": row.register_id,
                "queue": row.slug,
                "state": "open" if active else "retired",
            },
        )


def queue_for(register: str, *, address: str, channel: Channel) -> Queue | None:
    """Return the queue of what arrives at an address, or None where there is none.

    A queue that names the address wins over one that names the channel, and
    that over one that takes the rest.
    """
    queues = list(Queue.objects.filter(register=register, active=True).order_by("slug"))
    wanted = address.strip().lower()
    open_to = [one for one in queues if not one.channels or channel in one.channels]
    for queue in open_to:
        if wanted and wanted in queue.addresses:
            return queue
    rest = [one for one in open_to if not one.addresses and not one.complaints]
    rest.sort(key=lambda one: not one.channels)
    return rest[0] if rest else None


def queue_of_form(source: str) -> Queue | None:
    """Return the queue that a form names for its answers, if the source is a form."""
    return Queue.objects.filter(form_sites__source=source, active=True).first()


def complaints_queue(register: str) -> Queue | None:
    """Return the queue that handles complaints of a register, if there is one."""
    return Queue.objects.filter(register=register, active=True, complaints=True).first()


def queues(register: str) -> tuple[Queue, ...]:
    """Return the active queues of a register, by name."""
    return tuple(
        Queue.objects.filter(register=register, active=True)
        .prefetch_related("members__staff")
        .order_by("slug")
    )


def retired(register: str) -> tuple[Queue, ...]:
    """Return the queues of a register to which nothing new comes, by name."""
    return tuple(Queue.objects.filter(register=register, active=False).order_by("slug"))


def queue(queue_id: UUID) -> Queue:
    """Return one queue. Raises NotFound."""
    found = Queue.objects.filter(pk=queue_id).first()
    if found is None:
        raise NotFound("no such record")
    return found


def next_member(queue: Queue, *, now: datetime) -> UUID | None:
    """Return who is given the next matter of a queue, and note the turn.

    None where the queue gives nothing by itself, or nobody with its skills is
    available and may work for its register now. Call inside a transaction.
    """
    if queue.assignment == Queue.Assignment.MANUAL:
        return None
    members = [
        one
        for one in QueueMember.objects.select_for_update()
        .filter(queue=queue, available=True, staff__is_active=True)
        .order_by(F("last_given_at").asc(nulls_first=True), "pk")
        if set(queue.skills) <= set(one.skills)
        and staff.roles_of(one.staff_id, queue.register_id, now) - {Role.ADMIN}
    ]
    if not members:
        return None
    if queue.assignment == Queue.Assignment.LEAST_LOAD:
        load = _load(queue)
        members.sort(key=lambda one: load.get(one.staff_id, 0))
    chosen = members[0]
    chosen.last_given_at = now
    chosen.save(update_fields=["last_given_at"])
    return chosen.staff_id


def _load(queue: Queue) -> dict[UUID, int]:
    """Return how much of this queue each member has on the table."""
    found: dict[UUID, int] = {}
    for rows in (
        queue.work_items.filter(state__in=BUSY_WORK),
        queue.conversations.filter(state__in=BUSY_TALKS),
    ):
        counted = rows.filter(~Q(assignee=None)).values_list("assignee")
        for staff_id, count in counted.annotate(count=Count("pk")):
            found[staff_id] = found.get(staff_id, 0) + count
    return found


def staff_of(register: str, now: datetime) -> tuple[tuple[UUID, str], ...]:
    """Return who works with the contacts of a register: id and name, by name."""
    return tuple(
        (one.id, one.display_name)
        for one in staff.members(now)
        if one.is_active
        and any(
            grant.in_force
            and grant.role is not Role.ADMIN
            and grant.register in ("", register)
            for grant in one.grants
        )
    )
