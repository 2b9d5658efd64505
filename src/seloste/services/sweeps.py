"""The sweep: everything that is destroyed on time is destroyed here.

One sweep finishes what was cut short, destroys what is due and not held,
destroys what no row speaks for, and ends the key days and key months of which
nothing is left, and the backups of keys that are over. It stops for a second
person where it would take too much.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncDate

from seloste.domain import form, retention
from seloste.domain.audit import Action
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    Certificate,
    Contact,
    CustomerIndex,
    Disposal,
    DisposalBrake,
    FormAttempt,
    Heartbeat,
    Opening,
    PartyIndex,
    Register,
    SealedObject,
    Tombstone,
)
from seloste.services import (
    audit,
    backup,
    disclosures,
    disposal,
    held,
    orphans,
    packages,
    remembered,
    satisfaction,
)
from seloste.services.notices import store

HEARTBEAT = "sweep"


class BrakeTripped(SelosteError):
    """The sweep wants unusually much; a second person must approve it first."""

    code = "brake-tripped"


class ApprovalRefused(SelosteError):
    """Whoever set off the sweep cannot approve it, or nothing waits for approval."""

    code = "approval-refused"


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What a sweep did.

    ``days`` and ``months`` are key days and months ended, ``key_backups`` the
    backups of keys destroyed.
    """

    resumed: int
    disposed: int
    orphans: int
    days: int
    months: int
    key_backups: int = 0


def sweep(*, desk: Desk, actor: Actor, now: datetime) -> SweepReport:
    """Run one sweep at trusted time ``now``.

    Raises BrakeTripped before anything new is destroyed, and the refusals of
    disposal; whatever was done until then stands, and the next sweep goes on.
    """
    desk.reserve.tend()
    store.take_effect(now=now, key_backup_days=desk.key_backup_days)
    resumed = _resume(desk, actor, now)
    packages.end_due(desk=desk, actor=actor, now=now)
    _check_brake(actor, now)
    disposed = _dispose_due(desk, actor, now)
    disposed += remembered.follow(desk=desk, actor=actor, now=now)
    report = SweepReport(
        resumed=resumed,
        disposed=disposed,
        orphans=orphans.destroy_orphans(desk=desk, actor=actor, now=now),
        days=_end_days(desk, actor, now),
        months=_end_months(desk, actor, now),
        key_backups=backup.expire_key_backups(desk=desk, actor=actor, now=now),
    )
    _tidy(now)
    Heartbeat.objects.update_or_create(name=HEARTBEAT, defaults={"at": now})
    return report


def _tidy(now: datetime) -> None:
    """Delete rows that serve no longer: over tombstones, openings and sessions.

    Sessions end by the machine's clock, whatever the clock of a drill shows.
    """
    Tombstone.objects.filter(expires_at__lte=now).delete()
    Opening.objects.filter(expires_at__lte=now).delete()
    FormAttempt.objects.filter(at__lte=now - form.ATTEMPTS_KEPT).delete()
    satisfaction.forget_links(now)
    disclosures.tidy(now)
    SessionStore.clear_expired()


def _resume(desk: Desk, actor: Actor, now: datetime) -> int:
    waiting = disposal.unfinished()
    for intent in waiting:
        disposal.finish(intent, desk=desk, actor=actor, now=now)
    return len(waiting)


def _dispose_due(desk: Desk, actor: Actor, now: datetime) -> int:
    """Destroy what is due, batch by batch, until nothing is; return how many items."""
    total = 0
    while item_ids := disposal.due(now=now):
        done = disposal.dispose(
            item_ids, cause=Disposal.Cause.DUE, desk=desk, actor=actor, now=now
        )
        if done is None:
            break
        total += len(item_ids)
    return total


def _check_brake(actor: Actor, now: datetime) -> None:
    """Stop where too much is due, unless a second person approved it."""
    due, usual, stored = _due_records(now), _usual(now), Contact.objects.count()
    if not retention.trips_brake(due=due, usual=usual, stored=stored):
        return
    if _approved(due, now):
        return
    _trip(due, usual, actor, now)
    raise BrakeTripped(f"{due} records are due at once; a second person must approve")


def _due_records(now: datetime) -> int:
    items = SealedObject.objects.filter(
        state=SealedObject.State.KEPT, act_at__lte=now
    ).exclude(held.is_held(now))
    return items.values("record_id").distinct().count()


def _approved(due: int, now: datetime) -> bool:
    """Tell whether a second person let about as much as this go, within a day."""
    return DisposalBrake.objects.filter(
        approved_at__gte=now - timedelta(days=1), due_count__gte=due
    ).exists()


@transaction.atomic
def _trip(due: int, usual: int, actor: Actor, now: datetime) -> None:
    """Record once that approval is awaited, and for how much."""
    waiting = DisposalBrake.objects.filter(approved_at=None)
    if waiting.filter(due_count__gte=due).exists():
        return
    waiting.delete()
    brake = DisposalBrake.objects.create(
        tripped_at=now,
        tripped_by=actor.id,
        due_by=now,
        due_count=due,
        usual_count=usual,
    )
    audit.record(
        action=Action.DISPOSAL_PAUSED,
        actor=actor,
        object_id=brake.id,
        now=now,
        details={"due": due, "usual": usual},
    )


def _usual(now: datetime) -> int:
    """Return the median of records destroyed a day over the last 14 days."""
    since = now - timedelta(days=14)
    counts = (
        Certificate.objects.filter(issued_at__gte=since)
        .annotate(day=TruncDate("issued_at"))
        .values("day")
        .annotate(count=Count("pk"))
        .values_list("count", flat=True)
    )
    return int(median([*counts, *[0] * (14 - len(counts))][:14]))


def approve(*, brake_id: UUID, actor: Actor, now: datetime) -> None:
    """Let a tripped sweep go on. Raises ApprovalRefused.

    The approver is not the one who set the sweep off (ASVS 2.3.5).
    """
    with transaction.atomic():
        brake = (
            DisposalBrake.objects.select_for_update()
            .filter(pk=brake_id, approved_at=None)
            .first()
        )
        if brake is None:
            raise ApprovalRefused("nothing waits for approval")
        if brake.tripped_by == actor.id:
            raise ApprovalRefused("a second person must approve")
        brake.approved_at, brake.approved_by = now, actor.id
        brake.save(update_fields=["approved_at", "approved_by"])
        audit.record(
            action=Action.DISPOSAL_APPROVED, actor=actor, object_id=brake.id, now=now
        )


def _end_days(desk: Desk, actor: Actor, now: datetime) -> int:
    """Destroy the keys of days that are over, whatever was filed under them.

    What a hold keeps is filed under the hold epoch first.
    """
    today, ended = retention.local_day(now), 0
    for register in Register.objects.order_by("slug").values_list("slug", flat=True):
        for day in desk.vault.days(tenant=register):
            if day < today and not _due_under(register, day):
                _refile_held(register, day, desk)
                desk.vault.end_day(tenant=register, due=day)
                _record_end(Action.KEY_DAY_ENDED, f"{register}/{day}", actor, now)
                ended += 1
    return ended


def _due_under(register: str, day: date) -> bool:
    """Tell whether a disposal is still open for keys of that day."""
    return SealedObject.objects.filter(
        register_id=register, key_day=day, state=SealedObject.State.DESTROYING
    ).exists()


def _refile_held(register: str, day: date, desk: Desk) -> None:
    """File the keys of everything that is still kept under the hold epoch."""
    with transaction.atomic():
        items = list(
            SealedObject.objects.select_for_update(of=("self",)).filter(
                register_id=register, key_day=day
            )
        )
        desk.vault.hold([item.ref() for item in items])
        SealedObject.objects.filter(pk__in=[item.pk for item in items]).update(
            key_day=None
        )


def _end_months(desk: Desk, actor: Actor, now: datetime) -> int:
    """Destroy index keys of months of which no contact or customer is left."""
    this_month, ended = f"{retention.local_day(now):%Y-%m}", 0
    for register in Register.objects.order_by("slug").values_list("slug", flat=True):
        for month in desk.vault.months(tenant=register):
            in_use = (
                PartyIndex.objects.filter(
                    contact__register_id=register, month=month
                ).exists()
                or CustomerIndex.objects.filter(
                    customer__register_id=register, month=month
                ).exists()
            )
            if month < this_month and not in_use:
                desk.vault.end_month(tenant=register, month=month)
                _record_end(Action.KEY_MONTH_ENDED, f"{register}/{month}", actor, now)
                ended += 1
    return ended


def _record_end(action: Action, name: str, actor: Actor, now: datetime) -> None:
    with transaction.atomic():
        audit.record(action=action, actor=actor, object_id=name, now=now)
