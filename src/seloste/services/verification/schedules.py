"""Every stored day is the one the notice gives, worked out again from the start.

The start of a period is what the audit log says of the arrival; its length is
what the published version says. A row that was moved behind the notice's back
shows in either.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.capture import BACKDATE_LIMIT
from seloste.domain.contact import Kind
from seloste.domain.notice import Mode, Notice, Period, RetentionClass
from seloste.domain.retention import Schedule
from seloste.domain.verification import Evidence
from seloste.records.models import Contact, Quarantined, SealedObject
from seloste.services.verification import transcripts
from seloste.services.verification.findings import all_or_broken, any_broken
from seloste.services.verification.gather import Gathered, batches, recorded_at

UNLIMITED = Period(days=30)
"""What quarantine gives a class that only an event ends."""


def check(facts: Gathered, classes: Collection[str]) -> Iterator[Evidence]:
    """Yield whether items of these classes have the days the notice gives.

    A list of calls has an end of its own, which may come sooner.
    """
    expected = _Expected(facts)
    count, later, earlier, unfounded = 0, [], [], []
    for item in _items(facts, classes):
        count += 1
        wanted = expected.of(item)
        if wanted is None:
            unfounded.append(item.pk)
        elif item.destroy_by > wanted.destroy_by or item.act_at > wanted.act_at:
            later.append(item.pk)
        elif item.kind != Kind.CALL_LIST and _too_early(item, wanted):
            earlier.append(item.pk)
    yield all_or_broken(
        later, right="schedules-true", count=count, otherwise="schedule-later"
    )
    yield from any_broken(earlier, "schedule-earlier")
    unfounded += _wrong_starts(facts, classes)
    yield from any_broken(unfounded, "schedule-unfounded")
    yield from any_broken(_outliving(facts, classes), "outlives-parent")
    yield from transcripts.orphaned(facts)


def _items(facts: Gathered, classes: Collection[str]) -> Iterator[SealedObject]:
    rows = SealedObject.objects.filter(
        register_id=facts.register,
        retention_class__in=classes,
        state=SealedObject.State.KEPT,
    ).exclude(kind__in=(Kind.UPLOAD_PART, Kind.PAYLOAD, Kind.SEARCH))
    for batch in batches(rows.defer("sealed")):
        yield from batch


def _too_early(item: SealedObject, wanted: Schedule) -> bool:
    """Tell whether the item would go too soon; ``at_most`` leaves the act free."""
    if item.destroy_by < wanted.destroy_by:
        return True
    return item.mode == Mode.EXACTLY and item.act_at < wanted.act_at


class _Expected:
    """The schedule each item should have, worked out once for equal items."""

    def __init__(self, facts: Gathered) -> None:
        self._facts = facts
        self._known: dict[tuple[UUID | None, str, datetime, bool], Schedule | None] = {}

    def of(self, item: SealedObject) -> Schedule | None:
        """Return the schedule, or None where the notice knows no such class."""
        work = item.work_item_id is not None
        key = (item.notice_version_id, item.retention_class, item.captured_at, work)
        if key not in self._known:
            self._known[key] = self._work_out(*key)
        return self._known[key]

    def _work_out(
        self,
        version: UUID | None,
        class_id: str,
        start: datetime,
        work: bool,
    ) -> Schedule | None:
        """Return the version's own schedule, shortened by later ones in effect."""
        found = self._classes(version, class_id, work=work)
        schedules = [self._schedule(one, start) for one in found]
        if not schedules:
            return None
        shortest, *later = schedules
        for one in later:
            shortest = retention.shorten(shortest, one)
        return shortest

    def _classes(
        self, version: UUID | None, class_id: str, *, work: bool
    ) -> Iterable[RetentionClass]:
        """Yield the class under its version and the later ones that took effect."""
        reached = False
        for known in self._facts.versions:
            own = known.row.pk == version
            reached = reached or own
            applies = own or (reached and known.row.applied_at is not None)
            found = _class_of(known.notice, class_id) if applies else None
            if work and found is not None and known.notice is not None:
                found = _dated(known.notice, found)
            if found is not None and (own or found.period is not None):
                yield found
            elif own:
                return

    def _schedule(self, one: RetentionClass, start: datetime) -> Schedule:
        return retention.schedule(
            anchored_at=start,
            mode=one.mode,
            period=one.period or UNLIMITED,
            key_backup_days=self._facts.desk.key_backup_days,
        )


def _class_of(notice: Notice | None, class_id: str) -> RetentionClass | None:
    if notice is None:
        return None
    return next((one for one in notice.retention if one.id == class_id), None)


def _dated(notice: Notice, one: RetentionClass) -> RetentionClass:
    """Return the class that gives the words of work their days.

    A class that only an event ends has none; the first that has a period does.
    """
    if one.period is not None:
        return one
    return next((other for other in notice.retention if other.period), one)


def _wrong_starts(facts: Gathered, classes: Collection[str]) -> list[UUID]:
    """Return what does not count from its arrival as the log has it."""
    return [
        *_wrong_contacts(facts, classes),
        *_wrong_entries(facts, classes),
        *_wrong_work(facts, classes),
    ]


def _wrong_contacts(facts: Gathered, classes: Collection[str]) -> Iterator[UUID]:
    contacts = Contact.objects.filter(
        register_id=facts.register, retention_class__in=classes
    )
    for batch in batches(contacts):
        logged = recorded_at(Action.CONTACT_CAPTURED, [one.pk for one in batch])
        starts = _starts(batch)
        for one in batch:
            since = one.received_at - BACKDATE_LIMIT
            if (
                logged.get(str(one.pk)) != one.received_at
                or not since <= one.anchored_at <= one.received_at
                or starts.get(one.pk, {one.anchored_at}) != {one.anchored_at}
            ):
                yield one.pk


def _starts(batch: list[Contact]) -> dict[UUID | None, set[datetime]]:
    """Return from when the items of each contact count."""
    found: dict[UUID | None, set[datetime]] = {}
    items = SealedObject.objects.filter(contact__in=batch)
    for contact, start in items.values_list("contact_id", "captured_at").distinct():
        found.setdefault(contact, set()).add(start)
    return found


def _wrong_entries(facts: Gathered, classes: Collection[str]) -> Iterator[UUID]:
    """Yield quarantine entries whose items count from elsewhere than arrival."""
    entries = Quarantined.objects.filter(
        register_id=facts.register, state=Quarantined.State.WAITING
    )
    for batch in batches(entries):
        logged = recorded_at(Action.CONTACT_QUARANTINED, [one.pk for one in batch])
        wrong = {one.pk for one in batch if logged.get(str(one.pk)) != one.received_at}
        arrived = {one.pk: one.received_at for one in batch}
        items = SealedObject.objects.filter(
            record_id__in=arrived, retention_class__in=classes
        )
        for record, start in items.values_list("record_id", "captured_at"):
            if start != arrived[record]:
                wrong.add(record)
        yield from sorted(wrong)


def _wrong_work(facts: Gathered, classes: Collection[str]) -> Iterator[UUID]:
    """Yield work whose words count from elsewhere than its opening.

    What was merged into another keeps the record, and the days, of its own.
    """
    items = SealedObject.objects.filter(
        register_id=facts.register,
        work_item__isnull=False,
        retention_class__in=classes,
    )
    starts: dict[UUID, set[datetime]] = {}
    for record, start in items.values_list("record_id", "captured_at").distinct():
        starts.setdefault(record, set()).add(start)
    logged = recorded_at(Action.WORK_OPENED, list(starts))
    for record, found in sorted(starts.items()):
        if found != {logged.get(str(record))}:
            yield record


def _outliving(facts: Gathered, classes: Collection[str]) -> list[UUID]:
    """Return derived items that would live longer than what they were made from."""
    derived = SealedObject.objects.filter(
        register_id=facts.register, retention_class__in=classes, parent__isnull=False
    ).select_related("parent")
    return [
        one.pk
        for one in derived.iterator()
        if one.parent is not None and one.act_at > one.parent.act_at
    ]
