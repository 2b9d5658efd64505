"""Samples for training and quality: drawn at random, within one purpose.

Drawn by period, channel, queue, length and, for coaching, by which of the staff
served: never by who the customer is, never by a grade. What is drawn is the
lowest SHA-256 of the seed and the item's id, so that anybody who has the seed
(it is in the audit log) can draw again and see that nobody chose.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Channel, Kind
from seloste.domain.errors import SelosteError
from seloste.domain.notice import (
    Capacity,
    HoldKind,
    Notice,
    Purpose,
    PurposeRefused,
)
from seloste.domain.staff import Role
from seloste.domain.work_item import WorkKind, purposes_for
from seloste.records.models import (
    Conversation,
    NoticeVersion,
    Playlist,
    PlaylistEntry,
    Queue,
    SealedObject,
    WorkLink,
)
from seloste.services import access, audit, calendar, held, limits
from seloste.services.notices import store

DRAWN = (Kind.RECORDING, Kind.MESSAGE)
LARGEST = 100
LONGEST_PERIOD = timedelta(days=366)


class SampleRefused(SelosteError):
    """The sample cannot be drawn; ``reason`` is a stable word.

    Reasons: nothing-found, bad-period, bad-size, bad-length, unknown-queue.
    """

    code = "sample-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"sample: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to draw from; days are Helsinki's and both count, lengths in seconds."""

    register: str
    purpose: str
    since: date
    until: date
    size: int = 10
    channel: Channel | None = None
    queue: UUID | None = None
    agent: UUID | None = None
    shortest: int = 0
    longest: int = 0


def registers_for(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers somebody trains for."""
    return calendar.registers_for(staff_id, now, roles=frozenset({Role.TRAINER}))


def purposes(register: str, now: datetime) -> tuple[Purpose, ...]:
    """Return the purposes for which a trainer may read what is drawn."""
    notice = store.in_force(register, retention.local_day(now)).notice
    return tuple(one for one in notice.purposes_of(Role.TRAINER) if list(_kinds(one)))


def usable(
    items: QuerySet[SealedObject], *, purpose_id: str, now: datetime
) -> QuerySet[SealedObject]:
    """Return those of some items that may serve training now: the one gate.

    Left out are what the notice of its capture does not give a trainer for the
    purpose, what only holds keep, what is restricted, quarantined or being
    destroyed, what is kept as a processor for a client, and what is linked to a
    complaint, which is for its handlers (R-07), and whose person objected to the
    purpose (R-09). A notice cannot say that a purpose reaches a client's contacts,
    so none does.
    """
    by_hand = held.standing(now).filter(hold__kind=HoldKind.RESTRICTION)
    free = items.filter(
        _promised(purpose_id), state=SealedObject.State.KEPT, act_at__gt=now
    )
    return (
        limits.usable(free, purpose_id=purpose_id, now=now)
        .exclude(contact=None)
        .exclude(contact__capacity=Capacity.PROCESSOR)
        .exclude(contact__in=by_hand.exclude(contact_id=None).values("contact_id"))
    )


def _promised(purpose_id: str) -> Q:
    """Return the condition that the notice of an item's capture gives it for this."""
    complained = WorkLink.objects.filter(work_item__kind=WorkKind.COMPLAINT)
    condition = Q(pk__in=[])
    for version in NoticeVersion.objects.all():
        notice = store.parsed(version)
        purpose = _purpose(notice, purpose_id)
        if purpose is None:
            continue
        one = Q(notice_version=version, kind__in=list(_kinds(purpose)))
        if purpose not in purposes_for(notice, WorkKind.COMPLAINT):
            one &= ~Q(contact__in=complained.values("contact"))
        condition |= one
    return condition


def _purpose(notice: Notice, purpose_id: str) -> Purpose | None:
    return next(
        (one for one in notice.purposes_of(Role.TRAINER) if one.id == purpose_id), None
    )


def _kinds(purpose: Purpose) -> Iterator[Kind]:
    return (kind for kind in DRAWN if access.CATEGORY[kind] in purpose.categories)


def draw(wanted: Wanted, *, staff_id: UUID, seed: str, now: datetime) -> UUID:
    """Draw a sample and return its playlist.

    ``seed`` is 32 hexadecimal digits of the caller's randomness. Raises NotFound
    (no role here), PurposeRefused, SampleRefused.
    """
    who = access.reader(staff_id, wanted.register, now)
    if Role.TRAINER not in who.roles or wanted.purpose not in {
        one.id for one in purposes(wanted.register, now)
    }:
        raise PurposeRefused("the notice does not give trainers this purpose")
    _check(wanted)
    pool = _pool(wanted, now)
    if not pool:
        raise SampleRefused("nothing-found")
    chosen = sorted(pool, key=lambda item: _lot(seed, item))[: wanted.size]
    with transaction.atomic():
        playlist = _keep(wanted, pool, chosen, staff_id=staff_id, seed=seed, now=now)
        audit.record(
            action=Action.SAMPLE_DRAWN,
            actor=who.actor(Role.TRAINER),
            object_id=playlist.id,
            now=now,
            purpose=wanted.purpose,
            details={
                "register": wanted.register,
                "count": len(chosen),
                "items": len(pool),
                "reference": seed,
            },
        )
    return playlist.id


def _lot(seed: str, item: UUID) -> bytes:
    return hashlib.sha256(f"{seed}:{item}".encode()).digest()


def _check(wanted: Wanted) -> None:
    if not timedelta() <= wanted.until - wanted.since <= LONGEST_PERIOD:
        raise SampleRefused("bad-period")
    if not 1 <= wanted.size <= LARGEST:
        raise SampleRefused("bad-size")
    if wanted.longest and wanted.longest < wanted.shortest:
        raise SampleRefused("bad-length")
    queues = Queue.objects.filter(register=wanted.register)
    if wanted.queue is not None and not queues.filter(pk=wanted.queue).exists():
        raise SampleRefused("unknown-queue")


def _pool(wanted: Wanted, now: datetime) -> dict[UUID, UUID]:
    """Return what there is to draw from: the first item of each contact, by item."""
    rows = usable(_asked_for(wanted), purpose_id=wanted.purpose, now=now)
    first: dict[UUID | None, UUID] = {}
    found = rows.order_by("dialog__started_at", "pk").values_list("contact", "pk")
    for contact, item in found:
        first.setdefault(contact, item)
    return {item: contact for contact, item in first.items() if contact}


def _asked_for(wanted: Wanted) -> QuerySet[SealedObject]:
    rows = SealedObject.objects.filter(
        register=wanted.register,
        kind__in=DRAWN,
        dialog__started_at__gte=retention.start_of_day(wanted.since),
        dialog__started_at__lt=retention.start_of_day(wanted.until + timedelta(days=1)),
    )
    if wanted.channel is not None:
        rows = rows.filter(contact__channel=wanted.channel)
    if wanted.shortest:
        rows = rows.filter(dialog__seconds__gte=wanted.shortest)
    if wanted.longest:
        rows = rows.filter(dialog__seconds__lte=wanted.longest)
    return _served_by(rows, wanted)


def _served_by(rows: QuerySet[SealedObject], wanted: Wanted) -> QuerySet[SealedObject]:
    """Limit items to a queue, and to one of the staff (coaching: staff data)."""
    talks = Conversation.objects.filter(register=wanted.register)
    if wanted.queue is not None:
        threads = talks.filter(queue=wanted.queue).values("thread")
        rows = rows.filter(contact__thread__in=threads)
    if wanted.agent is not None:
        threads = talks.filter(assignee=wanted.agent).values("thread")
        rows = rows.filter(contact__thread__in=threads)
    return rows


def _keep(
    wanted: Wanted,
    pool: dict[UUID, UUID],
    chosen: list[UUID],
    *,
    staff_id: UUID,
    seed: str,
    now: datetime,
) -> Playlist:
    playlist = Playlist.objects.create(
        register_id=wanted.register,
        purpose=wanted.purpose,
        drawn_by_id=staff_id,
        drawn_at=now,
        seed=seed,
        pool=len(pool),
        since=wanted.since,
        until=wanted.until,
        channel=wanted.channel or "",
        queue_id=wanted.queue,
        agent_id=wanted.agent,
        shortest=wanted.shortest,
        longest=wanted.longest,
    )
    PlaylistEntry.objects.bulk_create(
        PlaylistEntry(
            playlist=playlist, position=place, item_id=item, record_id=pool[item]
        )
        for place, item in enumerate(chosen, start=1)
    )
    return playlist
