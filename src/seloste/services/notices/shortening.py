"""Shorter periods reach what is kept already; longer ones never do.

An item follows its class by name. Where a new version has no class of that
name, it follows the class that its contact's channel now falls in, so that a
class cannot be renamed to keep longer (Art. 13(3); docs/retention.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from seloste.domain import retention
from seloste.domain.contact import Channel
from seloste.domain.notice import ChannelNotPromised, Notice, Period, RetentionClass
from seloste.domain.retention import Schedule
from seloste.records.models import Contact, SealedObject


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How many items a version would make due sooner, and how many at once."""

    sooner: int
    at_once: int


def shorten(register: str, notice: Notice, *, key_backup_days: int) -> int:
    """Bring forward what a shorter period makes due sooner; return how many items."""
    changed = 0
    for item, earlier in _sooner(register, notice, key_backup_days, lock=True):
        item.destroy_by, item.act_at = earlier.destroy_by, earlier.act_at
        item.save(update_fields=["destroy_by", "act_at"])
        if item.contact_id is not None:
            Contact.objects.filter(pk=item.contact_id).update(
                destroy_by=earlier.destroy_by, act_at=earlier.act_at
            )
        changed += 1
    return changed


def foresee(notice: Notice, *, now: datetime, key_backup_days: int) -> Foreseen:
    """Return what a version would do to what is kept, changing nothing."""
    moments = [
        earlier.act_at
        for _, earlier in _sooner(notice.register, notice, key_backup_days)
    ]
    return Foreseen(len(moments), sum(moment <= now for moment in moments))


def _sooner(
    register: str, notice: Notice, key_backup_days: int, *, lock: bool = False
) -> Iterator[tuple[SealedObject, Schedule]]:
    """Yield each kept item that falls due sooner, with its new schedule."""
    kept = SealedObject.objects.filter(
        register_id=register,
        state=SealedObject.State.KEPT,
        notice_version__isnull=False,
    )
    groups = kept.values_list("retention_class", "contact__channel").distinct()
    for name, channel in list(groups):
        retention_class = _class_for(notice, name, channel)
        if retention_class is None or retention_class.period is None:
            continue
        items = kept.filter(retention_class=name, contact__channel=channel)
        for item in items.select_for_update(of=("self",)) if lock else items.iterator():
            earlier = _earlier(
                item, retention_class, retention_class.period, key_backup_days
            )
            if earlier is not None:
                yield item, earlier


def _class_for(notice: Notice, name: str, channel: str | None) -> RetentionClass | None:
    for retention_class in notice.retention:
        if retention_class.id == name:
            return retention_class
    try:
        return notice.class_for(Channel(channel)) if channel else None
    except ChannelNotPromised:
        return None


def _earlier(
    item: SealedObject,
    retention_class: RetentionClass,
    period: Period,
    key_backup_days: int,
) -> Schedule | None:
    """Return the schedule the class now gives, where it is the earlier one."""
    current = Schedule(item.destroy_by, item.act_at)
    proposed = retention.schedule(
        anchored_at=item.captured_at,
        mode=retention_class.mode,
        period=period,
        key_backup_days=key_backup_days,
    )
    shorter = retention.shorten(current, proposed)
    return None if shorter == current else shorter
