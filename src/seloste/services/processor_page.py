"""What the pages of processors show: entries, how they stand, and machines. Reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from seloste.domain import processor as rules
from seloste.domain.notice import Recipient
from seloste.domain.processor import Missing, ProcessorRefused
from seloste.domain.retention import local_day
from seloste.domain.staff import Role
from seloste.records.models import ProcessorEntry
from seloste.services import calendar, processor_hosts, processors, registers
from seloste.services.access import NotFound
from seloste.services.notices.store import NoticeNotInForce
from seloste.services.processor_hosts import Line, Whose

KEEPERS = frozenset({Role.ADMIN, Role.DPO})
PAGE = 25


class Standing(StrEnum):
    """How an entry stands on a day."""

    MISSING = "missing"
    REVIEW = "review"
    WHOLE = "whole"
    COMING = "coming"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry, how it stands, and what it lacks."""

    entry: ProcessorEntry
    standing: Standing
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """One page of entries, and whether more follow."""

    lines: tuple[EntryLine, ...]
    more: bool


def registers_for(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers whose processors a person keeps."""
    return calendar.registers_for(staff_id, now, roles=KEEPERS)


def listing(
    mine: Collection[str], *, show: str = "", page: int = 1, now: datetime
) -> Entries:
    """Return entries by register and name.

    ``show`` is how they stand; empty for all but those that ended, ``all`` for
    every one.
    """
    today = local_day(now)
    lines = [
        _line(row, today) for row in processors.entries() if row.register_id in mine
    ]
    found = [one for one in lines if _shown(one, show)]
    start = (page - 1) * PAGE
    return Entries(tuple(found[start : start + PAGE]), len(found) > start + PAGE)


def entry(entry_id: UUID, *, staff_id: UUID, now: datetime) -> EntryLine:
    """Return an entry of somebody's registers. Raises NotFound."""
    try:
        row = processors.entry(entry_id)
    except ProcessorRefused:
        raise NotFound("no such record") from None
    if row.register_id not in registers_for(staff_id, now):
        raise NotFound("no such record")
    return _line(row, local_day(now))


def _line(row: ProcessorEntry, today: date) -> EntryLine:
    missing = processors.facts(row).missing
    return EntryLine(row, _standing(row, missing, today), missing)


def _standing(
    row: ProcessorEntry, missing: tuple[Missing, ...], today: date
) -> Standing:
    if row.until is not None and row.until <= today:
        return Standing.ENDED
    if missing:
        return Standing.MISSING
    if row.review_on is not None and row.review_on < today:
        return Standing.REVIEW
    return Standing.COMING if today < row.since else Standing.WHOLE


def _shown(line: EntryLine, show: str) -> bool:
    if not show:
        return line.standing is not Standing.ENDED
    return show in {"all", line.standing.value}


def recipients(register: str, now: datetime) -> tuple[Recipient, ...]:
    """Return the processors that the notice in force names; none without one."""
    try:
        return rules.recipients(registers.notice_of(register, now))
    except NoticeNotInForce:
        return ()


def in_use(
    mine: Collection[str], *, set_up: Iterable[str], now: datetime
) -> tuple[Line, ...]:
    """Return the machines in use but this one, those of nobody in front."""
    hosts = tuple(set_up)
    found = {
        line
        for register in mine
        for line in processor_hosts.lines(register, set_up=hosts, now=now)
        if line.whose is not Whose.HERE
    }
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.whose is not Whose.NOBODY,
                one.use.label,
                one.use.register,
                one.use.recipient,
            ),
        )
    )
