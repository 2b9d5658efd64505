"""What pages call a register, and for which purposes somebody may look people up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain import retention
from seloste.domain.notice import Notice, Promise, Purpose, Text
from seloste.services import access, calendar
from seloste.services.notices import store


@dataclass(frozen=True, slots=True)
class Named:
    """A register with the name its notice gives it."""

    slug: str
    name: Text


@dataclass(frozen=True, slots=True)
class LookupPurposes:
    """For which purposes a person may identify somebody in a register."""

    register: Named
    purposes: tuple[Purpose, ...]


def named(slugs: Collection[str], now: datetime) -> tuple[Named, ...]:
    """Return registers with their names; one without a notice goes by its slug."""
    return tuple(Named(slug, _name(slug, now)) for slug in sorted(slugs))


def mine(staff_id: UUID, now: datetime) -> tuple[Named, ...]:
    """Return the registers in which a person works with contacts, with their names."""
    return named(calendar.registers_for(staff_id, now), now)


def lookup_purposes(staff_id: UUID, now: datetime) -> tuple[LookupPurposes, ...]:
    """Return for which purposes a person may look somebody up, by register."""
    found = []
    for register in mine(staff_id, now):
        notice = store.in_force(register.slug, retention.local_day(now)).notice
        who = access.reader(staff_id, register.slug, now)
        purposes = access.purposes(notice, who, "identity")
        if purposes:
            found.append(LookupPurposes(register, purposes))
    return tuple(found)


def promise(register: str, promise_id: str, now: datetime) -> Promise | None:
    """Return a promise of the notice in force by its id, if it is still made."""
    try:
        notice = store.in_force(register, retention.local_day(now)).notice
    except store.NoticeNotInForce:
        return None
    return next((one for one in notice.promises if one.id == promise_id), None)


def _name(slug: str, now: datetime) -> Text:
    try:
        return store.in_force(slug, retention.local_day(now)).notice.name
    except store.NoticeNotInForce:
        return Text(fi=slug, sv=slug, en=slug)


def notice_of(register: str, now: datetime) -> Notice:
    """Return the notice of a register in force today. Raises NoticeNotInForce."""
    return store.in_force(register, retention.local_day(now)).notice


def processor_for(register: str, controller: str, now: datetime) -> Text | None:
    """Return for whom a controller of a register acts as a processor, if it does."""
    try:
        known = notice_of(register, now).controllers
    except store.NoticeNotInForce:
        return None
    return next((one.processor_for for one in known if one.id == controller), None)
