"""Is everything here that should be? The exchange's list against what was kept.

An exchange lists every call; each answered call that was to be recorded must be
kept, refused, waiting in quarantine or destroyed on time, and every recording
must belong to a listed call. Compared are keyed fingerprints and times only.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.capture import Announced
from seloste.domain.contact import Channel, Kind
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    FetchTask,
    Quarantined,
    ReportedCall,
    SealedObject,
    Source,
    Tombstone,
)
from seloste.services import access, audit, calls, sources, staff

GRACE = timedelta(hours=2)
WINDOW = timedelta(days=31)
KEPT_LISTED = timedelta(days=62)
LATE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Listed:
    """A call as the exchange lists it; ``recorded`` says it was to be recorded."""

    source_id: str
    started_at: datetime
    answered: bool
    recorded: bool


@dataclass(frozen=True, slots=True)
class Day:
    """How one day of one source adds up.

    ``missing`` are listed calls without a recording, ``unlisted`` contacts whose
    recording belongs to no listed call, ``unfetched`` recordings that a telephone
    service announced and that could not be fetched.
    """

    source: str
    day: date
    listed: int = 0
    kept: int = 0
    refused: int = 0
    quarantined: int = 0
    destroyed: int = 0
    missing: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    unfetched: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is missing on either side."""
        return not (self.missing or self.unlisted or self.unfetched)


@dataclass(frozen=True, slots=True)
class Found:
    """Where the fingerprints of calls were found."""

    recorded: dict[str, UUID]
    refused: frozenset[str]
    waiting: frozenset[str]
    destroyed: frozenset[str]


def take_list(
    listed: Collection[Listed], *, source: str, desk: Desk, now: datetime
) -> int:
    """Take a list of an exchange's calls; the same call again replaces the old.

    Raises SourceInvalid.
    """
    origin = sources.active_source(source)
    by_key = {calls.call_key(origin, one.source_id, desk): one for one in listed}
    with transaction.atomic():
        ReportedCall.objects.bulk_create(
            [_row(origin, key, one, now) for key, one in by_key.items()],
            update_conflicts=True,
            unique_fields=["source", "key"],
            update_fields=["day", "started_at", "answered", "recorded", "reported_at"],
        )
        audit.record(
            action=Action.CALLS_RECONCILED,
            actor=Actor(id=f"source:{source}"),
            object_id=f"source:{source}",
            now=now,
            details={"count": len(by_key)},
        )
    return len(by_key)


def _row(source: Source, key: str, one: Listed, now: datetime) -> ReportedCall:
    return ReportedCall(
        source=source,
        key=key,
        day=retention.local_day(one.started_at),
        started_at=one.started_at,
        answered=one.answered,
        recorded=one.recorded,
        reported_at=now,
        expires_at=now + KEPT_LISTED,
    )


def forget(now: datetime) -> None:
    """Let go of lists that are no longer compared, and of fetches that are over."""
    ReportedCall.objects.filter(expires_at__lte=now).delete()
    FetchTask.objects.filter(expires_at__lte=now, payload=None).delete()


def registers_for(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers whose completeness somebody may see."""
    wanted = {Role.RECORDS_MANAGER, Role.DPO}
    return tuple(
        slug
        for slug in staff.registers_of(staff_id, now)
        if staff.roles_of(staff_id, slug, now) & wanted
    )


def page(register: str, *, staff_id: UUID, now: datetime) -> tuple[Day, ...]:
    """Return the days of a register for somebody. Raises NotFound."""
    if register not in registers_for(staff_id, now):
        raise access.NotFound("no such record")
    return days(register, now=now)


def days(register: str, *, now: datetime) -> tuple[Day, ...]:
    """Return every compared day of every source of a register, the latest first."""
    found = [
        day
        for source in Source.objects.filter(register_id=register).order_by("slug")
        for day in _of_source(source, now)
    ]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.source)))


def lists_calls(register: str) -> tuple[str, ...]:
    """Return the sources of a register that handed over a list of calls."""
    rows = ReportedCall.objects.filter(source__register_id=register)
    return tuple(sorted(set(rows.values_list("source_id", flat=True))))


def late(register: str, *, now: datetime) -> tuple[str, ...]:
    """Return the sources that once handed over lists and do so no longer."""
    fresh = ReportedCall.objects.filter(reported_at__gt=now - LATE)
    current = set(fresh.values_list("source_id", flat=True))
    return tuple(one for one in lists_calls(register) if one not in current)


def _of_source(source: Source, now: datetime) -> list[Day]:
    since = now - WINDOW
    listed = list(
        ReportedCall.objects.filter(
            source=source, started_at__gte=since, started_at__lte=now - GRACE
        )
    )
    unfetched = FetchTask.objects.filter(source=source, announced_at__gte=since).filter(
        Q(state=FetchTask.State.FAILED)
        | Q(state=FetchTask.State.WAITING, announced_at__lt=now - GRACE)
    )
    failed: dict[date, list[str]] = {}
    for task in unfetched:
        day = retention.local_day(task.announced_at)
        failed.setdefault(day, []).append(str(task.pk))
    if not listed and not failed:
        return []
    found = _find(source, listed)
    unlisted = _unlisted(source, listed, now) if listed else {}
    by_day: dict[date, list[ReportedCall]] = {}
    for one in listed:
        by_day.setdefault(one.day, []).append(one)
    return [
        _day(
            source.slug,
            day,
            by_day.get(day, []),
            found,
            unlisted=tuple(unlisted.get(day, ())),
            unfetched=tuple(failed.get(day, ())),
        )
        for day in {*by_day, *unlisted, *failed}
    ]


def _find(source: Source, listed: Sequence[ReportedCall]) -> Found:
    """Return where each listed call is found, asked once for all of them."""
    first = min((one.started_at for one in listed), default=None)
    contacts = Contact.objects.filter(source=source, channel=Channel.CALL)
    if first is not None:
        contacts = contacts.filter(started_at__gte=first - timedelta(days=1))
    recorded = SealedObject.objects.filter(
        kind=Kind.RECORDING, state=SealedObject.State.KEPT
    ).values("contact_id")
    waiting = Quarantined.objects.filter(source=source).exclude(contact_key="")
    return Found(
        recorded=dict(contacts.filter(pk__in=recorded).values_list("key", "pk")),
        refused=frozenset(
            contacts.filter(announced=Announced.REFUSED).values_list("key", flat=True)
        ),
        waiting=frozenset(waiting.values_list("contact_key", flat=True)),
        destroyed=frozenset(
            Tombstone.objects.filter(source=source).values_list("key", flat=True)
        ),
    )


def _day(
    source: str,
    day: date,
    listed: Sequence[ReportedCall],
    found: Found,
    *,
    unlisted: tuple[str, ...],
    unfetched: tuple[str, ...],
) -> Day:
    wanted = [one for one in listed if one.answered and one.recorded]
    keys = {one.key: one for one in wanted}
    places = (found.refused, found.recorded.keys(), found.waiting, found.destroyed)
    counts, left = [], set(keys)
    for place in places:
        counts.append(len(left & place))
        left -= place
    refused, kept, quarantined, destroyed = counts
    return Day(
        source=source,
        day=day,
        listed=len(listed),
        kept=kept,
        refused=refused,
        quarantined=quarantined,
        destroyed=destroyed,
        missing=tuple(sorted(str(keys[key].pk) for key in left)),
        unlisted=unlisted,
        unfetched=unfetched,
    )


def _unlisted(
    source: Source, listed: Sequence[ReportedCall], now: datetime
) -> dict[date, list[str]]:
    """Return recorded contacts that no list has, on the days the lists cover."""
    first = min(one.started_at for one in listed)
    last = max(one.reported_at for one in listed)
    recorded = SealedObject.objects.filter(
        kind=Kind.RECORDING, state=SealedObject.State.KEPT
    ).values("contact_id")
    contacts = Contact.objects.filter(
        source=source,
        channel=Channel.CALL,
        pk__in=recorded,
        started_at__gte=first,
        started_at__lte=min(last, now) - GRACE,
    )
    known = set(
        ReportedCall.objects.filter(source=source).values_list("key", flat=True)
    )
    found: dict[date, list[str]] = {}
    for pk, key, started_at in contacts.values_list("pk", "key", "started_at"):
        if key not in known:
            found.setdefault(retention.local_day(started_at), []).append(str(pk))
    return found
